package widget

import (
	"slices"
	"strings"

	"contactgroup/schema"
)

// Owners are those who may be put in charge of the action items of an owner: its
// own members, of whom the actor knows those of their organisation alone, and of
// what is not internal any organisation, if the actor keeps the register. Those
// of another owner begin with organisations: a member of one's own takes the
// items away from it.
func Owners(members []schema.Member, orgs []schema.Organisation, who schema.Actor, owner string, internal bool) (steps []schema.ActionStep, options []Option) {
	keeps := !internal && schema.MayAddAction(who, schema.ActionDraft{}) == nil
	var people, whole []schema.ActionStep
	var named, wholly []Option
	for _, m := range members {
		if m.Org == who.Org && !m.Disabled && m.Role != schema.RoleAdministrator && (owner == who.OrgCode || keeps) {
			people = append(people, schema.ActionStep{Verb: schema.VerbAssign, Owner: who.OrgCode, Member: m.Login})
			named = append(named, Option{Name: m.Name, Note: strings.TrimSpace(m.Service + " " + m.Login)})
		}
	}
	at := max(slices.IndexFunc(orgs, func(o schema.Organisation) bool { return o.Code == owner }), 0)
	for _, o := range slices.Concat(orgs[at:min(at+1, len(orgs))], orgs[:at], orgs[min(at+1, len(orgs)):]) { // the owner first
		if !o.Disabled && (o.Code == owner || keeps) {
			whole = append(whole, schema.ActionStep{Verb: schema.VerbAssign, Owner: o.Code})
			wholly = append(wholly, Option{Name: o.Name, Note: o.Code})
		}
	}
	if owner != who.OrgCode {
		return append(whole, people...), slices.Concat(wholly, named)
	}
	return append(people, whole...), slices.Concat(named, wholly)
}
