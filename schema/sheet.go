package schema

import "time"

// Sheet is a page of good practice.
type Sheet struct {
	ID       ID
	Ref      string // "FP-2"; internal ones "GOO-FP-1"
	Rev      int    // its version
	Title    string
	Text     string // Markdown
	TLP      TLP
	Internal string // code of the organisation that alone may know of it; empty: the whole group
	Updated  time.Time
}

// SheetDraft is a new sheet, or what changes of one: there the zero values stay
// as they are. A new one's TLP is green unless said.
type SheetDraft struct {
	Title    string
	Text     string
	TLP      TLP
	Internal bool // of the actor's organisation alone; never changes
}

// MayWriteSheet returns nil when the actor may write sheets of the group: the
// chair and the secretariat; or internal to their organisation.
func MayWriteSheet(a Actor, v Verb, internal bool) error {
	if keeps(a, internal) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: v, Noun: NounSheet}
}
