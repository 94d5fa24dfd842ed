package schema

import (
	"cmp"
	"slices"
	"strings"
)

// Grouping is by what a board of action items groups them.
type Grouping string

const (
	ByOwner Grouping = "owner"
	ByDue   Grouping = "due"
	ByTheme Grouping = "theme"
)

// Groupings lists every Grouping.
var Groupings = []Grouping{ByOwner, ByDue, ByTheme}

// The groups of ByDue, in their order.
const (
	DueOver  = "overdue"
	DueWeek  = "week"  // within seven days
	DueMonth = "month" // within thirty
	DueLater = "later"
	DueNone  = "none"
)

// DueGroups lists the groups of ByDue in their order.
var DueGroups = []string{DueOver, DueWeek, DueMonth, DueLater, DueNone}

// ActionGroup is one group of a board.
type ActionGroup struct {
	Key     string   // organisation code, one of DueGroups, or a theme as first written; empty: without theme
	Actions []Action // by due day, none last, then reference
	Overdue int
	Soon    int // see Action.Soon
}

// SoonDays is how long before its due day an item is soon due.
const SoonDays = 7

// Soon reports whether the item is due within SoonDays of day today and not overdue.
func (a Action) Soon(today Date) bool {
	return !a.State.Terminal() && !a.Due.IsZero() && !a.Overdue(today) && a.Due.Before(today.AddDays(SoonDays+1))
}

// Board groups action items on day today. Groups without items are left out.
func Board(items []Action, by Grouping, today Date) []ActionGroup {
	var out []ActionGroup
	at := map[string]int{}
	for _, x := range items {
		key := x.group(by, today)
		i, known := at[Fold(key)]
		if !known {
			i = len(out)
			at[Fold(key)] = i
			out = append(out, ActionGroup{Key: key})
		}
		g := &out[i]
		g.Actions = append(g.Actions, x)
		if x.Overdue(today) {
			g.Overdue++
		}
		if x.Soon(today) {
			g.Soon++
		}
	}
	for _, g := range out {
		slices.SortFunc(g.Actions, sooner)
	}
	slices.SortFunc(out, func(a, b ActionGroup) int {
		if by == ByDue {
			return slices.Index(DueGroups, a.Key) - slices.Index(DueGroups, b.Key)
		}
		if (a.Key == "") != (b.Key == "") {
			return len(b.Key) - len(a.Key) // without theme: last
		}
		return cmp.Or(cmp.Compare(Fold(a.Key), Fold(b.Key)), cmp.Compare(a.Key, b.Key))
	})
	return out
}

// group is the group of one item.
func (a Action) group(by Grouping, today Date) string {
	switch {
	case by == ByTheme:
		return strings.TrimSpace(a.Theme)
	case by == ByOwner:
		return a.Owner
	case a.Due.IsZero():
		return DueNone
	case a.Overdue(today):
		return DueOver
	case a.Due.Before(today.AddDays(SoonDays + 1)):
		return DueWeek
	case a.Due.Before(today.AddDays(31)):
		return DueMonth
	}
	return DueLater
}

// sooner orders items by due day, none last, then reference.
func sooner(a, b Action) int {
	none := func(x Action) int {
		if x.Due.IsZero() {
			return 1
		}
		return 0
	}
	return cmp.Or(none(a)-none(b), cmp.Compare(a.Due.String(), b.Due.String()), cmp.Compare(a.Ref, b.Ref))
}
