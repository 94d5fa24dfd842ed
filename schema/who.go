package schema

import "slices"

// RolesFor lists the roles that may do a verb on what is of a noun, empty for a
// request, whatever the thing. It is nil where the rules ask for more than the role.
func RolesFor(n Noun, v Verb) []Role {
	var out []Role
	for _, r := range Roles {
		if mayEver(typical(r), n, v) {
			out = append(out, r)
		}
	}
	return out
}

// typical is an actor of a role in an organisation that can have it.
func typical(r Role) Actor {
	for _, kind := range OrgKinds {
		if r.Fits(kind) {
			return Actor{Role: r, OrgKind: kind}
		}
	}
	return Actor{Role: r}
}

// mayEver reports whether the actor may do the verb on some thing of the group.
func mayEver(a Actor, n Noun, v Verb) bool {
	switch n {
	case "", NounRequest, NounReply:
		return mayRequest(a, v)
	case NounAction:
		return leadsMeetings(a.Role) && !slices.ContainsFunc(ActionTransitions, func(t ActionTransition) bool { return t.Verb == v && t.Owner })
	case NounMeeting, NounSheet, NounCommitment:
		return keeps(a, false)
	case NounArticle:
		return MayTakeStance(a, v) == nil || v != VerbEndorse && v != VerbReserve && MayDraftArticle(a, false) == nil
	case NounTraining:
		return v != VerbNeeds && MayTrain(a, v, "") == nil
	case NounTemplate:
		return MayKeepTemplate(a, v) == nil
	case NounCase:
		return MayKeepCases(a, v) == nil
	case NounCrisis:
		return MayLead(a, v) == nil
	case NounClock, NounRegime:
		return MayLegislate(a, v) == nil
	case NounOrganisation, NounMember, NounKey, NounInvitation:
		return MayAdminister(a, v) == nil
	}
	return false
}

func mayRequest(a Actor, v Verb) bool {
	switch v {
	case VerbNew:
		return MayCreate(a) == nil
	case VerbImport:
		return MayImport(a) == nil
	}
	f, _ := FollowupOf(v)
	return slices.Contains(f.Roles, a.Role) ||
		slices.ContainsFunc(Transitions, func(t Transition) bool { return t.Verb == v && slices.Contains(t.Roles, a.Role) })
}

// StatesFor lists the states from which a verb leads on, of a request or of an
// action item, in the order of their life; nil for what is neither.
func StatesFor(n Noun, v Verb) []State {
	var out []State
	switch n {
	case "", NounRequest, NounReply:
		f, _ := FollowupOf(v)
		out = slices.Clone(f.From)
		for _, t := range Transitions {
			if t.Verb == v {
				out = append(out, t.From...)
			}
		}
		slices.SortFunc(out, func(a, b State) int { return slices.Index(States, a) - slices.Index(States, b) })
	case NounAction:
		for _, t := range ActionTransitions {
			if t.Verb != v {
				continue
			}
			for _, s := range t.From {
				out = append(out, State(s))
			}
		}
	}
	return slices.Compact(out)
}
