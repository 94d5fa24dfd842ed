package store_test

import (
	"context"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// did does a deed as it was prepared.
type did = func(context.Context, *store.Desk) (any, error)

// noReaders are those who read no withdrawal that google was asked for;
// noReferral those who read no referral to it; outsiders those who read no draft.
var (
	noReaders  = []string{"facebook", "observer", "admin"}
	noReferral = append([]string{"overseer"}, noReaders...)
	outsiders  = []string{"google", "facebook", "overseer", "observer", "admin"}
)

var requestDeeds = []deed{
	{method: "NewRequest", may: []string{"pharos"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.Request, error) {
		return d.NewRequest(c, aDraft(schema.KindReferral, "google"))
	})},
	{method: "Import", may: []string{"pharos"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.ImportReport, error) {
		return d.Import(c, many(3, "deed"), false)
	})},
	{method: "EditRequest", may: []string{"pharos"}, hidden: outsiders, ready: func(g group) did {
		q := g.draft(aDraft(schema.KindReferral, "google"))
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.EditRequest(c, q.ID, 0, schema.RequestDraft{Kind: q.Kind, Regime: q.Regime, Subject: "Autre", Addressee: "google", Contents: q.Contents})
		})
	}},
	{method: "Act", may: []string{"google", "secretariat", "chair", "pharos", "validator"}, hidden: noReferral, ready: func(g group) did {
		q := g.sent(schema.KindReferral, "google")
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.Act(c, q.ID, 0, schema.Step{Verb: schema.VerbClaim})
		})
	}},
	{method: "Act", may: []string{"google"}, hidden: noReaders, ready: func(g group) did {
		q := g.sent(schema.KindWithdrawal, "google")
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.Act(c, q.ID, 0, schema.Step{Verb: schema.VerbContest, Reason: "Satire"})
		})
	}},
	{method: "Act", may: []string{"validator", "secretariat", "chair"}, hidden: noReaders, ready: func(g group) did {
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbContest, Reason: "Satire"})
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.Act(c, q.ID, 0, schema.Step{Verb: schema.VerbDecide, Ruling: schema.RulingUpheld, Reason: "Apologie"})
		})
	}},
	{method: "Act", may: []string{"pharos", "validator", "chair"}, hidden: []string{"facebook", "secretariat", "overseer", "observer", "admin"}, ready: func(g group) did {
		q := g.bring(aDraft(schema.KindPreservation, "google"), schema.StateClosed)
		until := g.clock.Now().Add(400 * day)
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.Act(c, q.ID, 0, schema.Step{Verb: schema.VerbExtend, Until: until, Reason: "Enquête"})
		})
	}},
	{method: "Reply", may: []string{"google"}, hidden: noReferral, ready: func(g group) did {
		q := g.sent(schema.KindReferral, "google")
		return answer(func(c context.Context, d *store.Desk) (schema.Reply, error) { return d.Reply(c, q.ID, 0, removed(q)) })
	}},
	{method: "NewCase", may: []string{"pharos", "validator", "secretariat", "chair"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.Case, error) { return d.NewCase(c, "Dossier") })},
	{method: "Undo", may: []string{"google"}, refused: schema.ErrState, ready: func(g group) did {
		q := g.sent(schema.KindReferral, "google")
		g.clock.Advance(2 * time.Hour) // what others did is past undoing
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		return answer(func(c context.Context, d *store.Desk) (schema.Undone, error) { return d.Undo(c) })
	}},
	{method: "Redo", may: []string{"google"}, refused: schema.ErrState, ready: func(g group) did {
		q := g.sent(schema.KindReferral, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		_, err := g.Desks["google"].Undo(g.t.Context())
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.Undone, error) { return d.Redo(c) })
	}},
}

