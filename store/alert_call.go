package store

import (
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"contactgroup/schema"
)

// alerts is the outbox of the logs: entries that call an organisation's contacts
// become rows of alert, and of alert_delivery for each contact called. What
// brings them is outside of the store.
//
// How far each log was read is kept in the register only where something was
// found, so that reading costs no commit; what a node has read beyond it is read again
// after its restart. Of several nodes, one moves a log's cursor on.
type alerts struct {
	mu   sync.Mutex    // one reading at a time
	read schema.Cursor // of this process

	remindAt time.Time // when reminders are looked for again; zero: at once
	// remindAnew is set as a member asks for reminders.
	remindAnew atomic.Bool
}

const (
	alertConsumer = "alert" // of outbox_cursor
	// alertWord tells other nodes that there is something to bring.
	alertWord = "alert"
	// alertChunk bounds how many entries of one log are read at once.
	alertChunk = 1000
)

// AlertWakes gives a one-slot channel that is woken after each commit, and when
// another node has something to bring. It is closed when ctx ends.
func (db *DB) AlertWakes(ctx context.Context) <-chan struct{} {
	return db.watches.subscribeToAll(ctx)
}

// CallContacts reads what came into the logs, writes to members of what they
// want to be told by mail (nextLetter), calls contacts of those alerts
// whose time has come, and ends those for which nobody needs to be called any
// more. A step is how long it waits for an acknowledgement before it calls the
// next. It returns when it is to be called again at the latest, should nothing
// wake it; zero: whenever something does.
func (db *DB) CallContacts(ctx context.Context, step time.Duration) (next time.Time, err error) {
	db.alerts.mu.Lock()
	defer db.alerts.mu.Unlock()
	if err := db.resumeDeliveries(ctx); err != nil {
		return next, err
	}
	for more := true; more; {
		if more, err = db.readAlerts(ctx, step); err != nil {
			return next, err
		}
	}
	if err := db.settleAlerts(ctx); err != nil {
		return next, err
	}
	for more := true; more; {
		if more, err = db.callNext(ctx, step); err != nil {
			return next, err
		}
	}
	err = db.view(ctx, func(r reads) error {
		var at int64
		err := r.one(&at, `SELECT coalesce(min(next_at), 0) FROM alert WHERE state = 'calling' AND next_at > 0`)
		next = instant(at)
		return err
	})
	if err != nil {
		return next, err
	}
	notices, err := db.noticeMembers(ctx)
	return earlier(next, notices), err
}

