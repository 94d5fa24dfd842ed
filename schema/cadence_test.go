package schema

import (
	"testing"
	"time"
)

func TestACadenceProposesTheSameDayOfTheWeek(t *testing.T) {
	at := func(y int, m time.Month, d, h int) time.Time { return time.Date(y, m, d, h, 30, 0, 0, Paris) }
	for _, tc := range []struct {
		name      string
		every     Cadence
		last, now time.Time
		want      time.Time
	}{
		{"none proposes nothing", "", at(2015, 5, 6, 14), at(2015, 5, 7, 9), time.Time{}},
		{"an unknown one neither", "daily", at(2015, 5, 6, 14), at(2015, 5, 7, 9), time.Time{}},
		{"nothing without a meeting", Monthly, time.Time{}, at(2015, 5, 7, 9), time.Time{}},
		{"a week on", Weekly, at(2015, 5, 6, 14), at(2015, 5, 7, 9), at(2015, 5, 13, 14)},
		{"two weeks on, past the hour of summer", Fortnightly, at(2015, 3, 25, 14), at(2015, 3, 26, 9), at(2015, 4, 8, 14)},
		{"the first Wednesday", Monthly, at(2015, 5, 6, 14), at(2015, 5, 7, 9), at(2015, 6, 3, 14)},
		{"the fifth where there is none is the last", Monthly, at(2015, 7, 29, 14), at(2015, 8, 1, 9), at(2015, 8, 26, 14)},
		{"three months on, into the next year", Quarterly, at(2015, 11, 4, 14), at(2015, 11, 5, 9), at(2016, 2, 3, 14)},
		{"what was missed is passed over", Monthly, at(2015, 1, 7, 14), at(2015, 5, 7, 9), at(2015, 6, 3, 14)},
		{"half a year", HalfYearly, at(2015, 5, 6, 14), at(2015, 5, 7, 9), at(2015, 11, 4, 14)},
	} {
		if got := tc.every.Next(tc.last, tc.now, Paris); !got.Equal(tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
	m := Meeting{Starts: at(2015, 5, 6, 14)}
	if m.AgendaDue(Paris) != (Date{2015, 4, 11}) || m.ConvocationDue(Paris) != (Date{2015, 4, 21}) {
		t.Errorf("agenda by %s, convocation by %s", m.AgendaDue(Paris), m.ConvocationDue(Paris))
	}
}

func TestATimerCountsWhatRanAndWhatRuns(t *testing.T) {
	now := time.Date(2015, 5, 6, 12, 0, 0, 0, time.UTC)
	m := Meeting{Agenda: []AgendaPoint{{N: 1, Spent: 90}, {N: 2, Spent: 60}}, Live: Live{Point: 2, Since: now.Add(-5 * time.Minute)}}
	for n, want := range map[int]time.Duration{0: 0, 1: 90 * time.Second, 2: 6 * time.Minute, 3: 0} {
		if got := m.Elapsed(n, now); got != want {
			t.Errorf("point %d: %v, want %v", n, got, want)
		}
	}
}

func TestEveryMeetingHasOneNextStepUntilItIsClosed(t *testing.T) {
	for state, want := range map[MeetingState]Verb{MeetingDraft: VerbConvene, MeetingConvened: VerbOpen, MeetingHeld: VerbClose, MeetingClosed: ""} {
		m := Meeting{State: state}
		if got := NextMeetingStep(m); got != want {
			t.Errorf("%s: %s", state, got)
		}
		if _, err := MayMeet(chair, want, m); want != "" && err != nil {
			t.Errorf("the chair may not %s what is %s: %v", want, state, err)
		}
	}
}
