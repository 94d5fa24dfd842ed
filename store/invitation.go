package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"contactgroup/schema"
)

// invitationRow is a row of invitation with the names of what it refers to.
type invitationRow struct {
	ID       schema.ID
	Ref      string
	OrgCode  string `db:"org_code"`
	Role     schema.Role
	Service  string
	Login    string
	Name     string
	Lang     schema.Lang
	Added    int64
	By       string
	Expires  int64
	Answered int64
	Member   string
	Revoked  int64
	Erased   string
}

func (i invitationRow) invitation() schema.Invitation {
	return schema.Invitation{ID: i.ID, Ref: i.Ref, OrgCode: i.OrgCode, Role: i.Role, Service: i.Service, Login: i.Login, Name: i.Name, Lang: i.Lang,
		Added: instant(i.Added), By: i.By, Expires: instant(i.Expires), Answered: instant(i.Answered), Member: i.Member, Revoked: instant(i.Revoked), Erased: day(i.Erased)}
}

// invitations finds invitations by a condition on invitation i, organisation o
// and author a, the newest first.
func (r reads) invitations(where string, args ...any) ([]schema.Invitation, error) {
	var rows []invitationRow
	err := r.all(&rows, `SELECT i.id, i.ref, o.code AS org_code, i.role, i.service, i.login, i.name, i.lang, i.added_at AS added, a.name AS by,
			i.expires_at AS expires, i.answered_at AS answered, coalesce(m.login, '') AS member, i.revoked_at AS revoked, i.erased
		FROM invitation i JOIN organisation o ON o.id = i.org_id JOIN member a ON a.id = i.author_id LEFT JOIN member m ON m.id = i.member_id
		WHERE `+where+` ORDER BY i.added_at DESC, i.id DESC`, args...)
	return itemsOf(rows, invitationRow.invitation), err
}

// Invitations returns those of the group, the newest first, answered and
// revoked ones among them. Others than administrators answer ErrForbidden.
func (d *Desk) Invitations(ctx context.Context) ([]schema.Invitation, error) {
	if err := schema.MayAdminister(d.who, schema.VerbRead); err != nil {
		return nil, err
	}
	var all []schema.Invitation
	err := d.view(ctx, func(r reads) (err error) {
		all, err = r.invitations(`1 = 1`)
		return err
	})
	return all, err
}

// AddInvitation makes a seat that waits for whoever has its code. The rules are
// those of AddMember; an empty login is derived when the invitation is
// answered, and one that is somebody's or promised already answers ErrInvalid.
// Only the hash of the code is kept: the answer alone holds it, but for dry
// runs and for a command made before (schema.Once).
func (d *Desk) AddInvitation(ctx context.Context, n schema.NewInvitation) (schema.Invitation, error) {
	code := ""
	i, err := administer(ctx, d, schema.VerbAdd, func(t *tx) (schema.Invitation, error) {
		var i schema.Invitation
		var err error
		i, code, err = t.addInvitation(d.who, n)
		return i, err
	})
	if err == nil && !schema.IsDryRun(ctx) {
		i.Code = code // empty where the command was made before
	}
	return i, err
}

