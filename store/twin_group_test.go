package store_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/store"
)

// one is a call that both registers are to answer alike; id is the row of the
// request drawn for it, as the register numbers it.
type one func(ctx context.Context, d *store.Desk, id schema.ID) (any, error)

// followers are those who put what on record; the addressee where nobody is named.
var followers = map[schema.Verb]string{schema.VerbRecommend: "overseer", schema.VerbFollow: "validator", schema.VerbDecline: "validator", schema.VerbFile: "chair",
	schema.VerbUnfile: "chair", schema.VerbEscalate: "pharos", schema.VerbReverify: "pharos", schema.VerbReinstate: "pharos", schema.VerbAttach: "pharos"}

// onRequest draws one of the verbs, and a request on which one who may can do it
// now; or, now and then and where there is none, any request and member.
func (w *twins) onRequest(t *rapid.T, calls map[schema.Verb]one) {
	w.t = t
	ref, login := w.ref(), w.login()
	v := rapid.SampledFrom(slices.Sorted(maps.Keys(calls))).Draw(t, "verb")
	if possible := w.possible(v); len(possible) > 0 && rapid.IntRange(0, 4).Draw(t, "whoever") > 0 {
		ref = rapid.SampledFrom(possible).Draw(t, "on")
		if login = followers[v]; login == "" {
			login = "google"
		}
	}
	w.both(fmt.Sprint(login, " ", v, " ", ref), func(g group, ids map[string]schema.ID) (any, error) {
		return calls[v](g.t.Context(), g.Desks[login], ids[ref])
	})
}

// possible are the requests on which the verb can be done now by one who may.
func (w *twins) possible(v schema.Verb) (out []string) {
	g := w.groups[0]
	d := g.Desks["google"]
	if login := followers[v]; login != "" {
		d = g.Desks[login]
	}
	for _, ref := range w.refs {
		q, err := d.Request(g.t.Context(), ref)
		if err == nil && (v == schema.VerbReply || schema.MayFollowUp(d.Who(), v, q, w.clock.Now()) == nil) {
			out = append(out, ref)
		}
	}
	return out
}

// followUps puts on record what stands beside a request's life.
func (w *twins) followUps(t *rapid.T) {
	number := rapid.SampledFrom([]string{"PH-1", "T-2", "ph-1", ""}).Draw(t, "number")
	yes := rapid.Bool().Draw(t, "yes")
	found := rapid.SampledFrom([]string{schema.ObservedLive, schema.ObservedGone}).Draw(t, "found")
	file := rapid.SampledFrom([]string{"D-2015-0001", "D-2015-0001", "D-2015-0002", "nuit"}).Draw(t, "case")
	name := rapid.SampledFrom([]string{"ordre.txt", "ORDRE.txt", "a/b"}).Draw(t, "name")
	w.onRequest(t, map[schema.Verb]one{
		schema.VerbExternalRef: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			return d.SetExternalRef(ctx, id, 0, number)
		},
		schema.VerbReinstate: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			if _, err := d.Reverify(ctx, id, 0, schema.Recheck{Observed: schema.ObservedGone}); err != nil {
				return nil, err
			}
			return d.Reinstate(ctx, id, 0, "motif")
		},
		schema.VerbFile: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			return d.FileRequest(ctx, id, 0, file)
		},
		schema.VerbUnfile: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			return d.UnfileRequest(ctx, id, 0, file)
		},
		schema.VerbRecommend: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			return d.Recommend(ctx, id, 0, "à revoir", yes)
		},
		schema.VerbFollow: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			return d.AnswerRecommendation(ctx, id, 0, yes, "motif")
		},
		schema.VerbReverify: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			return d.Reverify(ctx, id, 0, schema.Recheck{Observed: found})
		},
		schema.VerbEscalate: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			return d.Escalate(ctx, id, 0, schema.Escalation{To: schema.KindBlocking, Addressees: []string{"isp"}, Reason: "sans effet"})
		},
		schema.VerbAttach: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			return d.Attach(ctx, id, 0, name, strings.NewReader("ordonnance"))
		},
		schema.VerbReply: func(ctx context.Context, d *store.Desk, id schema.ID) (any, error) {
			return d.KeepUnsent(ctx, schema.Unsent{Verb: schema.VerbReply, Noun: schema.NounRequest, Subject: id, Body: "Nous"})
		},
	})
}

