package schema

import "slices"

// Verb is something a member does to a thing. Its word is the command's verb,
// the key table's entry and the log's kind of event.
type Verb string

const (
	VerbNew         Verb = "new"
	VerbEdit        Verb = "edit"
	VerbSubmit      Verb = "submit"
	VerbApprove     Verb = "approve"
	VerbReturn      Verb = "return"
	VerbSend        Verb = "send"
	VerbAcknowledge Verb = "acknowledge"
	VerbClaim       Verb = "claim"
	VerbRelease     Verb = "release"
	VerbAssign      Verb = "assign"
	VerbLabel       Verb = "label"
	VerbClarify     Verb = "clarify"
	VerbImpossible  Verb = "impossible"
	VerbSnooze      Verb = "snooze"
	VerbDue         Verb = "due"
	VerbNote        Verb = "note"
	VerbAmend       Verb = "amend"
	VerbReply       Verb = "reply" // add a reply
	VerbTakeBack    Verb = "take_back"
	VerbAccept      Verb = "accept"
	VerbDispute     Verb = "dispute"
	VerbClose       Verb = "close"
	VerbReopen      Verb = "reopen"
	VerbWithdraw    Verb = "withdraw"
	VerbDuplicate   Verb = "duplicate"
	VerbContest     Verb = "contest"
	VerbDecide      Verb = "decide"
	VerbExtend      Verb = "extend"
	VerbExpire      Verb = "expire" // of a label, by itself
	VerbImport      Verb = "import"
	VerbUndo        Verb = "undo"
	VerbRedo        Verb = "redo" // of what was undone

	// Of action items, beside new, edit, assign, due, note and reopen.
	VerbStart Verb = "start"
	VerbBlock Verb = "block"
	VerbDone  Verb = "done"
	VerbDrop  Verb = "drop"
	VerbCarry Verb = "carry"

	VerbLink Verb = "link"

	// Of meetings, beside new, edit and close.
	VerbInvite  Verb = "invite"
	VerbAgenda  Verb = "agenda"
	VerbConvene Verb = "convene"
	VerbOpen    Verb = "open"
	VerbPoint   Verb = "point" // come to a point of the agenda
	VerbPause   Verb = "pause"
	VerbCadence Verb = "cadence"
	VerbAttend  Verb = "attend"
	VerbCorrect Verb = "correct"
	VerbFreeze  Verb = "freeze" // its packs

	// Of commitments, articles, trainings and sheets, beside new.
	VerbEndorse Verb = "endorse"
	VerbReserve Verb = "reserve"
	VerbNeeds   Verb = "needs"

	// Of organisations, members, keys and invitations.
	VerbAdd     Verb = "add"
	VerbDisable Verb = "disable"
	VerbRevoke  Verb = "revoke"
	VerbRemove  Verb = "remove"
	VerbEnrol   Verb = "enrol" // answer an invitation

	// Of clocks, regimes and crises.
	VerbUpdate Verb = "update"
	VerbUse    Verb = "use"
	VerbEnd    Verb = "end"
	VerbStats  Verb = "stats"
	VerbRead   Verb = "read" // what is not for every role

	VerbErase Verb = "erase" // what a log told
	VerbFail  Verb = "fail"  // of an alert on its way, by itself

	// Of incidents: what concerns the safety of the register, not what it holds.
	VerbLogin    Verb = "login"
	VerbRefuse   Verb = "refuse"
	VerbExport   Verb = "export"
	VerbDownload Verb = "download"
	VerbLimit    Verb = "limit"
	VerbOverflow Verb = "overflow" // of incidents that were too many to be told one by one

	// Of what a member keeps for themselves.
	VerbSave Verb = "save"
)

// Need is something a verb asks for.
type Need string

const (
	NeedReason   Need = "reason"
	NeedGround   Need = "ground"
	NeedLabel    Need = "label"
	NeedMember   Need = "member"
	NeedUntil    Need = "until"
	NeedText     Need = "text"
	NeedOriginal Need = "original" // the request this one repeats
	NeedOutcomes Need = "outcomes"
	NeedDecision Need = "decision"
	NeedLink     Need = "link" // a reference
)

// Transition is one row of a request's life: who may do the verb, from which
// states, where it leads and what it asks for.
type Transition struct {
	Verb  Verb
	From  []State
	To    State // empty: the state stays
	Part  State // of reply: where it leads while contents are without an outcome
	Roles []Role
	Needs []Need
	Own   bool // touches only the acting side's row; the other side learns nothing
	Undo  bool // can be undone by its actor until somebody builds on it
}

var (
	desk    = []Role{RoleRequester, RoleValidator, RoleSecretariat, RoleChair}
	writers = []Role{RoleRequester}
	visa    = []Role{RoleValidator}
	answers = []Role{RoleCorrespondent}
	judges  = []Role{RoleValidator, RoleSecretariat, RoleChair} // not those who write requests
	both    = append(slices.Clone(desk), RoleCorrespondent)

	alive        = States[:7]
	delivered    = []State{StateSent, StateInProgress, StateClarification, StateImpossible, StateAnswered}
	afterSending = States[2:]
	waiting      = []State{StateSent, StateInProgress, StateClarification, StateImpossible}
)

