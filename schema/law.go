package schema

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// ClockCode names a delay in all its versions: small letters, digits and "_".
type ClockCode string

// ClockOrigin is the fact a clock starts with.
type ClockOrigin string

const (
	FromSent     ClockOrigin = "sent"
	FromReceived ClockOrigin = "received"
	FromDone     ClockOrigin = "done"
)

// ClockOrigins lists every ClockOrigin.
var ClockOrigins = []ClockOrigin{FromSent, FromReceived, FromDone}

// Purpose is what a clock is for on a request.
type Purpose string

const (
	ForAnswer    Purpose = "answer"    // limits the addressee's answer: the request's own clock
	ForScrutiny  Purpose = "scrutiny"  // limits the authority's decision on an order or its contestation
	ForExpiry    Purpose = "expiry"    // until when what was done holds
	ForCheck     Purpose = "check"     // when what was done must be looked at again
	ForBenchmark Purpose = "benchmark" // what the group wants to reach in a crisis; binds nobody
)

// Purposes lists every Purpose.
var Purposes = []Purpose{ForAnswer, ForScrutiny, ForExpiry, ForCheck, ForBenchmark}

// Clock is one version of a legal or voluntary delay. A request keeps the
// version it began with.
type Clock struct {
	Code     ClockCode
	Version  int // from 1
	Duration time.Duration
	Months   int // in Europe/Paris, clamped to the month's last day; Duration is then zero
	Starts   ClockOrigin
	Source   string    // the text that sets it
	From     time.Time // in force from then on; zero: since ever
	Noted    time.Time // when the version was put on record; zero: with the group
	NotedBy  string    // by which function
}

// Due is when the delay that starts at start is over, in UTC, up to the whole
// minute; zero when the clock gives no time.
func (c Clock) Due(start time.Time) time.Time {
	return Timing{Duration: c.Duration, Months: c.Months}.Begin(start).Due
}

// Delay writes how much time the clock gives, as ISO 8601: "PT24H", "P3M".
func (c Clock) Delay() string {
	switch hours, minutes := c.Duration/time.Hour, c.Duration%time.Hour/time.Minute; {
	case c.Months > 0:
		return fmt.Sprintf("P%dM", c.Months)
	case minutes == 0:
		return fmt.Sprintf("PT%dH", hours)
	default:
		return fmt.Sprintf("PT%dM", c.Duration/time.Minute)
	}
}

// Fits reports whether a clock that starts so can be for the purpose: an answer
// counts from sending or receipt, what follows from what was done from then.
func (o ClockOrigin) Fits(p Purpose) bool {
	switch p {
	case ForAnswer:
		return o == FromSent || o == FromReceived
	case ForScrutiny:
		return o == FromReceived
	case ForExpiry, ForCheck:
		return o == FromDone
	case ForBenchmark:
		return o == FromSent
	}
	return false
}

// ClockUse tells which clock requests have for a purpose.
type ClockUse struct {
	Purpose Purpose
	Kind    Kind      // empty: any
	Regime  Regime    // empty: any
	Clock   ClockCode // empty: none
	From    time.Time // zero: since ever
	Noted   time.Time
	NotedBy string
}

// Law is the group's delays as rows: what each clock has said, and which
// requests have which. Past rows stay for the requests that began with them.
type Law struct {
	Clocks []Clock
	Uses   []ClockUse // the later ones on record last
}

// DefaultLaw is what a new group starts with.
var DefaultLaw = Law{
	Clocks: []Clock{
		{Code: "withdrawal", Version: 1, Duration: 24 * time.Hour, Starts: FromSent, Source: "LCEN art. 6-1"},
		{Code: "blocking", Version: 1, Duration: 24 * time.Hour, Starts: FromSent, Source: "décret 2015-125"},
		{Code: "delisting", Version: 1, Duration: 48 * time.Hour, Starts: FromSent, Source: "décret 2015-253"},
		{Code: "reverification", Version: 1, Months: 3, Starts: FromDone, Source: "décrets 2015-125, 2015-253"},
		{Code: "removal_order", Version: 1, Duration: time.Hour, Starts: FromReceived, Source: "TCO art. 3(3)"},
		{Code: "scrutiny", Version: 1, Duration: 72 * time.Hour, Starts: FromReceived, Source: "TCO art. 4"},
		{Code: "preservation", Version: 1, Months: 6, Starts: FromDone, Source: "TCO art. 6"},
		{Code: "crisis", Version: 1, Duration: 90 * time.Minute, Starts: FromSent, Source: "pratique, novembre 2015"},
	},
	Uses: []ClockUse{
		{Purpose: ForAnswer, Kind: KindWithdrawal, Regime: RegimeLCEN, Clock: "withdrawal"},
		{Purpose: ForAnswer, Kind: KindBlocking, Clock: "blocking"},
		{Purpose: ForAnswer, Kind: KindDelisting, Clock: "delisting"},
		{Purpose: ForAnswer, Kind: KindReinstatement, Clock: "delisting"},
		{Purpose: ForAnswer, Kind: KindRemovalOrder, Clock: "removal_order"},
		{Purpose: ForAnswer, Regime: RegimeTCO, Clock: "removal_order"},
		{Purpose: ForScrutiny, Kind: KindRemovalOrder, Clock: "scrutiny"},
		{Purpose: ForExpiry, Kind: KindPreservation, Clock: "preservation"},
		{Purpose: ForCheck, Kind: KindBlocking, Clock: "reverification"},
		{Purpose: ForCheck, Kind: KindDelisting, Clock: "reverification"},
		{Purpose: ForBenchmark, Clock: "crisis"},
	},
}