// together does what the group keeps beside its requests. One call in a few is
// made by one who may.
func (w *twins) together(t *rapid.T) {
	w.t = t
	login := rapid.SampledFrom([]string{"chair", "chair", "secretariat", "google", "pharos", "overseer"}).Draw(t, "login")
	title := rapid.SampledFrom([]string{"Vidéo du 5 mai", "Réunion", ""}).Draw(t, "title")
	n := rapid.SampledFrom([]int{1, 1, 1, 2}).Draw(t, "n")
	internal := rapid.Bool().Draw(t, "internal")
	today := schema.DateOf(w.clock.Now(), schema.Paris)
	calls := map[string]func(context.Context, *store.Desk) (any, error){
		"case": func(ctx context.Context, d *store.Desk) (any, error) { return d.NewCase(ctx, title) },
		"commitment": func(ctx context.Context, d *store.Desk) (any, error) {
			return d.AddCommitment(ctx, schema.CommitmentDraft{Org: "google", Text: title, Theme: "formation", Made: today, Internal: internal})
		},
		"commitment kept": func(ctx context.Context, d *store.Desk) (any, error) {
			p, err := d.Commitments(ctx, schema.List{All: true})
			if err != nil || len(p.Items) < n {
				return nil, err
			}
			return d.UpdateCommitment(ctx, p.Items[n-1].ID, 0, schema.CommitmentDraft{Org: "google", Text: "tenu", State: schema.CommitmentKept, Evidence: "vu"})
		},
		"article": func(ctx context.Context, d *store.Desk) (any, error) {
			return d.AddArticle(ctx, schema.ArticleDraft{Title: title, Text: "Texte.", Internal: internal})
		},
		"adopt": func(ctx context.Context, d *store.Desk) (any, error) {
			p, err := d.Articles(ctx, schema.List{All: true})
			if err != nil || len(p.Items) < n {
				return nil, err
			}
			return d.UpdateArticle(ctx, p.Items[n-1].ID, 0, schema.ArticleDraft{Title: "Délais", Text: "Sans délai.", Adopt: true})
		},
		"endorse": func(ctx context.Context, d *store.Desk) (any, error) {
			p, err := d.Articles(ctx, schema.List{All: true})
			if err != nil || len(p.Items) < n {
				return nil, err
			}
			return d.TakeStance(ctx, p.Items[n-1].ID, 0, schema.VerbEndorse, 0, "")
		},
		"training": func(ctx context.Context, d *store.Desk) (any, error) {
			return d.AddTraining(ctx, schema.TrainingDraft{Service: "PHAROS", Date: today, Topic: title, Trained: n, Internal: internal})
		},
		"sheet": func(ctx context.Context, d *store.Desk) (any, error) {
			return d.AddSheet(ctx, schema.SheetDraft{Title: title, Text: "# Fiche", Internal: internal})
		},
		"contact": func(ctx context.Context, d *store.Desk) (any, error) {
			return d.AddContact(ctx, schema.Contact{Org: "google", Function: title, Phone: "+33 1 00 00 00 00", Zone: "Europe/Paris", Rank: n})
		},
		"crisis":     func(ctx context.Context, d *store.Desk) (any, error) { return d.StartCrisis(ctx, title, schema.P1) },
		"crisis end": func(ctx context.Context, d *store.Desk) (any, error) { return d.EndCrisis(ctx, title) },
		"clock": func(ctx context.Context, d *store.Desk) (any, error) {
			return d.UpdateClock(ctx, schema.Clock{Code: "withdrawal", Duration: time.Duration(n) * time.Hour, Source: "loi"})
		},
		"view": func(ctx context.Context, d *store.Desk) (any, error) {
			return d.SaveView(ctx, schema.View{Name: "urgences", Noun: schema.NounRequest, Slot: 5 + n, Query: "label:P1", Shared: internal})
		},
		"undo, then redo": func(ctx context.Context, d *store.Desk) (any, error) {
			if _, err := d.Undo(ctx); err != nil {
				return nil, err
			}
			return d.Redo(ctx)
		},
		"figures": func(ctx context.Context, d *store.Desk) (any, error) { return d.Stats(ctx, schema.Date{}) },
	}
	what := rapid.SampledFrom(slices.Sorted(maps.Keys(calls))).Draw(t, "call")
	w.both(fmt.Sprint(login, ": ", what), func(g group, _ map[string]schema.ID) (any, error) { return calls[what](g.t.Context(), g.Desks[login]) })
}

