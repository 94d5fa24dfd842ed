package store_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"contactgroup/schema"
)

// TestNoLifeOfARequestMakesItsClockJump lives requests through verbs of both
// sides at random times, on nodes whose clocks are a little apart. Whatever
// happens: a clock that runs loses just the time that passed, one that stands
// loses nothing, a label changes nothing, and nothing is due before it began.
func TestNoLifeOfARequestMakesItsClockJump(t *testing.T) {
	each(t, func(g group) {
		kinds := []schema.Kind{schema.KindWithdrawal, schema.KindRemovalOrder, schema.KindDelisting}
		verbs := map[string][]schema.Verb{
			"google": {schema.VerbAcknowledge, schema.VerbClaim, schema.VerbClarify, schema.VerbImpossible, schema.VerbContest, schema.VerbReply, schema.VerbUndo},
			"pharos": {schema.VerbAmend, schema.VerbReopen, schema.VerbDispute, schema.VerbAccept, schema.VerbLabel, schema.VerbClose, schema.VerbUndo},
		}
		rapid.Check(g.t, func(t *rapid.T) {
			q := g.sent(rapid.SampledFrom(kinds).Draw(t, "kind"), "google")
			was := q
			for range rapid.IntRange(1, 8).Draw(t, "steps") {
				pass := time.Duration(rapid.SampledFrom([]int64{-900, 0, 1000, 60_000, 4_000_000, 100_000_000}).Draw(t, "pass")) * time.Millisecond
				g.clock.Advance(pass)
				login := rapid.SampledFrom([]string{"google", "pharos"}).Draw(t, "who")
				v := rapid.SampledFrom(verbs[login]).Draw(t, "verb")
				var err error
				switch v {
				case schema.VerbUndo:
					_, err = g.Desks[login].Undo(g.t.Context())
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
				was = now
			}
		})
	})
}

// judge compares a request before and after a verb, by the clock that it shows.
func judge(t *rapid.T, v schema.Verb, was, now schema.Request) {
	if now.Suspended < 0 || (!now.Due.IsZero() && now.Due.Before(now.ClockStart)) {
		t.Fatalf("%s: suspended %s, due %s, begun %s", v, now.Suspended, now.Due, now.ClockStart)
	}
	if v == schema.VerbUndo { // it puts back what was, the clock among it
		return
	}
	if now.Suspended < was.Suspended || (!was.ClockStart.IsZero() && !now.ClockStart.Equal(was.ClockStart)) {
		t.Fatalf("%s: suspended %s after %s, begun %s after %s", v, now.Suspended, was.Suspended, now.ClockStart, was.ClockStart)
	}
	if v == schema.VerbLabel && (!now.Due.Equal(was.Due) || now.Suspended != was.Suspended) {
		t.Fatalf("a label moved the clock: due %s after %s", now.Due, was.Due)
	}
	stood := now.Suspended - was.Suspended
	if !was.Due.IsZero() && !now.Due.IsZero() {
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
