package schema

import (
	"slices"
	"time"
)

// Bounds of what one member has not sent.
const (
	MaxUnsent  = 200
	UnsentSize = 64 << 10 // bytes of one text
)

// Unsent is a text that a member began and has not sent, on any of their
// terminals. It is theirs alone, is in no log, and goes when it is used.
type Unsent struct {
	Verb    Verb   // what it is to become: see KeepsUnsent
	Noun    Noun   // of the thing it is on
	Subject ID     // that thing; zero for VerbNew
	Ref     string // its reference, as the member knows it
	Body    string // the form's own text, up to UnsentSize bytes
	Rev     int    // the one read; zero: there was none
	Updated time.Time
}

var unsentVerbs = map[Noun][]Verb{
	NounRequest: {VerbNew, VerbEdit, VerbReply, VerbNote, VerbAmend},
	NounAction:  {VerbNew, VerbNote, VerbEdit, VerbDone, VerbBlock, VerbDrop},
	NounMeeting: {VerbNew, VerbEdit, VerbAgenda, VerbDecide, VerbCorrect},
}

// KeepsUnsent reports whether a verb on such a thing may be begun in a text that is kept.
func KeepsUnsent(noun Noun, v Verb) bool { return slices.Contains(unsentVerbs[noun], v) }

// CheckUnsent refuses an Unsent that nothing could become of.
func CheckUnsent(u Unsent) error {
	switch {
	case !KeepsUnsent(u.Noun, u.Verb):
		return Invalid(WhyUnknown, "verb", string(u.Verb))
	case (u.Verb == VerbNew) != (u.Subject == 0):
		return Invalid(WhyUnknown, "subject", "")
	case len(u.Body) > UnsentSize:
		return Invalid(WhyTooLong, "text", "64 KiB")
	}
	return nil
}
