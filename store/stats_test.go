package store_test

import (
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
)

// answered has a request to an operator answered after a while.
func (g group) answered(org string, after time.Duration, outcome schema.Outcome) {
	g.t.Helper()
	g.answeredOf(schema.KindReferral, org, after, outcome)
}

func (g group) answeredOf(kind schema.Kind, org string, after time.Duration, outcome schema.Outcome) {
	g.t.Helper()
	q := g.sent(kind, org)
	g.clock.Advance(after)
	d := removed(q)
	d.Outcomes[0].Outcome, d.Text = outcome, "motif"
	_, err := g.Desks[org].Reply(g.t.Context(), q.ID, 0, d)
	g.must(err)
	g.clock.Advance(schema.UndoTime)
}

// stats are a member's figures since a day, by default from the beginning.
func (g group) stats(login string, since schema.Date) schema.Stats {
	g.t.Helper()
	s, err := g.Desks[login].Stats(g.t.Context(), since)
	g.must(err)
	return s
}

// nextWeek lets the time pass until Monday morning.
func (g group) nextWeek() {
	now := g.Desks["pharos"].Now()
	g.clock.Advance((schema.WeekOf(now) + 1).Start().Add(6 * time.Hour).Sub(now))
}

// othersIn is the figure of the others together; false when none is shown.
func othersIn(s schema.Stats) (schema.Reaction, bool) {
	for _, r := range s.Reactions {
		if r.Org == "" {
			return r, true
		}
	}
	return schema.Reaction{}, false
}

func TestFiguresAreOnesOwnOrOfThreeOthersTogether(t *testing.T) {
	each(t, func(g group) {
		t, all := g.t, schema.Date{}
		g.nextWeek()
		g.answered("google", 10*time.Minute, schema.OutcomeRefused)
		g.answered("facebook", 20*time.Minute, schema.OutcomeRemovedLaw)
		g.answered("twitter", 30*time.Minute, schema.OutcomeInsufficient)
		g.nextWeek()
		if s := g.stats("google", all); len(s.Reactions) != 1 || s.Reactions[0].Org != "google" || s.Reactions[0].Median != 10*time.Minute {
			t.Errorf("of two others google reads %+v", s.Reactions)
		}
		if s := g.stats("observer", all); len(s.Reactions) != 1 || s.Reactions[0].Org != "" || s.Single || s.Loads != nil || s.Labels != nil || s.Quarters != nil || s.Shortfalls != nil {
			t.Errorf("the observer reads %+v", s)
		}
		for org, after := range map[string]time.Duration{"facebook": 20, "twitter": 30, "apple": 40} {
			g.answered(org, after*time.Minute, schema.OutcomeRemovedLaw)
		}
		if s := g.stats("google", all); len(s.Reactions) != 1 {
			t.Errorf("an answer of this week moves the figure of the others: %+v", s.Reactions)
		}
		g.nextWeek()
		s := g.stats("google", all)
		if r, ok := othersIn(s); !ok || r.Median != 30*time.Minute || r.Answers != 0 || r.Hour != 100 || r.Quarter != 0 {
			t.Errorf("of three others google reads %+v", s.Reactions)
		}
		if now := g.Desks["google"].Now(); s.PeersUntil != schema.WeekOf(now).Start() || !s.PeersSince.IsZero() {
			t.Errorf("of the others, from %v until %v", s.PeersSince, s.PeersUntil)
		}
		if _, err := g.Desks["admin"].Stats(t.Context(), all); refusal(t, err).Why != schema.WhyRole {
			t.Errorf("the administrator: %v", err)
		}
	})
}

func TestFiguresOfOthersLeaveOutWhatIsConfidential(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		for _, kind := range schema.Kinds {
			g.nextWeek()
			since := schema.DateOf(g.Desks["google"].Now(), schema.Paris)
			for _, org := range []string{"facebook", "twitter", "apple"} {
				g.answeredOf(kind, org, 20*time.Minute, schema.OutcomeRemovedLaw)
			}
			g.nextWeek()
			for _, login := range []string{"google", "observer"} {
				if _, told := othersIn(g.stats(login, since)); told == kind.Confidential() {
					t.Errorf("%s: of three others %s is told %t", kind, login, told)
				}
			}
		}
	})
}

