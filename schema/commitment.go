package schema

import (
	"slices"
	"time"
)

// CommitmentState is how far a commitment is kept, as last judged.
type CommitmentState string

const (
	CommitmentOpen      CommitmentState = "open" // not judged yet
	CommitmentKept      CommitmentState = "kept"
	CommitmentPartly    CommitmentState = "partly"
	CommitmentBroken    CommitmentState = "broken"
	CommitmentWithdrawn CommitmentState = "withdrawn" // by who made it
)

// CommitmentStates lists every CommitmentState.
var CommitmentStates = []CommitmentState{CommitmentOpen, CommitmentKept, CommitmentPartly, CommitmentBroken, CommitmentWithdrawn}

// Terminal reports whether nothing is awaited any more. A broken commitment
// stays on the list of those to be kept. Unknown states are terminal.
func (s CommitmentState) Terminal() bool {
	return s != CommitmentOpen && s != CommitmentPartly && s != CommitmentBroken
}

// Commitment is something that an organisation undertook to do.
type Commitment struct {
	ID       ID
	Ref      string // "E-2015-003"; internal ones run in a series of their organisation, "GOO-E-2015-001"
	Rev      int
	Org      string // who made it: organisation code
	Text     string
	Theme    string
	Origin   string // where it was made: "Réunion ministérielle"
	Made     Date   // zero: not known
	State    CommitmentState
	Evidence string
	Reviews  []Review
	Linked   []string // what refers to it, as the reader may see it: action items, and points of agendas ("2015-05-06:3")
	Internal string   // code of the organisation that alone may know of it; empty: the whole group
	Updated  time.Time
	Erased   Date `json:",omitzero"` // as of a Request
}

// Review is what a meeting found of a commitment.
type Review struct {
	N       int
	Meeting string // reference
	On      Date
	State   CommitmentState
	Note    string
}

// CommitmentDraft is a new commitment, or what changes of one: there the zero
// values stay as they are.
type CommitmentDraft struct {
	Org      string // organisation code; never changes
	Text     string
	Theme    string
	Origin   string
	Made     Date
	State    CommitmentState
	Evidence string
	Internal bool   // of the actor's organisation alone; never changes
	Meeting  string // reference of the meeting that reviews it, or empty: none does
	Note     string // of that review; without one, of the change in the log
}

// MaySeeOwn reports whether the actor may know of a commitment, article,
// training or sheet that is internal to that organisation, or to none.
func MaySeeOwn(a Actor, internal string) bool {
	return slices.Contains(Roles, a.Role) && (internal == "" || internal == a.OrgCode)
}

// MayCommit returns nil when the actor may add such a commitment: the chair and
// the secretariat any, others one internal to their organisation.
func MayCommit(a Actor, d CommitmentDraft) error {
	if keeps(a, d.Internal) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbNew, Noun: NounCommitment}
}

// MayUpdateCommitment returns nil when the actor may change c so: the chair and
// the secretariat in all, members of who made it in its evidence.
func MayUpdateCommitment(a Actor, c Commitment, d CommitmentDraft) error {
	if !MaySeeOwn(a, c.Internal) {
		return NotFound(c.Ref)
	}
	evidence := d
	evidence.Evidence = ""
	if keeps(a, c.Internal != "") || (a.OrgCode == c.Org && ownsActions(a.Role) && evidence == CommitmentDraft{}) {
		if c.Erased.IsZero() {
			return nil
		}
		return &Fault{Class: ErrState, Why: WhyErased, Verb: VerbUpdate, Noun: NounCommitment, Ref: c.Ref, State: State(c.State), Rev: c.Rev}
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbUpdate, Noun: NounCommitment, Ref: c.Ref, State: State(c.State), Rev: c.Rev}
}
