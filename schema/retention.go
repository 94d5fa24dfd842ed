package schema

import (
	"fmt"
	"slices"
	"time"
)

// Retention is one version of how long things of a noun are kept once they are
// past: from their end on, and from the last thing done to them; contacts, alerts,
// notices and sessions from the day on which it happened.
type Retention struct {
	Noun    Noun
	Version int // from 1, which is DefaultRetentions' unless the group has said otherwise
	Days    int
	Months  int       // beside Days zero; both zero: kept without limit
	Source  string    // the text that sets it
	Noted   time.Time // when the version was put on record; zero: with the program
	NotedBy string    // by which function
}

// Bounds of a Retention.
const (
	MaxRetentionDays   = 3660
	MaxRetentionMonths = 1200
)

// DefaultRetentions are the nouns that have a Retention, in the order in which
// they are told, with what holds until the group says otherwise.
var DefaultRetentions = []Retention{
	{Noun: NounRequest, Version: 1, Months: 120, Source: "registre tenu dix ans"},
	{Noun: NounCase, Version: 1, Months: 120, Source: "registre tenu dix ans"},
	{Noun: NounCrisis, Version: 1, Months: 120, Source: "registre tenu dix ans"},
	{Noun: NounMeeting, Version: 1, Source: "archives publiques : code du patrimoine, art. L. 211-1"},
	{Noun: NounAction, Version: 1, Source: "archives publiques : code du patrimoine, art. L. 211-1"},
	{Noun: NounCommitment, Version: 1, Source: "archives publiques : code du patrimoine, art. L. 211-1"},
	{Noun: NounMember, Version: 1, Months: 120, Source: "registre tenu dix ans"},
	{Noun: NounInvitation, Version: 1, Months: 12, Source: "pratique du groupe"},
	{Noun: NounContact, Version: 1, Months: 12, Source: "pratique du groupe"},
	{Noun: NounAlert, Version: 1, Months: 12, Source: "pratique du groupe"},
	{Noun: NounNotice, Version: 1, Months: 3, Source: "pratique du groupe"},
	{Noun: NounSession, Version: 1, Months: 12, Source: "CNIL, délibération n° 2021-122 du 14 octobre 2021 (journalisation)"},
}

// ParseRetained returns the noun with a Retention that a word means.
func ParseRetained(word string) (Noun, bool) {
	noun, ok := ParseCode("retained", word)
	return Noun(noun), ok
}

// RetentionsInForce are, of all versions, the last of each noun, in the order of DefaultRetentions.
func RetentionsInForce(all []Retention) []Retention {
	out := slices.Clone(DefaultRetentions)
	for i := range out {
		for _, r := range all {
			if r.Noun == out[i].Noun && r.Version > out[i].Version {
				out[i] = r
			}
		}
	}
	return out
}

// Unlimited reports whether what is past is kept for good.
func (r Retention) Unlimited() bool { return r.Days == 0 && r.Months == 0 }

// retained are the nouns that have a Retention.
func retained() []Noun {
	var out []Noun
	for _, r := range DefaultRetentions {
		out = append(out, r.Noun)
	}
	return out
}

// Before is the day such that what was past before it is kept no longer on a
// day; zero when it is kept for good.
func (r Retention) Before(today Date) Date {
	if r.Unlimited() {
		return Date{}
	}
	return DateOf(AddMonths(today.Start(time.UTC), -r.Months, time.UTC), time.UTC).AddDays(-r.Days)
}

// Delay writes how long that is, as ISO 8601: "P30D", "P12M"; empty: for good.
func (r Retention) Delay() string {
	switch {
	case r.Months > 0:
		return fmt.Sprintf("P%dM", r.Months)
	case r.Days > 0:
		return fmt.Sprintf("P%dD", r.Days)
	}
	return ""
}