// resumeDeliveries gives back what this register's last process was sending
// when it died. Of several nodes each would take it from another: there, what
// is being sent is given back at the end of its lease.
func (db *DB) resumeDeliveries(ctx context.Context) error {
	if db.alerts.read != nil {
		return nil
	}
	if db.engine.listen == nil {
		err := db.write(ctx, func(t *tx) error {
			_, err := t.exec(`UPDATE alert_delivery SET state = 'waiting', next_at = ? WHERE state = 'sending'`, stamp(t.now))
			if err == nil {
				_, err = t.exec(`UPDATE letter SET state = 'waiting', next_at = ? WHERE state = 'sending'`, stamp(t.now))
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	db.alerts.read = schema.Cursor{}
	return nil
}

// alertLog is one log that may call contacts, read up to At of End entries.
type alertLog struct {
	Audience string
	Org      schema.ID `db:"org_id"`
	Calls    bool      // contacts are called for what is in it
	At, End  schema.Seq
}

// readAlerts reads a chunk of each log that has grown and reports whether there is more.
func (db *DB) readAlerts(ctx context.Context, step time.Duration) (more bool, err error) {
	calls := map[alertLog][]schema.Event{}
	read := schema.Cursor{}
	changed := false // an action item
	err = db.view(ctx, func(r reads) error {
		more, changed = false, false
		clear(calls)
		logs, err := r.alertLogs()
		for _, l := range logs {
			l.At = max(l.At, db.alerts.read[l.Audience])
			if err != nil || l.At >= l.End {
				continue
			}
			var rows []logRow
			err = r.all(&rows, `SELECT `+logColumns+` FROM log_entry WHERE audience = ? AND seq > ? AND seq <= ? AND noun IN (?) ORDER BY seq`,
				l.Audience, l.At, l.At+alertChunk, []schema.Noun{schema.NounRequest, schema.NounCrisis, schema.NounMeeting, schema.NounAction})
			for _, row := range rows {
				e := row.event()
				if l.Calls && schema.CalledFor(e) != "" || schema.NoticedFor(e) != "" {
					calls[l] = append(calls[l], e)
				}
				changed = changed || e.Noun == schema.NounAction
			}
			read[l.Audience] = min(l.End, l.At+alertChunk)
			more = more || l.At+alertChunk < l.End
		}
		return err
	})
	if err != nil {
		return false, err
	}
	for l, events := range calls {
		if err := db.call(ctx, l, events, step); err != nil {
			return false, err
		}
	}
	maps.Copy(db.alerts.read, read)
	if changed {
		db.alerts.remindAt = time.Time{}
	}
	return more, nil
}

// alertLogs are those of addressees, for requests, and of all organisations, for
// crises and meetings; the authority's, of requests, tells its members alone.
func (r reads) alertLogs() ([]alertLog, error) {
	var logs []alertLog
	err := r.all(&logs, `SELECT c.audience, o.id AS org_id, o.kind <> ? OR c.audience = o.code AS calls, coalesce(b.seq, 0) AS at, c.seq AS "end" FROM organisation o
		JOIN log_counter c ON c.audience = o.code OR (c.audience = o.code || '/requests' AND o.kind IN (?))
			OR (o.kind = ? AND (c.audience IN (o.code || '/requests', o.code || '/confidential')))
		LEFT JOIN outbox_cursor b ON b.consumer = ? AND b.audience = c.audience
		WHERE o.disabled = 0 AND c.seq > coalesce(b.seq, 0)`,
		schema.OrgAuthority, slices.DeleteFunc(slices.Clone(schema.OrgKinds), func(k schema.OrgKind) bool { return !k.Addressable() }),
		schema.OrgAuthority, alertConsumer)
	return logs, err
}

// call keeps alerts for events of one log, and moves its cursor behind the last
// of them. A node that finds another one there first does nothing.
func (db *DB) call(ctx context.Context, l alertLog, events []schema.Event, step time.Duration) error {
	return db.write(ctx, func(t *tx) error {
		last := events[len(events)-1].Seq
		n, err := t.exec(`INSERT INTO outbox_cursor (consumer, audience, seq) VALUES (?, ?, ?)
			ON CONFLICT (consumer, audience) DO UPDATE SET seq = excluded.seq WHERE outbox_cursor.seq < excluded.seq`, alertConsumer, l.Audience, last)
		if err != nil || n == 0 {
			return err
		}
		for _, e := range events {
			if err := t.keepNotices(l, e); err != nil {
				return err
			}
			if !l.Calls || schema.CalledFor(e) == "" {
				continue
			}
			id, err := t.keepAlert(l, e)
			if err == nil && id != 0 {
				err = t.callNext(id, step)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// keepAlert keeps what an entry calls for, unless it is over already; its id, 0 for none.
func (t *tx) keepAlert(l alertLog, e schema.Event) (schema.ID, error) {
	var now struct {
		Label schema.Label
		Waits bool
	}
	ref, query := e.Ref, `SELECT r.label, `+waitsForAddressee+` AS waits FROM request r WHERE r.id = ?`
	if e.Noun == schema.NounCrisis {
		ref, query = "", `SELECT label, ended_at = 0 AS waits FROM crisis WHERE id = ?`
	}
	err := t.one(&now, query, e.Subject)
	if missing(err) || err == nil && !now.Waits {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	id, err := t.insert(`INSERT INTO alert (audience, seq, org_id, noun, subject_id, cause, ref, label, at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'calling')
		ON CONFLICT DO NOTHING RETURNING id`, l.Audience, e.Seq, l.Org, e.Noun, e.Subject, schema.CalledFor(e), ref, now.Label, stamp(e.At))
	if missing(err) { // another node, or a register put back
		return 0, nil
	}
	return id, err
}

// waitsForAddressee is whether contacts are to be called for request r.
const waitsForAddressee = `(r.state IN ('sent', 'in_progress', 'clarification', 'impossible') AND r.label IN ('P0', 'P1'))`

// callNext calls the next contacts of one alert whose time has come and reports whether there was one.
func (db *DB) callNext(ctx context.Context, step time.Duration) (found bool, err error) {
	const due = ` FROM alert r WHERE r.state = 'calling' AND r.next_at > 0 AND r.next_at <= ?`
	err = db.view(ctx, func(r reads) error {
		return r.one(&found, `SELECT EXISTS (SELECT 1`+due+`)`, stamp(db.present()))
	})
	if err != nil || !found {
		return false, err
	}
	err = db.write(ctx, func(t *tx) error {
		var ids []schema.ID
		err := t.all(&ids, `SELECT r.id`+due+` ORDER BY r.next_at, r.id LIMIT 1`+t.db.engine.skipLocked, stamp(t.now))
		if found = len(ids) > 0; err != nil || !found {
			return err
		}
		return t.callNext(ids[0], step)
	})
	return found, err
}

// callNext calls the contacts of an alert that are next in the order of call.
func (t *tx) callNext(id schema.ID, step time.Duration) error {
	var a struct {
		Org   schema.ID `db:"org_id"`
		Label schema.Label
	}
	if err := t.one(&a, `SELECT org_id, label FROM alert WHERE id = ?`, id); err != nil {
		return err
	}
	order, err := t.orderOfCall(a.Org)
	if err != nil {
		return err
	}
	var told []schema.ID
	if err := t.all(&told, `SELECT DISTINCT contact_id FROM alert_delivery WHERE alert_id = ?`, id); err != nil {
		return err
	}
	called := schema.NextCalled(order, told, t.now, a.Label)
	for _, c := range called {
		for _, channel := range c.Channels() {
			_, err := t.exec(`INSERT INTO alert_delivery (alert_id, contact_id, contact_ref, channel, token, state, next_at) VALUES (?, ?, ?, ?, ?, 'waiting', ?)
				ON CONFLICT (alert_id, contact_id, channel) DO NOTHING`, id, c.ID, c.Ref, channel, rand.Text(), stamp(t.now))
			if err != nil {
				return err
			}
		}
	}
	if len(called) == 0 {
		_, err = t.exec(`UPDATE alert SET state = 'unheard', next_at = 0 WHERE id = ?`, id)
		return err
	}
	if _, err = t.exec(`UPDATE alert SET next_at = ? WHERE id = ?`, stamp(t.now.Add(step)), id); err != nil {
		return err
	}
	return t.announce(alertWord)
}

// orderOfCall are the contacts of an organisation.
func (t *tx) orderOfCall(org schema.ID) ([]schema.Contact, error) {
	var rows []contactRow
	err := t.all(&rows, contactSelect+` WHERE o.id = ? ORDER BY k.rank, k.id`, org)
	return itemsOf(rows, contactRow.contact), err
}

// settledAlert is an open alert and what has become of its cause.
type settledAlert struct {
	ID    schema.ID
	Known bool // somebody of the organisation knows
	Waits bool // there is something to be called for
}

// settleAlerts ends the open alerts that were acknowledged by what was done
// since, or whose cause is over.
func (db *DB) settleAlerts(ctx context.Context) error {
	var open []settledAlert
	err := db.view(ctx, func(r reads) error {
		open = nil
		return r.all(&open, `SELECT a.id,
			EXISTS (SELECT 1 FROM log_entry l WHERE a.noun = 'request' AND l.audience = a.audience AND l.noun = a.noun AND l.subject_id = a.subject_id
				AND l.seq > a.seq AND l.verb IN (?)) AS known,
			CASE a.noun WHEN 'crisis' THEN EXISTS (SELECT 1 FROM crisis c WHERE c.id = a.subject_id AND c.ended_at = 0)
				ELSE EXISTS (SELECT 1 FROM request r WHERE r.id = a.subject_id AND `+waitsForAddressee+`) END AS waits
			FROM alert a WHERE a.state IN ('calling', 'unheard')`, schema.Acknowledging)
	})
	open = slices.DeleteFunc(open, func(s settledAlert) bool { return !s.Known && s.Waits })
	if err != nil || len(open) == 0 {
		return err
	}
	return db.write(ctx, func(t *tx) error {
		for _, s := range open {
			state := schema.AlertOver
			if s.Known {
				state = schema.AlertAcknowledged
			}
			if err := t.endAlert(s.ID, state); err != nil {
				return err
			}
		}
		return nil
	})
}

// endAlert ends the calling; what was not delivered is not sent any more.
func (t *tx) endAlert(id schema.ID, state schema.AlertState) error {
	n, err := t.exec(`UPDATE alert SET state = ?, next_at = 0 WHERE id = ? AND state IN ('calling', 'unheard')`, state, id)
	if err != nil || n == 0 {
		return err
	}
	_, err = t.exec(`UPDATE alert_delivery SET state = 'stopped' WHERE alert_id = ? AND state = 'waiting'`, id)
	return err
}

// skipAlerts takes everything in the logs for told: it was loaded, not done.
func (t *tx) skipAlerts() error {
	_, err := t.exec(`INSERT INTO outbox_cursor (consumer, audience, seq) SELECT ?, audience, seq FROM log_counter WHERE true
		ON CONFLICT (consumer, audience) DO UPDATE SET seq = excluded.seq`, alertConsumer)
	return err
}
