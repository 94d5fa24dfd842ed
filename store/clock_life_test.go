package store_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"contactgroup/schema"
)

// TestNoLifeOfARequestMakesItsClockJump lives requests through verbs of both
// sides at random times, on nodes whose clocks are a little apart. Whatever
// happens: a clock that runs loses just the time that passed, one that stands
// loses nothing, a label changes nothing, nothing is due before it began, and
// what was received stays so.
func TestNoLifeOfARequestMakesItsClockJump(t *testing.T) {
	each(t, func(g group) {
		kinds := []schema.Kind{schema.KindWithdrawal, schema.KindRemovalOrder, schema.KindDelisting, schema.KindReferral}
		verbs := map[string][]schema.Verb{
			"google": {schema.VerbAcknowledge, schema.VerbClaim, schema.VerbClarify, schema.VerbImpossible, schema.VerbContest, schema.VerbReply, schema.VerbUndo, schema.VerbRedo},
			"pharos": {schema.VerbAmend, schema.VerbReopen, schema.VerbDispute, schema.VerbAccept, schema.VerbLabel, schema.VerbClose, schema.VerbDue, schema.VerbUndo, schema.VerbRedo},
		}
		rapid.Check(g.t, func(t *rapid.T) {
			q := g.sent(rapid.SampledFrom(kinds).Draw(t, "kind"), "google")
			was, shown := q, q // shown: as a deadline was last seen
			for range rapid.IntRange(1, 8).Draw(t, "steps") {
				pass := time.Duration(rapid.SampledFrom([]int64{-900, 0, 1000, 60_000, 4_000_000, 100_000_000}).Draw(t, "pass")) * time.Millisecond
				g.clock.Advance(pass)
				login := rapid.SampledFrom([]string{"google", "pharos"}).Draw(t, "who")
				v := rapid.SampledFrom(verbs[login]).Draw(t, "verb")
				var err error
				switch v {
				case schema.VerbUndo:
					_, err = g.Desks[login].Undo(g.t.Context())
				case schema.VerbRedo:
					_, err = g.Desks[login].Redo(g.t.Context())
				case schema.VerbReply:
					_, err = g.Desks[login].Reply(g.t.Context(), q.ID, 0, removed(q))
				default:
					_, err = g.Desks[login].Act(g.t.Context(), q.ID, 0, g.aStep(v, ""))
				}
				var refused *schema.Fault
				if err != nil && !errors.As(err, &refused) {
					t.Fatal(err)
				}
				now := g.at("pharos", q.ID)
				judge(t, v, was, now)
				if was = now; now.Due.IsZero() {
					continue
				}
				if !slices.Contains(backs, v) && v != schema.VerbDue && !shown.Due.IsZero() {
					if moved, stood := now.Due.Sub(shown.Due), now.Suspended-shown.Suspended; moved < stood-time.Minute || moved > stood+time.Minute {
						t.Fatalf("%s: due moved by %s in all, it stood for %s", v, moved, stood)
					}
				}
				shown = now
			}
		})
	})
}

// backs are the verbs that bring back a clock as it was.
var backs = []schema.Verb{schema.VerbUndo, schema.VerbRedo}

// judge compares a request before and after a verb, by the clock that it shows.
func judge(t *rapid.T, v schema.Verb, was, now schema.Request) {
	if now.Suspended < 0 || (!now.Due.IsZero() && now.Due.Before(now.ClockStart)) {
		t.Fatalf("%s: suspended %s, due %s, begun %s", v, now.Suspended, now.Due, now.ClockStart)
	}
	if !was.Received.IsZero() && !now.Received.Equal(was.Received) || !was.ClockStart.IsZero() && !now.ClockStart.Equal(was.ClockStart) {
		t.Fatalf("%s: received %s after %s, begun %s after %s", v, now.Received, was.Received, now.ClockStart, was.ClockStart)
	}
	if slices.Contains(backs, v) {
		return
	}
	if now.Suspended < was.Suspended {
		t.Fatalf("%s: suspended %s after %s", v, now.Suspended, was.Suspended)
	}
	if v == schema.VerbLabel && (!now.Due.Equal(was.Due) || now.Suspended != was.Suspended) {
		t.Fatalf("a label moved the clock: due %s after %s", now.Due, was.Due)
	}
	stood := now.Suspended - was.Suspended
	if !was.Due.IsZero() && !now.Due.IsZero() && v != schema.VerbDue {
		if moved := now.Due.Sub(was.Due); moved < 0 || moved > stood+time.Minute {
			t.Fatalf("%s: due moved by %s, it stood for %s", v, moved, stood)
		}
	}
	if was.ClockStop.IsZero() && now.ClockStop.IsZero() && stood != 0 {
		t.Fatalf("%s: a clock that ran stood for %s", v, stood)
	}
	if !was.ClockStop.IsZero() && now.ClockStop.IsZero() && !now.ClockStart.IsZero() && !was.ClockStart.IsZero() && stood != now.Updated.Sub(was.ClockStop) {
		t.Fatalf("%s: it stood since %s until %s, and %s were counted", v, was.ClockStop, now.Updated, stood)
	}
}

// TestWhatIsTakenBackWasReceivedAllTheSame claims an order and undoes it: its
// hour runs on from the first claim, and no second one begins.
func TestWhatIsTakenBackWasReceivedAllTheSame(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		for _, v := range []schema.Verb{schema.VerbClaim, schema.VerbClarify, schema.VerbImpossible} {
			q := g.sent(schema.KindRemovalOrder, "google")
			g.act("google", q.ID, g.aStep(v, ""))
			received := g.clock.Now()
			g.clock.Advance(50 * time.Minute)
			_, err := g.Desks["google"].Undo(t.Context())
			g.must(err)
			g.clock.Advance(time.Minute)
			if got := g.at("google", q.ID); got.State != schema.StateSent || got.Assignee != 0 || !got.Received.Equal(received) ||
				!got.Due.Equal(received.Add(time.Hour)) {
				t.Errorf("%s, undone: %s, received %s, due %s", v, got.State, got.Received, got.Due)
			}
			if got := g.at("pharos", q.ID); !got.Scrutiny.Equal(received.Add(72 * time.Hour)) {
				t.Errorf("%s, undone: to be decided until %s", v, got.Scrutiny)
			}
			if _, err := g.Desks["google"].Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbAcknowledge}); refusal(t, err).Why != schema.WhyReceived {
				t.Errorf("%s, undone and acknowledged: %v", v, err)
			}
		}
	})
}

// TestATimeSetWhileTheClockStandsIsMovedByWhatFollowsAlone sets a due time two
// days after the question, for an answer that comes a day later.
func TestATimeSetWhileTheClockStandsIsMovedByWhatFollowsAlone(t *testing.T) {
	each(t, func(g group) {
		q := g.sent(schema.KindReferral, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClarify, Reason: "laquelle ?"})
		g.clock.Advance(2 * day)
		until := g.clock.Now().Add(3 * day)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbDue, Until: until})
		g.clock.Advance(day)
		got := g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAmend, Reason: "la première"})
		if !got.Due.Equal(until.Add(day)) || got.Suspended != 3*day {
			g.t.Errorf("due %s, set for %s; stood for %s", got.Due, until, got.Suspended)
		}
	})
}
