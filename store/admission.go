package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

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

// As opens the desk of the member with that login. An unknown login answers
// ErrNotFound; a disabled member, or one of a disabled organisation, ErrForbidden.
func (db *DB) As(ctx context.Context, login string) (*Desk, error) {
	return db.admit(ctx, "", login, `m.login = ?`, login)
}

// Admit opens the desk of the member whose key has that fingerprint, as
// "SHA256:…". A key that nobody has answers ErrNotFound; a revoked key, a
// disabled member, or one of a disabled organisation, ErrForbidden.
func (db *DB) Admit(ctx context.Context, fingerprint string) (*Desk, error) {
	return db.admit(ctx, fingerprint, fingerprint, `m.id = (SELECT member_id FROM member_key WHERE fingerprint = ?)`, fingerprint)
}

func (db *DB) admit(ctx context.Context, key, ref, where string, args ...any) (*Desk, error) {
	d := &Desk{db: db, key: key}
	err := db.view(ctx, func(r reads) error {
		members, err := r.members(where, args...)
		if err != nil {
			return err
		}
		if len(members) == 0 {
			return schema.NotFound(ref)
		}
		m := members[0]
		o, err := r.organisation(m.OrgCode)
		if err != nil {
			return err
		}
		d.who = actorOf(m, o, db.Group().Zone)
		return d.admitted(r)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
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

// lastUse is how exactly a key's last use is kept: each record of it costs a
// durable write, and every reader what it has in its cache.
const lastUse = time.Minute

// UsedKey records that a desk was opened with the key just now, to the minute.
// It is not told in any log.
func (db *DB) UsedKey(ctx context.Context, fingerprint string) error {
	var known int64
	err := db.view(ctx, func(r reads) error {
		return r.one(&known, `SELECT last_used_at FROM member_key WHERE fingerprint = ?`, fingerprint)
	})
	if errors.Is(err, sql.ErrNoRows) || err == nil && db.present().Sub(instant(known)).Abs() < lastUse {
		return nil
	}
	return db.write(ctx, func(t *tx) error {
		_, err := t.exec(`UPDATE member_key SET last_used_at = ? WHERE fingerprint = ?`, stamp(t.now), fingerprint)
		return err
	})
}

// administer runs a command of an administrator, one at a time in the whole
// register. Whatever it does, it may not leave the group without an
// administrator, nor take the administrators' last key: it is then refused
// with WhyLast.
func administer[T any](ctx context.Context, d *Desk, v schema.Verb, fn func(*tx) (T, error)) (T, error) {
	var none T
	if err := schema.MayAdminister(d.who, v); err != nil {
		return none, err
	}
	return command(ctx, d, func(t *tx) (T, error) {
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
		JOIN organisation o ON o.id = m.org_id AND o.disabled = 0 LEFT JOIN member_key k ON k.member_id = m.id AND k.revoked_at = 0
		WHERE m.role = ? AND m.disabled = 0`, schema.RoleAdministrator)
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
