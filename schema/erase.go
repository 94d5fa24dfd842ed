package schema

import (
	"strconv"
	"strings"
)

// Erasure is what an erasure is asked for. The zero Erasure takes everything
// whose Retention is over.
type Erasure struct {
	Nouns  []Noun // these alone; nil: every one that has a Retention
	Before Date   // nothing that was past later; zero: as the Retentions say
}

// Expired is what an erasure takes of one noun.
type Expired struct {
	Noun   Noun
	Before Date     // it was past before that day; zero: it is kept for good
	Things int      // requests, meetings… with something to take; of sessions their entries
	Refs   []string // what these are called, in order, where they are called anything
	Logs   []Erased // entries of logs, by their names
}

// Entries is how many entries of logs it takes.
func (e Expired) Entries() int {
	n := 0
	for _, log := range e.Logs {
		n += log.Entries
	}
	return n
}

// Erased tells of an erasure in one audience's log.
type Erased struct {
	Audience string
	Entries  int // whose contents went
}

// ErasedShare is what an erasure took from one log of one noun.
type ErasedShare struct {
	Noun    Noun   // empty: requests and sessions, as older entries tell
	Before  string // what was past before that day
	Entries int    // of the log; of notices the mails
}

// Change writes the share into an event, from which ErasedUntil reads it.
func (s ErasedShare) Change() Change {
	return Change{Field: FieldErased, From: string(s.Noun) + " " + s.Before, To: strconv.Itoa(s.Entries)}
}

// ErasedUntil is what a log tells of an erasure, in the order of
// DefaultRetentions. It reports false for events of other things.
func (e Event) ErasedUntil() (shares []ErasedShare, ok bool) {
	if e.Noun != NounLog || e.Verb != VerbErase {
		return nil, false
	}
	for _, c := range e.Changes {
		if c.Field != FieldErased {
			continue
		}
		share := ErasedShare{Before: e.Ref}
		if noun, before, found := strings.Cut(c.From, " "); found {
			share.Noun, share.Before = Noun(noun), before
		}
		share.Entries, _ = strconv.Atoi(c.To) // the store writes a number
		shares = append(shares, share)
	}
	return shares, true
}
