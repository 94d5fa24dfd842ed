package schema

import (
	"slices"
	"time"
)

// Reaction is how quickly one operator answers: from sending to the first reply,
// in whole minutes down, whatever the clock stood between.
type Reaction struct {
	Org     string // organisation code; empty: the others of the group together
	Answers int    // zero of the others: how many they got is theirs alone
	Median  time.Duration
	P90     time.Duration
	Quarter int // of a hundred answers, those within a quarter of an hour
	Hour    int // within an hour
	Day     int // within a day
}

// Spread is how many answers took how many whole minutes.
type Spread map[int]int

// Reaction sums a spread up; zero for an empty one.
func (s Spread) Reaction(org string) Reaction {
	out := Reaction{Org: org}
	minutes := make([]int, 0, len(s))
	for m, n := range s {
		minutes = append(minutes, m)
		out.Answers += n
	}
	if out.Answers == 0 {
		return out
	}
	slices.Sort(minutes)
	within := func(limit int) int {
		n := 0
		for _, m := range minutes {
			if m < limit {
				n += s[m]
			}
		}
		return n * 100 / out.Answers
	}
	at := func(part int) time.Duration { // the least that part of a hundred are not above
		n := 0
		for _, m := range minutes {
			if n += s[m]; n*100 >= out.Answers*part {
				return time.Duration(m) * time.Minute
			}
		}
		return 0
	}
	out.Median, out.P90 = at(50), at(90)
	out.Quarter, out.Hour, out.Day = within(15), within(60), within(24*60)
	return out
}

// fewestPeers is how many others must make up a figure that is shown of them.
const fewestPeers = 3

// Peers puts the spreads of others together without telling whose or how many
// they are, and reports false when fewer than three would make them up.
func Peers(spreads []Spread) (Reaction, bool) {
	all := Spread{}
	count := 0
	for _, s := range spreads {
		if len(s) > 0 {
			count++
		}
		for m, n := range s {
			all[m] += n
		}
	}
	if count < fewestPeers {
		return Reaction{}, false
	}
	out := all.Reaction("")
	out.Answers = 0
	return out, true
}

// LabelQuality is what operators answered to the requests of one service that
// had one label when they answered.
type LabelQuality struct {
	Service      string
	Label        Label
	Answered     int // contents
	Refused      int
	Insufficient int // answered with insufficient information
}

// Stats are a group's figures as one member may see them.
type Stats struct {
	Since     time.Time
	Reactions []Reaction // by organisation; those of the others together last
	Labels    []LabelQuality
}

// SeesStats tells whose reaction times the actor sees one by one: everybody's
// for those who read requests of all operators, one's own for an operator, and
// none for observers. Peers are shown together to operators and observers.
// Others see no figures.
func SeesStats(a Actor) (single, peers bool, err error) {
	switch {
	case !a.Role.Fits(a.OrgKind):
	case a.Role == RoleObserver:
		return false, true, nil
	case a.Role == RoleCorrespondent:
		return true, true, nil
	case readsRequests(a.Role):
		return true, false, nil
	}
	return false, false, &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbStats}
}
