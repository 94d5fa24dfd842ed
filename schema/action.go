package schema

import "time"

// Action is one action item of the register.
type Action struct {
	ID          ID
	Ref         string // "A-2015-017"; internal ones run in a series of their organisation, "GOO-A-2015-003"
	Rev         int
	Text        string
	Meeting     string // reference of the meeting that raised it or to which it was carried
	Point       string // agenda point
	Owner       string // organisation code
	Member      string // login of the person in charge, or empty
	Due         Date   // zero: none
	State       ActionState
	Carried     int    // times carried over to a next meeting
	Evidence    string // of done; the decision when dropped
	Theme       string
	Links       []string // references of requests and decisions; those the reader may not see are left out
	Internal    bool     // known to Owner's organisation alone
	Circle      []string // codes of the organisations that alone may know of it: those of the meeting by invitation that raised it; nil: all
	Raised      Date
	Completed   Date // zero: not settled
	Notes       string
	Updated     time.Time
	Erased      Date `json:",omitzero"` // as of a Request
	Correctable bool `json:"-"`         // false once its meeting's minutes are frozen
}

// Overdue reports whether the due day is over at day today.
func (a Action) Overdue(today Date) bool {
	return !a.State.Terminal() && !a.Due.IsZero() && a.Due.Before(today)
}

// RAG is the light an action item shows in a register. Computed, never stored.
type RAG string

const (
	Red   RAG = "red"   // overdue
	Amber RAG = "amber" // blocked, or due within a week
	Green RAG = "green"
)

// RAG is the item's light on day today; empty once it is settled.
func (a Action) RAG(today Date) RAG {
	switch {
	case a.State.Terminal():
		return ""
	case a.Overdue(today):
		return Red
	case a.State == ActionBlocked, !a.Due.IsZero() && a.Due.Before(today.AddDays(8)):
		return Amber
	}
	return Green
}

// ActionDraft is a new action item.
type ActionDraft struct {
	Text     string
	Owner    string // organisation code
	Member   string // login
	Due      Date
	Meeting  string // reference, or empty: the next meeting
	Point    string
	Theme    string
	Links    []string
	Internal bool
}

// ActionStep is one verb on one action item.
type ActionStep struct {
	Verb   Verb
	Text   string // done: evidence; drop: the decision, unless Link names it; note: text; edit: the new wording
	Link   string // drop: reference of the decision; link: what the item is about
	Unlink string // link, instead of Link: what the item is not about
	Owner  string // assign: organisation code, or empty to keep it
	Member string // assign: login
	Due    Date   // due
}

// Register is the action register of one meeting as one audience may see it at
// the end of one day: all that a document needs.
type Register struct {
	Group   string // name of the group
	Meeting Meeting
	AsOf    Date
	TLP     TLP               // marking of the document; never red
	Actions []Action          // not terminal at AsOf, sorted by owner, then due (none last), then reference
	Owners  map[string]string // organisation names by code
	Zone    string            // IANA name of the group
}