// InForce returns the version of a clock that counts at an instant: of those
// begun by then the one with the latest beginning, of several the last on
// record. It reports false when there is none.
func (l Law) InForce(code ClockCode, at time.Time) (Clock, bool) {
	var found Clock
	for _, c := range l.Clocks {
		if c.Code != code || c.From.After(at) {
			continue
		}
		if found.Version == 0 || cmp.Or(c.From.Compare(found.From), cmp.Compare(c.Version, found.Version)) > 0 {
			found = c
		}
	}
	return found, found.Version > 0
}

// ClockOf returns the clock that such a request has for a purpose at an
// instant, and false when no text gives it one. The narrowest use counts: one
// for the kind under the regime before one for the regime, that before one for
// the kind, that before one for all; of several the latest.
func (l Law) ClockOf(p Purpose, k Kind, g Regime, at time.Time) (Clock, bool) {
	var found *ClockUse
	for i, u := range l.Uses {
		if u.Purpose != p || u.From.After(at) || (u.Kind != "" && u.Kind != k) || (u.Regime != "" && u.Regime != g) {
			continue
		}
		if found == nil || cmp.Or(cmp.Compare(u.narrow(), found.narrow()), u.From.Compare(found.From)) >= 0 {
			found = &l.Uses[i]
		}
	}
	if found == nil || found.Clock == "" {
		return Clock{}, false
	}
	return l.InForce(found.Clock, at)
}

// narrow ranks a use by how few requests it is for.
func (u ClockUse) narrow() int {
	rank := 0
	if u.Regime != "" {
		rank += 2
	}
	if u.Kind != "" {
		rank++
	}
	return rank
}

// Legal is one version of a legal regime.
type Legal struct {
	Code    Regime // small letters, digits and "_"
	Version int    // from 1
	French  string // its name
	English string
	Text    string    // what it says, or a summary
	Source  string    // where the text is found
	From    time.Time // in force from then on; zero: since ever
	Until   time.Time // and before then; zero: until further notice
	Noted   time.Time
	NotedBy string
}

// InForce reports whether requests can be made under the version at an instant.
func (v Legal) InForce(at time.Time) bool {
	return v.Version > 0 && !v.From.After(at) && (v.Until.IsZero() || at.Before(v.Until))
}

// LegalAt returns the version of a regime that counts at an instant, in force
// or not, and false when there was none by then.
func LegalAt(all []Legal, code Regime, at time.Time) (Legal, bool) {
	var found Legal
	for _, v := range all {
		if v.Code != code || v.From.After(at) {
			continue
		}
		if found.Version == 0 || cmp.Or(v.From.Compare(found.From), cmp.Compare(v.Version, found.Version)) > 0 {
			found = v
		}
	}
	return found, found.Version > 0
}

// RegimesInForce are the codes of the regimes under which requests can be made
// at an instant: those of every group in their usual order, then its own.
func RegimesInForce(law []Legal, at time.Time) []Regime {
	codes := slices.Clone(Regimes)
	for _, v := range law {
		if !slices.Contains(codes, v.Code) {
			codes = append(codes, v.Code)
		}
	}
	return slices.DeleteFunc(codes, func(code Regime) bool {
		v, _ := LegalAt(law, code, at)
		return !v.InForce(at)
	})
}

// DefaultLegals are the regimes a new group starts with, one for each of Regimes.
var DefaultLegals = []Legal{
	{Code: RegimeTerms, Version: 1, French: "conditions d’utilisation", English: "terms of service", Source: "conditions générales de l’opérateur"},
	{Code: RegimeLCEN, Version: 1, French: "LCEN art. 6-1", English: "LCEN art. 6-1", Source: "loi n° 2004-575 du 21 juin 2004, art. 6-1"},
	{Code: RegimeTCO, Version: 1, French: "TCO art. 3", English: "TCO art. 3", Source: "règlement (UE) 2021/784, art. 3"},
	{Code: RegimeDSA9, Version: 1, French: "DSA art. 9", English: "DSA art. 9", Source: "règlement (UE) 2022/2065, art. 9"},
	{Code: RegimeDSA16, Version: 1, French: "DSA art. 16", English: "DSA art. 16", Source: "règlement (UE) 2022/2065, art. 16"},
	{Code: RegimeCriminal, Version: 1, French: "procédure pénale", English: "criminal procedure", Source: "code de procédure pénale"},
	{Code: RegimeVoluntary, Version: 1, French: "volontaire", English: "voluntary", Source: "plateforme du 22 avril 2015"},
}

// ValidCode reports whether a word can be the code of a clock or a regime.
func ValidCode(s string) bool {
	for i, r := range s {
		if (r < 'a' || r > 'z') && (i == 0 || r != '_' && (r < '0' || r > '9')) {
			return false
		}
	}
	return s != "" && len(s) <= 32
}

// ParseRegime returns the regime that a word means: a known one by any of its
// words, else the word itself when it can be the code of one that the group has
// added. Whether there is such a regime is the register's to say.
func ParseRegime(word string) (Regime, bool) {
	if code, ok := ParseCode("regime", word); ok {
		return Regime(code), true
	}
	code := wordKey(word)
	return Regime(code), ValidCode(code)
}

// MayLegislate returns nil when the actor may put delays and legal regimes on
// record: the group's counsel, which is its secretariat, or its chair.
func MayLegislate(a Actor, v Verb) error {
	if slices.Contains([]Role{RoleSecretariat, RoleChair}, a.Role) && a.Role.Fits(a.OrgKind) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: v}
}
