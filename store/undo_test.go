package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"contactgroup/schema"
)

// TestEachUndoableVerbIsTakenBack does the verb of each row that can be undone
// and undoes it: the request is as it was but for its revision.
func TestEachUndoableVerbIsTakenBack(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		logins := map[schema.Role]string{schema.RoleRequester: "pharos", schema.RoleValidator: "validator", schema.RoleCorrespondent: "google"}
		for _, row := range schema.Transitions {
			if !row.Undo {
				continue
			}
			login := logins[row.Roles[0]]
			q := g.bring(aDraft(schema.KindReferral, "google"), row.From[len(row.From)-1])
			if row.Verb == schema.VerbRelease {
				g.act(login, q.ID, schema.Step{Verb: schema.VerbClaim})
			}
			g.ready(row.Verb, q.ID)
			before := g.at(login, q.ID)
			g.clock.Advance(time.Minute)
			step := g.aStep(row.Verb, "")
			g.act(login, q.ID, step)
			done := g.at(login, q.ID)
			g.clock.Advance(time.Minute)
			undone, err := g.Desks[login].Undo(t.Context())
			if err != nil || undone.Verb != row.Verb || !slices.Equal(undone.IDs, []schema.ID{q.ID}) {
				t.Fatalf("%s: %+v, %v", row.Verb, undone, err)
			}
			after := g.at(login, q.ID)
			if after.Rev <= before.Rev {
				t.Errorf("%s: rev %d after %d", row.Verb, after.Rev, before.Rev)
			}
			if !slices.Equal(undone.Revs, []int{after.Rev}) || !slices.Equal(undone.Was, []int{done.Rev}) {
				t.Errorf("%s: from rev %v to %v is told, %d to %d it was", row.Verb, undone.Was, undone.Revs, done.Rev, after.Rev)
			}
			after.Rev, after.Updated = before.Rev, before.Updated
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("%s:\n%s", row.Verb, diff)
			}
			if last := g.mustThread(login, q.ID); last[len(last)-1].Verb != schema.VerbUndo {
				t.Errorf("%s: the log ends with %s", row.Verb, last[len(last)-1].Verb)
			}
		}
	})
}

func TestDoingWhatIsDoneAlreadyIsNeitherToldNorUndone(t *testing.T) {
	each(t, func(g group) {
		t, ctx, d := g.t, g.t.Context(), g.Desks["pharos"]
		k, err := d.NewCase(ctx, "Affaire Nord")
		g.must(err)
		for what, do := range map[string]func(id schema.ID, rev int) (schema.Request, error){
			"the case":   func(id schema.ID, rev int) (schema.Request, error) { return d.FileRequest(ctx, id, rev, k.Ref) },
			"the number": func(id schema.ID, rev int) (schema.Request, error) { return d.SetExternalRef(ctx, id, rev, "PH-1") },
		} {
			q := g.sent(schema.KindReferral, "google")
			first, err := do(q.ID, q.Rev)
			g.must(err)
			before := g.heads(t)
			again, err := do(q.ID, first.Rev)
			if g.must(err); first.Rev == q.Rev || again.Rev != first.Rev {
				t.Errorf("%s: revision %d became %d, then %d", what, q.Rev, first.Rev, again.Rev)
			}
			g.unlogged(t, before)
			_, err = d.Undo(ctx)
			g.must(err)
			if now := g.at("pharos", q.ID); now.Case != "" || now.ExternalRef != "" {
				t.Errorf("%s is undone to case %q and number %q", what, now.Case, now.ExternalRef)
			}
		}
	})
}

func TestAnUndoIsRefusedOnceSomebodyBuiltOnIt(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "x"})
		_, err := g.Desks["google"].Undo(t.Context())
		if f := refusal(t, err); f.Why != schema.WhyBuiltOn || f.By != "PHAROS" || f.Class != schema.ErrState {
			t.Errorf("%+v", f)
		}
	})
}

func TestAnOwnVerbIsUndoneWhateverTheOtherSideDoes(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		_, err := g.Desks["pharos"].Undo(t.Context())
		g.must(err)
		if got := g.at("pharos", q.ID); got.Assignee != 0 || got.State != schema.StateInProgress {
			t.Errorf("%s by %q", got.State, got.AssigneeLogin)
		}
		if got := g.at("google", q.ID); got.AssigneeLogin != "google" {
			t.Errorf("google's side: %q", got.AssigneeLogin)
		}
	})
}

func TestAUnitIsUndoneWholeOrNotAtAll(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		unit := schema.Together(t.Context(), "u1")
		var ids []schema.ID
		for range 3 {
			q := g.sent(schema.KindReferral, "google")
			_, err := g.Desks["google"].Act(unit, q.ID, 0, schema.Step{Verb: schema.VerbClaim})
			g.must(err)
			ids = append(ids, q.ID)
		}
		g.act("pharos", ids[1], schema.Step{Verb: schema.VerbNote, Reason: "x"})
		if _, err := g.Desks["google"].Undo(t.Context()); refusal(t, err).Why != schema.WhyBuiltOn {
			t.Fatal(err)
		}
		for _, id := range ids {
			if got := g.at("google", id); got.State != schema.StateInProgress {
				t.Errorf("%s was undone alone", got.Ref)
			}
		}
		other := schema.Together(t.Context(), "u2")
		for _, id := range ids[:2] {
			_, err := g.Desks["google"].Act(other, id, 0, schema.Step{Verb: schema.VerbRelease})
			g.must(err)
		}
		undone, err := g.Desks["google"].Undo(t.Context())
		g.must(err)
		if len(undone.IDs) != 2 || g.at("google", ids[0]).AssigneeLogin != "google" || g.at("google", ids[1]).AssigneeLogin != "google" {
			t.Errorf("%+v", undone)
		}
	})
}

