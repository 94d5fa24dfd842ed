package store_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"contactgroup/schema"
)

func TestOfTwoClaimsAtOnceOneWins(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.at("google", g.sent(schema.KindWithdrawal, "google").ID)
		logins := []string{"google", "google2"}
		errs := make([]error, 2)
		var both sync.WaitGroup
		for i, login := range logins {
			both.Go(func() {
				_, errs[i] = g.Desks[login].Act(t.Context(), q.ID, q.Rev, schema.Step{Verb: schema.VerbClaim})
			})
		}
		both.Wait()
		loser := 0
		if errs[0] == nil {
			loser = 1
		}
		if errs[1-loser] != nil {
			t.Fatal("nobody won:", errs)
		}
		f := refusal(t, errs[loser])
		if f.Why != schema.WhyHeldByOther || f.By != g.Desks[logins[1-loser]].Who().Name || f.Ref != q.Ref {
			t.Errorf("the other is told %+v", f)
		}
		if again := g.act(logins[1-loser], q.ID, schema.Step{Verb: schema.VerbClaim}); again.Rev != g.at("google", q.ID).Rev {
			t.Error("claiming one's own changes nothing")
		}
	})
}

func TestAStaleRevisionIsToldWhoChangedWhat(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.at("google", g.sent(schema.KindWithdrawal, "google").ID)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "attentat"})
		_, err := g.Desks["google"].Act(t.Context(), q.ID, q.Rev, schema.Step{Verb: schema.VerbAcknowledge})
		f := refusal(t, err)
		if !errors.Is(err, schema.ErrStale) || f.Why != schema.WhyChanged || f.By != "PHAROS" || f.Rev != q.Rev+1 || f.State != schema.StateSent {
			t.Errorf("%+v", f)
		}
	})
}

func TestWhatOneSideDoesInternallyIsNoConflictForTheOther(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		seen := map[string]schema.Request{"google": g.at("google", q.ID), "pharos": g.at("pharos", q.ID), "overseer": g.at("overseer", q.ID)}
		quiet := func(login string) {
			t.Helper()
			if got := g.at(login, q.ID); got.Rev != seen[login].Rev || !got.Updated.Equal(seen[login].Updated) {
				t.Errorf("%s sees rev %d at %s, before %d at %s", login, got.Rev, got.Updated, seen[login].Rev, seen[login].Updated)
			}
		}
		g.clock.Advance(time.Minute)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "entre nous", Internal: true})
		quiet("google")
		quiet("overseer")
		seen["pharos"] = g.at("pharos", q.ID)
		g.clock.Advance(time.Minute)
		g.act("google", q.ID, schema.Step{Verb: schema.VerbAssign, To: "google2"})
		g.act("google", q.ID, schema.Step{Verb: schema.VerbSnooze, Until: g.clock.Now().Add(time.Hour)})
		d := removed(q)
		d.Hold = true
		_, err := g.Desks["google2"].Reply(t.Context(), q.ID, 0, d)
		g.must(err)
		quiet("pharos")
		quiet("overseer")
		if got := g.at("pharos", q.ID); got.AssigneeLogin != "pharos" || !got.Snoozed.IsZero() || got.Replies != 0 || got.LastReply != "" {
			t.Errorf("pharos sees %+v", got)
		}
		if _, err := g.Desks["pharos"].Act(t.Context(), q.ID, seen["pharos"].Rev, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "x"}); err != nil {
			t.Errorf("a conflict tells of the other side: %v", err)
		}
	})
}

func TestARevisionTellsNothingOfWhatCameBeforeSending(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.draft(aDraft(schema.KindReferral, "google"))
		for range 5 {
			g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "x"})
		}
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend})
		if got := g.at("google", q.ID); got.Rev != 1 || !got.Created.IsZero() || got.Author != "" {
			t.Errorf("google sees rev %d, created %s by %q", got.Rev, got.Created, got.Author)
		}
	})
}

func TestClocksRunStandAndRunOn(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		start := g.clock.Now()
		g.clock.Advance(2 * time.Hour)
		q = g.act("google", q.ID, schema.Step{Verb: schema.VerbClarify, Reason: "laquelle ?"})
		if !q.Due.IsZero() || q.Ground != schema.GroundClarification {
			t.Errorf("while it stands: due %s, ground %s", q.Due, q.Ground)
		}
		g.clock.Advance(5 * time.Hour)
		q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAmend, Reason: "la seconde"})
		if !q.Due.Equal(start.Add(29*time.Hour)) || q.Suspended != 5*time.Hour || q.Ground != "" || q.State != schema.StateInProgress {
			t.Errorf("after amending: due %s, suspended %s, %s", q.Due, q.Suspended, q.State)
		}
		g.reply("google", q)
		g.clock.Advance(time.Hour)
		q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbDispute, Reason: "toujours en ligne"})
		if !q.Due.Equal(start.Add(30*time.Hour)) || !q.Answered.IsZero() {
			t.Errorf("after a dispute: due %s, answered %s", q.Due, q.Answered)
		}
	})
}

func TestARemovalOrdersHourBeginsAtReceipt(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		d := aDraft(schema.KindRemovalOrder, "google")
		d.Regime = schema.RegimeTCO
		q := g.deliver(d)
		if !q.Due.IsZero() {
			t.Errorf("due %s before receipt", q.Due)
		}
		g.clock.Advance(3 * time.Hour)
		q = g.act("google", q.ID, schema.Step{Verb: schema.VerbAcknowledge})
		if !q.Due.Equal(g.clock.Now().Add(time.Hour)) {
			t.Errorf("due %s, received %s", q.Due, q.Received)
		}
		received := q.Received
		g.clock.Advance(time.Minute)
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClarify, Reason: "laquelle ?"})
		g.reply("google", q)
		if got := g.at("pharos", q.ID); !got.Received.Equal(received) || !got.Scrutiny.Equal(received.Add(72*time.Hour)) {
			t.Errorf("received %s, said to be %s, to be decided until %s", received, got.Received, got.Scrutiny)
		}
	})
}

func TestARequestKeepsTheClockItBeganWith(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		g.must(g.db.Exec(t.Context(), `INSERT INTO clock (code, version, duration_ms, months, starts, source) VALUES ('withdrawal', 2, 3600000, 0, 'sent', 'x')`))
		g.clock.Advance(time.Minute)
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClarify, Reason: "?"})
		if q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAmend, Reason: "x"}); !q.Due.Equal(q.Sent.Add(day)) {
			t.Errorf("due %s, sent %s", q.Due, q.Sent)
		}
		if later := g.sent(schema.KindWithdrawal, "google"); !later.Due.Equal(later.Sent.Add(time.Hour)) {
			t.Errorf("the next is due %s, sent %s", later.Due, later.Sent)
		}
	})
}
