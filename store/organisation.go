package store

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// Organisations returns all organisations of the group, by code; for an
// administrator with what they ask of keys, and their revisions.
func (d *Desk) Organisations(ctx context.Context) ([]schema.Organisation, error) {
	var all []schema.Organisation
	err := d.view(ctx, func(r reads) (err error) {
		all, err = r.organisations()
		if err == nil && d.who.Role == schema.RoleAdministrator {
			err = r.withAccess(all)
		}
		if err == nil && d.who.Role == schema.RoleAdministrator {
			err = withRevisions(r, d.who, schema.NounOrganisation, all, revOfOrganisation)
		}
		return err
	})
	return all, err
}

// AddOrganisation lets an organisation into the group; the whole group is told.
// Its zone may be empty: the group's. There is one authority, and codes and
// prefixes are never given twice: ErrInvalid with WhyExists.
func (d *Desk) AddOrganisation(ctx context.Context, o schema.Organisation) (schema.Organisation, error) {
	return administer(ctx, d, schema.VerbAdd, func(t *tx) (schema.Organisation, error) {
		if o.Kind == schema.OrgAuthority {
			return schema.Organisation{}, schema.Invalid(schema.WhyExists, "kind", string(o.Kind))
		}
		if o.Zone == "" {
			o.Zone = d.Group().Zone
		}
		added, err := t.addOrganisation(o)
		if err != nil {
			return added, err
		}
		err = t.tellOrganisation(d.who, schema.VerbAdd, added, schema.Change{Field: schema.FieldRef, To: added.Code})
		added.Rev = 1
		return added, err
	})
}

// DisableOrganisation shuts an organisation out, or lets it in again. Its
// members' sessions end, their claims go back to its queue and its action items
// lose the person in charge; letting it in gives nothing back. Nothing happens when it is so already.
// It honours schema.AtRevision.
func (d *Desk) DisableOrganisation(ctx context.Context, code string, disabled bool) error {
	_, err := administer(ctx, d, schema.VerbDisable, func(t *tx) (none struct{}, err error) {
		o, err := t.organisation(code)
		if missing(err) {
			return none, schema.NotFound(code)
		}
		if err == nil {
			err = t.atRevision(ctx, d.who, schema.VerbDisable, schema.NounOrganisation, o.ID, o.Code)
		}
		if err != nil || o.Disabled == disabled {
			return none, err
		}
		if _, err := t.exec(`UPDATE organisation SET disabled = ? WHERE id = ?`, flag(disabled), o.ID); err != nil {
			return none, err
		}
		if disabled {
			members, err := t.members(`m.org_id = ?`, o.ID)
			if err != nil {
				return none, err
			}
			for _, m := range members {
				if err := t.leave(d.who, m); err != nil {
					return none, err
				}
			}
		}
		return none, t.tellOrganisation(d.who, schema.VerbDisable, o, wasDisabled(o.Disabled, disabled))
	})
	return err
}

var (
	orgCode   = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,31}$`)
	orgPrefix = regexp.MustCompile(`^[A-Z]{2,5}$`)
)

// addOrganisation checks o and writes its row.
func (t *tx) addOrganisation(o schema.Organisation) (schema.Organisation, error) {
	o, err := cleanOrganisation(o)
	if err != nil {
		return o, err
	}
	var taken []string
	if err := t.all(&taken, `SELECT code FROM organisation WHERE code = ? OR prefix = ?`, o.Code, o.Prefix); err != nil {
		return o, err
	}
	if slices.Contains(taken, o.Code) {
		return o, schema.Invalid(schema.WhyExists, "code", o.Code)
	}
	if len(taken) > 0 {
		return o, schema.Invalid(schema.WhyExists, "prefix", o.Prefix)
	}
	functions := make([]string, len(o.Functions))
	for i, f := range o.Functions {
		functions[i] = string(f)
	}
	o.ID, err = t.insert(`INSERT INTO organisation (code, prefix, name, kind, functions, services, lang, zone) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		o.Code, o.Prefix, o.Name, o.Kind, strings.Join(functions, ","), strings.Join(o.Services, ","), o.Lang, o.Zone)
	return o, err
}

// cleanOrganisation returns o as it is stored, or what is wrong with it.
func cleanOrganisation(o schema.Organisation) (schema.Organisation, error) {
	name, err := schema.CleanLine("name", o.Name)
	if err != nil {
		return o, err
	}
	o.Name, o.Disabled = name, false
	if o.Lang == "" {
		o.Lang = schema.French
	}
	switch {
	case !orgCode.MatchString(o.Code):
		return o, schema.Invalid(schema.WhyUnknown, "code", o.Code)
	case !orgPrefix.MatchString(o.Prefix):
		return o, schema.Invalid(schema.WhyUnknown, "prefix", o.Prefix)
	case name == "":
		return o, schema.Invalid(schema.WhyEmpty, "name", "")
	case !slices.Contains(schema.OrgKinds, o.Kind):
		return o, schema.Invalid(schema.WhyUnknown, "kind", string(o.Kind))
	case o.Lang != schema.French && o.Lang != schema.English:
		return o, schema.Invalid(schema.WhyUnknown, "lang", string(o.Lang))
	case !knownZone(o.Zone):
		return o, schema.Invalid(schema.WhyUnknown, "zone", o.Zone)
	}
	for _, f := range o.Functions {
		if !slices.Contains(schema.Functions, f) {
			return o, schema.Invalid(schema.WhyUnknown, "function", string(f))
		}
	}
	return o, cleanServices(o)
}

// cleanServices: only the authority has services, and their names can stand in
// a list and in the name of a log.
func cleanServices(o schema.Organisation) error {
	for _, s := range o.Services {
		clean, err := schema.CleanLine("service", s)
		if err != nil {
			return err
		}
		if o.Kind != schema.OrgAuthority || clean != s || s == "" || strings.ContainsAny(s, ",/") {
			return schema.Invalid(schema.WhyUnknown, "service", s)
		}
	}
	return nil
}

// knownZone reports whether the name is that of a time zone; the empty name is not.
func knownZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "" && name != "Local"
}

// organisation finds one by its code; sql.ErrNoRows when there is none.
func (r reads) organisation(code string) (schema.Organisation, error) {
	var row orgRow
	err := r.one(&row, `SELECT `+orgColumns+` FROM organisation WHERE code = ?`, code)
	return row.organisation(), err
}

// tellOrganisation logs what was done to an organisation, for the whole group.
func (t *tx) tellOrganisation(who schema.Actor, v schema.Verb, o schema.Organisation, c ...schema.Change) error {
	audiences, err := t.everybody()
	if err != nil {
		return err
	}
	t.record(record{Actor: who, Verb: v, Noun: schema.NounOrganisation, Subject: o.ID, Ref: o.Code, Changes: c, Audiences: audiences})
	return nil
}

// wasDisabled is the change of a disabled mark.
func wasDisabled(from, to bool) schema.Change {
	word := map[bool]string{true: "yes", false: "no"}
	return schema.Change{Field: schema.FieldDisabled, From: word[from], To: word[to]}
}
