package store

import (
	"context"
	"time"

	"contactgroup/schema"
)

// unattended bounds how long a node of several takes it that another one does
// its work: that one may die with it, and its last word be lost.
const unattended = time.Minute

// deliveryRow is a delivery as it is taken.
type deliveryRow struct {
	schema.Delivery
	Open  bool // somebody is to be called still
	TLP   schema.TLP
	Stamp int64
	Ref   string
}

// NextDelivery takes the delivery of a channel that is due longest, for lease:
// nobody else is given it before then, and if nothing is said of it by then,
// it is due again, with the same Token. busy are contacts that are being sent
// something: they wait. It is false when none is due.
func (db *DB) NextDelivery(ctx context.Context, ch schema.Channel, lease time.Duration, busy []schema.ID) (d schema.Delivery, found bool, err error) {
	if ch == schema.ChannelLetter {
		return db.nextLetter(ctx, lease, busy)
	}
	due, err := db.NextDeliveryAt(ctx, ch)
	if err != nil || due.IsZero() || due.After(db.present()) {
		return d, false, err
	}
	err = db.write(ctx, func(t *tx) error {
		found = false
		for !found {
			row, any, err := t.dueDelivery(ch, busy)
			if err != nil || !any {
				return err
			}
			state, next := schema.DeliverySending, t.now.Add(lease)
			if found = row.Open && row.To != ""; !found { // nothing is left to be called for, or the contact is gone
				state, next = schema.DeliveryStopped, time.Time{}
			}
			d = row.Delivery
			if _, err := t.exec(`UPDATE alert_delivery SET attempts = ?, state = ?, next_at = ? WHERE id = ?`, d.Attempts, state, stamp(next), d.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return d, found, err
}

func (t *tx) dueDelivery(ch schema.Channel, busy []schema.ID) (deliveryRow, bool, error) {
	var rows []deliveryRow
	err := t.all(&rows, `SELECT r.id, r.token, r.contact_id AS contact, r.channel, r.attempts + 1 AS attempts,
			CASE r.channel WHEN 'mail' THEN coalesce(k.mail, '') ELSE coalesce(w.url, '') END AS "to", coalesce(w.secret, '') AS secret,
			a.cause, a.ref, a.label, a.at AS stamp, a.state IN ('calling', 'unheard') AS open, coalesce(o.lang, '') AS lang, coalesce(q.tlp, '') AS tlp
		FROM alert_delivery r JOIN alert a ON a.id = r.alert_id JOIN organisation o ON o.id = a.org_id
		LEFT JOIN contact k ON k.id = r.contact_id LEFT JOIN webhook w ON w.contact_id = k.id
		LEFT JOIN request q ON a.noun = 'request' AND q.id = a.subject_id
		WHERE r.state IN ('waiting', 'sending') AND r.channel = ? AND r.next_at <= ? AND r.contact_id NOT IN (?)
		ORDER BY r.next_at, r.id LIMIT 1`+t.db.engine.skipLocked, ch, stamp(t.now), append([]schema.ID{0}, busy...))
	if err != nil || len(rows) == 0 {
		return deliveryRow{}, false, err
	}
	row := rows[0]
	row.At = instant(row.Stamp)
	if row.TLP != schema.TLPRed {
		row.Delivery.Ref = row.Ref
	}
	return row, true, nil
}

// NextDeliveryAt is when the next delivery of a channel is due, zero when none
// waits. Where several nodes send it is at most a minute away, since another
// one that is at it may die.
func (db *DB) NextDeliveryAt(ctx context.Context, ch schema.Channel) (time.Time, error) {
	var at int64
	err := db.view(ctx, func(r reads) error {
		if ch == schema.ChannelLetter {
			return r.one(&at, `SELECT coalesce(min(next_at), 0) FROM letter WHERE state IN ('waiting', 'sending')`)
		}
		return r.one(&at, `SELECT coalesce(min(next_at), 0) FROM alert_delivery WHERE state IN ('waiting', 'sending') AND channel = ?`, ch)
	})
	if err != nil || db.engine.listen == nil {
		return instant(at), err
	}
	next := instant(at)
	if latest := db.present().Add(unattended); next.IsZero() || next.After(latest) {
		next = latest
	}
	return next, nil
}

// Delivered ends a delivery that its receiver has taken. One that somebody else
// has taken since, after its lease, stays as it is.
func (db *DB) Delivered(ctx context.Context, d schema.Delivery) error {
	return db.write(ctx, func(t *tx) error {
		_, err := t.settleDelivery(d, schema.DeliverySent, time.Time{}, "", false)
		return err
	})
}

// Postponed tells that an attempt failed: the delivery is due again at the given
// time, unless nobody needs to be called any more. The second time in a row it
// is told in the logs, once until the contact is reached again.
func (db *DB) Postponed(ctx context.Context, d schema.Delivery, until time.Time, problem string, server bool) error {
	return db.write(ctx, func(t *tx) error {
		if d.Channel == schema.ChannelLetter {
			return t.postponeLetter(d, until, problem, server, false)
		}
		settled, err := t.settleDelivery(d, schema.DeliveryWaiting, until, problem, server)
		if err != nil || !settled {
			return err
		}
		_, err = t.exec(`UPDATE alert_delivery SET state = 'stopped' WHERE id = ? AND EXISTS (SELECT 1 FROM alert a
			WHERE a.id = alert_id AND a.state NOT IN ('calling', 'unheard'))`, d.ID)
		if err == nil && d.Attempts > 1 {
			err = t.tellProblem(d, problem, server)
		}
		return err
	})
}

// Refused tells that the receiver will never take a delivery. It is told in the
// logs, once until the contact is reached again; where no other way to that
// contact is left, who is next in the order of call is told at once. A member's
// letter is tried again a day later, or as its address changes.
func (db *DB) Refused(ctx context.Context, d schema.Delivery, problem string) error {
	return db.write(ctx, func(t *tx) error {
		if d.Channel == schema.ChannelLetter {
			return t.postponeLetter(d, t.now.Add(refusedAgain), problem, false, true)
		}
		settled, err := t.settleDelivery(d, schema.DeliveryFailed, time.Time{}, problem, false)
		if err != nil || !settled {
			return err
		}
		if _, err := t.exec(`UPDATE alert SET next_at = ? WHERE state = 'calling' AND id = (SELECT alert_id FROM alert_delivery WHERE id = ?)
			AND NOT EXISTS (SELECT 1 FROM alert_delivery o WHERE o.alert_id = alert.id AND o.contact_id = ? AND o.state <> 'failed')`,
			stamp(t.now), d.ID, d.Contact); err != nil {
			return err
		}
		return t.tellProblem(d, problem, false)
	})
}

func (t *tx) settleDelivery(d schema.Delivery, state schema.DeliveryState, next time.Time, problem string, server bool) (bool, error) {
	sent := time.Time{}
	if state == schema.DeliverySent {
		sent = t.now
	}
	table := "alert_delivery"
	if d.Channel == schema.ChannelLetter {
		table = "letter"
	}
	n, err := t.exec(`UPDATE `+table+` SET state = ?, next_at = ?, sent_at = ?, problem = ?, server = ? WHERE id = ? AND attempts = ? AND state = 'sending'`,
		state, stamp(next), stamp(sent), schema.VisibleLine(problem), flag(server), d.ID, d.Attempts)
	return n == 1, err
}

// tellProblem puts on record that a contact, or the server that takes all mail,
// cannot be reached: for the administrators, and of a contact for its
// organisation. What was told is not told again until one delivery arrived.
func (t *tx) tellProblem(d schema.Delivery, problem string, server bool) error {
	same, args := `o.channel = ? AND o.server = 1`, []any{d.Channel}
	if !server {
		same, args = `o.channel = ? AND o.contact_id = ? AND o.server = 0`, append(args, d.Contact)
	}
	var told bool
	err := t.one(&told, `SELECT EXISTS (SELECT 1 FROM alert_delivery o WHERE `+same+` AND o.told_at > (SELECT coalesce(max(s.sent_at), 0)
		FROM alert_delivery s WHERE s.channel = ?`+map[bool]string{false: ` AND s.contact_id = ?`}[server]+`))`, append(args, args...)...)
	if err != nil || told {
		return err
	}
	if _, err := t.exec(`UPDATE alert_delivery SET told_at = ? WHERE id = ?`, stamp(t.now), d.ID); err != nil {
		return err
	}
	group, err := t.theGroup()
	if err != nil {
		return err
	}
	who := record{Actor: group, Verb: schema.VerbFail, Noun: schema.NounAlert, Subject: d.Contact, Ref: string(d.Channel), Text: problem,
		Audiences: administration(group)}
	if !server {
		var org orgRow
		err := t.one(&org, `SELECT `+orgColumns+` FROM organisation WHERE id = (SELECT a.org_id FROM alert_delivery r JOIN alert a ON a.id = r.alert_id WHERE r.id = ?)`, d.ID)
		if err != nil {
			return err
		}
		if err := t.one(&who.Ref, `SELECT contact_ref FROM alert_delivery WHERE id = ?`, d.ID); err != nil {
			return err
		}
		who.Audiences = append(who.Audiences, schema.SharedAudience(org.organisation()))
	}
	t.record(who)
	return nil
}
