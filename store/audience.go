package store

import (
	"cmp"
	"slices"
	"strings"

	"contactgroup/schema"
)

// orgRow is a row of organisation.
type orgRow struct {
	ID        schema.ID
	Code      string
	Prefix    string
	Name      string
	Kind      schema.OrgKind
	Functions string
	Services  string
	Lang      schema.Lang
	Zone      string
	Disabled  bool
}

const orgColumns = `id, code, prefix, name, kind, functions, services, lang, zone, disabled`

func (o orgRow) organisation() schema.Organisation {
	out := schema.Organisation{ID: o.ID, Code: o.Code, Prefix: o.Prefix, Name: o.Name, Kind: o.Kind,
		Services: splitList(o.Services), Lang: o.Lang, Zone: o.Zone, Disabled: o.Disabled}
	for _, f := range splitList(o.Functions) {
		out.Functions = append(out.Functions, schema.Function(f))
	}
	return out
}

// splitList reads a list stored with commas; nil for the empty text.
func splitList(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// organisations returns all of the group, by code.
func (r reads) organisations() ([]schema.Organisation, error) {
	var rows []orgRow
	if err := r.all(&rows, `SELECT `+orgColumns+` FROM organisation ORDER BY code`); err != nil {
		return nil, err
	}
	return itemsOf(rows, orgRow.organisation), nil
}

// circle is the organisations that decide who may know of a request: of each
// its ID, code, prefix and kind, and whether it is disabled.
type circle struct {
	authority, addressee schema.Organisation
	overseers            []schema.Organisation
}

// circleOf finds the organisations concerned by requests addressed to the one with that code.
func (r reads) circleOf(addressee string) (circle, error) {
	var rows []orgRow
	err := r.all(&rows, `SELECT id, code, prefix, kind, disabled FROM organisation WHERE code = ? OR kind IN (?)`,
		addressee, []schema.OrgKind{schema.OrgAuthority, schema.OrgOversight})
	orgs := itemsOf(rows, orgRow.organisation)
	return circleAmong(orgs, addressee), err
}

// circleAmong finds the same among organisations.
func circleAmong(orgs []schema.Organisation, addressee string) circle {
	var c circle
	for _, o := range slices.SortedFunc(slices.Values(orgs), func(a, b schema.Organisation) int { return cmp.Compare(a.ID, b.ID) }) {
		switch {
		case o.Code == addressee:
			c.addressee = o
		case o.Kind == schema.OrgAuthority && c.authority.ID == 0:
			c.authority = o
		case o.Kind == schema.OrgOversight:
			c.overseers = append(c.overseers, o)
		}
	}
	return c
}

// audiences are the circles that may know of the request.
func (c circle) audiences(r schema.Request) []schema.Audience {
	return schema.RequestAudiences(r, c.authority, c.addressee, c.overseers)
}

// ownAudiences are those of organisation org alone: what one side keeps to itself.
func ownAudiences(all []schema.Audience, org schema.ID) []schema.Audience {
	var out []schema.Audience
	for _, a := range all {
		if a.Org == org {
			out = append(out, a)
		}
	}
	return out
}

// everybody is the shared circle of each organisation: for what the whole group may know.
func (r reads) everybody() ([]schema.Audience, error) {
	orgs, err := r.organisations()
	out := make([]schema.Audience, len(orgs))
	for i, o := range orgs {
		out[i] = schema.SharedAudience(o)
	}
	return out, err
}
