package schema

// MayOffer is May for what is offered to a member: it also refuses, as ErrState,
// what May lets pass but what would change nothing, as claiming one's own does.
func MayOffer(a Actor, v Verb, r Request, p Policy) error {
	t, err := May(a, v, r, p)
	if err != nil {
		return err
	}
	moves := t.To != "" && t.To != r.State
	if v == VerbClaim && a.Member != 0 && r.Assignee == a.Member && !moves {
		return &Fault{Class: ErrState, Why: WhyYours, Verb: v, Ref: r.Ref, State: r.State, Rev: r.Rev}
	}
	return nil
}
