package schema

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// peerAnswer is one answer of another operator, known by how many minutes it took.
type peerAnswer struct {
	org     string
	at      time.Time
	minutes int
}

// within are the answers that a figure between two moments may be made of, as the store gives them.
func within(all []peerAnswer, since, until time.Time) map[Week]map[string]Spread {
	first, last := PeerWeeks(since, until)
	out := map[Week]map[string]Spread{}
	for _, a := range all {
		w := WeekOf(a.at)
		if w < first || w > last {
			continue
		}
		if out[w] == nil {
			out[w] = map[string]Spread{}
		}
		if out[w][a.org] == nil {
			out[w][a.org] = Spread{}
		}
		out[w][a.org][a.minutes]++
	}
	return out
}

func TestNoTwoFiguresOfOthersDifferByWhatFewerThanThreeAnswered(t *testing.T) {
	from := time.Date(2015, 4, 22, 0, 0, 0, 0, time.UTC)
	moment := rapid.Map(rapid.IntRange(0, 60*24), func(h int) time.Time { return from.Add(time.Duration(h) * time.Hour) })
	rapid.Check(t, func(t *rapid.T) {
		answers := rapid.SliceOf(rapid.Custom(func(t *rapid.T) peerAnswer {
			return peerAnswer{org: rapid.SampledFrom([]string{"apple", "facebook", "microsoft", "twitter"}).Draw(t, "org"), at: moment.Draw(t, "at")}
		})).Draw(t, "answers")
		for i := range answers {
			answers[i].minutes = i
		}
		told := func() map[string]Spread {
			return toldOfPeers(within(answers, moment.Draw(t, "since"), moment.Draw(t, "until")))
		}
		a, b := told(), told()
		differ := map[string]bool{}
		for org := range maps.All(a) {
			differ[org] = !maps.Equal(a[org], b[org])
		}
		for org := range maps.All(b) {
			differ[org] = differ[org] || !maps.Equal(a[org], b[org])
		}
		maps.DeleteFunc(differ, func(_ string, d bool) bool { return !d })
		if n := len(differ); n == 1 || n == 2 {
			t.Fatalf("what %v answered is left when one figure is taken from the other", differ)
		}
		if n := len(a); n == 1 || n == 2 {
			t.Fatalf("%d others make up a figure", n)
		}
	})
}

func TestTheFigureOfOthersIsNotThatOfTheLargest(t *testing.T) {
	small := map[Week]map[string]Spread{1: {"a": {10: 1}, "b": {20: 1}, "c": {30: 1}}}
	large := map[Week]map[string]Spread{1: {"a": {10: 1}, "b": {20: 1}, "c": {30: 1000}}}
	x, ok := Peers(small)
	y, _ := Peers(large)
	if !ok || x != y {
		t.Errorf("%+v with one answer each, %+v when one gave a thousand", x, y)
	}
	if x.Median != 20*time.Minute || x.P90 != 30*time.Minute || x.Quarter != 33 || x.Hour != 100 || x.Answers != 0 || x.Org != "" {
		t.Errorf("the others: %+v", x)
	}
}

func TestAWeekIsFromMondayToSunday(t *testing.T) {
	monday := time.Date(2015, 5, 4, 0, 0, 0, 0, time.UTC)
	w := WeekOf(monday)
	if got := w.Start(); got != monday {
		t.Errorf("the week of %v begins %v", monday, got)
	}
	if got := WeekOf(monday.Add(-time.Millisecond)); got != w-1 {
		t.Errorf("the moment before is of week %d, not %d", got, w-1)
	}
	if got := WeekOf(monday.AddDate(0, 0, 7).Add(-time.Millisecond)); got != w {
		t.Errorf("its last moment is of week %d, not %d", got, w)
	}
	if got := WeekOf(time.Time{}); got != 0 {
		t.Errorf("the zero time is of week %d", got)
	}
	for day := range 14 { // the seven days before today hold a whole week, whatever today is
		today := monday.AddDate(0, 0, day)
		if first, last := PeerWeeks(today.AddDate(0, 0, -7), today); first != last {
			t.Errorf("%v: weeks %d to %d", today, first, last)
		}
	}
}

func TestAPeriodBeginsOnADay(t *testing.T) {
	today, meeting := Date{2015, 5, 6}, Date{2015, 4, 22}
	for _, tc := range []struct {
		text string
		want Period
		day  string
	}{
		{"week", PeriodWeek, "2015-04-29"}, {"Mois", PeriodMonth, "2015-04-06"}, {"trimestre", PeriodQuarter, "2015-02-05"}, {"réunion", PeriodMeeting, "2015-04-22"},
		{"année", PeriodYear, "2014-05-06"}, {"all", PeriodAll, ""},
	} {
		p, ok := ParsePeriod(tc.text)
		if got := fmt.Sprint(p.Since(today, meeting)); !ok || p != tc.want || got != tc.day {
			t.Errorf("%q: %v %v from %q", tc.text, p, ok, got)
		}
	}
	if _, ok := ParsePeriod("2015"); ok {
		t.Error("a year is taken for a period")
	}
}
