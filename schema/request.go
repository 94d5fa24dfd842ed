package schema

import "time"

// Request is one request as one member sees it: what the member may not know is zero.
type Request struct {
	ID  ID
	Ref string // "B-2015-0007" until sent (authority only), then "GOO-2015-0042"
	Rev int    // counts the changes this member can see, from 1; guards writes

	Kind        Kind
	Regime      Regime
	LegalBasis  string
	Subject     string // one line
	Reasons     string // text
	Service     string // requesting unit of the authority, a function
	Addressee   string // organisation code; empty only on a draft
	Label       Label
	LabelReason string
	State       State
	TLP         TLP
	Credibility string   // of the source, authority only
	Case        string   // "D-2015-0003": the same content at several operators, authority only
	DuplicateOf string   // reference, when State is StateDuplicate
	Duplicates  []string // references of those that are duplicates of it; only on a single request

	LabelExpires time.Time    // when the label falls back; zero: it stays
	LabelHistory []LabelGrant // only on a single request, oldest first

	Clock       ClockCode     // empty: no legal clock
	ClockSource string        // the text that sets it; only on a single request
	Due         time.Time     // UTC, whole minutes up; zero: no deadline, or the clock stands
	ClockStart  time.Time     // zero: not begun
	ClockStop   time.Time     // since when the clock stands; zero: it runs or has not begun
	Suspended   time.Duration // total of past suspensions
	Ground      Ground        // of the present suspension
	Scrutiny    time.Time     // by when the authority decides on the order; zero: it need not, or has
	Expires     time.Time     // until when what was done holds (data preserved); zero: not limited
	Benchmark   time.Time     // what the group wants to reach in a crisis, beside Due; zero: none
	Visa        time.Time     // when the validator approved; authority only
	VisaBy      string        // display name; authority only
	Author      string        // login of the agent who wrote it; authority only
	ExternalRef string        // this member's side's own number (PHAROS number, operator's ticket)

	// The reader's own side of the request (volet).
	Assignee      ID     // zero: nobody
	AssigneeLogin string // empty: nobody
	AssigneeName  string
	Snoozed       time.Time // hidden from "to do" until then; zero: not snoozed

	Contested     Ruling         // what was decided on the last contestation; empty: there is none
	Contestations []Contestation // only on a single request, in order of N

	ContentCount int
	Contents     []Content // only on a single request, in order of N
	Replies      int       // sent ones, and this side's held one
	LastReply    ReplyState

	Reverify        time.Time           // when a measure in place is to be looked at again; zero: never
	Recommended     RecommendationState // of the last recommendation; empty: there is none
	Recommendations []Recommendation    // only on a single request
	Linked          []Link              // only on a single request
	Attachments     []Attachment        // only on a single request
	Contacts        []Contact           // who answers for the addressee, in order of call; only on a single request of level P0 or P1
	Similar         []Similar           // only in the answer to what wrote its contents

	Created  time.Time // zero for the addressee
	Sent     time.Time
	Received time.Time
	Answered time.Time
	Closed   time.Time // when it reached its terminal state
	Updated  time.Time // last change that this reader can see
	Erased   Date      `json:",omitzero"` // when its texts were erased, its time in the register being over; zero: they are there
}

// Overdue reports whether the deadline has passed at now. Computed, never stored.
func (r Request) Overdue(now time.Time) bool {
	return r.State.Running() && !r.Due.IsZero() && r.Due.Before(now)
}

// Content is one address of a request, with an outcome of its own.
type Content struct {
	N           int // 1-based within the request, never reused
	URL         string
	Type        ContentType
	Hash        string // hex SHA-256 of the content where known
	Outcome     Outcome
	EffectiveAt time.Time
	Territories []string // ISO 3166-1 codes an outcome is limited to; empty: everywhere
	Observed    string   // ObservedLive, ObservedGone or empty: what a re-check found
	ObservedAt  time.Time
	Added       time.Time
}

// RequestDraft is what a request begins with, and what an edit replaces.
type RequestDraft struct {
	Kind        Kind
	Regime      Regime
	LegalBasis  string
	Subject     string
	Reasons     string
	Service     string // empty: the author's
	Addressee   string // organisation code
	Label       Label  // empty: P3
	TLP         TLP    // empty: amber
	Credibility string
	ExternalRef string
	Case        string
	Contents    []Content // URL, Type and Hash are read
}

// Step is one verb on one request, with what the verb asks for. Which fields
// are read is told by Transitions.
type Step struct {
	Verb     Verb
	Reason   string    // return, label, due, impossible, clarify, reopen, withdraw, dispute, contest, decide, extend; text of amend and note
	Ground   Ground    // impossible
	Label    Label     // label
	To       string    // assign: login; duplicate: the reference it repeats
	Until    time.Time // snooze (zero: wake), due (zero: none), extend, label (zero: as the policy says)
	Ruling   Ruling    // decide
	Contents []Content // amend: contents added
	Internal bool      // note: for the own organisation alone
}

// Reply is an operator's answer to a request.
type Reply struct {
	ID        ID
	N         int    // 1-based within the request
	Request   ID     // the request it answers
	Ref       string // of that request
	Subject   string // of that request
	Addressee string // who answered: organisation code
	Label     Label  // of that request
	ReqState  State  // of that request
	State     ReplyState
	Text      string
	By        string // author as the reader may know them
	Outcomes  []ReplyOutcome
	Effective time.Time
	HeldUntil time.Time // zero once sent
	Sent      time.Time // zero while held
	Decided   time.Time
	DecidedBy string // who accepted or disputed it, as the reader may know them
	Reason    string // of a dispute
	Erased    Date   `json:",omitzero"` // as of the request
	ReqRev    int    `json:",omitzero"` // of that request once it was answered; zero of a reply that was read
}

// ReplyOutcome is what a reply says of one content.
type ReplyOutcome struct {
	N           int // of the content
	Outcome     Outcome
	Territories []string
}

// ReplyDraft is an answer about to be given: an outcome for one content at
// least. Contents that it does not name keep what they have; while one has no
// outcome the request is in progress.
type ReplyDraft struct {
	Outcomes  []ReplyOutcome
	Text      string
	Effective time.Time // zero: when the reply goes out; not later than EffectiveGrace from now
	Hold      bool      // keep back for HoldTime so that its author can take it back
}

// EffectiveGrace is how far the clocks of two sides may be apart: what took
// effect so long after now is not yet called the future.
const EffectiveGrace = time.Minute

// HoldTime is how long a reply typed on a screen can be taken back.
const HoldTime = 10 * time.Second
