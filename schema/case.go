package schema

import (
	"regexp"
	"time"
)

// Case is what the authority knows of the same content at several operators,
// as one member may know it: requests, contents and numbers are those of the
// requests in that member's sight.
type Case struct {
	ID       ID
	Ref      string // "D-2015-0003", or the name under which a request first spoke of it
	Rev      int
	Title    string
	Opened   time.Time
	OpenedBy string // name; empty: a request named it
	Erased   Date   `json:",omitzero"` // as of a Request

	RequestCount int
	Operators    []CaseOperator // by code; only on a single case
	Requests     []CaseRequest  // by reference; only on a single case
	Contents     []CaseContent  // by request and number; only on a single case
	Mirrors      []Similar      // contents of requests outside the case; only on a single case, MaxMirrors at most
}

// MaxMirrors bounds the mirrors that are told of one case.
const MaxMirrors = 200

// CaseOperator is what one addressee has done about a case.
type CaseOperator struct {
	Addressee string
	Requests  int
	Contents  int
	Live      int // contents still within reach, see Content.Live
	Waiting   int // contents without an outcome
}

// CaseRequest is one request of a case.
type CaseRequest struct {
	Ref       string
	Addressee string
	Kind      Kind
	State     State
	Answered  time.Time // zero: not yet
}

// CaseContent is one content of a case with what became of it.
type CaseContent struct {
	Ref string // of its request
	Content
	Same int // further contents of the case under the same address or hash
}

// Match says under what two contents meet.
type Match string

const (
	MatchURL  Match = "url"  // NormalURL is the same
	MatchHash Match = "hash" // the hash is the same
	MatchPath Match = "path" // PathKey is the same, the host another
)

// Similar is a content of another request that meets one at hand, as the
// member may know it.
type Similar struct {
	Line      int // of the file of an import; 0: there is none
	N         int // of the content at hand, or 0 in an import
	URL       string
	Match     Match
	Ref       string // the other request
	Addressee string
	State     State
	Case      string // the other request's case; empty: none
	Same      bool   // the other request has the same addressee: a duplicate rather than a mirror
}

var caseNumber = regexp.MustCompile(`^D-\d{4}-\d{4,}$`)

// IsCaseNumber reports whether a name is one of the series of cases, which the
// register alone gives.
func IsCaseNumber(name string) bool { return caseNumber.MatchString(name) }

// CaseAuto as RequestDraft.Case asks for the case of a similar content at
// another operator: its own, or a new one for both. Nothing similar: no case.
const CaseAuto = "AUTO"

// MayKeepCases returns nil when the actor may read and write cases: those of
// the authority who have requests in their sight.
func MayKeepCases(a Actor, v Verb) error {
	f, _ := FollowupOf(VerbFile)
	for _, r := range f.Roles {
		if r == a.Role && a.Authority() {
			return nil
		}
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: v, Noun: NounCase}
}