// meetings plans meetings and brings them on.
func (w *twins) meetings(t *rapid.T) {
	w.t = t
	login := rapid.SampledFrom([]string{"chair", "secretariat", "google"}).Draw(t, "login")
	n := rapid.SampledFrom([]int{0, 1, 1, 1, 1, 1, 1, 2}).Draw(t, "n")
	starts := w.clock.Now().Add(time.Duration(rapid.IntRange(1, 400).Draw(t, "hours")) * time.Hour).Truncate(time.Hour)
	if n == 0 {
		w.both(login+" plans a meeting", func(g group, _ map[string]schema.ID) (any, error) {
			return g.Desks[login].NewMeeting(g.t.Context(), schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Point", Starts: starts, Place: "Beauvau"})
		})
		return
	}
	verbs := w.meetingVerbs(n)
	if len(verbs) == 0 || rapid.IntRange(0, 4).Draw(t, "whatever") == 0 {
		verbs = schema.MeetingTransitions
	}
	s := schema.MeetingStep{Verb: rapid.SampledFrom(verbs).Draw(t, "verb").Verb, N: rapid.IntRange(0, 1).Draw(t, "part"), Text: "Décidé.",
		Plan: schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Autre", Starts: starts}, Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Bilan"},
		Attendance: schema.Attendance{Org: "google", Person: "Astreinte", Mode: "present"}}
	w.both(fmt.Sprint(login, " ", s.Verb, " meeting ", n), func(g group, _ map[string]schema.ID) (any, error) {
		all, err := g.Desks[login].Meetings(g.t.Context())
		if err != nil || len(all) < n {
			return nil, err
		}
		return g.Desks[login].Meet(g.t.Context(), all[n-1].ID, 0, s)
	})
}

// meetingVerbs are those that the state of the n-th meeting allows.
func (w *twins) meetingVerbs(n int) (out []schema.MeetingTransition) {
	all, err := w.groups[0].Desks["chair"].Meetings(w.groups[0].t.Context())
	if err != nil || len(all) < n {
		return nil
	}
	for _, x := range schema.MeetingTransitions {
		if slices.Contains(x.From, all[n-1].State) {
			out = append(out, x)
		}
	}
	return out
}

// lookAround compares what a member can see beside requests and actions.
func (w *twins) lookAround(t *rapid.T) {
	w.t = t
	login := w.login()
	lists := map[string]one{
		"the packs": func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) {
			all, err := d.Meetings(ctx)
			var packs []any
			for _, m := range all {
				p, refusal := d.Pack(ctx, m.Ref, schema.Date{}, 0)
				packs = append(packs, p, refusal)
			}
			return packs, err
		},
		"cases":    func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) { return d.Cases(ctx, schema.List{}) },
		"a case":   func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) { return d.Case(ctx, "D-2015-0001") },
		"meetings": func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) { return d.Meetings(ctx) },
		"commitments": func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) {
			return d.Commitments(ctx, schema.List{All: true})
		},
		"articles": func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) {
			return d.Articles(ctx, schema.List{All: true})
		},
		"trainings": func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) {
			return d.Trainings(ctx, schema.List{All: true})
		},
		"sheets": func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) {
			return d.Sheets(ctx, schema.List{All: true})
		},
		"contacts": func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) { return d.Contacts(ctx) },
		"crises":   func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) { return d.Crises(ctx) },
		"views":    func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) { return d.Views(ctx) },
		"drafts":   func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) { return d.Unsent(ctx) },
		"the law":  func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) { return d.Law(ctx) },
		"the log": func(ctx context.Context, d *store.Desk, _ schema.ID) (any, error) {
			return d.Log(ctx, schema.LogList{Limit: 500})
		},
	}
	what := rapid.SampledFrom(slices.Sorted(maps.Keys(lists))).Draw(t, "what")
	w.both(login+" reads "+what, func(g group, _ map[string]schema.ID) (any, error) {
		return lists[what](g.t.Context(), g.Desks[login], 0)
	})
}

// begin sends a request of each kind that much can be put on record about, opens
// a case and plans a meeting.
func (w *twins) begin() {
	for _, g := range w.groups {
		_, err := g.Desks["chair"].NewCase(g.t.Context(), "Vidéo du 5 mai")
		g.must(err)
		_, err = g.Desks["chair"].NewMeeting(g.t.Context(), schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Point", Starts: w.clock.Now().Add(48 * time.Hour)})
		g.must(err)
	}
	for _, x := range []struct {
		kind schema.Kind
		to   string
	}{{schema.KindWithdrawal, "google"}, {schema.KindBlocking, "isp"}, {schema.KindRemovalOrder, "facebook"}} {
		for i, g := range w.groups {
			q := g.sent(x.kind, x.to)
			if w.seen[i][q.Ref] = q.ID; i == 0 {
				w.refs = append(w.refs, q.Ref)
			}
		}
	}
}
