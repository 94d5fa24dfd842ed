package schema

import "slices"

// VisaRule names requests that need a validator's approval before sending.
type VisaRule struct {
	Kind   Kind
	Except []Label // levels that go without
}

// Policy is what a group decides for itself.
type Policy struct {
	Visa   []VisaRule
	Labels []LabelRule
}

// DefaultPolicy asks for a visa on every kind that binds the addressee, save
// that life at stake never waits for one. The most urgent labels expire, so
// that they do not crowd the head of the queue for ever.
var DefaultPolicy = Policy{Visa: []VisaRule{
	{KindWithdrawal, []Label{P0}}, {KindBlocking, nil}, {KindDelisting, nil}, {KindRemovalOrder, []Label{P0}},
	{KindOrderToAct, nil}, {KindIdentification, []Label{P0}}, {KindPreservation, []Label{P0}}, {KindReinstatement, nil},
}, Labels: []LabelRule{{P0, 72}, {P1, 7 * 24}}}

// NeedsVisa reports whether such a request must be approved before it is sent.
func (p Policy) NeedsVisa(k Kind, l Label) bool {
	for _, v := range p.Visa {
		if v.Kind == k {
			return !slices.Contains(v.Except, l)
		}
	}
	return false
}

// transition finds the row of Transitions that the actor's verb on r would
// follow. When there is none it says why.
func transition(a Actor, v Verb, r Request) (Transition, error) {
	why, class := WhyRole, ErrForbidden
	for _, t := range Transitions {
		if t.Verb != v || !slices.Contains(t.Roles, a.Role) {
			continue
		}
		if slices.Contains(t.From, r.State) && r.Erased.IsZero() {
			return t, nil
		}
		why, class = whyEnded(r.State.Terminal(), r.Erased), ErrState
	}
	return Transition{}, &Fault{Class: class, Why: why, Verb: v, Ref: r.Ref, State: r.State, Rev: r.Rev}
}

// whyEnded is why a verb is not possible in a thing's state.
func whyEnded(terminal bool, erased Date) Reason {
	switch {
	case !erased.IsZero():
		return WhyErased
	case terminal:
		return WhyTerminal
	}
	return WhyState
}

// May returns the transition that the verb makes, or a *Fault that says why the
// actor may not do it to r now. It judges r as the actor sees it.
func May(a Actor, v Verb, r Request, p Policy) (Transition, error) {
	if !MaySee(a, r) {
		return Transition{}, NotFound(r.Ref)
	}
	t, err := transition(a, v, r)
	if err != nil {
		return t, err
	}
	if f := objection(a, v, r, p); f != nil {
		f.Verb, f.Ref, f.State, f.Rev = v, r.Ref, r.State, r.Rev
		return t, f
	}
	return t, nil
}

// Concerns reports whether a verb can ever mean anything for r: where it does
// not, there is no sense in offering it, not even with a reason against it.
func Concerns(v Verb, r Request) bool {
	switch v {
	case VerbDecide:
		return r.Contested != "" || !r.Scrutiny.IsZero()
	case VerbExtend: // of what is done, only a preservation has an end
		return r.Kind == KindPreservation || !r.Expires.IsZero()
	}
	return true
}

// objection tells what stands against a verb that the table of transitions
// allows, nil for nothing. Its caller adds the verb and the request.
func objection(a Actor, v Verb, r Request, p Policy) *Fault {
	switch v {
	case VerbEdit, VerbSubmit:
		if a.Service != r.Service {
			return &Fault{Class: ErrForbidden, Why: WhyNotService, By: r.Service}
		}
	case VerbSend:
		return maySend(a, r, p)
	case VerbApprove:
		if !r.Visa.IsZero() {
			return &Fault{Class: ErrState, Why: WhyVisaGiven, By: r.VisaBy}
		}
	case VerbWithdraw, VerbAmend:
		if a.Role == RoleRequester && a.Service != r.Service {
			return &Fault{Class: ErrForbidden, Why: WhyNotService, By: r.Service}
		}
	case VerbAcknowledge:
		if !r.Received.IsZero() {
			return &Fault{Class: ErrState, Why: WhyReceived}
		}
	case VerbClaim:
		if r.Assignee != 0 && r.Assignee != a.Member {
			return &Fault{Class: ErrState, Why: WhyHeldByOther, By: r.AssigneeName}
		}
	case VerbRelease:
		return mayRelease(a, r)
	case VerbDue:
		if r.Clock != "" {
			return &Fault{Class: ErrState, Why: WhyLegalClock}
		}
	case VerbContest:
		if r.Contested == RulingOpen {
			return &Fault{Class: ErrState, Why: WhyContested}
		}
	case VerbDecide:
		if r.Contested != RulingOpen && r.Scrutiny.IsZero() {
			return &Fault{Class: ErrState, Why: WhyNotContested}
		}
	case VerbExtend:
		if r.Expires.IsZero() {
			return &Fault{Class: ErrState, Why: WhyNoExpiry}
		}
	case VerbReply, VerbClarify, VerbImpossible:
		if r.LastReply == ReplyHeld {
			return &Fault{Class: ErrState, Why: WhyReplyHeld}
		}
	case VerbTakeBack:
		if r.LastReply != ReplyHeld {
			return &Fault{Class: ErrState, Why: WhyNoReply}
		}
	case VerbAccept, VerbDispute:
		if r.LastReply != ReplySent {
			return &Fault{Class: ErrState, Why: WhyNoReply}
		}
	}
	return nil
}

