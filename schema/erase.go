package schema

import "strconv"

// Erased tells of an erasure in one audience's log.
type Erased struct {
	Audience string
	Entries  int // whose contents went
}

// ErasedUntil is what a log tells of an erasure: how many of its entries, and
// before which day the requests that they tell of had ended. It reports false
// for events of other things.
func (e Event) ErasedUntil() (entries int, before string, ok bool) {
	if e.Noun != NounLog || e.Verb != VerbErase {
		return 0, "", false
	}
	for _, c := range e.Changes {
		if c.Field == FieldErased {
			entries, _ = strconv.Atoi(c.To) // the store writes a number
		}
	}
	return entries, e.Ref, true
}
