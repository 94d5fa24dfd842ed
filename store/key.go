package store

import (
	"context"
	"crypto/rsa"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
)

// keyRow is a row of member_key with its member's login.
type keyRow struct {
	ID          schema.ID
	Member      schema.ID
	Login       string
	Line        string
	Fingerprint string
	Label       string
	Added       int64
	LastUsed    int64  `db:"last_used"`
	LastFrom    string `db:"last_from"`
	Expires     int64
	Revoked     int64
}

func (k keyRow) key() schema.Key {
	return schema.Key{ID: k.ID, Member: k.Member, Login: k.Login, Line: k.Line, Fingerprint: k.Fingerprint, Label: k.Label,
		Added: instant(k.Added), LastUsed: instant(k.LastUsed), LastFrom: k.LastFrom, Expires: instant(k.Expires), Revoked: instant(k.Revoked)}
}

// keys finds keys by a condition on member_key k and member m, by login and age.
func (r reads) keys(where string, args ...any) ([]schema.Key, error) {
	var rows []keyRow
	err := r.all(&rows, `SELECT k.id, k.member_id AS member, m.login, k.line, k.fingerprint, k.label, k.added_at AS added,
		k.last_used_at AS last_used, k.last_used_from AS last_from, k.expires_at AS expires, k.revoked_at AS revoked
		FROM member_key k JOIN member m ON m.id = k.member_id WHERE `+where+` ORDER BY m.login, k.id`, args...)
	return itemsOf(rows, keyRow.key), err
}

// Keys returns the member's own keys; for an administrator, all of the group,
// and the certificates that were revoked, under their names and nobody's login.
// Revoked ones are among them.
func (d *Desk) Keys(ctx context.Context) ([]schema.Key, error) {
	var all []schema.Key
	err := d.view(ctx, func(r reads) (err error) {
		if d.who.Role == schema.RoleAdministrator {
			if all, err = r.keys(`1 = 1`); err == nil {
				err = withRevisions(r, d.who, schema.NounKey, all, revOfKey)
			}
			if err == nil {
				all, err = r.withCertificates(all)
			}
		} else {
			all, err = r.keys(`k.member_id = ?`, d.who.Member)
		}
		return err
	})
	return all, err
}

// AddKey lets the member with that login enter with the key of line, a line of
// an authorized_keys file without options. An empty label is the line's
// comment; with zero expires the key never ends. A key that is or was somebody's answers ErrInvalid with WhyExists; one that
// was revoked can be given again to the member it was of. One below the
// organisation's policy answers ErrInvalid with WhyWeakKey.
func (d *Desk) AddKey(ctx context.Context, login, line, label string, expires time.Time) (schema.Key, error) {
	return administer(ctx, d, schema.VerbAdd, func(t *tx) (schema.Key, error) {
		m, err := t.memberOf(login)
		if err != nil {
			return schema.Key{}, err
		}
		k, err := t.addKey(m, line, label)
		if err == nil {
			k, err = t.endKey(k, expires)
		}
		if err == nil {
			t.tellKey(d.who, schema.VerbAdd, k, schema.Change{Field: schema.FieldKey, To: k.Fingerprint}, schema.Change{Field: schema.FieldExpires, To: dated(k.Expires)})
			k.Rev, err = t.revision(d.who, schema.NounKey, k.ID)
		}
		return k, err
	})
}

// RevokeKey shuts a key out, or certificates by a name as of
// schema.CertificateName; sessions opened with it end. A key that is not
// known, or revoked already, answers ErrNotFound. Of a key it honours schema.AtRevision.
func (d *Desk) RevokeKey(ctx context.Context, fingerprint string) error {
	_, err := administer(ctx, d, schema.VerbRevoke, func(t *tx) (none struct{}, err error) {
		if name, ok := schema.CertificateName(fingerprint); ok {
			return none, t.revokeCertificate(d.who, name)
		}
		found, err := t.keys(`k.fingerprint = ? AND k.revoked_at = 0`, fingerprint)
		if err != nil {
			return none, err
		}
		if len(found) == 0 {
			return none, schema.NotFound(fingerprint)
		}
		k := found[0]
		if err := t.atRevision(ctx, d.who, schema.VerbRevoke, schema.NounKey, k.ID, fingerprint); err != nil {
			return none, err
		}
		if _, err := t.exec(`UPDATE member_key SET revoked_at = ? WHERE id = ?`, stamp(t.now), k.ID); err != nil {
			return none, err
		}
		t.tellKey(d.who, schema.VerbRevoke, k, schema.Change{Field: schema.FieldKey, From: k.Fingerprint})
		return none, t.ended(schema.Ended{Member: k.Member, Credential: k.Fingerprint})
	})
	return err
}

// addKey checks the line and writes its row.
func (t *tx) addKey(m schema.Member, line, label string) (schema.Key, error) {
	public, comment, err := parseKey(line)
	if err != nil {
		return schema.Key{}, err
	}
	if label == "" {
		label = comment
	}
	if label, err = schema.CleanLine("label", label); err != nil {
		return schema.Key{}, err
	}
	policy, err := t.keyPolicy(m.Org)
	if err != nil {
		return schema.Key{}, err
	}
	if schema.MayUseKey(policy, public.Type()) != nil {
		return schema.Key{}, schema.Invalid(schema.WhyWeakKey, "key", string(policy))
	}
	k := schema.Key{Member: m.ID, Login: m.Login, Line: strings.TrimSpace(string(ssh.MarshalAuthorizedKey(public))),
		Fingerprint: ssh.FingerprintSHA256(public), Label: label, Added: t.now}
	k.ID, err = t.insert(`INSERT INTO member_key (member_id, line, fingerprint, label, added_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (fingerprint) DO UPDATE SET member_id = excluded.member_id, label = excluded.label, added_at = excluded.added_at,
			last_used_at = 0, last_used_from = '', expires_at = 0, revoked_at = 0 WHERE member_key.revoked_at > 0 AND member_key.member_id = excluded.member_id RETURNING id`,
		k.Member, k.Line, k.Fingerprint, k.Label, stamp(t.now))
	if missing(err) {
		return k, schema.Invalid(schema.WhyExists, "key", k.Fingerprint)
	}
	return k, err
}

// keyTypes are the kinds of key that a member may enter with.
var keyTypes = []string{ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256,
	ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoRSA}

// leastRSA is the shortest RSA key taken, in bits.
const leastRSA = 2048

// parseKey reads one line of an authorized_keys file. Options before the key
// would be silently without effect, so a line with some is refused.
func parseKey(line string) (ssh.PublicKey, string, error) {
	refused := schema.Invalid(schema.WhyKey, "key", "")
	public, comment, options, rest, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil || len(options) > 0 || strings.TrimSpace(string(rest)) != "" || !slices.Contains(keyTypes, public.Type()) {
		return nil, "", refused
	}
	if c, ok := public.(ssh.CryptoPublicKey); ok {
		if r, ok := c.CryptoPublicKey().(*rsa.PublicKey); ok && r.N.BitLen() < leastRSA {
			return nil, "", refused
		}
	}
	return public, comment, nil
}

// tellKey logs what was done to a key, for the administrators alone.
func (t *tx) tellKey(who schema.Actor, v schema.Verb, k schema.Key, c ...schema.Change) {
	t.record(record{Actor: who, Verb: v, Noun: schema.NounKey, Subject: k.ID, Ref: k.Login, Changes: c, Audiences: administration(who)})
}
