package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

func TestALabelFallsBackAtItsTimeAndTouchesNoClock(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P2, Reason: "recrutement"})
		granted := g.act("chair", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "crise", Until: g.clock.Now().Add(2 * time.Hour)})
		if granted.Label != schema.P1 || !granted.Due.Equal(q.Due) || granted.State != q.State {
			t.Errorf("granted %s until %s, due %s", granted.Label, granted.LabelExpires, granted.Due)
		}
		g.clock.Advance(2*time.Hour - time.Millisecond)
		g.must(g.db.ExpireLabels(ctx))
		if got := g.at("google", q.ID); got.Label != schema.P1 {
			t.Errorf("before its time: %s", got.Label)
		}
		g.clock.Advance(time.Millisecond)
		g.must(g.db.ExpireLabels(ctx))
		got, err := g.Desks["google"].Request(ctx, q.Ref)
		g.must(err)
		if got.Label != schema.P2 || !got.LabelExpires.IsZero() || !got.Due.Equal(q.Due) || got.State != q.State || got.Suspended != 0 {
			t.Errorf("after its time: %s until %s, due %s, %s", got.Label, got.LabelExpires, got.Due, got.State)
		}
		levels := []schema.Label{}
		for _, h := range got.LabelHistory {
			levels = append(levels, h.Level)
		}
		if !slices.Equal(levels, []schema.Label{schema.P3, schema.P2, schema.P1, schema.P2}) || got.LabelHistory[2].By != storetest.Presidency || got.LabelHistory[2].Motive != "crise" {
			t.Errorf("google reads %+v", got.LabelHistory)
		}
		if last := g.mustThread("google", q.ID); last[len(last)-1].Verb != schema.VerbExpire || last[len(last)-1].Actor != "Ministère de l'intérieur" {
			t.Errorf("the log ends with %+v", last[len(last)-1])
		}
	})
}

// TestALabelThatStoodIsGivenATimeToEnd grants for a time the level that stood for good.
func TestALabelThatStoodIsGivenATimeToEnd(t *testing.T) {
	each(t, func(g group) {
		q := g.sent(schema.KindWithdrawal, "google")
		for _, until := range []time.Time{{}, g.clock.Now().Add(day)} {
			g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P2, Reason: "recrutement", Until: until})
		}
		g.clock.Advance(day)
		g.must(g.db.ExpireLabels(g.t.Context()))
		if got := g.at("google", q.ID); got.Label != schema.P3 {
			g.t.Errorf("fell back to %s", got.Label)
		}
	})
}

func TestThePolicyLetsUrgentLabelsExpireFromSendingOn(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		d := aDraft(schema.KindReferral, "google")
		d.Label = schema.P1
		q := g.draft(d)
		if !q.LabelExpires.IsZero() {
			t.Errorf("a draft's label expires %s, and would tell when it was written", q.LabelExpires)
		}
		g.clock.Advance(time.Hour)
		q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend})
		if !q.LabelExpires.Equal(q.Sent.Add(7 * day)) {
			t.Errorf("expires %s after sending", q.LabelExpires.Sub(q.Sent))
		}
		g.clock.Advance(7 * day)
		g.must(g.db.ExpireLabels(t.Context()))
		if got := g.at("google", q.ID); got.Label != schema.P3 {
			t.Errorf("fell back to %s", got.Label)
		}
	})
}

func TestRunLetsLabelsFallBack(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("chair", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P0, Reason: "vie", Until: g.clock.Now().Add(time.Hour)})
		g.clock.Advance(time.Hour)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		woken := g.Desks["google"].Watch(ctx)
		ended := make(chan error, 1)
		go func() { ended <- g.db.Run(ctx) }()
		for g.at("google", q.ID).Label != schema.P3 {
			select {
			case <-woken:
			case <-ctx.Done():
				t.Fatal("the label stays")
			}
		}
		cancel()
		g.must(<-ended)
	})
}