var followupDeeds = []deed{
	{method: "SetExternalRef", may: []string{"google", "pharos", "validator", "secretariat", "chair"}, hidden: noReferral, ready: func(g group) did {
		q := g.sent(schema.KindReferral, "google")
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.SetExternalRef(c, q.ID, 0, "T-1")
		})
	}},
	{method: "FileRequest", may: []string{"pharos", "validator", "secretariat", "chair"}, hidden: noReferral, ready: func(g group) did {
		q, k := g.sent(schema.KindReferral, "google"), g.aCase()
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.FileRequest(c, q.ID, 0, k.Ref)
		})
	}},
	{method: "UnfileRequest", may: []string{"pharos", "validator", "secretariat", "chair"}, hidden: noReferral, ready: func(g group) did {
		q, k := g.sent(schema.KindReferral, "google"), g.aCase()
		_, err := g.Desks["pharos"].FileRequest(g.t.Context(), q.ID, 0, k.Ref)
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.UnfileRequest(c, q.ID, 0, k.Ref)
		})
	}},
	{method: "Escalate", may: []string{"pharos"}, hidden: noReaders, ready: func(g group) did {
		q := g.sent(schema.KindWithdrawal, "google")
		g.clock.Advance(25 * time.Hour)
		return answer(func(c context.Context, d *store.Desk) ([]schema.Request, error) {
			return d.Escalate(c, q.ID, 0, schema.Escalation{To: schema.KindDelisting, Addressees: []string{"microsoft"}, Reason: "Sans réponse"})
		})
	}},
	{method: "Reverify", may: []string{"pharos", "validator", "secretariat", "chair"}, hidden: noReaders, ready: func(g group) did {
		q := g.bring(aDraft(schema.KindBlocking, "google"), schema.StateClosed)
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.Reverify(c, q.ID, 0, schema.Recheck{Observed: schema.ObservedGone})
		})
	}},
	{method: "Reinstate", may: []string{"pharos"}, hidden: noReaders, ready: func(g group) did {
		q := g.bring(aDraft(schema.KindBlocking, "google"), schema.StateClosed)
		_, err := g.Desks["pharos"].Reverify(g.t.Context(), q.ID, 0, schema.Recheck{Observed: schema.ObservedGone})
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.Reinstate(c, q.ID, 0, "Disparu")
		})
	}},
	{method: "Recommend", may: []string{"overseer"}, hidden: noReaders, ready: func(g group) did {
		q := g.sent(schema.KindWithdrawal, "google")
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.Recommend(c, q.ID, 0, "Satire", true)
		})
	}},
	{method: "AnswerRecommendation", may: []string{"chair", "validator"}, hidden: noReaders, ready: func(g group) did {
		q := g.recommended()
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.AnswerRecommendation(c, q.ID, 0, true, "")
		})
	}},
	{method: "AnswerRecommendation", may: []string{"chair", "validator"}, hidden: noReaders, ready: func(g group) did {
		q := g.recommended()
		return answer(func(c context.Context, d *store.Desk) (schema.Request, error) {
			return d.AnswerRecommendation(c, q.ID, 0, false, "Apologie")
		})
	}},
	{method: "Attach", may: []string{"pharos"}, hidden: []string{"secretariat", "google", "facebook", "overseer", "observer", "admin"}, ready: func(g group) did {
		q := g.draft(aDraft(schema.KindIdentification, "google"))
		return answer(func(c context.Context, d *store.Desk) (schema.Attachment, error) {
			return d.Attach(c, q.ID, 0, "ordre.txt", strings.NewReader("Ordre"))
		})
	}},
}

// aCase is a case of the authority.
func (g group) aCase() schema.Case {
	g.t.Helper()
	k, err := g.Desks["pharos"].NewCase(g.t.Context(), "Dossier")
	g.must(err)
	return k
}

// recommended is a request to google on which the overseer recommends something.
func (g group) recommended() schema.Request {
	g.t.Helper()
	q, err := g.Desks["overseer"].Recommend(g.t.Context(), g.sent(schema.KindWithdrawal, "google").ID, 0, "Satire", true)
	g.must(err)
	return q
}
