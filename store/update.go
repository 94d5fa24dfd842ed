package store

import (
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
)

// UpdateMember changes what u names of a member; the rules are those of
// AddMember. With another role or service they have another seat: sessions end,
// and what they held goes back to the queue. It honours schema.AtRevision.
//
// The address of their notices is theirs to set, and an administrator's, who
// learns that it is refused.
func (d *Desk) UpdateMember(ctx context.Context, login string, u schema.MemberUpdate) (schema.Member, error) {
	m, err := d.updateMember(ctx, login, u)
	if err == nil && u.Mail != nil {
		d.db.alerts.remindAnew.Store(true)
		d.db.watches.wake([]string{})
	}
	return m, err
}

func (d *Desk) updateMember(ctx context.Context, login string, u schema.MemberUpdate) (schema.Member, error) {
	return administer(ctx, d, schema.VerbUpdate, func(t *tx) (schema.Member, error) {
		was, err := t.memberOf(login)
		if err == nil {
			err = t.atRevision(ctx, d.who, schema.VerbUpdate, schema.NounMember, was.ID, was.Login)
		}
		if err != nil {
			return was, err
		}
		o, err := t.organisation(was.OrgCode)
		if err != nil {
			return was, err
		}
		now := was
		set(&now.Service, u.Service)
		set(&now.Role, u.Role)
		set(&now.Lang, u.Lang)
		set(&now.Zone, u.Zone)
		set(&now.Name, u.Name)
		if now.Name, err = schema.CleanLine("name", now.Name); err != nil {
			return was, err
		}
		o.Disabled = false // what its members are can be put right all the same
		if err := checkMember(now, o); err != nil {
			return was, err
		}
		if now.Role != was.Role || now.Service != was.Service {
			if err := t.leave(d.who, was); err != nil {
				return was, err
			}
		}
		if _, err := t.exec(`UPDATE member SET name = ?, service = ?, role = ?, lang = ?, zone = ? WHERE id = ?`,
			now.Name, now.Service, now.Role, now.Lang, now.Zone, now.ID); err != nil {
			return was, err
		}
		changes := []schema.Change{}
		if u.Mail != nil {
			moved, err := t.setAddress(now.ID, *u.Mail)
			if err != nil {
				return was, err
			}
			changes = append(changes, moved)
		}
		t.tellMember(d.who, schema.VerbUpdate, now, append(changes, schema.Change{Field: schema.FieldName, From: was.Name, To: now.Name},
			schema.Change{Field: schema.FieldService, From: was.Service, To: now.Service}, schema.Change{Field: schema.FieldRole, From: string(was.Role), To: string(now.Role)},
			schema.Change{Field: schema.FieldLanguage, From: string(was.Lang), To: string(now.Lang)}, schema.Change{Field: schema.FieldZone, From: was.Zone, To: now.Zone})...)
		now.Rev, err = t.revision(d.who, schema.NounMember, now.ID)
		return now, err
	})
}

// UpdateOrganisation changes what u names of an organisation; the whole group
// is told. A service that a member or a pending request is of cannot go:
// ErrInvalid with WhyInUse. It honours schema.AtRevision.
func (d *Desk) UpdateOrganisation(ctx context.Context, code string, u schema.OrganisationUpdate) (schema.Organisation, error) {
	return administer(ctx, d, schema.VerbUpdate, func(t *tx) (schema.Organisation, error) {
		was, err := t.organisation(code)
		if missing(err) {
			return was, schema.NotFound(code)
		}
		if err == nil {
			err = t.atRevision(ctx, d.who, schema.VerbUpdate, schema.NounOrganisation, was.ID, was.Code)
		}
		if err != nil {
			return was, err
		}
		now := was
		set(&now.Name, u.Name)
		set(&now.Lang, u.Lang)
		set(&now.Zone, u.Zone)
		if u.Functions != nil {
			now.Functions = u.Functions
		}
		if now.Services, err = t.newServices(was.Services, u); err != nil {
			return was, err
		}
		if now, err = cleanOrganisation(now); err != nil {
			return was, err
		}
		now.Disabled = was.Disabled
		if err := t.updateAccess(d.who, &now, u); err != nil {
			return was, err
		}
		if _, err := t.exec(`UPDATE organisation SET name = ?, functions = ?, services = ?, lang = ?, zone = ? WHERE id = ?`,
			now.Name, listed(now.Functions), strings.Join(now.Services, ","), now.Lang, now.Zone, now.ID); err != nil {
			return was, err
		}
		err = t.tellOrganisation(d.who, schema.VerbUpdate, now, schema.Change{Field: schema.FieldName, From: was.Name, To: now.Name},
			schema.Change{Field: schema.FieldFunctions, From: listed(was.Functions), To: listed(now.Functions)},
			schema.Change{Field: schema.FieldService, From: strings.Join(was.Services, ","), To: strings.Join(now.Services, ",")},
			schema.Change{Field: schema.FieldLanguage, From: string(was.Lang), To: string(now.Lang)}, schema.Change{Field: schema.FieldZone, From: was.Zone, To: now.Zone})
		if err == nil {
			now.Rev, err = t.revision(d.who, schema.NounOrganisation, now.ID)
		}
		return now, err
	})
}

// newServices are the services that an organisation has after u.
func (t *tx) newServices(was []string, u schema.OrganisationUpdate) ([]string, error) {
	now := slices.Clone(was)
	for _, s := range u.AddServices {
		if !slices.Contains(now, s) {
			now = append(now, s)
		}
	}
	for _, s := range u.DropServices {
		i := slices.Index(now, s)
		if i < 0 {
			return nil, schema.Invalid(schema.WhyUnknown, "service", s)
		}
		var used int
		err := t.beyond(func() error {
			return t.one(&used, `SELECT (SELECT count(*) FROM member WHERE service = ?) + (SELECT count(*) FROM request WHERE service = ? AND open = 1)`, s, s)
		})
		if err != nil {
			return nil, err
		}
		if used > 0 {
			return nil, schema.Invalid(schema.WhyInUse, "service", s)
		}
		now = slices.Delete(now, i, i+1)
	}
	return now, nil
}

// set is what an update does with one field: nil leaves it.
func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}