func TestThereIsNothingToUndoOfOthersOrOfLongAgo(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindReferral, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		if _, err := g.Desks["google2"].Undo(t.Context()); refusal(t, err).Why != schema.WhyNothingUndo {
			t.Error(err)
		}
		g.clock.Advance(61 * time.Minute)
		if _, err := g.Desks["google"].Undo(t.Context()); refusal(t, err).Why != schema.WhyNothingUndo {
			t.Error(err)
		}
	})
}

func TestRedoDoesAgainWhatWasUndoneUntilSomethingElseIsDone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		d, ctx := g.Desks["google"], t.Context()
		q := g.sent(schema.KindReferral, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClarify, Reason: "laquelle ?"})
		nothing := func(redo bool) {
			t.Helper()
			why, do := schema.WhyNothingUndo, d.Undo
			if redo {
				why, do = schema.WhyNothingRedo, d.Redo
			}
			if _, err := do(ctx); refusal(t, err).Why != why {
				t.Errorf("got %v, want %s", err, why)
			}
		}
		nothing(true)
		for _, step := range []struct {
			redo  bool
			state schema.State
			held  string
		}{
			{false, schema.StateInProgress, "google"}, {false, schema.StateSent, ""}, {true, schema.StateInProgress, "google"},
			{true, schema.StateClarification, "google"}, {false, schema.StateInProgress, "google"}, {false, schema.StateSent, ""},
			{true, schema.StateInProgress, "google"},
		} {
			do := d.Undo
			if step.redo {
				do = d.Redo
			}
			g.clock.Advance(time.Minute)
			got, err := do(ctx)
			if err != nil {
				t.Fatalf("redo %v to %s: %v", step.redo, step.state, err)
			}
			if now := g.at("google", q.ID); now.State != step.state || now.AssigneeLogin != step.held || !slices.Equal(got.Refs, []string{q.Ref}) {
				t.Errorf("redo %v: %s by %q, %+v", step.redo, now.State, now.AssigneeLogin, got)
			}
		}
		if last := g.mustThread("google", q.ID); last[len(last)-1].Verb != schema.VerbRedo {
			t.Errorf("the log ends with %s", last[len(last)-1].Verb)
		}
		g.act("google", q.ID, schema.Step{Verb: schema.VerbRelease})
		nothing(true)
		_, err := d.Undo(ctx)
		g.must(err)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "x"})
		g.must(func() error { _, err := d.Redo(ctx); return err }()) // one's own side is one's own
		_, err = d.Undo(ctx)
		g.must(err)
		g.act("google2", q.ID, schema.Step{Verb: schema.VerbAssign, To: "google2"})
		if _, err := d.Redo(ctx); refusal(t, err).Why != schema.WhyBuiltOn {
			t.Errorf("redone though a colleague built on it: %v", err)
		}
	})
}

func TestAnAcceptedReplyIsUndoneAndRedone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindReferral, "google")
		g.reply("google", q)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAccept})
		for i, do := range []func(ctx context.Context) (schema.Undone, error){g.Desks["pharos"].Undo, g.Desks["pharos"].Redo} {
			_, err := do(t.Context())
			g.must(err)
			replies, err := g.Desks["google"].RepliesOf(t.Context(), q.ID)
			g.must(err)
			if want := []schema.ReplyState{schema.ReplySent, schema.ReplyAccepted}[i]; len(replies) != 1 || replies[0].State != want {
				t.Errorf("%+v, want %s", replies, want)
			}
		}
	})
}

func TestAVerbPassesOverWhatCanBeUndoneStill(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.manyUndos(3000)
		steps, err := g.Desks["google"].ForgetPlan(t.Context())
		g.must(err)
		if plan := strings.Join(steps, "\n"); !strings.Contains(plan, "undo_redo") {
			t.Errorf("undo_redo is not used:\n%s", plan)
		}
	})
}

func TestWhatCanBeUndoneNoLongerIsRemoved(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.manyUndos(3)
		q := g.sent(schema.KindReferral, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.clock.Advance(59 * time.Minute)
		for _, want := range []int{1, 0} {
			g.must(g.db.ForgetUndo(t.Context()))
			var n int
			g.must(g.db.Get(t.Context(), &n, `SELECT count(*) FROM undo WHERE member_id = ?`, g.Desks["google"].Who().Member))
			if n != want {
				t.Errorf("%d can be undone after %s, want %d", n, g.clock.Now(), want)
			}
			g.clock.Advance(2 * time.Minute)
		}
	})
}

// manyUndos gives google what it can undo no longer.
func (g group) manyUndos(n int) {
	g.t.Helper()
	g.must(g.db.Exec(g.t.Context(), `INSERT INTO undo (member_id, unit, verb, noun, subject_id, before, version, side_version, at)
		WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ?)
		SELECT CAST(? AS BIGINT), '', 'claim', 'request', 1, '{}', 0, 0, 1000000 + n FROM many`, n, g.Desks["google"].Who().Member))
	g.must(g.db.Exec(g.t.Context(), "ANALYZE"))
}
