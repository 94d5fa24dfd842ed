package store_test

import (
	"maps"
	"testing"
	"time"

	"contactgroup/schema"
)

// since is what a member's list of requests, without end, says changed from an instant on.
func (g group) since(login string, at time.Time) map[schema.ID]bool {
	g.t.Helper()
	out := map[schema.ID]bool{}
	page, err := g.Desks[login].Requests(g.t.Context(), schema.List{All: true, Limit: 500, Query: schema.Query{Since: at}})
	g.must(err)
	n, err := g.Desks[login].CountRequests(g.t.Context(), schema.Query{Since: at}, true)
	g.must(err)
	if n.N != len(page.Items) {
		g.t.Errorf("%s: %d listed, %d counted", login, len(page.Items), n.N)
	}
	for _, q := range page.Items {
		out[q.ID] = true
	}
	return out
}

func TestListsSinceAMomentAreWhatTheReadersLogTells(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		var times []time.Time
		for i, kind := range []schema.Kind{schema.KindReferral, schema.KindWithdrawal, schema.KindIdentification} {
			q := g.deliver(aDraft(kind, []string{"google", "facebook", "google"}[i]))
			times = append(times, g.clock.Advance(time.Hour))
			g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "interne", Internal: true})
			times = append(times, g.clock.Advance(time.Hour))
			g.act([]string{"google", "facebook", "google"}[i], q.ID, schema.Step{Verb: schema.VerbClaim})
			times = append(times, g.clock.Advance(time.Hour))
		}
		for _, login := range oneOfEach {
			for _, at := range times {
				want := map[schema.ID]bool{}
				for _, e := range whole(g, login, 500) {
					if e.Noun == schema.NounRequest && !e.At.Before(at) {
						want[e.Subject] = true
					}
				}
				if got := g.since(login, at); !maps.Equal(got, want) {
					t.Errorf("%s since %s: %v, the log tells %v", login, at, got, want)
				}
			}
		}
	})
}

func TestALogIsReadFromItsNewestEntryPageByPage(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx := t.Context()
		for range 3 {
			q := g.sent(schema.KindWithdrawal, "google")
			g.clock.Advance(time.Hour)
			g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		}
		for _, login := range oneOfEach {
			d := g.Desks[login]
			var got []schema.Event
			for l := (schema.LogList{Limit: 3}); ; {
				page, err := d.Log(ctx, l)
				g.must(err)
				got = append(got, page.Items...)
				if l.After = page.Next; page.Next == "" {
					break
				}
			}
			all := whole(g, login, 500)
			if len(got) != len(all) {
				t.Errorf("%s reads %d of %d entries", login, len(got), len(all))
			}
			for i := 1; i < len(got); i++ {
				if got[i].At.After(got[i-1].At) {
					t.Errorf("%s: %s follows %s", login, got[i].At, got[i-1].At)
				}
			}
			page, err := d.Log(ctx, schema.LogList{Since: g.clock.Now().Add(-time.Minute)})
			g.must(err)
			for _, e := range page.Items {
				if e.At.Before(g.clock.Now().Add(-time.Minute)) {
					t.Errorf("%s: %s is too old", login, e.At)
				}
			}
		}
		if _, err := g.Desks["google"].Log(ctx, schema.LogList{After: "?"}); refusal(t, err).Why != schema.WhyCursor {
			t.Error(err)
		}
	})
}

func TestSinceTheMeetingIsSinceTheLastOneHeldBegan(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		at, err := g.Desks["google"].SinceMeeting(t.Context())
		g.must(err)
		if !at.IsZero() {
			t.Errorf("no meeting was held, but %s", at)
		}
		now := g.clock.Now()
		for ref, m := range map[string]struct {
			starts time.Duration
			state  schema.MeetingState
		}{"a": {-48 * time.Hour, schema.MeetingClosed}, "b": {-24 * time.Hour, schema.MeetingHeld}, "c": {-time.Hour, schema.MeetingConvened}, "d": {time.Hour, schema.MeetingHeld}} {
			g.must(g.db.Exec(t.Context(), `INSERT INTO meeting (ref, format, title, starts_at, state) VALUES (?, 'plenary', ?, ?, ?)`, ref, ref, now.Add(m.starts).UnixMilli(), m.state))
		}
		if at, err = g.Desks["google"].SinceMeeting(t.Context()); err != nil || !at.Equal(now.Add(-24*time.Hour)) {
			t.Errorf("%s, %v", at, err)
		}
	})
}

func TestRepliesAndActionsSinceAMomentAreThoseThatChanged(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx := t.Context()
		first, second := g.sent(schema.KindReferral, "google"), g.sent(schema.KindReferral, "google")
		g.reply("google", first)
		_, err := g.Desks["secretariat"].AddAction(ctx, schema.ActionDraft{Text: "Ancienne", Owner: "google", Due: schema.Date{Year: 2015, Month: 6, Day: 1}})
		g.must(err)
		moved, err := g.Desks["secretariat"].AddAction(ctx, schema.ActionDraft{Text: "Avancée", Owner: "google", Due: schema.Date{Year: 2015, Month: 6, Day: 1}})
		g.must(err)
		at := g.clock.Advance(time.Hour)
		since := schema.List{All: true, Query: schema.Query{Since: at}}
		counts := func(login string) [2]int {
			t.Helper()
			replies, err := g.Desks[login].Replies(ctx, since)
			g.must(err)
			actions, err := g.Desks[login].Actions(ctx, since)
			g.must(err)
			return [2]int{len(replies.Items), len(actions.Items)}
		}
		for _, login := range []string{"pharos", "google", "facebook"} {
			if got := counts(login); got != [2]int{} {
				t.Errorf("%s: %v before anything", login, got)
			}
		}
		g.reply("google", second)
		_, err = g.Desks["google"].ActOn(ctx, moved.ID, moved.Rev, schema.ActionStep{Verb: schema.VerbStart})
		g.must(err)
		for login, want := range map[string][2]int{"pharos": {1, 1}, "google": {1, 1}, "facebook": {0, 1}} {
			if got := counts(login); got != want {
				t.Errorf("%s: %v replies and actions, want %v", login, got, want)
			}
		}
		g.act("validator", first.ID, schema.Step{Verb: schema.VerbAccept})
		if got := counts("google"); got != [2]int{2, 1} {
			t.Errorf("a reply of before that is decided on since: %v", got)
		}
	})
}
