package store

import (
	"context"
	"database/sql"
	"errors"

	"contactgroup/schema"
)

// Founded reports whether the register holds a group.
func (db *DB) Founded(ctx context.Context) (bool, error) {
	var n int
	err := db.reading(ctx).one(&n, `SELECT count(*) FROM group_info`)
	return n > 0, err
}

// Found makes the group g with its authority and first administrator, whose
// role and organisation need not be given. keyLine is a line of an
// authorized_keys file; empty: the administrator has no key yet, and can enter
// on the machine itself alone. A register that holds a group already answers
// ErrInvalid with WhyExists and stays as it is.
func (db *DB) Found(ctx context.Context, g schema.Group, authority schema.Organisation, admin schema.NewMember, keyLine string) error {
	err := db.write(ctx, func(t *tx) error {
		name, err := schema.CleanLine("name", g.Name)
		switch {
		case err != nil:
			return err
		case name == "":
			return schema.Invalid(schema.WhyEmpty, "name", "")
		case !knownZone(g.Zone):
			return schema.Invalid(schema.WhyUnknown, "zone", g.Zone)
		}
		n, err := t.exec(`INSERT INTO group_info (id, name, zone, demo) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO NOTHING`, name, g.Zone, flag(g.Demo))
		if err != nil {
			return err
		}
		if n == 0 {
			return schema.Invalid(schema.WhyExists, "group", name)
		}
		if err := t.foundLaw(); err != nil {
			return err
		}
		return t.foundAuthority(authority, g.Zone, admin, keyLine)
	})
	if err != nil {
		return err
	}
	return db.loadGroup(ctx)
}

// foundAuthority adds the first organisation, in zone unless it has one of its
// own, and its administrator, who thereby acts for the first time.
func (t *tx) foundAuthority(o schema.Organisation, zone string, admin schema.NewMember, keyLine string) error {
	o.Kind = schema.OrgAuthority
	if o.Zone == "" {
		o.Zone = zone
	}
	o, err := t.addOrganisation(o)
	if err != nil {
		return err
	}
	admin.Org, admin.Role = o.Code, schema.RoleAdministrator
	m, err := t.addMember(admin)
	if err != nil {
		return err
	}
	who := actorOf(m, o, o.Zone)
	if err := t.tellOrganisation(who, schema.VerbAdd, o, schema.Change{Field: schema.FieldRef, To: o.Code}); err != nil {
		return err
	}
	t.tellMember(who, schema.VerbAdd, m, schema.Change{Field: schema.FieldRef, To: m.Login}, schema.Change{Field: schema.FieldRole, To: string(m.Role)})
	if keyLine == "" {
		return nil
	}
	k, err := t.addKey(m, keyLine, "")
	if err == nil {
		t.tellKey(who, schema.VerbAdd, k, schema.Change{Field: schema.FieldKey, To: k.Fingerprint})
	}
	return err
}

// actorOf is the member at work; zone is the group's, for those who have none.
func actorOf(m schema.Member, o schema.Organisation, zone string) schema.Actor {
	for _, z := range []string{o.Zone, m.Zone} {
		if z != "" {
			zone = z
		}
	}
	return schema.Actor{Member: m.ID, Login: m.Login, Name: m.Name, Role: m.Role, Org: o.ID, OrgCode: o.Code, OrgName: o.Name,
		OrgKind: o.Kind, Service: m.Service, Lang: m.Lang, Zone: zone}
}

// administer runs a command of an administrator, one at a time in the whole
// register. Whatever it does, it may not leave the group without an
// administrator, nor take the administrators' last key: it is then refused
// with WhyLast.
func administer[T any](ctx context.Context, d *Desk, v schema.Verb, fn func(*tx) (T, error)) (T, error) {
	var none T
	return command(ctx, d, func(t *tx) (T, error) {
		t.changesStanding()
		if err := schema.MayAdminister(d.who, v); err != nil {
			return none, err
		}
		before, err := t.stewards()
		if err != nil {
			return none, err
		}
		answer, err := fn(t)
		if err != nil {
			return none, err
		}
		after, err := t.stewards()
		if err != nil {
			return none, err
		}
		if after.Members == 0 || (after.Keys == 0 && before.Keys > 0) {
			return none, &schema.Fault{Class: schema.ErrState, Why: schema.WhyLast, Verb: v}
		}
		return answer, nil
	})
}

// stewards are the administrators that can still enter.
type stewards struct{ Members, Keys int }

// stewards counts them while no other administrator changes anything.
func (t *tx) stewards() (stewards, error) {
	var s stewards
	var group int
	if err := t.one(&group, `SELECT id FROM group_info WHERE id = 1`+t.db.engine.forUpdate); err != nil {
		return s, err
	}
	err := t.one(&s, `SELECT count(DISTINCT m.id) AS members, count(k.id) AS keys FROM member m
		JOIN organisation o ON o.id = m.org_id AND o.disabled = 0 LEFT JOIN key_policy p ON p.org_id = o.id
		LEFT JOIN member_key k ON k.member_id = m.id AND k.revoked_at = 0 AND (k.expires_at = 0 OR k.expires_at > ?)
			AND (coalesce(p.policy, '') <> ? OR k.line NOT LIKE 'ssh-rsa %') AND (coalesce(p.policy, '') <> ? OR k.line LIKE 'sk-%')
		WHERE m.role = ? AND m.disabled = 0`, stamp(t.now), schema.KeysNoRSA, schema.KeysSecurity, schema.RoleAdministrator)
	return s, err
}

// administration is the circle of the administrators, who is one of them.
func administration(who schema.Actor) []schema.Audience {
	return []schema.Audience{{Key: who.OrgCode + "/administration", Reader: schema.ReaderAuthority, Org: who.Org}}
}

// missing reports whether a query found no row.
func missing(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// isNotFound reports whether err says that a thing is missing or hidden.
func isNotFound(err error) bool { return errors.Is(err, schema.ErrNotFound) }

// flag is a truth as it is stored.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
