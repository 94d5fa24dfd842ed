package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// held is a request to google with a reply that google holds back.
func (g group) held() schema.Request {
	g.t.Helper()
	q := g.sent(schema.KindWithdrawal, "google")
	d := removed(q)
	d.Hold, d.Text = true, "retiré"
	r, err := g.Desks["google"].Reply(g.t.Context(), q.ID, 0, d)
	g.must(err)
	if r.State != schema.ReplyHeld || !r.HeldUntil.Equal(g.clock.Now().Add(schema.HoldTime)) {
		g.t.Fatalf("held: %s until %s", r.State, r.HeldUntil)
	}
	return q
}

// run does a server's background work until the condition holds, which is
// looked at after each change that the member may know of.
func run(t *testing.T, db *store.DB, member *store.Desk, until func() bool) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	changes := member.Watch(ctx)
	ended := make(chan error, 1)
	go func() { ended <- db.Run(ctx) }()
	for !until() {
		<-changes
	}
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
}

func TestAHeldReplyIsKnownToItsSideAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.held()
		if got := g.at("google2", q.ID); got.LastReply != schema.ReplyHeld || got.Replies != 1 || got.State != schema.StateSent {
			t.Errorf("google sees %s, %d replies, %s", got.LastReply, got.Replies, got.State)
		}
		for _, login := range []string{"pharos", "overseer"} {
			replies, err := g.Desks[login].RepliesOf(t.Context(), q.ID)
			g.must(err)
			n, err := g.Desks[login].CountReplies(t.Context(), schema.Query{}, true)
			g.must(err)
			last := g.mustThread(login, q.ID)
			if len(replies) != 0 || n.N != 0 || last[len(last)-1].Verb != schema.VerbSend {
				t.Errorf("%s knows: %v, %d, %v", login, replies, n.N, last)
			}
		}
		if n, err := g.Desks["google"].CountReplies(t.Context(), schema.Query{}, false); n.N != 1 || err != nil {
			t.Errorf("google's queue has %d, %v", n.N, err)
		}
		_, err := g.Desks["google"].Reply(t.Context(), q.ID, 0, removed(q))
		if refusal(t, err).Why != schema.WhyReplyHeld {
			t.Error(err)
		}
	})
}

func TestAHeldReplyIsTakenBackWithoutTrace(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		first, second := g.held(), g.held()
		before := g.at("pharos", first.ID)
		g.act("google", first.ID, schema.Step{Verb: schema.VerbTakeBack})
		undone, err := g.Desks["google"].Undo(t.Context())
		g.must(err)
		if undone.Verb != schema.VerbReply || !slices.Equal(undone.Refs, []string{second.Ref}) {
			t.Errorf("undone: %+v", undone)
		}
		for _, q := range []schema.Request{first, second} {
			if got := g.at("google", q.ID); got.LastReply != "" || got.Replies != 0 {
				t.Errorf("%s: %s, %d replies", q.Ref, got.LastReply, got.Replies)
			}
		}
		if after := g.at("pharos", first.ID); after.Rev != before.Rev || len(g.mustThread("pharos", first.ID)) != 4 {
			t.Errorf("pharos: rev %d, before %d", after.Rev, before.Rev)
		}
	})
}

func TestAHeldReplyGoesOutAtItsTimeAfterARestartToo(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		first, err := store.Open(t.Context(), url, store.Options{Now: clock.Now})
		if err != nil {
			t.Fatal(err)
		}
		q := (group{t, first, clock, storetest.Group(t, first)}).held()
		if err := first.Close(); err != nil { // the server is gone before the time has come
			t.Fatal(err)
		}
		clock.Advance(schema.HoldTime)
		db := storetest.Open(t, url, clock)
		pharos, err := db.As(t.Context(), "pharos")
		if err != nil {
			t.Fatal(err)
		}
		state := func() schema.Request {
			got, err := pharos.Request(t.Context(), q.Ref)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		run(t, db, pharos, func() bool { return state().State == schema.StateAnswered })
		if got := state(); got.Replies != 1 || got.LastReply != schema.ReplySent || got.Contents[0].Outcome != schema.OutcomeRemovedTerms {
			t.Errorf("%d replies, %s, %+v", got.Replies, got.LastReply, got.Contents)
		}
		thread, err := pharos.Thread(t.Context(), q.ID)
		if err != nil || thread[len(thread)-1].Actor != "Google" || thread[len(thread)-1].Text != "retiré" {
			t.Errorf("%+v, %v", thread, err)
		}
	})
}

func TestOfTwoNodesOneSendsAHeldReply(t *testing.T) {
	clock := storetest.NewClock()
	url := storetest.Postgres(t)
	nodes := []*store.DB{storetest.Open(t, url, clock), storetest.Open(t, url, clock)}
	g := group{t, nodes[0], clock, storetest.Group(t, nodes[0])}
	var waiting []schema.Request
	for range 5 {
		waiting = append(waiting, g.held())
	}
	clock.Advance(schema.HoldTime)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	other := make(chan error, 1)
	go func() { other <- nodes[1].Run(ctx) }()
	run(t, nodes[0], g.Desks["pharos"], func() bool {
		return !slices.ContainsFunc(waiting, func(q schema.Request) bool { return g.at("pharos", q.ID).State != schema.StateAnswered })
	})
	stop()
	g.must(<-other)
	for _, q := range waiting {
		if n := len(g.mustThread("pharos", q.ID)); g.at("pharos", q.ID).Replies != 1 || n != 5 {
			t.Errorf("%s: %d replies, %d entries", q.Ref, g.at("pharos", q.ID).Replies, n)
		}
	}
}