func (t *tx) addInvitation(who schema.Actor, n schema.NewInvitation) (i schema.Invitation, code string, err error) {
	o, err := t.organisation(n.Org)
	if missing(err) {
		return i, "", schema.Invalid(schema.WhyUnknown, "organisation", n.Org)
	}
	if err != nil {
		return i, "", err
	}
	name, err := schema.CleanLine("name", n.Name)
	if err != nil {
		return i, "", err
	}
	m := schema.Member{OrgCode: o.Code, Service: n.Service, Login: cmp.Or(n.Login, derivedLogin(o, n.Service, n.Role)), Name: name, Role: n.Role, Lang: n.Lang}
	if err := checkMember(m, o); err != nil {
		return i, "", err
	}
	switch {
	case n.Expires.Before(t.now.Add(time.Minute)):
		return i, "", schema.Invalid(schema.WhyPast, "expires", "")
	case n.Expires.After(t.now.Add(schema.MaxInvitation)):
		return i, "", schema.Invalid(schema.WhyTooLong, "expires", "90 d")
	}
	if err := t.loginIsFree(n.Login); err != nil {
		return i, "", err
	}
	year := yearOf(t.now)
	number, err := t.next("I", year, 1)
	if err != nil {
		return i, "", err
	}
	var secret [schema.CodeSecret]byte
	rand.Read(secret[:])
	code = schema.SpellCode(secret)
	signs, _ := schema.ReadCode(code)
	i = schema.Invitation{Ref: schema.RollRef("I", year, number), OrgCode: o.Code, Role: n.Role, Service: n.Service, Login: n.Login, Name: name, Lang: n.Lang,
		Added: t.now, By: who.Name, Expires: instant(stamp(n.Expires))}
	i.ID, err = t.insert(`INSERT INTO invitation (ref, code_hash, org_id, role, service, login, name, lang, author_id, added_at, expires_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		i.Ref, hashOf(signs), o.ID, i.Role, i.Service, i.Login, i.Name, i.Lang, who.Member, stamp(t.now), stamp(i.Expires))
	if err != nil {
		return i, "", err
	}
	t.tellInvitation(who, schema.VerbAdd, i, administration(who), schema.Change{Field: schema.FieldRef, To: i.Ref},
		schema.Change{Field: schema.FieldMember, To: i.Login}, schema.Change{Field: schema.FieldRole, To: string(i.Role)}, schema.Change{Field: schema.FieldService, To: i.Service},
		schema.Change{Field: schema.FieldExpires, To: i.Expires.Format(time.RFC3339)})
	return i, code, nil
}

// loginIsFree refuses a login that is somebody's or promised by an open invitation.
func (t *tx) loginIsFree(login string) error {
	if login == "" {
		return nil
	}
	var taken int
	err := t.one(&taken, `SELECT (SELECT count(*) FROM member WHERE login = ?)
		+ (SELECT count(*) FROM invitation WHERE login = ? AND answered_at = 0 AND revoked_at = 0 AND expires_at > ?)`, login, login, stamp(t.now))
	if err == nil && taken > 0 {
		return schema.Invalid(schema.WhyExists, "login", login)
	}
	return err
}

// RevokeInvitation makes an invitation's code worthless. One that is not known,
// or no longer open, answers ErrNotFound or ErrState.
func (d *Desk) RevokeInvitation(ctx context.Context, ref string) error {
	_, err := administer(ctx, d, schema.VerbRevoke, func(t *tx) (none struct{}, err error) {
		found, err := t.invitations(`i.ref = ?`, ref)
		if err != nil {
			return none, err
		}
		if len(found) == 0 {
			return none, schema.NotFound(ref)
		}
		if s := found[0].State(t.now); s == schema.InvitationAnswered || s == schema.InvitationRevoked {
			return none, &schema.Fault{Class: schema.ErrState, Why: schema.WhyInvitation, Verb: schema.VerbRevoke, Ref: ref, Value: string(s)}
		}
		return none, t.revokeInvitations(d.who, found)
	})
	return err
}

// revokeInvitations revokes those that are not answered yet.
func (t *tx) revokeInvitations(who schema.Actor, all []schema.Invitation) error {
	for _, i := range all {
		n, err := t.exec(`UPDATE invitation SET revoked_at = ? WHERE id = ? AND answered_at = 0 AND revoked_at = 0`, stamp(t.now), i.ID)
		if err != nil {
			return err
		}
		if n > 0 {
			t.tellInvitation(who, schema.VerbRevoke, i, administration(who),
				schema.Change{Field: schema.FieldState, From: string(i.State(t.now)), To: string(schema.InvitationRevoked)})
		}
	}
	return nil
}

// hashOf is what is stored of a code. Its secret has 140 random bits, so that a
// plain hash tells nothing of it.
func hashOf(signs string) string {
	sum := sha256.Sum256([]byte(signs))
	return hex.EncodeToString(sum[:])
}

// tellInvitation logs what became of an invitation, for the administrators alone.
func (t *tx) tellInvitation(who schema.Actor, v schema.Verb, i schema.Invitation, readers []schema.Audience, c ...schema.Change) {
	t.record(record{Actor: who, Verb: v, Noun: schema.NounInvitation, Subject: i.ID, Ref: i.Ref, Changes: c, Audiences: readers})
}
