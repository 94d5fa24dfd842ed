package store_test

import (
	"testing"
	"time"

	"contactgroup/schema"
)

func TestARequestGoesFromDraftToClosed(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.draft(aDraft(schema.KindWithdrawal, "google"))
		if q.Ref != "B-2015-0001" || q.State != schema.StateDraft || q.Rev != 1 {
			t.Fatalf("draft: %s %s rev %d", q.Ref, q.State, q.Rev)
		}
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSubmit})
		g.act("validator", q.ID, schema.Step{Verb: schema.VerbApprove})
		if q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend}); q.Ref != "GOO-2015-0001" || q.State != schema.StateSent {
			t.Fatalf("sent: %s %s", q.Ref, q.State)
		}
		if got := g.at("google", q.ID); got.Rev != 1 || got.Due != g.clock.Now().Add(day) {
			t.Errorf("at google: rev %d, due %s", got.Rev, got.Due)
		}
		q = g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		if q.State != schema.StateInProgress || q.AssigneeLogin != "google" || q.Received.IsZero() {
			t.Errorf("claimed: %s by %q, received %s", q.State, q.AssigneeLogin, q.Received)
		}
		if r := g.reply("google", q); r.State != schema.ReplySent || r.By != "Astreinte Google" {
			t.Errorf("reply %s by %s", r.State, r.By)
		}
		q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAccept})
		if q.State != schema.StateAnswered || q.LastReply != schema.ReplyAccepted || q.Contents[0].Outcome != schema.OutcomeRemovedTerms {
			t.Errorf("accepted: %s %s %+v", q.State, q.LastReply, q.Contents)
		}
		if q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClose}); q.State != schema.StateClosed || q.Closed.IsZero() {
			t.Errorf("closed: %s %s", q.State, q.Closed)
		}
		if len(g.mustThread("google", q.ID)) != 5 {
			t.Errorf("google's thread: %+v", g.mustThread("google", q.ID))
		}
		if len(g.mustThread("pharos", q.ID)) != 8 {
			t.Errorf("pharos's thread: %+v", g.mustThread("pharos", q.ID))
		}
		_ = time.Second
	})
}

func (g group) mustThread(login string, id schema.ID) []schema.Event {
	g.t.Helper()
	events, err := g.Desks[login].Thread(g.t.Context(), id)
	g.must(err)
	return events
}
