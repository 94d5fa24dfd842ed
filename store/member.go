package store

import (
	"context"
	"regexp"
	"slices"

	"contactgroup/schema"
)

// memberRow is a row of member with the code of its organisation.
type memberRow struct {
	ID       schema.ID
	Org      schema.ID
	OrgCode  string `db:"org_code"`
	Service  string
	Login    string
	Name     string
	Role     schema.Role
	Lang     schema.Lang
	Zone     string
	Disabled bool
	Rev      int `db:"-"` // reads.withRevisions counts it
}

// members finds members by a condition on member m and organisation o, by login.
func (r reads) members(where string, args ...any) ([]schema.Member, error) {
	var rows []memberRow
	err := r.all(&rows, `SELECT m.id, m.org_id AS org, o.code AS org_code, m.service, m.login, m.name, m.role, m.lang, m.zone, m.disabled
		FROM member m JOIN organisation o ON o.id = m.org_id WHERE `+where+` ORDER BY m.login`, args...)
	out := make([]schema.Member, len(rows))
	for i, row := range rows {
		out[i] = schema.Member(row)
	}
	return out, err
}

// Members returns the colleagues of the member's own organisation, by login;
// for an administrator, all members of the group with their revisions. Disabled ones are among them.
func (d *Desk) Members(ctx context.Context) ([]schema.Member, error) {
	var all []schema.Member
	err := d.view(ctx, func(r reads) (err error) {
		if d.who.Role == schema.RoleAdministrator {
			if all, err = r.members(`1 = 1`); err == nil {
				err = withRevisions(r, d.who, schema.NounMember, all, revOfMember)
			}
		} else {
			all, err = r.members(`m.org_id = ?`, d.who.Org)
		}
		return err
	})
	return all, err
}

// AddMember makes a seat at the desk. The role must fit the organisation's
// kind, the service be one of the organisation's; logins are never given twice.
func (d *Desk) AddMember(ctx context.Context, n schema.NewMember) (schema.Member, error) {
	return administer(ctx, d, schema.VerbAdd, func(t *tx) (schema.Member, error) {
		m, err := t.addMember(n)
		if err != nil {
			return m, err
		}
		t.tellMember(d.who, schema.VerbAdd, m, schema.Change{Field: schema.FieldRef, To: m.Login}, schema.Change{Field: schema.FieldRole, To: string(m.Role)})
		m.Rev = 1
		return m, nil
	})
}

var login = regexp.MustCompile(`^[a-z0-9._-]{1,32}$`)

// nobody is the word of filters for "claimed by nobody", so it can be no login.
const nobody = "none"

// addMember checks n and writes its row.
func (t *tx) addMember(n schema.NewMember) (schema.Member, error) {
	o, err := t.organisation(n.Org)
	if missing(err) {
		return schema.Member{}, schema.Invalid(schema.WhyUnknown, "organisation", n.Org)
	}
	if err != nil {
		return schema.Member{}, err
	}
	name, err := schema.CleanLine("name", n.Name)
	if err != nil {
		return schema.Member{}, err
	}
	m := schema.Member{Org: o.ID, OrgCode: o.Code, Service: n.Service, Login: n.Login, Name: name, Role: n.Role, Lang: n.Lang, Zone: n.Zone}
	if err := checkMember(m, o); err != nil {
		return m, err
	}
	m.ID, err = t.insert(`INSERT INTO member (org_id, service, login, name, role, lang, zone) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (login) DO NOTHING RETURNING id`, m.Org, m.Service, m.Login, m.Name, m.Role, m.Lang, m.Zone)
	if missing(err) {
		return m, schema.Invalid(schema.WhyExists, "login", m.Login)
	}
	return m, err
}

func checkMember(m schema.Member, o schema.Organisation) error {
	switch {
	case o.Disabled:
		return schema.Invalid(schema.WhyDisabled, "organisation", o.Code)
	case !login.MatchString(m.Login):
		return schema.Invalid(schema.WhyUnknown, "login", m.Login)
	case m.Login == nobody, m.Login == schema.JoinLogin:
		return schema.Invalid(schema.WhyExists, "login", m.Login)
	case m.Name == "":
		return schema.Invalid(schema.WhyEmpty, "name", "")
	case !m.Role.Fits(o.Kind):
		return schema.Invalid(schema.WhyUnknown, "role", string(m.Role))
	case m.Service == "" && m.Role == schema.RoleRequester: // requests are a service's
		return schema.Invalid(schema.WhyEmpty, "service", "")
	case m.Service != "" && !slices.Contains(o.Services, m.Service):
		return schema.Invalid(schema.WhyUnknown, "service", m.Service)
	case m.Lang != "" && m.Lang != schema.French && m.Lang != schema.English:
		return schema.Invalid(schema.WhyUnknown, "lang", string(m.Lang))
	case m.Zone != "" && !knownZone(m.Zone):
		return schema.Invalid(schema.WhyUnknown, "zone", m.Zone)
	}
	return nil
}

// DisableMember shuts a member out, or lets them in again. Their sessions end,
// their claims go back to the queue, snoozed ones too, and pending action items
// stay with their organisation alone; letting them in gives nothing back. Nothing happens when it is so already.
// It honours schema.AtRevision.
func (d *Desk) DisableMember(ctx context.Context, login string, disabled bool) error {
	_, err := administer(ctx, d, schema.VerbDisable, func(t *tx) (none struct{}, err error) {
		m, err := t.memberOf(login)
		if err == nil {
			err = t.atRevision(ctx, d.who, schema.VerbDisable, schema.NounMember, m.ID, m.Login)
		}
		if err != nil || m.Disabled == disabled {
			return none, err
		}
		if _, err := t.exec(`UPDATE member SET disabled = ? WHERE id = ?`, flag(disabled), m.ID); err != nil {
			return none, err
		}
		if disabled {
			if err := t.leave(d.who, m); err != nil {
				return none, err
			}
		}
		t.tellMember(d.who, schema.VerbDisable, m, wasDisabled(m.Disabled, disabled))
		return none, nil
	})
	return err
}

// memberOf finds a member by login for an administrator, ErrNotFound when there is none.
func (t *tx) memberOf(login string) (schema.Member, error) {
	found, err := t.members(`m.login = ?`, login)
	if err != nil {
		return schema.Member{}, err
	}
	if len(found) == 0 {
		return schema.Member{}, schema.NotFound(login)
	}
	return found[0], nil
}

// tellMember logs what was done to a member, for the administrators alone.
func (t *tx) tellMember(who schema.Actor, v schema.Verb, m schema.Member, c ...schema.Change) {
	t.record(record{Actor: who, Verb: v, Noun: schema.NounMember, Subject: m.ID, Ref: m.Login, Changes: c, Audiences: administration(who)})
}
