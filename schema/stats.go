package schema

import (
	"maps"
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

// total is how many answers there are.
func (s Spread) total() int {
	n := 0
	for _, answers := range s {
		n += answers
	}
	return n
}

// Reaction sums a spread up; zero for an empty one.
func (s Spread) Reaction(org string) Reaction {
	out := reactionOf([]Spread{s})
	out.Org, out.Answers = org, s.total()
	return out
}

// share is all answers of one spread, in parts so fine that none is lost in integers.
const share = 1_000_000_000

// reactionOf sums spreads up, of which each counts alike however many answers it
// has. Empty ones do not count.
func reactionOf(spreads []Spread) Reaction {
	spreads = slices.DeleteFunc(slices.Clone(spreads), func(s Spread) bool { return len(s) == 0 })
	steps := map[int]bool{}
	for _, s := range spreads {
		for m := range s {
			steps[m] = true
		}
	}
	minutes := slices.Sorted(maps.Keys(steps))
	if len(minutes) == 0 {
		return Reaction{}
	}
	all := share * len(spreads)
	reached := make([]int, len(minutes)) // of all, what came within minutes
	for _, s := range spreads {
		n, total := 0, s.total()
		for i, m := range minutes {
			n += s[m]
			reached[i] += (n*share + total - 1) / total // up, so that a third and two thirds are one
		}
	}
	within := func(limit int) int {
		at, _ := slices.BinarySearch(minutes, limit)
		if at == 0 {
			return 0
		}
		return reached[at-1] * 100 / all
	}
	at := func(part int) time.Duration { // the least that part of a hundred are not above
		i := slices.IndexFunc(reached, func(n int) bool { return n*100 >= all*part })
		return time.Duration(minutes[i]) * time.Minute
	}
	return Reaction{Median: at(50), P90: at(90), Quarter: within(15), Hour: within(60), Day: within(24 * 60)}
}

// Quarter is how many first replies of one operator came in one quarter of an hour.
type Quarter struct {
	Org     string
	N       int // whole quarters of an hour from sending; QuartersOfDay: a day or more
	Answers int
}

// QuartersOfDay is the number of quarters of an hour in a day.
const QuartersOfDay = 24 * 4

// Quarters counts a spread by quarters of an hour, in order, without empty ones.
func (s Spread) Quarters(org string) []Quarter {
	counts := map[int]int{}
	for m, n := range s {
		counts[min(m/15, QuartersOfDay)] += n
	}
	var out []Quarter
	for _, q := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, Quarter{Org: org, N: q, Answers: counts[q]})
	}
	return out
}

// Load is what one operator was sent, and answered for the first time, on one
// day of the group's zone.
type Load struct {
	Org      string
	Day      Date
	Sent     int
	Answered int
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

// Shortfall is what one operator answered to one service, and how much of it
// with insufficient information: what a service is to learn to say.
type Shortfall struct {
	Org          string
	Service      string
	Answered     int // contents
	Insufficient int
}

// Figure is one kind of what Stats hold.
type Figure string

// The figures, as commands name them.
const (
	FigureReaction  Figure = "reaction"
	FigureQuarter   Figure = "quarter"
	FigureLoad      Figure = "load"
	FigureLabel     Figure = "label"
	FigureShortfall Figure = "shortfall"
)

// Figures lists them in the order of a report.
var Figures = []Figure{FigureReaction, FigureQuarter, FigureLoad, FigureLabel, FigureShortfall}

// Stats are a group's figures as one member may see them.
type Stats struct {
	Since      time.Time  // zero: from the beginning
	Single     bool       // the reader sees operators one by one; without, there are figures of the others together alone
	Peers      bool       // the reader is shown the others together, when three at least make them up
	PeersSince time.Time  // of what others answered together; zero: from the beginning
	PeersUntil time.Time  // before it
	Reactions  []Reaction // by organisation; those of the others together last
	Quarters   []Quarter  // by organisation and time
	Loads      []Load     // by day and organisation, without days on which nothing was
	Labels     []LabelQuality
	Shortfalls []Shortfall // by organisation and service
}

// HasPeers reports whether what the others answered together is among the figures.
func (s Stats) HasPeers() bool {
	return slices.ContainsFunc(s.Reactions, func(r Reaction) bool { return r.Org == "" })
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
