package store_test

import (
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

func TestAPartialReplyLeavesTheRestInProgress(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		for _, from := range []schema.State{schema.StateSent, schema.StateInProgress, schema.StateClarification, schema.StateImpossible} {
			q := g.bring(aDraft(schema.KindWithdrawal, "google"), from)
			due, stood := q.ClockStart.Add(day), !from.Running()
			g.clock.Advance(time.Hour)
			if stood {
				due = due.Add(time.Hour)
			}
			if r := g.replyPartly(q, 2); r.State != schema.ReplySent || r.ReqState != schema.StateInProgress {
				t.Errorf("from %s: reply %s, request %s", from, r.State, r.ReqState)
			}
			got, err := g.Desks["pharos"].Request(t.Context(), q.Ref)
			g.must(err)
			if got.State != schema.StateInProgress || !got.Answered.IsZero() || got.Ground != "" || got.Received.IsZero() ||
				got.Contents[0].Outcome != "" || got.Contents[1].Outcome != schema.OutcomeRemovedTerms {
				t.Errorf("from %s: %+v", from, got)
			}
			if !got.Due.Equal(due) || !got.ClockStop.IsZero() {
				t.Errorf("from %s: due %s, want %s; stands since %s", from, got.Due, due, got.ClockStop)
			}
			g.replyPartly(q, 1)
			if got = g.at("pharos", q.ID); got.State != schema.StateAnswered || got.Answered.IsZero() || got.ClockStop.IsZero() || got.Replies != 2 {
				t.Errorf("from %s, answered in full: %+v", from, got)
			}
		}
	})
}

func TestAnAnswerToSomethingAddedMeanwhileIsPartial(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		g := group{t, db, clock, storetest.Group(t, db)}
		q := g.held()
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAmend, Contents: []schema.Content{{URL: "https://video.example/c"}}})
		clock.Advance(schema.HoldTime)
		run(t, db, g.Desks["pharos"], func() bool { return g.at("pharos", q.ID).LastReply == schema.ReplySent })
		if got := g.at("pharos", q.ID); got.State != schema.StateInProgress || got.Replies != 1 {
			t.Errorf("%s, %d replies", got.State, got.Replies)
		}
		g.replyPartly(q, 3)
		if got := g.at("pharos", q.ID); got.State != schema.StateAnswered {
			t.Errorf("the rest answered: %s", got.State)
		}
	})
}

func TestAPartIsDecidedOnWhileTheRestIsInProgress(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		queue := func(login string) (refs []string) {
			page, err := g.Desks[login].Replies(t.Context(), schema.List{})
			g.must(err)
			n, err := g.Desks[login].CountReplies(t.Context(), schema.Query{}, false)
			g.must(err)
			if n.N != len(page.Items) {
				t.Errorf("%s: counted %d of %d", login, n.N, len(page.Items))
			}
			for _, r := range page.Items {
				refs = append(refs, r.Ref)
			}
			return refs
		}
		queues := func(when string, ours, theirs []string) {
			t.Helper()
			if got := queue("pharos"); !slices.Equal(got, ours) {
				t.Errorf("%s, the authority's queue: %v", when, got)
			}
			if got := queue("google"); !slices.Equal(got, theirs) {
				t.Errorf("%s, google's queue: %v", when, got)
			}
		}
		q := g.sent(schema.KindWithdrawal, "google")
		ref := []string{q.Ref}
		g.replyPartly(q, 1)
		queues("a part answered", ref, ref)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAccept})
		queues("the part accepted", nil, ref)
		undone, err := g.Desks["pharos"].Undo(t.Context())
		if err != nil || undone.Verb != schema.VerbAccept || g.at("pharos", q.ID).LastReply != schema.ReplySent {
			t.Errorf("%+v, %v", undone, err)
		}
		queues("that undone", ref, ref)
		got := g.act("pharos", q.ID, schema.Step{Verb: schema.VerbDispute, Reason: "toujours là"})
		if got.State != schema.StateInProgress || got.LastReply != schema.ReplyDisputed {
			t.Errorf("disputed: %s, %s", got.State, got.LastReply)
		}
		queues("the part disputed", nil, ref)
		g.replyPartly(q, 2)
		queues("the rest answered", ref, nil)
		replies, err := g.Desks["google"].RepliesOf(t.Context(), q.ID)
		g.must(err)
		if len(replies) != 2 || replies[0].State != schema.ReplyDisputed || replies[1].State != schema.ReplySent || g.at("google", q.ID).State != schema.StateAnswered {
			t.Errorf("%+v", replies)
		}
	})
}

func TestAPartialReplyIsBuiltOn(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.replyPartly(q, 1)
		if _, err := g.Desks["google"].Undo(t.Context()); refusal(t, err).Why != schema.WhyBuiltOn {
			t.Error(err)
		}
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAccept})
		g.replyPartly(q, 2)
		if _, err := g.Desks["pharos"].Undo(t.Context()); refusal(t, err).Why != schema.WhyBuiltOn {
			t.Error(err)
		}
	})
}
