package schema

import (
	"slices"
	"time"
)

// Verbs of dated records on a request. None of them changes its state.
const (
	VerbExternalRef Verb = "ext"       // the own side's number for it
	VerbFile        Verb = "file"      // put into a case
	VerbUnfile      Verb = "unfile"    // take out of its case
	VerbEscalate    Verb = "escalate"  // to blocking or delisting
	VerbReverify    Verb = "reverify"  // look whether its contents are there still
	VerbReinstate   Verb = "reinstate" // ask for the lifting of a measure
	VerbRecommend   Verb = "recommend" // of the qualified person
	VerbFollow      Verb = "follow"    // the authority follows the recommendation
	VerbDecline     Verb = "decline"   // or does not
	VerbAttach      Verb = "attach"
)

// Followup is one row of what can be put on record about a request beside the
// transitions of its life.
type Followup struct {
	Verb  Verb
	Kinds []Kind // nil: every kind
	From  []State
	Roles []Role
	Own   bool // the other side learns nothing
}

// Kinds of request on which some follow-ups stand.
var (
	measures = []Kind{KindBlocking, KindDelisting}
	overseen = []Kind{KindWithdrawal, KindBlocking, KindDelisting}
	orders   = []Kind{KindRemovalOrder, KindOrderToAct, KindIdentification, KindPreservation}
	closable = append(slices.Clone(delivered), StateClosed)
	afterAll = States[2:]
)

// Followups is the table of these verbs. Code, help and documentation are made from it.
var Followups = []Followup{
	{Verb: VerbExternalRef, From: States, Roles: both, Own: true},
	{Verb: VerbFile, From: States, Roles: desk, Own: true},
	{Verb: VerbUnfile, From: States, Roles: desk, Own: true},
	{Verb: VerbEscalate, Kinds: []Kind{KindWithdrawal}, From: closable, Roles: writers},
	{Verb: VerbReverify, From: closable, Roles: desk},
	{Verb: VerbReinstate, Kinds: measures, From: []State{StateAnswered, StateClosed}, Roles: writers},
	{Verb: VerbRecommend, Kinds: overseen, From: closable, Roles: []Role{RoleOverseer}},
	{Verb: VerbFollow, Kinds: overseen, From: afterAll, Roles: []Role{RoleValidator, RoleChair}},
	{Verb: VerbDecline, Kinds: overseen, From: afterAll, Roles: []Role{RoleValidator, RoleChair}},
	{Verb: VerbAttach, Kinds: orders, From: alive, Roles: writers},
}

// FollowupOf returns the row of a verb, and false for any other verb.
func FollowupOf(v Verb) (Followup, bool) {
	i := slices.IndexFunc(Followups, func(f Followup) bool { return f.Verb == v })
	if i < 0 {
		return Followup{}, false
	}
	return Followups[i], true
}

// MayFollowUp returns nil when the actor may put such a record on r now, else a
// *Fault that says why not. It judges r as the actor sees it; now decides
// whether an escalated request is overdue.
func MayFollowUp(a Actor, v Verb, r Request, now time.Time) error {
	if !MaySee(a, r) {
		return NotFound(r.Ref)
	}
	f, _ := FollowupOf(v)
	refuse := func(class error, why Reason) *Fault {
		return &Fault{Class: class, Why: why, Verb: v, Ref: r.Ref, State: r.State, Rev: r.Rev}
	}
	switch {
	case !slices.Contains(f.Roles, a.Role):
		return refuse(ErrForbidden, WhyRole)
	case f.Kinds != nil && !slices.Contains(f.Kinds, r.Kind):
		return refuse(ErrState, WhyKind)
	case !slices.Contains(f.From, r.State), !r.Erased.IsZero():
		return refuse(ErrState, whyEnded(r.State.Terminal(), r.Erased))
	}
	switch v {
	case VerbEscalate, VerbReinstate, VerbAttach:
		if a.Service != r.Service {
			fault := refuse(ErrForbidden, WhyNotService)
			fault.By = r.Service
			return fault
		}
		if v == VerbEscalate && r.State.Running() && !r.Overdue(now) {
			return refuse(ErrState, WhyInTime)
		}
	case VerbUnfile:
		if r.Case == "" {
			return refuse(ErrState, WhyNoCase)
		}
	case VerbRecommend:
		if r.Recommended == RecommendationOpen {
			return refuse(ErrState, WhyAdviceOpen)
		}
	case VerbFollow, VerbDecline:
		if r.Recommended != RecommendationOpen {
			return refuse(ErrState, WhyNoAdvice)
		}
	}
	return nil
}