func TestANodeIsWokenByAnother(t *testing.T) {
	clock := storetest.NewClock()
	url := storetest.Postgres(t)
	here, there := storetest.Open(t, url, clock), storetest.Open(t, url, clock)
	g := group{t, here, clock, storetest.Group(t, here)}
	q := g.sent(schema.KindReferral, "google")
	google, err := there.As(t.Context(), "google")
	g.must(err)
	woken := google.Watch(t.Context())
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- there.Run(ctx) }()
	<-woken // it listens from here on
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "x"})
	<-woken
	g.must(g.Desks["admin"].DisableMember(t.Context(), "google", true))
	if e := <-there.Endings(); e.Member != google.Who().Member {
		t.Errorf("ended: %+v", e)
	}
	stop()
	g.must(<-ended)
}

func TestWhatAReplyRefuses(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		one := schema.ReplyOutcome{N: 1, Outcome: schema.OutcomeDisabled, Territories: []string{"fr"}}
		two := schema.ReplyOutcome{N: 2, Outcome: schema.OutcomeRefused}
		for _, c := range []struct {
			draft schema.ReplyDraft
			why   schema.Reason
		}{
			{schema.ReplyDraft{}, schema.WhyNeedsOutcome},
			{schema.ReplyDraft{Text: "x"}, schema.WhyNeedsOutcome},
			{schema.ReplyDraft{Outcomes: []schema.ReplyOutcome{one}, Effective: g.clock.Now().Add(schema.EffectiveGrace + time.Millisecond)}, schema.WhyFuture},
			{schema.ReplyDraft{Outcomes: []schema.ReplyOutcome{one, two}}, schema.WhyNeedsReason},
			{schema.ReplyDraft{Outcomes: []schema.ReplyOutcome{one, one}, Text: "x"}, schema.WhyUnknown},
			{schema.ReplyDraft{Outcomes: []schema.ReplyOutcome{one, {N: 3, Outcome: schema.OutcomeDisabled}}, Text: "x"}, schema.WhyUnknown},
			{schema.ReplyDraft{Outcomes: []schema.ReplyOutcome{one, {N: 2, Outcome: "burnt"}}, Text: "x"}, schema.WhyUnknown},
			{schema.ReplyDraft{Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeDisabled, Territories: []string{"France"}}, two}, Text: "x"}, schema.WhyUnknown},
		} {
			_, err := g.Desks["google"].Reply(t.Context(), q.ID, 0, c.draft)
			if got := refusal(t, err).Why; got != c.why {
				t.Errorf("%+v: %s, want %s", c.draft, got, c.why)
			}
		}
		_, err := g.Desks["google"].Reply(t.Context(), q.ID, 0, schema.ReplyDraft{Outcomes: []schema.ReplyOutcome{one, two}, Text: "licite", Effective: g.clock.Now().Add(schema.EffectiveGrace)})
		g.must(err)
		got, err := g.Desks["pharos"].Request(t.Context(), q.Ref)
		g.must(err)
		if !slices.Equal(got.Contents[0].Territories, []string{"FR"}) || got.Contents[1].Outcome != schema.OutcomeRefused || !got.Contents[0].EffectiveAt.Equal(g.clock.Now().Add(schema.EffectiveGrace)) {
			t.Errorf("%+v", got.Contents)
		}
		replies, err := g.Desks["pharos"].RepliesOf(t.Context(), q.ID)
		g.must(err)
		if len(replies) != 1 || replies[0].By != "Google" || replies[0].Text != "licite" || len(replies[0].Outcomes) != 2 {
			t.Errorf("%+v", replies)
		}
	})
}

func TestTheRepliesQueueHoldsWhatWaitsForItsReader(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		queue := func(login string) []string {
			page, err := g.Desks[login].Replies(t.Context(), schema.List{})
			g.must(err)
			n, err := g.Desks[login].CountReplies(t.Context(), schema.Query{}, false)
			g.must(err)
			var out []string
			for _, r := range page.Items {
				out = append(out, r.Ref)
			}
			if n.N != len(out) {
				t.Errorf("%s: counted %d of %v", login, n.N, out)
			}
			return out
		}
		accepted, waiting, disputed := g.sent(schema.KindReferral, "google"), g.sent(schema.KindReferral, "google"), g.sent(schema.KindReferral, "google")
		for _, q := range []schema.Request{accepted, waiting, disputed} {
			g.clock.Advance(time.Minute)
			g.reply("google", q)
		}
		if got := queue("pharos"); !slices.Equal(got, []string{disputed.Ref, waiting.Ref, accepted.Ref}) {
			t.Errorf("newest first: %v", got)
		}
		g.act("pharos", accepted.ID, schema.Step{Verb: schema.VerbAccept})
		g.act("pharos", disputed.ID, schema.Step{Verb: schema.VerbDispute, Reason: "toujours là"})
		if got := queue("pharos"); !slices.Equal(got, []string{waiting.Ref}) {
			t.Errorf("the authority's: %v", got)
		}
		if got := queue("google"); !slices.Equal(got, []string{disputed.Ref}) {
			t.Errorf("google's: %v", got)
		}
		if got := queue("facebook"); got != nil {
			t.Errorf("facebook's: %v", got)
		}
		g.reply("google", disputed)
		if got := queue("google"); got != nil {
			t.Errorf("google's, answered anew: %v", got)
		}
	})
}
