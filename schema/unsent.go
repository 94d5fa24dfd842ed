package schema

import (
	"context"
	"strconv"
	"time"
)

// Bounds of what one member has not sent.
const (
	MaxUnsent  = 200
	UnsentSize = 64 << 10 // bytes of one text
	unsentPart = 1000     // bytes of Part
)

// Unsent is a text that a member began and has not sent, on any of their
// terminals. It is theirs alone, is in no log, and goes when it is used.
type Unsent struct {
	Verb    Verb   // what it is to become: see KeepsUnsent
	Noun    Noun   // of the thing it is on
	Subject ID     // that thing; zero for VerbNew
	Part    string // which of several texts of the verb on it, as the form names it
	Ref     string // its reference, as the member knows it
	Body    string // the form's own text, up to UnsentSize bytes
	Rev     int    // the one read; zero: there was none
	Updated time.Time
}

// unsentVerbs are the verbs begun in a text that is kept. True are those that are
// done again and again, each time of a text of its own: one done otherwise than
// from a text leaves what was begun. Of the others it has no use any more.
var unsentVerbs = map[Noun]map[Verb]bool{
	NounRequest:    {VerbNew: true, VerbEdit: false, VerbReply: false, VerbNote: true, VerbAmend: true, VerbRecommend: true},
	NounAction:     {VerbNew: true, VerbNote: true, VerbEdit: false, VerbDone: false, VerbBlock: false, VerbDrop: false},
	NounMeeting:    {VerbNew: true, VerbEdit: false, VerbAgenda: true, VerbDecide: true, VerbCorrect: true},
	NounCommitment: {VerbNew: true, VerbUpdate: true},
	NounArticle:    {VerbNew: true, VerbUpdate: true, VerbReserve: true},
	NounSheet:      {VerbNew: true, VerbUpdate: true},
	NounTraining:   {VerbNew: true, VerbUpdate: true},
}

// KeepsUnsent reports whether a verb on such a thing may be begun in a text that is kept.
func KeepsUnsent(noun Noun, v Verb) bool {
	_, ok := unsentVerbs[noun][v]
	return ok
}

// EndsUnsent reports whether the verb, done to such a thing, leaves no use for
// any text that it was begun in.
func EndsUnsent(noun Noun, v Verb) bool {
	again, ok := unsentVerbs[noun][v]
	return ok && !again
}

// Uses marks the one command made under ctx as what a text became that its member
// began: with the command the text goes, and no other does.
func Uses(ctx context.Context, u Unsent) context.Context { return context.WithValue(ctx, usesKey, u) }

// UsedBy returns the text given to Uses, if one was.
func UsedBy(ctx context.Context) (Unsent, bool) {
	u, ok := ctx.Value(usesKey).(Unsent)
	return u, ok
}

// CheckUnsent refuses an Unsent that nothing could become of.
func CheckUnsent(u Unsent) error {
	switch {
	case !KeepsUnsent(u.Noun, u.Verb):
		return Invalid(WhyUnknown, "verb", string(u.Verb))
	case (u.Verb == VerbNew) != (u.Subject == 0):
		return Invalid(WhyUnknown, "subject", "")
	case len(u.Part) > unsentPart:
		return Invalid(WhyTooLong, "part", strconv.Itoa(unsentPart))
	case len(u.Body) > UnsentSize:
		return Invalid(WhyTooLong, "text", "64 KiB")
	}
	return nil
}
