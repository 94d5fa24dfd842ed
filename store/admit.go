package store

import (
	"context"
	"slices"
	"time"

	"contactgroup/schema"
)

// maxPrincipals bounds how many names of a certificate are looked at.
const maxPrincipals = 64

// As opens the desk of the member with that login. An unknown login answers
// ErrNotFound; a disabled member, or one of a disabled organisation, ErrForbidden.
func (db *DB) As(ctx context.Context, login string) (*Desk, error) {
	d := &Desk{db: db}
	err := db.view(ctx, func(r reads) error {
		found, err := r.members(`m.login = ?`, login)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return schema.NotFound(login)
		}
		if err := d.seat(r, found[0]); err != nil {
			return err
		}
		return d.judge(r)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Admit opens the desk of the member who has proven the credential. One that is
// nobody's answers ErrNotFound, for a certificate with WhyNoAuthority or
// WhyPrincipal; what is revoked or has ended, a key below the organisation's
// policy, a disabled member, or one of a disabled organisation, ErrForbidden.
func (db *DB) Admit(ctx context.Context, c schema.Credential) (*Desk, error) {
	d := &Desk{db: db, credential: c, until: c.Until}
	d.names = c.Names()
	err := db.view(ctx, func(r reads) error {
		holder := r.keyHolder
		if c.Certified() {
			holder = r.certified
		}
		m, err := holder(c)
		if err != nil {
			return err
		}
		if err := d.seat(r, m); err != nil {
			return err
		}
		return d.judge(r)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// seat sits the member down, if they are admitted.
func (d *Desk) seat(r reads, m schema.Member) error {
	o, err := r.organisation(m.OrgCode)
	if err != nil {
		return err
	}
	d.who = actorOf(m, o, d.db.Group().Zone)
	return d.admitted(r, nil)
}

// keyHolder finds whose key it is.
func (r reads) keyHolder(c schema.Credential) (schema.Member, error) {
	found, err := r.members(`m.id = (SELECT member_id FROM member_key WHERE fingerprint = ?)`, c.Fingerprint)
	if err == nil && len(found) == 0 {
		err = schema.NotFound(c.Fingerprint)
	}
	if err != nil {
		return schema.Member{}, err
	}
	return found[0], nil
}

// certified finds the one member whom a certificate names and its authority may
// name. The key of a certificate that was revoked as somebody's key is so here too.
func (r reads) certified(c schema.Credential) (schema.Member, error) {
	var none schema.Member
	var orgs []schema.ID
	if err := r.all(&orgs, `SELECT org_id FROM user_authority WHERE fingerprint = ?`, c.Authority); err != nil {
		return none, err
	}
	if len(orgs) == 0 && !c.Trusted {
		return none, &schema.Fault{Class: schema.ErrNotFound, Why: schema.WhyNoAuthority, Ref: c.Fingerprint}
	}
	nobody := &schema.Fault{Class: schema.ErrNotFound, Why: schema.WhyPrincipal, Ref: c.Fingerprint}
	if len(c.Principals) == 0 || len(c.Principals) > maxPrincipals {
		return none, nobody
	}
	found, err := r.members(`m.login IN (?)`, c.Principals)
	if err != nil {
		return none, err
	}
	if !c.Trusted {
		found = slices.DeleteFunc(found, func(m schema.Member) bool { return m.Org != orgs[0] })
	}
	if len(found) != 1 {
		return none, nobody
	}
	var revoked int
	err = r.one(&revoked, `SELECT (SELECT count(*) FROM member_key WHERE fingerprint = ? AND revoked_at > 0)
		+ (SELECT count(*) FROM revoked_certificate WHERE name IN (?))`, c.Fingerprint, c.Names())
	if err == nil && revoked > 0 {
		err = &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRevoked}
	}
	return found[0], err
}

// judge refuses a credential that has ended or is below the organisation's
// policy, and reads when its holder came before.
func (d *Desk) judge(r reads) error {
	var row struct {
		Policy, From, KeyFrom  string
		Login, Expires, KeyUse int64
	}
	err := r.one(&row, `SELECT coalesce(p.policy, '') AS policy, m.login_at AS login, m.login_from AS "from",
			coalesce(k.expires_at, 0) AS expires, coalesce(k.last_used_at, 0) AS keyuse, coalesce(k.last_used_from, '') AS keyfrom
		FROM member m LEFT JOIN key_policy p ON p.org_id = m.org_id LEFT JOIN member_key k ON k.member_id = m.id AND k.fingerprint = ?
		WHERE m.id = ?`, d.credential.Fingerprint, d.who.Member)
	if err != nil {
		return err
	}
	d.visit = d.db.visits.latest(d.who.Member, schema.Visit{At: instant(row.Login), From: row.From})
	d.used = schema.Visit{At: instant(row.KeyUse), From: row.KeyFrom}
	if d.credential.Certified() { // whose key is nobody's: the member's visits are all there is
		d.used = d.visit
	}
	if expires := instant(row.Expires); !expires.IsZero() && (d.until.IsZero() || expires.Before(d.until)) {
		d.until = expires
	}
	if !d.until.IsZero() && !d.db.present().Before(d.until) {
		return &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyKeyExpired, Value: d.until.Format(time.RFC3339)}
	}
	if d.credential.Kind == "" { // none was asked for
		return nil
	}
	return schema.MayUseKey(schema.KeyPolicy(row.Policy), d.credential.Kind)
}
