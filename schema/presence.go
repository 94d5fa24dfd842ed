package schema

import (
	"cmp"
	"slices"
	"time"
)

// Doing is what somebody is at with a request.
type Doing string

const (
	DoingLooking  Doing = "looking"  // reads it, or writes what stays on their own side
	DoingEditing  Doing = "editing"  // changes what it says
	DoingReplying Doing = "replying" // writes what the other side will read
)

// Doings lists every Doing, from the least to the most telling.
var Doings = []Doing{DoingLooking, DoingEditing, DoingReplying}

// PresenceLapse is how long somebody counts as present after their last key: a
// terminal left open tells nothing, and what a node that crashed had told ends
// by itself at whoever heard it.
const PresenceLapse = 3 * time.Minute

// Presence is that somebody is at a request right now, as one reader may know it.
type Presence struct {
	Request ID
	Doing   Doing
	Own     bool   // of the reader's own organisation
	Name    string // of a colleague their unit, or their name where there are none; else their organisation, empty for the ministry
	Person  string // a colleague's name; empty of the other side
}

// SeesPresence tells whether reader may know that other is at request r, and as whom.
//
//   - Whoever may not see the request knows nothing, so rivals never meet, and
//     administrators and observers, who see no request, neither see nor are seen.
//   - Colleagues of one organisation know all of it, by unit (PHAROS) and by name.
//   - The other side of a request knows only of what is about to reach it, a reply
//     or an amendment: what somebody reads is their own side's affair, and at what
//     pace the ministry goes through one operator's requests would tell of the
//     others' between them. It reads "the ministry", or the operator's name; never
//     who, nor how many.
//   - Overseers know of nobody and nobody of them: which requests they examine is
//     their independence, and who works on them is not theirs to oversee.
//   - Nobody is told of themselves on another terminal.
func SeesPresence(reader, other Actor, r Request, d Doing) (Presence, bool) {
	p := Presence{Request: r.ID, Doing: d, Own: reader.Org == other.Org}
	as := ReaderOf(reader, r)
	if reader.Member == other.Member || as == ReaderNone || ReaderOf(other, r) == ReaderNone {
		return Presence{}, false
	}
	switch {
	case p.Own:
		p.Name, p.Person = cmp.Or(other.Service, other.Name), other.Name
	case d == DoingLooking, as == ReaderOverseer, ReaderOf(other, r) == ReaderOverseer:
		return Presence{}, false
	case !other.Authority():
		p.Name = other.OrgName
	}
	return p, true
}

// MergePresence gives each name at a request once, with the most telling of what
// it does: by request, the own side first, then the most telling, then by name.
func MergePresence(all []Presence) []Presence {
	slices.SortFunc(all, func(a, b Presence) int {
		return cmp.Or(cmp.Compare(a.Request, b.Request), -compareTruth(a.Own, b.Own),
			-cmp.Compare(slices.Index(Doings, a.Doing), slices.Index(Doings, b.Doing)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Person, b.Person))
	})
	type seat struct {
		request ID
		own     bool
		name    string
	}
	known := map[seat]bool{}
	return slices.DeleteFunc(all, func(p Presence) bool {
		at := seat{p.Request, p.Own, p.Name}
		again := known[at]
		known[at] = true
		return again
	})
}

func compareTruth(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
