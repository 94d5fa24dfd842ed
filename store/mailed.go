package store

import (
	"cmp"

	"contactgroup/schema"
)

// mailed is up to which marking an organisation's members are mailed papers.
func (r reads) mailed(org schema.ID) (schema.TLP, error) {
	var tlp schema.TLP
	err := r.one(&tlp, `SELECT mailed FROM organisation WHERE id = ?`, org)
	return tlp, err
}

func (t *tx) setMailed(org schema.ID, ceiling schema.TLP) error {
	if _, err := schema.ParseMailed(cmp.Or(string(ceiling), schema.MailedNone)); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE organisation SET mailed = ? WHERE id = ?`, ceiling, org)
	return err
}

// setAddress gives a member the address that their notices go to, and lets what
// the one before did not take go there at once. It returns what became of it.
func (t *tx) setAddress(member schema.ID, address string) (schema.Change, error) {
	was, err := t.settingsOf(member, t.db.engine.forUpdate)
	if err != nil {
		return schema.Change{}, err
	}
	now, err := was.With("mail", address)
	if err != nil {
		return schema.Change{}, err
	}
	if _, err = t.exec(`UPDATE member SET settings = ? WHERE id = ?`, now.Stored(), member); err == nil {
		err = t.resend(member)
	}
	return schema.Change{Field: schema.FieldMail, From: was.Mail, To: now.Mail}, err
}

// resend has what did not reach a member tried again at once.
func (t *tx) resend(member schema.ID) error {
	_, err := t.exec(`UPDATE letter SET next_at = ? WHERE member_id = ? AND state = 'waiting'`, stamp(t.now), member)
	return err
}
