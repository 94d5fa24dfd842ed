package store

import (
	"context"
	"time"

	"contactgroup/schema"
)

// UpdateKey changes the label or the end of a key. An end in the past answers
// ErrInvalid: to shut a key out is to revoke it. A key that is not known, or
// revoked, answers ErrNotFound. It honours schema.AtRevision.
func (d *Desk) UpdateKey(ctx context.Context, fingerprint string, u schema.KeyUpdate) (schema.Key, error) {
	return administer(ctx, d, schema.VerbUpdate, func(t *tx) (schema.Key, error) {
		found, err := t.keys(`k.fingerprint = ? AND k.revoked_at = 0`, fingerprint)
		if err != nil {
			return schema.Key{}, err
		}
		if len(found) == 0 {
			return schema.Key{}, schema.NotFound(fingerprint)
		}
		was, now := found[0], found[0]
		if err := t.atRevision(ctx, d.who, schema.VerbUpdate, schema.NounKey, was.ID, fingerprint); err != nil {
			return was, err
		}
		if u.Label != nil {
			if now.Label, err = schema.CleanLine("label", *u.Label); err != nil {
				return was, err
			}
			if _, err := t.exec(`UPDATE member_key SET label = ? WHERE id = ?`, now.Label, now.ID); err != nil {
				return was, err
			}
		}
		if u.Expires != nil {
			if now, err = t.endKey(now, *u.Expires); err != nil {
				return was, err
			}
			// Sessions know the end of the key that opened them as it was then.
			if err := t.ended(schema.Ended{Member: now.Member, Credential: now.Fingerprint}); err != nil {
				return was, err
			}
		}
		t.tellKey(d.who, schema.VerbUpdate, now, schema.Change{Field: schema.FieldTitle, From: was.Label, To: now.Label},
			schema.Change{Field: schema.FieldExpires, From: dated(was.Expires), To: dated(now.Expires)})
		now.Rev, err = t.revision(d.who, schema.NounKey, now.ID)
		return now, err
	})
}

// endKey sets when a key ends; zero: never.
func (t *tx) endKey(k schema.Key, expires time.Time) (schema.Key, error) {
	if !expires.IsZero() && !expires.After(t.now) {
		return k, schema.Invalid(schema.WhyPast, "expires", dated(expires))
	}
	k.Expires = instant(stamp(expires))
	_, err := t.exec(`UPDATE member_key SET expires_at = ? WHERE id = ?`, stamp(expires), k.ID)
	return k, err
}

// dated is an instant as logs tell it; empty for none.
func dated(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

// revokeCertificate shuts out the certificates of that name, whether seen before or not.
func (t *tx) revokeCertificate(who schema.Actor, name string) error {
	id, err := t.insert(`INSERT INTO revoked_certificate (name, revoked_at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING RETURNING id`, name, stamp(t.now))
	if missing(err) {
		return schema.NotFound(name) // as a key that is revoked already
	}
	if err != nil {
		return err
	}
	t.tellKey(who, schema.VerbRevoke, schema.Key{ID: id, Login: name}, schema.Change{Field: schema.FieldKey, From: name})
	return t.ended(schema.Ended{Credential: name})
}

// withCertificates adds the certificates that were revoked.
func (r reads) withCertificates(all []schema.Key) ([]schema.Key, error) {
	var rows []struct {
		Name    string
		Revoked int64
	}
	err := r.all(&rows, `SELECT name, revoked_at AS revoked FROM revoked_certificate ORDER BY id`)
	for _, row := range rows {
		all = append(all, schema.Key{Fingerprint: row.Name, Revoked: instant(row.Revoked)})
	}
	return all, err
}
