package schema

import "slices"

// Lang is a language of the interface.
type Lang string

const (
	French  Lang = "fr"
	English Lang = "en"
)

// Noun is a kind of thing the register holds.
type Noun string

const (
	NounOrganisation Noun = "organisation"
	NounMember       Noun = "member"
	NounKey          Noun = "key"
	NounInvitation   Noun = "invitation"
	NounRequest      Noun = "request"
	NounReply        Noun = "reply"
	NounNote         Noun = "note"
	NounAction       Noun = "action"
	NounMeeting      Noun = "meeting"
	NounClock        Noun = "clock"
	NounRegime       Noun = "regime"
	NounCrisis       Noun = "crisis"
	NounCase         Noun = "case"
	NounContact      Noun = "contact"
	NounCommitment   Noun = "commitment"
	NounArticle      Noun = "article"
	NounTraining     Noun = "training"
	NounSheet        Noun = "sheet"
	NounView         Noun = "view"
	NounTemplate     Noun = "template"
	NounLog          Noun = "log"
	NounAlert        Noun = "alert"
	NounNotice       Noun = "notice" // by mail, to one member
	NounRetention    Noun = "retention"
	NounSession      Noun = "session" // of a client, with what it took
	NounServer       Noun = "server"
)

// Kind is what a request asks for.
type Kind string

const (
	KindReferral       Kind = "referral"
	KindWithdrawal     Kind = "withdrawal"
	KindBlocking       Kind = "blocking"
	KindDelisting      Kind = "delisting"
	KindRemovalOrder   Kind = "removal_order"
	KindOrderToAct     Kind = "order_to_act"
	KindNotice         Kind = "notice"
	KindIdentification Kind = "identification"
	KindPreservation   Kind = "preservation"
	KindCounterSpeech  Kind = "counter_speech"
	KindVitalEmergency Kind = "vital_emergency"
	KindReinstatement  Kind = "reinstatement"
)

// Kinds lists every Kind in the order forms offer them.
var Kinds = []Kind{KindReferral, KindWithdrawal, KindBlocking, KindDelisting, KindRemovalOrder, KindOrderToAct,
	KindNotice, KindIdentification, KindPreservation, KindCounterSpeech, KindVitalEmergency, KindReinstatement}

// Confidential reports whether only the requesting service, validators, chair
// and addressee may know of requests of this kind.
func (k Kind) Confidential() bool { return k == KindIdentification || k == KindPreservation }

// Overseen reports whether the qualified person reads requests of this kind
// (LCEN art. 6-1: withdrawals, blockings, delistings).
func (k Kind) Overseen() bool {
	return k == KindWithdrawal || k == KindBlocking || k == KindDelisting
}

// Regime is the law that requests of this kind are made under when none is named.
func (k Kind) Regime() Regime {
	switch k {
	case KindWithdrawal, KindBlocking, KindDelisting, KindReinstatement:
		return RegimeLCEN
	case KindRemovalOrder:
		return RegimeTCO
	case KindOrderToAct:
		return RegimeDSA9
	case KindNotice:
		return RegimeDSA16
	case KindIdentification, KindPreservation:
		return RegimeCriminal
	case KindCounterSpeech, KindVitalEmergency:
		return RegimeVoluntary
	}
	return RegimeTerms
}

// Regime is the law a request is made under. Regimes are rows of the register
// (Legal), edited by the group: nothing but the choice of a clock depends on one.
type Regime string

const (
	RegimeTerms     Regime = "terms"
	RegimeLCEN      Regime = "lcen_6_1"
	RegimeTCO       Regime = "tco_3"
	RegimeDSA9      Regime = "dsa_9"
	RegimeDSA16     Regime = "dsa_16"
	RegimeCriminal  Regime = "criminal_procedure"
	RegimeVoluntary Regime = "voluntary"
)

// Regimes lists every Regime that a new group knows.
var Regimes = []Regime{RegimeTerms, RegimeLCEN, RegimeTCO, RegimeDSA9, RegimeDSA16, RegimeCriminal, RegimeVoluntary}

// Label orders a queue. It never shortens a legal clock. The empty Label is not valid on a request.
type Label string

const (
	P0 Label = "P0" // life at stake
	P1 Label = "P1" // crisis, attack under way
	P2 Label = "P2" // priority: provocation, recruitment
	P3 Label = "P3" // current: apology
	P4 Label = "P4" // for information
)

// Labels lists every Label, most urgent first.
var Labels = []Label{P0, P1, P2, P3, P4}

// State is a request's place in its life.
type State string

const (
	StateDraft         State = "draft"
	StateToApprove     State = "to_approve"
	StateSent          State = "sent"
	StateInProgress    State = "in_progress"
	StateClarification State = "clarification"
	StateImpossible    State = "impossible"
	StateAnswered      State = "answered"
	StateClosed        State = "closed"
	StateWithdrawn     State = "withdrawn"
	StateDuplicate     State = "duplicate"
)

// States lists every State in the order of a request's life.
var States = []State{StateDraft, StateToApprove, StateSent, StateInProgress, StateClarification, StateImpossible,
	StateAnswered, StateClosed, StateWithdrawn, StateDuplicate}

