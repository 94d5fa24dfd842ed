package schema

import (
	"maps"
	"slices"
	"time"
)

// fewestPeers is how many others must make up a figure that is shown of them.
const fewestPeers = 3

// What others answered together is told by whole weeks, of which each was
// answered in by three of them at least; others are left out. However a member
// chooses two spans of time, what one has more than the other is again made up
// by three or by nobody: no figure can be taken from another one so that a
// rival's own is left. And each of the others counts alike, however many
// answers it gave: the figure is not that of the largest.

// Week is a week of the calendar, from Monday to Sunday in UTC, counted from
// that of 1 January 1970.
type Week int

// mondays is what the first Monday of the count is before 1970.
const mondays = 3 * 24 * time.Hour

const weekLong = 7 * 24 * time.Hour

// WeekOf is the week of a moment, 0 for moments before 1970.
func WeekOf(t time.Time) Week {
	if t.Unix() < 0 {
		return 0
	}
	return Week((t.UnixMilli() + mondays.Milliseconds()) / weekLong.Milliseconds())
}

// Start is the Monday, 00:00 UTC, on which the week begins.
func (w Week) Start() time.Time {
	return time.UnixMilli(int64(w)*weekLong.Milliseconds() - mondays.Milliseconds()).UTC()
}

// PeerWeeks are the weeks that make up what others answered together within a
// span: from that of since to the last that is over at until. There are none
// when last is before first.
func PeerWeeks(since, until time.Time) (first, last Week) { return WeekOf(since), WeekOf(until) - 1 }

// Peers puts what others answered together, week by week and by organisation,
// without telling whose or how many they are. It reports false when fewer than
// three make it up.
func Peers(weeks map[Week]map[string]Spread) (Reaction, bool) {
	told := toldOfPeers(weeks)
	if len(told) == 0 {
		return Reaction{}, false
	}
	return reactionOf(slices.Collect(maps.Values(told))), true
}

// toldOfPeers is what of the others' answers is told of, by organisation.
func toldOfPeers(weeks map[Week]map[string]Spread) map[string]Spread {
	out := map[string]Spread{}
	for _, week := range weeks {
		if len(week) < fewestPeers {
			continue
		}
		for org, s := range week {
			if out[org] == nil {
				out[org] = Spread{}
			}
			for m, n := range s {
				out[org][m] += n
			}
		}
	}
	return out
}
