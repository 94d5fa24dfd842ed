package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"contactgroup/schema"
)

// maxNamesakes bounds the search for a login that is free.
const maxNamesakes = 1000

// Enrol binds a proven key to the invitation whose code has those signs
// (schema.ReadCode), once, and returns the member made thereby. Whatever else
// the code is, unknown, answered, revoked or expired, the answer is the same:
// ErrNotFound with WhyCode. A key below the organisation's policy answers
// ErrInvalid with WhyWeakKey and one that is or was somebody's with WhyExists;
// the invitation then stays open. A refused code writes nothing.
func (db *DB) Enrol(ctx context.Context, signs string, n schema.Newcomer) (schema.Actor, error) {
	hash := hashOf(signs)
	err := db.view(ctx, func(r reads) error {
		_, err := r.openInvitation(hash, db)
		return err
	})
	if err != nil {
		return schema.Actor{}, err
	}
	var who schema.Actor
	err = db.write(ctx, func(t *tx) (err error) {
		who, err = t.enrol(hash, n)
		return err
	})
	return who, err
}

// errCode is the one answer to every code that opens nothing.
func errCode() error { return &schema.Fault{Class: schema.ErrNotFound, Why: schema.WhyCode} }

// openInvitation finds the invitation that can still be answered with a code.
func (r reads) openInvitation(hash string, db *DB) (schema.Invitation, error) {
	found, err := r.invitations(`i.code_hash = ? AND i.answered_at = 0 AND i.revoked_at = 0 AND i.expires_at > ? AND o.disabled = 0 AND a.disabled = 0`,
		hash, stamp(db.present()))
	if err != nil {
		return schema.Invitation{}, err
	}
	if len(found) == 0 {
		return schema.Invitation{}, errCode()
	}
	return found[0], nil
}

// enrol makes the member and binds the key. The invitation's row is taken
// first: of two who come with one code at the same moment the second finds it answered.
func (t *tx) enrol(hash string, n schema.Newcomer) (schema.Actor, error) {
	var none schema.Actor
	i, err := t.openInvitation(hash, t.db)
	if err != nil {
		return none, err
	}
	taken, err := t.exec(`UPDATE invitation SET answered_at = ? WHERE id = ? AND answered_at = 0 AND revoked_at = 0`, stamp(t.now), i.ID)
	if err != nil {
		return none, err
	}
	if taken == 0 {
		return none, errCode()
	}
	o, err := t.organisation(i.OrgCode)
	if err != nil {
		return none, err
	}
	lang := i.Lang
	if n.Lang != "" {
		lang = n.Lang
	}
	m, err := t.seatNewcomer(schema.NewMember{Org: o.Code, Service: i.Service, Login: cmp.Or(i.Login, derivedLogin(o, i.Service, i.Role)), Name: i.Name, Role: i.Role, Lang: lang})
	if err != nil {
		return none, err
	}
	k, err := t.addKey(m, n.KeyLine, i.Ref)
	if err != nil {
		return none, err
	}
	if _, err := t.exec(`UPDATE invitation SET member_id = ? WHERE id = ?`, m.ID, i.ID); err != nil {
		return none, err
	}
	who := actorOf(m, o, t.db.Group().Zone)
	return who, t.tellEnrolled(who, i, m, k)
}

// seatNewcomer makes the member, under the first login like the one wished for
// that is free: "google", "google-2".
func (t *tx) seatNewcomer(n schema.NewMember) (schema.Member, error) {
	wish := n.Login
	for i := 2; ; i++ {
		m, err := t.addMember(n)
		f, ok := errors.AsType[*schema.Fault](err)
		if !ok || i > maxNamesakes || f.Why != schema.WhyExists || f.Field != "login" {
			return m, err
		}
		n.Login = fmt.Sprintf("%.26s-%d", wish, i)
	}
}

// derivedLogin is what a newcomer is called who was given no login: as their
// service, else as their organisation, in the authority as their role.
func derivedLogin(o schema.Organisation, service string, role schema.Role) string {
	word := o.Code
	switch {
	case service != "":
		word = service
	case o.Kind == schema.OrgAuthority:
		word = string(role)
	}
	word = strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '_' {
			return r
		}
		return '-'
	}, schema.Fold(word)), "-")
	return fmt.Sprintf("%.26s", cmp.Or(word, string(role)))
}

// tellEnrolled logs the enrolment, for the authority's administrators alone.
func (t *tx) tellEnrolled(who schema.Actor, i schema.Invitation, m schema.Member, k schema.Key) error {
	var authority string
	if err := t.one(&authority, `SELECT code FROM organisation WHERE kind = ?`, schema.OrgAuthority); err != nil {
		return err
	}
	o, err := t.organisation(authority)
	if err != nil {
		return err
	}
	readers := administration(schema.Actor{Org: o.ID, OrgCode: o.Code})
	t.tellInvitation(who, schema.VerbEnrol, i, readers, schema.Change{Field: schema.FieldMember, From: i.Login, To: m.Login},
		schema.Change{Field: schema.FieldState, From: string(schema.InvitationOpen), To: string(schema.InvitationAnswered)})
	t.record(record{Actor: who, Verb: schema.VerbAdd, Noun: schema.NounMember, Subject: m.ID, Ref: m.Login, Audiences: readers,
		Changes: []schema.Change{{Field: schema.FieldRef, To: m.Login}, {Field: schema.FieldRole, To: string(m.Role)}}})
	t.record(record{Actor: who, Verb: schema.VerbAdd, Noun: schema.NounKey, Subject: k.ID, Ref: k.Login, Audiences: readers,
		Changes: []schema.Change{{Field: schema.FieldKey, To: k.Fingerprint}}})
	return nil
}
