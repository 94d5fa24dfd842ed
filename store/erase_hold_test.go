package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
)

func TestWhatIsNotOverIsNotErased(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		open := g.sent(schema.KindWithdrawal, "google")
		measure := g.bring(aDraft(schema.KindBlocking, "google"), schema.StateClosed)
		contested := g.ended(schema.KindWithdrawal, "google", "contested")
		g.ready(schema.VerbDecide, contested.ID)
		advised := g.ended(schema.KindWithdrawal, "google", "advised")
		_, err := g.Desks["overseer"].Recommend(ctx, advised.ID, 0, "Satire", true)
		g.must(err)
		preserved := g.bring(aDraft(schema.KindPreservation, "google"), schema.StateClosed)
		escalated := g.sent(schema.KindWithdrawal, "google")
		_, err = g.Desks["google"].Reply(ctx, escalated.ID, 0, schema.ReplyDraft{Text: "Satire", Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRefused}, {N: 2, Outcome: schema.OutcomeRefused}}})
		g.must(err)
		g.act("validator", escalated.ID, schema.Step{Verb: schema.VerbClose})
		came, err := g.Desks["pharos"].Escalate(ctx, escalated.ID, 0, schema.Escalation{To: schema.KindDelisting, Addressees: []string{"microsoft"}, Reason: "Sans réponse"})
		g.must(err)
		over := g.ended(schema.KindWithdrawal, "google", "over")
		g.clock.Advance(40 * day)
		g.keep(schema.NounRequest, 30)
		if got := g.expired(ctx, schema.Erasure{})[schema.NounRequest]; !slices.Equal(got.Refs, []string{over.Ref}) {
			t.Errorf("erased %v, want %s alone", got.Refs, over.Ref)
		}
		for name, q := range map[string]schema.Request{"open": open, "measure": measure, "contested": contested, "advised": advised, "preserved": preserved, "escalated": escalated, "came of it": came[0]} {
			if got := g.at("pharos", q.ID); !got.Erased.IsZero() || got.Subject == "" {
				t.Errorf("%s: %+v", name, got)
			}
		}
	})
}

// A member who never logged in, or long ago, ends on the day of leaving.
func TestAMemberIsKeptAsLongAsSetAfterLeaving(t *testing.T) {
	each(t, func(g group) {
		t, ctx, admin := g.t, g.t.Context(), g.Desks["admin"]
		_, err := admin.AddMember(ctx, schema.NewMember{Org: "google", Login: "left", Name: "Renard", Role: schema.RoleCorrespondent})
		g.must(err)
		g.keep(schema.NounMember, 30)
		g.clock.Advance(400 * day)
		g.must(admin.DisableMember(ctx, "left", true))
		g.clock.Advance(20 * day)
		if got := g.expired(ctx, schema.Erasure{})[schema.NounMember]; got.Things != 0 {
			t.Errorf("20 days after leaving: erased %v", got.Refs)
		}
		g.clock.Advance(20 * day)
		if got := g.expired(ctx, schema.Erasure{})[schema.NounMember]; !slices.Equal(got.Refs, []string{"left"}) {
			t.Errorf("40 days after leaving: erased %v", got.Refs)
		}
	})
}

