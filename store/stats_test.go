package store_test

import (
	"testing"
	"time"

	"contactgroup/schema"
)

func TestFiguresAreOnesOwnOrOfThreeOthersTogether(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		answered := func(org string, after time.Duration, outcome schema.Outcome) {
			q := g.sent(schema.KindReferral, org)
			g.clock.Advance(after)
			d := removed(q)
			d.Outcomes[0].Outcome, d.Text = outcome, "motif"
			_, err := g.Desks[org].Reply(ctx, q.ID, 0, d)
			g.must(err)
		}
		stats := func(login string) schema.Stats {
			s, err := g.Desks[login].Stats(ctx, schema.Date{Year: 2015, Month: 5, Day: 1})
			g.must(err)
			return s
		}
		answered("google", 10*time.Minute, schema.OutcomeRefused)
		answered("facebook", 20*time.Minute, schema.OutcomeRemovedLaw)
		answered("twitter", 30*time.Minute, schema.OutcomeInsufficient)
		g.clock.Advance(day)
		if s := stats("google"); len(s.Reactions) != 1 || s.Reactions[0].Org != "google" || s.Reactions[0].Median != 10*time.Minute {
			t.Errorf("of two others google reads %+v", s.Reactions)
		}
		if s := stats("observer"); len(s.Reactions) != 1 || s.Reactions[0].Org != "" || len(s.Labels) != 0 {
			t.Errorf("the observer reads %+v", s)
		}
		answered("apple", 40*time.Minute, schema.OutcomeRemovedLaw)
		if s := stats("google"); len(s.Reactions) != 1 {
			t.Errorf("an answer of today moves the figure of the others: %+v", s.Reactions)
		}
		g.clock.Advance(day)
		s := stats("google")
		if len(s.Reactions) != 2 || s.Reactions[1].Org != "" || s.Reactions[1].Median != 30*time.Minute || s.Reactions[1].Answers != 0 || s.Reactions[1].Hour != 100 || s.Reactions[1].Quarter != 0 {
			t.Errorf("of three others google reads %+v", s.Reactions)
		}
		if len(s.Labels) != 1 || s.Labels[0] != (schema.LabelQuality{Service: "PHAROS", Label: schema.P3, Answered: 2, Refused: 1}) {
			t.Errorf("google reads of labels %+v", s.Labels)
		}
		all := stats("pharos")
		if len(all.Reactions) != 4 || all.Labels[0] != (schema.LabelQuality{Service: "PHAROS", Label: schema.P3, Answered: 8, Refused: 1, Insufficient: 1}) {
			t.Errorf("pharos reads %+v", all)
		}
		if _, err := g.Desks["admin"].Stats(ctx, schema.Date{Year: 2015, Month: 5, Day: 1}); refusal(t, err).Why != schema.WhyRole {
			t.Errorf("the administrator: %v", err)
		}
	})
}