func TestWhatOneRivalAnsweredIsLeftByNoTwoQuestions(t *testing.T) {
	each(t, func(g group) {
		t, all := g.t, schema.Date{}
		g.nextWeek()
		for _, org := range []string{"facebook", "twitter", "apple"} {
			g.answered(org, 20*time.Minute, schema.OutcomeRemovedLaw)
		}
		g.nextWeek()
		before, ok := othersIn(g.stats("google", all))
		if !ok {
			t.Fatal("nothing is told of three others")
		}
		alone := schema.DateOf(g.Desks["google"].Now(), schema.Paris)
		g.answered("facebook", 5*time.Hour, schema.OutcomeRemovedLaw)
		for range 3 {
			if r, _ := othersIn(g.stats("google", all)); r != before {
				t.Errorf("%v: what one rival answered moves the figure from %+v to %+v", g.Desks["google"].Now(), before, r)
			}
			g.nextWeek()
		}
		for day := -30; day < 30; day++ {
			if r, ok := othersIn(g.stats("google", alone.AddDays(day))); ok && r != before {
				t.Errorf("since %v the others are %+v", alone.AddDays(day), r)
			}
		}
	})
}

func TestFiguresTellWhatAServiceIsToLearn(t *testing.T) {
	each(t, func(g group) {
		t, all := g.t, schema.Date{}
		g.nextWeek()
		first := schema.DateOf(g.Desks["google"].Now(), schema.Paris)
		g.answered("google", 10*time.Minute, schema.OutcomeRefused)
		g.answered("google", 50*time.Minute, schema.OutcomeInsufficient)
		g.answered("facebook", 26*time.Hour, schema.OutcomeInsufficient)
		own := g.stats("google", all)
		if len(own.Labels) != 1 || own.Labels[0] != (schema.LabelQuality{Service: "PHAROS", Label: schema.P3, Answered: 4, Refused: 1, Insufficient: 1}) {
			t.Errorf("google reads of labels %+v", own.Labels)
		}
		if want := []schema.Shortfall{{Org: "google", Service: "PHAROS", Answered: 4, Insufficient: 1}}; !slices.Equal(own.Shortfalls, want) {
			t.Errorf("google reads of shortfalls %+v", own.Shortfalls)
		}
		if want := []schema.Load{{Org: "google", Day: first, Sent: 2, Answered: 2}}; !slices.Equal(own.Loads, want) {
			t.Errorf("google reads of its load %+v", own.Loads)
		}
		if want := []schema.Quarter{{Org: "google", N: 0, Answers: 1}, {Org: "google", N: 3, Answers: 1}}; !slices.Equal(own.Quarters, want) {
			t.Errorf("google reads of quarters of an hour %+v", own.Quarters)
		}
		whole := g.stats("pharos", all)
		if want := []schema.Load{{Org: "facebook", Day: first, Sent: 1, Answered: 0}, {Org: "google", Day: first, Sent: 2, Answered: 2}, {Org: "facebook", Day: first.AddDays(1), Sent: 0, Answered: 1}}; !slices.Equal(whole.Loads, want) {
			t.Errorf("pharos reads of loads %+v", whole.Loads)
		}
		if want := []schema.Quarter{{Org: "facebook", N: schema.QuartersOfDay, Answers: 1}, {Org: "google", N: 0, Answers: 1}, {Org: "google", N: 3, Answers: 1}}; !slices.Equal(whole.Quarters, want) {
			t.Errorf("pharos reads of quarters of an hour %+v", whole.Quarters)
		}
		if len(whole.Shortfalls) != 2 || whole.Shortfalls[0] != (schema.Shortfall{Org: "facebook", Service: "PHAROS", Answered: 2, Insufficient: 1}) {
			t.Errorf("pharos reads of shortfalls %+v", whole.Shortfalls)
		}
		if later := g.stats("pharos", first.AddDays(1)); len(later.Loads) != 1 || len(later.Reactions) != 1 {
			t.Errorf("since the day after pharos reads %+v", later)
		}
	})
}

func TestSinceTheLastMeetingIsSinceOneThatTheMemberMayKnowOf(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		own := plenary(paris(4, 29, 10), schema.MeetingHeld)
		own.Format, own.Circle = schema.MeetingRestricted, []string{"ministry", "facebook"}
		held := g.hold("chair", own)
		for login, want := range map[string]time.Time{"chair": held.Starts, "google": {}} {
			if at, err := g.Desks[login].SinceMeeting(t.Context()); err != nil || !at.Equal(want) {
				t.Errorf("%s: since %v, %v", login, at, err)
			}
		}
	})
}
