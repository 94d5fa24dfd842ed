package store

import (
	"strings"

	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
)

// keyPolicy is what an organisation asks of its members' keys.
func (r reads) keyPolicy(org schema.ID) (schema.KeyPolicy, error) {
	var p schema.KeyPolicy
	err := r.one(&p, `SELECT policy FROM key_policy WHERE org_id = ?`, org)
	if missing(err) {
		return schema.KeysAny, nil
	}
	return p, err
}

// authorities are the lines of the keys that sign certificates for an organisation's members.
func (r reads) authorities(org schema.ID) ([]string, error) {
	lines := []string{}
	err := r.all(&lines, `SELECT line FROM user_authority WHERE org_id = ? ORDER BY id`, org)
	return lines, err
}

// withAccess adds to organisations what administrators alone know of them.
func (r reads) withAccess(all []schema.Organisation) (err error) {
	for i, o := range all {
		if all[i].KeyPolicy, err = r.keyPolicy(o.ID); err != nil {
			return err
		}
		if all[i].Authorities, err = r.authorities(o.ID); err != nil {
			return err
		}
		if all[i].Mailed, err = r.mailed(o.ID); err != nil {
			return err
		}
	}
	return nil
}

// updateAccess changes how an organisation's members prove who they are and what
// they are mailed, and tells the administrators. Sessions that could not be opened any more end.
func (t *tx) updateAccess(who schema.Actor, o *schema.Organisation, u schema.OrganisationUpdate) error {
	was := []schema.Organisation{*o}
	if err := t.withAccess(was); err != nil {
		return err
	}
	if u.KeyPolicy != nil {
		if err := t.setKeyPolicy(o.ID, *u.KeyPolicy); err != nil {
			return err
		}
	}
	for _, line := range u.AddAuthorities {
		if err := t.addAuthority(o.ID, line); err != nil {
			return err
		}
	}
	for _, name := range u.DropAuthorities {
		if err := t.dropAuthority(o.ID, name); err != nil {
			return err
		}
	}
	if u.Mailed != nil {
		if err := t.setMailed(o.ID, *u.Mailed); err != nil {
			return err
		}
	}
	now := []schema.Organisation{*o}
	if err := t.withAccess(now); err != nil {
		return err
	}
	o.KeyPolicy, o.Authorities, o.Mailed = now[0].KeyPolicy, now[0].Authorities, now[0].Mailed
	t.record(record{Actor: who, Verb: schema.VerbUpdate, Noun: schema.NounOrganisation, Subject: o.ID, Ref: o.Code, Audiences: administration(who),
		Changes: []schema.Change{{Field: schema.FieldKeyPolicy, From: string(was[0].KeyPolicy), To: string(o.KeyPolicy)},
			{Field: schema.FieldAuthority, From: fingerprints(was[0].Authorities), To: fingerprints(o.Authorities)},
			{Field: schema.FieldMailed, From: string(was[0].Mailed), To: string(o.Mailed)}}})
	return nil
}

// fingerprints are those of the keys of some lines, by comma.
func fingerprints(lines []string) string {
	var out []string
	for _, line := range lines {
		if key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(line)); err == nil {
			out = append(out, ssh.FingerprintSHA256(key))
		}
	}
	return strings.Join(out, ",")
}

func (t *tx) setKeyPolicy(org schema.ID, p schema.KeyPolicy) error {
	known := false
	for _, one := range schema.KeyPolicies {
		known = known || one == p
	}
	if !known {
		return schema.Invalid(schema.WhyUnknown, "key-policy", string(p))
	}
	_, err := t.exec(`INSERT INTO key_policy (org_id, policy) VALUES (?, ?) ON CONFLICT (org_id) DO UPDATE SET policy = excluded.policy`, org, p)
	if err != nil {
		return err
	}
	keys, err := t.keys(`m.org_id = ? AND k.revoked_at = 0`, org)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if schema.MayUseKey(p, kindOf(k.Line)) == nil {
			continue
		}
		if err := t.ended(schema.Ended{Member: k.Member, Credential: k.Fingerprint}); err != nil {
			return err
		}
	}
	return nil
}

// kindOf is the kind of the key of a line.
func kindOf(line string) string {
	kind, _, _ := strings.Cut(line, " ")
	return kind
}

func (t *tx) addAuthority(org schema.ID, line string) error {
	key, _, err := parseKey(line)
	if err != nil {
		return err
	}
	n, err := t.exec(`INSERT INTO user_authority (org_id, line, fingerprint, added_at) VALUES (?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING`,
		org, strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key))), ssh.FingerprintSHA256(key), stamp(t.now))
	if err == nil && n == 0 {
		return schema.Invalid(schema.WhyExists, "user_authority", ssh.FingerprintSHA256(key))
	}
	return err
}

func (t *tx) dropAuthority(org schema.ID, name string) error {
	if key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(name)); err == nil {
		name = ssh.FingerprintSHA256(key)
	}
	n, err := t.exec(`DELETE FROM user_authority WHERE org_id = ? AND fingerprint = ?`, org, name)
	if err != nil {
		return err
	}
	if n == 0 {
		return schema.Invalid(schema.WhyUnknown, "user_authority", name)
	}
	return t.ended(schema.Ended{Credential: name})
}
