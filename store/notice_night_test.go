package store_test

import (
	"testing"
	"time"

	"contactgroup/schema"
)

// The clocks go back in the night to 25 October: half past two comes twice, and
// the quiet hours, over midnight, last an hour longer.
func TestAtTheChangeOfTheClocksADigestGoesOutOnceAndANightIsQuietToItsEnd(t *testing.T) {
	each(t, func(g group) {
		evening := time.Date(2015, time.October, 24, 21, 0, 0, 0, time.UTC) // 23:00 in Paris
		g.clock.Advance(evening.Sub(g.clock.Now()))
		g.written(map[string][][2]string{"google": {{"quiet", "22h-7h"}}, "facebook": {{"digest", "2h30"}}})
		g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
		type letter struct {
			to string
			n  int
		}
		got := map[time.Time][]letter{}
		for step := range 60 {
			if step == 10 { // 3:00, when that of the day is out
				g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
			}
			for to, notices := range g.letters() {
				got[g.clock.Now()] = append(got[g.clock.Now()], letter{to, len(notices)})
			}
			g.clock.Advance(30 * time.Minute)
		}
		days := map[schema.Date]int{}
		for at, letters := range got {
			for _, l := range letters {
				if l.to == "facebook@desk.example" {
					days[schema.DateOf(at, schema.Paris)]++
				} else if !at.Equal(time.Date(2015, time.October, 25, 6, 0, 0, 0, time.UTC)) || l.n != 2 {
					g.t.Errorf("%d notices to %s at %s", l.n, l.to, at.In(schema.Paris))
				}
			}
		}
		first := schema.DateOf(evening, schema.Paris).AddDays(1)
		if len(days) != 2 || days[first] != 1 || days[first.AddDays(1)] != 1 {
			g.t.Errorf("digests a day: %v, letters: %v", days, got)
		}
	})
}
