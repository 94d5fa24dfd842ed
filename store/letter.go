package store

import (
	"context"
	"time"

	"contactgroup/schema"
)

// refusedAgain is how long a letter waits whose member's address the receiver
// refuses for good; another address is tried at once.
const refusedAgain = 24 * time.Hour

// nextLetter is NextDelivery of letters. What they tell is read as they are
// taken: what the member may not know any more is left out, and a letter of
// which nothing is left is stopped. In the member's quiet hours it waits.
func (db *DB) nextLetter(ctx context.Context, lease time.Duration, busy []schema.ID) (d schema.Delivery, found bool, err error) {
	due, err := db.NextDeliveryAt(ctx, schema.ChannelLetter)
	if err != nil || due.IsZero() || due.After(db.present()) {
		return d, false, err
	}
	err = db.write(ctx, func(t *tx) error {
		found = false
		for !found {
			var rows []deliveryRow
			err := t.all(&rows, `SELECT r.id, r.token, r.member_id AS contact, r.attempts + 1 AS attempts, r.at AS stamp FROM letter r
				WHERE r.state IN ('waiting', 'sending') AND r.next_at <= ? AND r.member_id NOT IN (?) ORDER BY r.next_at, r.id LIMIT 1`+t.db.engine.skipLocked,
				stamp(t.now), append([]schema.ID{0}, busy...))
			if err != nil || len(rows) == 0 {
				return err
			}
			d = rows[0].Delivery
			d.At, d.Channel = instant(rows[0].Stamp), schema.ChannelLetter
			if found, err = t.takeLetter(&d, lease); err != nil {
				return err
			}
		}
		return nil
	})
	return d, found, err
}

// takeLetter fills in a letter and takes it, unless it waits or is stopped.
func (t *tx) takeLetter(d *schema.Delivery, lease time.Duration) (bool, error) {
	to, err := t.correspondents(`m.id = ?`, d.Contact)
	if err != nil {
		return false, err
	}
	state, next, attempts := schema.DeliveryStopped, time.Time{}, d.Attempts-1
	if len(to) == 1 {
		c := to[0]
		if err := t.fillLetter(d, c); err != nil {
			return false, err
		}
		switch until := c.set.QuietUntil(t.now, c.zone); {
		case len(d.Notices) == 0:
		case until.After(t.now):
			state, next = schema.DeliveryWaiting, until
		default:
			state, next, attempts = schema.DeliverySending, t.now.Add(lease), d.Attempts
		}
	}
	_, err = t.exec(`UPDATE letter SET attempts = ?, state = ?, next_at = ? WHERE id = ?`, attempts, state, stamp(next), d.ID)
	return state == schema.DeliverySending, err
}

func (t *tx) fillLetter(d *schema.Delivery, c correspondent) error {
	var rows []noticeRow
	err := t.all(&rows, `SELECT id, member_id, cause, subject_id, occasion FROM notice WHERE letter_id = ? AND letter_id <> 0 ORDER BY id`, d.ID)
	for _, row := range rows {
		if err != nil {
			return err
		}
		n, valid, failed := t.noticed(c, row)
		if err = failed; valid && c.set.Wants(row.Cause) {
			d.Notices = append(d.Notices, n)
		}
	}
	d.To, d.Lang, d.Zone, d.Login = c.set.Mail, c.who.Lang, c.zone, c.who.Login
	if err == nil {
		d.Mailed, err = t.mailed(c.who.Org)
	}
	return err
}

// postponeLetter keeps that a letter was not taken, and tells it once until one
// of the member's arrives: the administrators, whose affair addresses are.
func (t *tx) postponeLetter(d schema.Delivery, until time.Time, problem string, server, refused bool) error {
	settled, err := t.settleDelivery(d, schema.DeliveryWaiting, until, problem, server)
	if err != nil || !settled || d.Attempts < 2 && !refused {
		return err
	}
	same, args := `o.server = 1`, []any{}
	if !server {
		same, args = `o.server = 0 AND o.member_id = ?`, []any{d.Contact}
	}
	var told bool
	err = t.one(&told, `SELECT EXISTS (SELECT 1 FROM letter o WHERE `+same+` AND o.told_at > (SELECT coalesce(max(s.sent_at), 0) FROM letter s
		WHERE s.member_id = ?))`, append(args, d.Contact)...)
	if err != nil || told {
		return err
	}
	if _, err := t.exec(`UPDATE letter SET told_at = ? WHERE id = ?`, stamp(t.now), d.ID); err != nil {
		return err
	}
	group, err := t.theGroup()
	if err != nil {
		return err
	}
	tell := record{Actor: group, Verb: schema.VerbFail, Noun: schema.NounAlert, Subject: d.Contact, Ref: string(schema.ChannelLetter), Text: problem,
		Audiences: administration(group)}
	if !server {
		err = t.one(&tell.Ref, `SELECT login FROM member WHERE id = ?`, d.Contact)
	}
	t.record(tell)
	return err
}

// failingLetters are the letters that did not arrive yet, as far as the member
// may know of them: those of colleagues; of all for schema.LeadsAlerts, who are
// told the organisation, and administrators the member too. What they tell is
// the receiver's alone.
func (d *Desk) failingLetters(r reads, limit int) ([]schema.Alert, error) {
	cond := condition{"r.org_id = ?", []any{d.who.Org}}
	switch {
	case !d.who.Role.Fits(d.who.OrgKind):
		cond = nothing
	case schema.LeadsAlerts(d.who):
		cond = condition{"1 = 1", nil}
	}
	var rows []alertRow
	err := r.all(&rows, `SELECT r.id, o.code AS org, r.at, r.state AS delivery, r.attempts, r.next_at AS next, r.problem, r.server,
			coalesce(m.login, '') AS contact
		FROM letter r JOIN organisation o ON o.id = r.org_id LEFT JOIN member m ON m.id = r.member_id
		WHERE r.state IN ('waiting', 'sending') AND r.problem <> '' AND `+cond.text+` ORDER BY r.at DESC, r.id DESC`+atMost(limit), cond.args...)
	var out []schema.Alert
	for _, row := range rows {
		a := row.alert()
		a.Noun, a.Cause, a.State, a.Channel = schema.NounMember, schema.AlertLetter, schema.AlertCalling, schema.ChannelLetter
		if own := a.Org == d.who.OrgCode; !own && d.who.Role != schema.RoleAdministrator {
			a.Contact, a.Problem = a.Org, "" // who it is, and where, is known to colleagues
		} else if a.Server && !schema.LeadsAlerts(d.who) {
			a.Problem = "" // it would tell of the machine
		}
		out = append(out, a)
	}
	return out, err
}