// Terminal reports whether the request has left the queues. Unknown states are terminal.
func (s State) Terminal() bool {
	switch s {
	case StateDraft, StateToApprove, StateSent, StateInProgress, StateClarification, StateImpossible, StateAnswered:
		return false
	}
	return true
}

// BeforeSending reports whether only the authority may know of the request.
// Unknown states are.
func (s State) BeforeSending() bool {
	switch s {
	case StateSent, StateInProgress, StateClarification, StateImpossible, StateAnswered, StateClosed, StateWithdrawn, StateDuplicate:
		return false
	}
	return true
}

// Running reports whether the addressee's clock runs in this state.
func (s State) Running() bool { return s == StateSent || s == StateInProgress }

// Outcome is what an operator did about one content. Empty: not answered yet.
type Outcome string

const (
	OutcomeRemovedLaw       Outcome = "removed_law"
	OutcomeRemovedTerms     Outcome = "removed_terms"
	OutcomeDisabled         Outcome = "disabled"
	OutcomeAccountSuspended Outcome = "account_suspended"
	OutcomeAccountClosed    Outcome = "account_closed"
	OutcomeRestricted       Outcome = "restricted"
	OutcomeAlreadyRemoved   Outcome = "already_removed"
	OutcomeNotFound         Outcome = "not_found"
	OutcomeInsufficient     Outcome = "insufficient_information"
	OutcomeManifestError    Outcome = "manifest_error"
	OutcomeImpossible       Outcome = "impossible"
	OutcomeRefused          Outcome = "refused"
	OutcomeWrongAddressee   Outcome = "wrong_addressee"
)

// Outcomes lists every Outcome in the order forms offer them.
var Outcomes = []Outcome{OutcomeRemovedLaw, OutcomeRemovedTerms, OutcomeDisabled, OutcomeAccountSuspended,
	OutcomeAccountClosed, OutcomeRestricted, OutcomeAlreadyRemoved, OutcomeNotFound, OutcomeInsufficient,
	OutcomeManifestError, OutcomeImpossible, OutcomeRefused, OutcomeWrongAddressee}

// NeedsText reports whether an outcome must come with the operator's reasons.
func (o Outcome) NeedsText() bool {
	switch o {
	case OutcomeRefused, OutcomeInsufficient, OutcomeManifestError, OutcomeImpossible, OutcomeWrongAddressee:
		return true
	}
	return false
}

// Done reports whether the operator has done something about the content.
func (o Outcome) Done() bool { return o != "" && o != OutcomeNotFound && !o.NeedsText() }

// Ground is why the clock is suspended (TCO Annex III for the first three).
type Ground string

const (
	GroundForceMajeure  Ground = "force_majeure"
	GroundManifestError Ground = "manifest_error"
	GroundInsufficient  Ground = "insufficient_information"
	GroundClarification Ground = "clarification" // the operator asked a question
)

// Grounds lists the grounds of an impossibility.
var Grounds = []Ground{GroundForceMajeure, GroundManifestError, GroundInsufficient}

// TLP is the Traffic Light Protocol marking (FIRST, version 2.0).
type TLP string

const (
	TLPClear       TLP = "clear"
	TLPGreen       TLP = "green"
	TLPAmber       TLP = "amber"
	TLPAmberStrict TLP = "amber+strict"
	TLPRed         TLP = "red"
)

// TLPs lists every TLP, widest first.
var TLPs = []TLP{TLPClear, TLPGreen, TLPAmber, TLPAmberStrict, TLPRed}

// HighestTLP is the narrowest of some markings; empty when none of them is one.
func HighestTLP(some ...TLP) TLP {
	highest := -1
	for _, t := range some {
		highest = max(highest, slices.Index(TLPs, t))
	}
	if highest < 0 {
		return ""
	}
	return TLPs[highest]
}

// ContentType says what a content's address leads to.
type ContentType string

// ContentTypes lists every ContentType.
var ContentTypes = []ContentType{"video", "image", "post", "page", "account", "site", "file"}

// ReplyState is a reply's place in its life.
type ReplyState string

const (
	ReplyHeld     ReplyState = "held" // stored, goes out at HeldUntil; only its author's side sees it
	ReplySent     ReplyState = "sent"
	ReplyAccepted ReplyState = "accepted"
	ReplyDisputed ReplyState = "disputed"
)

// ReplyStates lists every ReplyState.
var ReplyStates = []ReplyState{ReplyHeld, ReplySent, ReplyAccepted, ReplyDisputed}

// ActionState is an action item's place in its life.
type ActionState string

const (
	ActionOpen       ActionState = "open"
	ActionInProgress ActionState = "in_progress"
	ActionBlocked    ActionState = "blocked"
	ActionDone       ActionState = "done"
	ActionDropped    ActionState = "dropped"
)

// ActionStates lists every ActionState.
var ActionStates = []ActionState{ActionOpen, ActionInProgress, ActionBlocked, ActionDone, ActionDropped}

// Terminal reports whether the action is settled. Unknown states are.
func (s ActionState) Terminal() bool {
	return s != ActionOpen && s != ActionInProgress && s != ActionBlocked
}