// Transitions is the life of a request. Code, help and documentation are made from it.
var Transitions = []Transition{
	{Verb: VerbEdit, From: []State{StateDraft}, Roles: writers},
	{Verb: VerbSubmit, From: []State{StateDraft}, To: StateToApprove, Roles: writers, Undo: true},
	{Verb: VerbApprove, From: []State{StateToApprove}, Roles: visa, Undo: true},
	{Verb: VerbReturn, From: []State{StateToApprove}, To: StateDraft, Roles: visa, Needs: []Need{NeedReason}, Undo: true},
	{Verb: VerbSend, From: []State{StateDraft, StateToApprove}, To: StateSent, Roles: []Role{RoleRequester, RoleValidator}},
	{Verb: VerbAcknowledge, From: delivered, Roles: answers},
	{Verb: VerbClaim, From: []State{StateSent, StateClarification, StateImpossible}, To: StateInProgress, Roles: answers, Undo: true},
	{Verb: VerbClaim, From: []State{StateInProgress, StateAnswered}, Roles: answers, Own: true, Undo: true},
	{Verb: VerbClaim, From: alive, Roles: desk, Own: true, Undo: true},
	{Verb: VerbRelease, From: alive, Roles: both, Own: true, Undo: true},
	{Verb: VerbAssign, From: alive, Roles: both, Needs: []Need{NeedMember}, Own: true, Undo: true},
	{Verb: VerbSnooze, From: alive, Roles: both, Needs: []Need{NeedUntil}, Own: true, Undo: true},
	{Verb: VerbLabel, From: alive, Roles: desk, Needs: []Need{NeedLabel, NeedReason}, Undo: true},
	{Verb: VerbDue, From: alive, Roles: desk, Needs: []Need{NeedUntil}, Undo: true},
	{Verb: VerbNote, From: States, Roles: both, Needs: []Need{NeedText}},
	{Verb: VerbClarify, From: []State{StateSent, StateInProgress}, To: StateClarification, Roles: answers, Needs: []Need{NeedReason}, Undo: true},
	{Verb: VerbImpossible, From: []State{StateSent, StateInProgress}, To: StateImpossible, Roles: answers, Needs: []Need{NeedGround, NeedReason}, Undo: true},
	{Verb: VerbAmend, From: []State{StateClarification, StateImpossible}, To: StateInProgress, Roles: desk, Needs: []Need{NeedText}},
	{Verb: VerbAmend, From: []State{StateSent, StateInProgress}, Roles: desk, Needs: []Need{NeedText}},
	{Verb: VerbReply, From: waiting, To: StateAnswered, Part: StateInProgress, Roles: answers, Needs: []Need{NeedOutcomes}},
	{Verb: VerbTakeBack, From: waiting, Roles: answers},
	{Verb: VerbAccept, From: []State{StateInProgress, StateAnswered}, Roles: desk, Undo: true},
	{Verb: VerbDispute, From: []State{StateInProgress, StateAnswered}, To: StateInProgress, Roles: desk, Needs: []Need{NeedReason}},
	{Verb: VerbClose, From: []State{StateAnswered}, To: StateClosed, Roles: desk, Undo: true},
	{Verb: VerbReopen, From: []State{StateAnswered, StateClosed}, To: StateInProgress, Roles: desk, Needs: []Need{NeedReason}, Undo: true},
	{Verb: VerbContest, From: delivered, Roles: answers, Needs: []Need{NeedReason}, Undo: true},
	{Verb: VerbDecide, From: afterSending, Roles: judges, Needs: []Need{NeedDecision, NeedReason}},
	{Verb: VerbExtend, From: []State{StateAnswered, StateClosed}, Roles: desk, Needs: []Need{NeedUntil, NeedReason}, Undo: true},
	{Verb: VerbWithdraw, From: alive, To: StateWithdrawn, Roles: desk, Needs: []Need{NeedReason}},
	{Verb: VerbDuplicate, From: alive, To: StateDuplicate, Roles: desk, Needs: []Need{NeedOriginal}},
}

// RequestVerbs lists the verbs of Transitions, each once, in their order.
func RequestVerbs() []Verb {
	var out []Verb
	for _, t := range Transitions {
		if !slices.Contains(out, t.Verb) {
			out = append(out, t.Verb)
		}
	}
	return out
}

// NeedsOf returns what the verb asks for, nil for an unknown verb.
func NeedsOf(v Verb) []Need {
	for _, t := range Transitions {
		if t.Verb == v {
			return t.Needs
		}
	}
	return nil
}

// ActionTransition is one row of an action item's life.
type ActionTransition struct {
	Verb  Verb
	From  []ActionState
	To    ActionState // empty: the state stays
	Needs []Need
	Owner bool // the owner's members may, beside the secretariat and the chair
}

var pending = []ActionState{ActionOpen, ActionInProgress, ActionBlocked}

// ActionTransitions is the life of an action item. The secretariat and the
// chair may do every verb; members of the owning organisation those marked so.
var ActionTransitions = []ActionTransition{
	{Verb: VerbStart, From: []ActionState{ActionOpen, ActionBlocked}, To: ActionInProgress, Owner: true},
	{Verb: VerbBlock, From: []ActionState{ActionOpen, ActionInProgress}, To: ActionBlocked, Needs: []Need{NeedText}, Owner: true},
	{Verb: VerbDone, From: pending, To: ActionDone, Needs: []Need{NeedText}, Owner: true},
	{Verb: VerbDrop, From: pending, To: ActionDropped, Needs: []Need{NeedText}},
	{Verb: VerbReopen, From: []ActionState{ActionDone, ActionDropped}, To: ActionOpen},
	{Verb: VerbEdit, From: pending, Needs: []Need{NeedText}},
	{Verb: VerbAssign, From: pending, Needs: []Need{NeedMember}, Owner: true},
	{Verb: VerbDue, From: pending, Needs: []Need{NeedUntil}},
	{Verb: VerbNote, From: ActionStates, Needs: []Need{NeedText}, Owner: true},
	{Verb: VerbCarry, From: pending},
	{Verb: VerbLink, From: ActionStates, Needs: []Need{NeedLink}, Owner: true},
}