// Asks is what those do who can be asked for a measure of the kind; empty for other kinds.
func (k Kind) Asks() Function {
	switch k {
	case KindBlocking:
		return "access_provider"
	case KindDelisting:
		return "search_engine"
	}
	return ""
}

// Measure reports whether what such a request asks for stays in place and is
// looked at again every so often (décrets 2015-125 and 2015-253).
func (k Kind) Measure() bool { return slices.Contains(measures, k) }

// TakesAttachments reports whether orders and requisitions of the kind carry their document.
func (k Kind) TakesAttachments() bool { return slices.Contains(orders, k) }

// Gone reports whether the outcome says that the content is out of reach.
func (o Outcome) Gone() bool {
	switch o {
	case OutcomeRemovedLaw, OutcomeRemovedTerms, OutcomeDisabled, OutcomeAccountSuspended, OutcomeAccountClosed, OutcomeAlreadyRemoved, OutcomeNotFound:
		return true
	}
	return false
}

// What a re-check finds.
const (
	ObservedLive = "live"
	ObservedGone = "gone"
)

// Live reports whether the content is still within reach as far as is known:
// what a re-check found counts before what the operator says. An outcome that
// leaves France out leaves the content live.
func (c Content) Live() bool {
	if c.Observed != "" {
		return c.Observed == ObservedLive
	}
	return !c.Outcome.Gone() || (len(c.Territories) > 0 && !slices.Contains(c.Territories, "FR"))
}

// Relation says how a request came of another.
type Relation string

const (
	RelationEscalation    Relation = "escalation"
	RelationReinstatement Relation = "reinstatement"
)

// Link is a request that came of this one or that this one came of, as one
// member may know it. A member who may see both ends knows all of it. The
// addressee of a request that was escalated knows that and when, from the
// sending on, and never to whom or how often; the addressee of a request that
// came of another's knows nothing of that one.
type Link struct {
	Relation  Relation
	Kind      Kind      // of the request that came of the other
	At        time.Time // when it was written; for who may not see it: sent
	Origin    bool      // the other one is the origin
	Ref       string    // the other one; empty: not for this member
	Addressee string    // of the other one
	State     State     // of the other one
}

// Escalation asks access providers or search engines for what a withdrawal did not reach.
type Escalation struct {
	To         Kind     // KindBlocking or KindDelisting
	Addressees []string // codes of organisations; a draft for each
	Reason     string   // put before the reasons of the origin; may be empty
}

// Recheck is what looking again at contents has found.
type Recheck struct {
	Observed string // ObservedLive or ObservedGone
	Contents []int  // numbers; empty: all
	Reason   string // may be empty
}

// RecommendationState is a recommendation's place in its life.
type RecommendationState string

const (
	RecommendationOpen     RecommendationState = "open"
	RecommendationFollowed RecommendationState = "followed"
	RecommendationDeclined RecommendationState = "declined"
)

// RecommendationStates lists every RecommendationState.
var RecommendationStates = []RecommendationState{RecommendationOpen, RecommendationFollowed, RecommendationDeclined}

// Recommendation is what the qualified person recommends on a request (LCEN
// art. 6-1), between them and the authority.
type Recommendation struct {
	N        int  // 1-based within the request
	Withdraw bool // to end the request
	Text     string
	By       string // organisation
	At       time.Time
	State    RecommendationState
	Answer   string // the authority's reason
	Answered time.Time
}