func TestNothingIsDoneToWhatIsErased(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q := g.ended(schema.KindWithdrawal, "google", "a")
		m, x := g.heldAndOver()
		_, err := g.Desks["secretariat"].Freeze(ctx, m.ID, 0)
		g.must(err)
		c, err := g.Desks["secretariat"].AddCommitment(ctx, schema.CommitmentDraft{Org: "google", Text: "Former", State: schema.CommitmentKept, Evidence: "faite"})
		g.must(err)
		g.clock.Advance(40 * day)
		g.eraseAll()
		title := "Autre"
		for name, do := range map[string]func() error{
			"reopen": func() error {
				_, err := g.Desks["pharos"].Act(ctx, q.ID, 0, schema.Step{Verb: schema.VerbReopen, Reason: "x"})
				return err
			},
			"note": func() error {
				_, err := g.Desks["google"].Act(ctx, q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: "x"})
				return err
			},
			"contest": func() error {
				_, err := g.Desks["google"].Act(ctx, q.ID, 0, schema.Step{Verb: schema.VerbContest, Reason: "x"})
				return err
			},
			"ext": func() error { _, err := g.Desks["google"].SetExternalRef(ctx, q.ID, 0, "T-1"); return err },
			"reverify": func() error {
				_, err := g.Desks["pharos"].Reverify(ctx, q.ID, 0, schema.Recheck{Observed: schema.ObservedGone})
				return err
			},
			"recommend": func() error { _, err := g.Desks["overseer"].Recommend(ctx, q.ID, 0, "x", true); return err },
			"correct": func() error {
				_, err := g.Desks["secretariat"].Meet(ctx, m.ID, 0, schema.MeetingStep{Verb: schema.VerbCorrect, Text: "x", Correction: schema.Correction{Title: &title}})
				return err
			},
			"freeze":  func() error { _, err := g.Desks["secretariat"].Freeze(ctx, m.ID, 0); return err },
			"minutes": func() error { _, err := g.Desks["google"].Minutes(ctx, m.Ref, 1); return err },
			"pack":    func() error { _, err := g.Desks["google"].Pack(ctx, m.Ref, schema.Date{}, 1); return err },
			"reopen action": func() error {
				_, err := g.Desks["secretariat"].ActOn(ctx, x.ID, 0, schema.ActionStep{Verb: schema.VerbReopen})
				return err
			},
			"commitment": func() error {
				_, err := g.Desks["secretariat"].UpdateCommitment(ctx, c.ID, 0, schema.CommitmentDraft{Text: "x"})
				return err
			},
		} {
			if err := do(); !errors.Is(err, schema.ErrState) || why(t, err) != schema.WhyErased {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := g.Desks["facebook"].Act(ctx, q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: "x"}); why(t, err) != schema.WhyHidden {
			t.Errorf("a rival is told %v", err)
		}
		for verb, do := range map[schema.Reason]func(context.Context) (schema.Undone, error){schema.WhyNothingUndo: g.Desks["pharos"].Undo, schema.WhyNothingRedo: g.Desks["pharos"].Redo} {
			if _, err := do(ctx); why(t, err) != verb {
				t.Errorf("%s: %v", verb, err)
			}
		}
	})
}

func TestAnErasureThatWasCutOffGoesOn(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q, order, _ := g.plant()
		g.end(q)
		g.clock.Advance(40 * day)
		for _, r := range schema.DefaultRetentions {
			g.keep(r.Noun, 1)
		}
		rounds := 0
		for ; rounds < 500; rounds++ { // cut after the first commit, then after the second…
			err := store.EraseCut(g.db, ctx, rounds+1)
			if err == nil {
				break
			}
			if !errors.Is(err, store.ErrCut) {
				t.Fatal(err)
			}
		}
		if rounds < 5 || rounds == 500 {
			t.Errorf("%d rounds", rounds)
		}
		if left, _ := g.marks(); len(left) > 0 {
			t.Errorf("left: %v", left)
		}
		var n int
		g.must(g.db.Get(ctx, &n, `SELECT count(*) FROM erasing`))
		if n != 0 || g.at("pharos", q.ID).Erased.IsZero() || g.at("pharos", order.ID).Erased.IsZero() {
			t.Errorf("%d are not done", n)
		}
		for _, login := range []string{"google", "pharos", "secretariat", "overseer"} {
			for _, r := range g.reports(login) {
				if !r.Whole() {
					t.Errorf("%s: %+v", login, r)
				}
			}
		}
	})
}

func TestAFrozenPackKeepsWhatIsNotErased(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q, _, m := g.plant()
		before, err := g.Desks["google"].Pack(ctx, m.Ref, schema.Date{}, 1)
		g.must(err)
		g.end(q)
		g.clock.Advance(40 * day)
		g.keep(schema.NounRequest, 1)
		g.expired(ctx, schema.Erasure{})
		after, err := g.Desks["google"].Pack(ctx, m.Ref, schema.Date{}, 1)
		g.must(err)
		if len(before.Disputes) != 1 || before.Disputes[0].Subject == "" {
			t.Fatalf("to begin with %+v", before.Disputes)
		}
		if x := after.Disputes; len(x) != 1 || x[0].Subject+x[0].Reason != "" || x[0].Ref != q.Ref || x[0].Contents != 2 || after.Erased.IsZero() {
			t.Errorf("then %+v, erased %s", x, after.Erased)
		}
		if after.Hash != before.Hash || len(after.Actions) != len(before.Actions) || after.Actions[0].Text != before.Actions[0].Text || after.Meeting.Title != before.Meeting.Title {
			t.Errorf("the rest became %+v", after.Register)
		}
	})
}
