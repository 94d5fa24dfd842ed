package store

import (
	"context"
	"crypto/rand"
	"time"

	"contactgroup/schema"
)

// Notices are the part of the outbox that is for members: what they are told of
// by mail becomes rows of notice, and what is due at once for one of them a
// letter. Members without an address have none of either.

// noticeAge bounds how late something is still told that a server which was down missed.
const noticeAge = 7 * 24 * time.Hour

// correspondent is a member as mail reaches them.
type correspondent struct {
	who  schema.Actor
	set  schema.Settings
	zone *time.Location
}

// correspondents are the members, not disabled, who gave an address and that a
// condition on member m and organisation o finds.
func (t *tx) correspondents(where string, args ...any) ([]correspondent, error) {
	found, err := t.members(`m.disabled = 0 AND o.disabled = 0 AND m.settings <> '' AND `+where, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	group, err := t.theGroup()
	if err != nil {
		return nil, err
	}
	var out []correspondent
	for _, m := range found {
		set, err := t.settingsOf(m.ID, "")
		if err != nil {
			return nil, err
		}
		if set.Mail == "" {
			continue
		}
		o, err := t.organisation(m.OrgCode)
		if err != nil {
			return nil, err
		}
		c := correspondent{actorOf(m, o, group.Zone), set, time.UTC}
		if zone, err := time.LoadLocation(c.who.Zone); err == nil {
			c.zone = zone
		}
		if c.who.Lang == "" {
			c.who.Lang = o.Lang
		}
		out = append(out, c)
	}
	return out, nil
}

// noticeRow is one notice of a member.
type noticeRow struct {
	ID       schema.ID
	Member   schema.ID `db:"member_id"`
	Cause    schema.NoticeCause
	Subject  schema.ID `db:"subject_id"`
	Occasion string
}

// keepNotices keeps what an entry of a log tells its readers by mail.
func (t *tx) keepNotices(l alertLog, e schema.Event) error {
	cause := schema.NoticedFor(e)
	if cause == "" || e.At.Before(t.now.Add(-noticeAge)) {
		return nil
	}
	readers, err := t.correspondents(`m.org_id = ?`, l.Org)
	for _, c := range readers {
		if err != nil {
			return err
		}
		if cause == schema.NoticeAssigned && e.Actor == c.who.Name { // their own doing
			continue
		}
		err = t.keepNotice(c, noticeRow{Cause: cause, Subject: e.Subject, Occasion: e.At.Format(time.RFC3339Nano)})
	}
	return err
}

// keepNotice keeps a notice for a member who wants it and may know of it.
func (t *tx) keepNotice(c correspondent, n noticeRow) error {
	if !c.set.Wants(n.Cause) {
		return nil
	}
	_, valid, err := t.noticed(c, n)
	if err != nil || !valid {
		return err
	}
	_, err = t.exec(`INSERT INTO notice (member_id, cause, subject_id, occasion, due_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		c.who.Member, n.Cause, n.Subject, n.Occasion, stamp(c.set.NoticeAt(t.now, c.zone)))
	return err
}

// noticed is what a notice tells its member now; false when they may not know
// of its subject any more, or there is nothing left to be told.
func (t *tx) noticed(c correspondent, n noticeRow) (schema.Notice, bool, error) {
	out := schema.Notice{Cause: n.Cause}
	switch n.Cause {
	case schema.NoticeConvocation, schema.NoticePack:
		m, err := t.meetingByID(c.who, n.Subject)
		if isNotFound(err) {
			return out, false, nil
		}
		out.Ref, out.Starts, out.Place = m.Ref, instant(m.StartsAt), m.Place
		return out, n.Cause == schema.NoticePack || m.State == schema.MeetingConvened && out.Starts.After(t.now), err
	case schema.NoticeAssigned:
		rows, err := t.requestRows(c.who, `r.id = ?`, n.Subject)
		if err != nil || len(rows) == 0 || rows[0].Assignee != c.who.Member {
			return out, false, err
		}
		if rows[0].TLP != schema.TLPRed {
			out.Ref = rows[0].Ref
		}
		return out, !rows[0].State.Terminal(), nil
	}
	seen, args := actionSight(c.who)
	rows, err := t.actionRows(`a.id = ? AND `+seen, append([]any{n.Subject}, args...)...)
	if err != nil || len(rows) == 0 {
		return out, false, err
	}
	a := rows[0].action()
	out.Ref, out.Due, out.Overdue = a.Ref, a.Due, a.Overdue(schema.DateOf(t.now, c.zone))
	return out, rows[0].MemberID == c.who.Member && !a.State.Terminal() && !a.Due.IsZero(), nil
}

// remind keeps reminders of action items whose time has come, and tells when it
// is to be called again at the latest; zero: nobody is to be reminded.
func (t *tx) remind() (next time.Time, err error) {
	readers, err := t.correspondents(`EXISTS (SELECT 1 FROM action_item a WHERE a.member_id = m.id)`)
	for _, c := range readers {
		if err != nil || !c.set.Wants(schema.NoticeDue) {
			continue
		}
		var items []schema.Action
		if items, err = t.heldBy(c); err != nil {
			break
		}
		for _, a := range items {
			at, kind := reminder(a.Due, t.now, c.zone)
			if kind != "" {
				if err := t.keepNotice(c, noticeRow{Cause: schema.NoticeDue, Subject: a.ID, Occasion: kind + " " + a.Due.String()}); err != nil {
					return next, err
				}
			}
			if !at.IsZero() && (next.IsZero() || at.Before(next)) {
				next = at
			}
		}
	}
	return next, err
}

// heldBy are the pending action items in a member's hands that have a due day.
func (t *tx) heldBy(c correspondent) ([]schema.Action, error) {
	rows, err := t.actionRows(`a.member_id = ? AND a.due <> ?`, c.who.Member, noDay)
	var out []schema.Action
	for _, row := range rows {
		if !row.State.Terminal() {
			out = append(out, row.action())
		}
	}
	return out, err
}

// reminder is which one is due now of an item, and when the next one is.
func reminder(due schema.Date, now time.Time, zone *time.Location) (next time.Time, kind string) {
	soon, overdue := schema.Reminders(due, zone)
	switch {
	case now.Before(soon):
		return soon, ""
	case !now.Before(overdue):
		return time.Time{}, "overdue"
	case due.Before(schema.DateOf(now, zone)): // the night between
		return overdue, ""
	}
	return overdue, "soon"
}

// noticeMembers keeps the reminders that are due and makes letters of what is
// due for each member. It returns when it is to be called again at the latest.
func (db *DB) noticeMembers(ctx context.Context) (next time.Time, err error) {
	if at := db.alerts.remindAt; db.alerts.remindAnew.Swap(false) || at.IsZero() || !at.After(db.present()) {
		err := db.write(ctx, func(t *tx) error {
			next, err := t.remind()
			db.alerts.remindAt = next
			if next.IsZero() {
				db.alerts.remindAt = t.now.AddDate(1, 0, 0) // until an item, or an address, changes
			}
			return err
		})
		if err != nil {
			db.alerts.remindAt = time.Time{}
			return next, err
		}
	}
	for more := true; more; {
		if more, err = db.writeLetter(ctx); err != nil {
			return next, err
		}
	}
	var waits int64
	err = db.view(ctx, func(r reads) error {
		return r.one(&waits, `SELECT coalesce(min(due_at), 0) FROM notice WHERE letter_id = 0`)
	})
	return earlier(instant(waits), db.alerts.remindAt), err
}

// earlier is the first of two moments; zero is none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// writeLetter makes one letter of all that is due for one member and reports
// whether there was anything.
func (db *DB) writeLetter(ctx context.Context) (found bool, err error) {
	const due = `r.letter_id = 0 AND r.due_at <= ?`
	err = db.view(ctx, func(r reads) error {
		return r.one(&found, `SELECT EXISTS (SELECT 1 FROM notice r WHERE `+due+`)`, stamp(db.present()))
	})
	if err != nil || !found {
		return false, err
	}
	err = db.write(ctx, func(t *tx) error {
		var rows []noticeRow
		err := t.all(&rows, `SELECT r.id, r.member_id, r.cause, r.subject_id, r.occasion FROM notice r WHERE `+due+` AND r.member_id =
			(SELECT n.member_id FROM notice n WHERE n.letter_id = 0 AND n.due_at <= ? ORDER BY n.due_at, n.id LIMIT 1) ORDER BY r.id`+t.db.engine.skipLocked,
			stamp(t.now), stamp(t.now))
		if found = len(rows) > 0; err != nil || !found {
			return err
		}
		ids := make([]schema.ID, len(rows))
		for i, row := range rows {
			ids[i] = row.ID
		}
		letter, err := t.insert(`INSERT INTO letter (member_id, org_id, token, at, state, next_at)
			SELECT m.id, m.org_id, ?, ?, 'waiting', ? FROM member m WHERE m.id = ? RETURNING id`, rand.Text(), stamp(t.now), stamp(t.now), rows[0].Member)
		if err == nil {
			_, err = t.exec(`UPDATE notice SET letter_id = ? WHERE id IN (?)`, letter, ids)
		}
		if err == nil {
			err = t.announce(alertWord)
		}
		return err
	})
	return found, err
}