func maySend(a Actor, r Request, p Policy) *Fault {
	switch {
	case a.Role == RoleRequester && a.Service != r.Service:
		return &Fault{Class: ErrForbidden, Why: WhyNotService, By: r.Service}
	case p.NeedsVisa(r.Kind, r.Label) && r.Visa.IsZero():
		return &Fault{Class: ErrState, Why: WhyVisaMissing}
	case r.Addressee == "":
		return &Fault{Class: ErrState, Why: WhyNoAddressee}
	case r.ContentCount == 0:
		return &Fault{Class: ErrState, Why: WhyNoContents}
	}
	return nil
}

// mayRelease: one's own claim, or anybody's for those who lead.
func mayRelease(a Actor, r Request) *Fault {
	if r.Assignee == 0 {
		return &Fault{Class: ErrState, Why: WhyNotHeld}
	}
	leads := a.Role == RoleChair || a.Role == RoleSecretariat || a.Role == RoleValidator
	if r.Assignee != a.Member && !leads {
		return &Fault{Class: ErrForbidden, Why: WhyHeldByOther, By: r.AssigneeName}
	}
	return nil
}

// NextStep is what the u key does: the verb that moves r on for this actor, or
// empty when it is not their turn.
func NextStep(a Actor, r Request, p Policy) Verb {
	for _, v := range []Verb{VerbSend, VerbApprove, VerbSubmit, VerbAcknowledge} {
		if _, err := May(a, v, r, p); err == nil {
			return v
		}
	}
	return ""
}

// MayNext returns nil when r has a next step for the actor, else why it has none:
// of the verbs that it could be, the one of the actor's role is judged.
func MayNext(a Actor, r Request, p Policy) error {
	if NextStep(a, r, p) != "" {
		return nil
	}
	v := VerbSend
	switch a.Role {
	case RoleCorrespondent:
		v = VerbAcknowledge
	case RoleValidator:
		v = VerbApprove
	}
	_, err := May(a, v, r, p)
	return err
}

// MayCreate returns nil when the actor may write new requests.
func MayCreate(a Actor) error {
	if a.Role == RoleRequester {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbNew, Noun: NounRequest}
}

// MayImport returns nil when the actor may import contents.
func MayImport(a Actor) error {
	if a.Role == RoleRequester {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbImport, Noun: NounRequest}
}

// leadsMeetings reports whether the role keeps the register of actions.
func leadsMeetings(r Role) bool { return r == RoleSecretariat || r == RoleChair }

// MayAct returns the transition of the verb on action item x, or a *Fault that
// says why the actor may not do it now.
func MayAct(a Actor, v Verb, x Action) (ActionTransition, error) {
	if !MaySeeAction(a, x) {
		return ActionTransition{}, NotFound(x.Ref)
	}
	why, class := WhyRole, ErrForbidden
	for _, t := range ActionTransitions {
		owner := t.Owner && a.OrgCode == x.Owner && ownsActions(a.Role)
		internal := x.Internal && ownsActions(a.Role)
		if t.Verb != v || !(leadsMeetings(a.Role) || owner || internal) {
			continue
		}
		if slices.Contains(t.From, x.State) && x.Erased.IsZero() {
			return t, nil
		}
		why, class = whyEnded(x.State.Terminal(), x.Erased), ErrState
	}
	return ActionTransition{}, &Fault{Class: class, Why: why, Verb: v, Noun: NounAction, Ref: x.Ref, State: State(x.State), Rev: x.Rev}
}

// ownsActions reports whether a member in the role can be in charge of actions.
func ownsActions(r Role) bool {
	return r != RoleAdministrator && slices.Contains(Roles, r)
}

// MayAddAction returns nil when the actor may add such an action: the
// secretariat and the chair any, others only one internal to their organisation.
func MayAddAction(a Actor, d ActionDraft) error {
	if leadsMeetings(a.Role) || (d.Internal && ownsActions(a.Role)) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbNew, Noun: NounAction}
}

// MayAdminister returns nil when the actor may manage organisations, members and keys.
func MayAdminister(a Actor, v Verb) error {
	if a.Role == RoleAdministrator {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: v}
}
