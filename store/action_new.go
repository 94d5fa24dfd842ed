package store

import (
	"context"
	"strconv"
	"strings"

	"contactgroup/schema"
)

// AddAction adds an action item to the register: the secretariat and the chair
// any, others one internal to their organisation. A shared item that names no
// meeting is of the next one, if there is one. Its due day, if any, is not
// before its meeting's.
func (d *Desk) AddAction(ctx context.Context, n schema.ActionDraft) (schema.Action, error) {
	return command(ctx, d, func(t *tx) (schema.Action, error) {
		if err := schema.MayAddAction(d.who, n); err != nil {
			return schema.Action{}, err
		}
		row, err := t.draftedAction(d.who, n)
		if err != nil {
			return schema.Action{}, err
		}
		targets, err := d.linkTargets(t.reads, n.Links)
		if err != nil {
			return schema.Action{}, err
		}
		if err := d.discreet(t, row, freshTexts(actionRow{}, row), targets); err != nil {
			return schema.Action{}, err
		}
		if err := t.insertAction(&row); err != nil {
			return schema.Action{}, err
		}
		if err := t.tellAction(d.who, schema.VerbNew, actionRow{}, row, ""); err != nil {
			return schema.Action{}, err
		}
		if _, err := t.applyLinks(d.who, schema.VerbLink, row, relinking{Added: targets}, false); err != nil {
			return schema.Action{}, err
		}
		return d.oneAction(t.reads, row)
	})
}

// draftedAction is the row of a new action item, as far as it is known before it has a number.
func (t *tx) draftedAction(who schema.Actor, n schema.ActionDraft) (actionRow, error) {
	var c cleaner
	row := actionRow{Version: 1, Text: c.text("text", n.Text), Point: c.line("point", n.Point), Theme: c.line("theme", n.Theme),
		Due: storedDue(n.Due), State: schema.ActionOpen, Internal: n.Internal, Owner: n.Owner,
		Raised: schema.DateOf(t.now, t.db.location()).String(), UpdatedAt: stamp(t.now)}
	if n.Internal && n.Owner == "" {
		row.Owner = who.OrgCode
	}
	c.check(row.Text != "", schema.WhyNeedsText, "text", "")
	c.check(row.Owner != "", schema.WhyNeedsOwner, "owner", "")
	c.check(!n.Internal || row.Owner == who.OrgCode, schema.WhyUnknown, "owner", n.Owner)
	if c.err != nil {
		return row, c.err
	}
	if err := t.setOwner(&row, row.Owner, n.Member); err != nil {
		return row, err
	}
	if n.Meeting == "" && n.Internal {
		return row, nil
	}
	m, err := t.meeting(who, orNext(n.Meeting))
	switch {
	case err != nil && n.Meeting == "" && isNotFound(err):
		return row, nil // no meeting is planned
	case isNotFound(err):
		return row, schema.Invalid(schema.WhyUnknown, "meeting", n.Meeting)
	case err != nil:
		return row, err
	case m.State == schema.MeetingClosed:
		return row, &schema.Fault{Class: schema.ErrState, Why: schema.WhyTerminal, Verb: schema.VerbNew, Noun: schema.NounMeeting, Ref: m.Ref, State: schema.State(m.State)}
	case m.Internal != "" && !n.Internal:
		return row, schema.Invalid(schema.WhyUnknown, "meeting", n.Meeting) // what it raises is internal too
	}
	row.to(m)
	if !row.Internal {
		row.Circle = m.Circle
	}
	if err := row.met(row.Owner); err != nil {
		return row, err
	}
	return row, t.notBefore(n.Due, m)
}

func orNext(ref string) string {
	if ref == "" {
		return NextMeeting
	}
	return ref
}

// met refuses an owner who may not know of the item.
func (a actionRow) met(owner string) error {
	if a.Circle != "" && !strings.Contains(a.Circle, circleMark(owner)) {
		return schema.Invalid(schema.WhyNotInvited, "owner", owner)
	}
	return nil
}

// notBefore refuses a due day before the day of the meeting.
func (t *tx) notBefore(due schema.Date, m meetingRow) error {
	if !due.IsZero() && due.Before(schema.DateOf(instant(m.StartsAt), t.db.location())) {
		return schema.Invalid(schema.WhyBeforeMeet, "due", due.String())
	}
	return nil
}

// setOwner puts a member of an organisation, or the organisation alone, in charge of the row.
func (t *tx) setOwner(row *actionRow, owner, member string) error {
	o, err := t.organisation(owner)
	switch {
	case missing(err):
		return schema.Invalid(schema.WhyUnknown, "owner", owner)
	case err != nil:
		return err
	case o.Disabled:
		return schema.Invalid(schema.WhyDisabled, "owner", owner)
	}
	if err := row.met(o.Code); err != nil {
		return err
	}
	row.Owner, row.MemberID, row.Member = o.Code, 0, ""
	if member == "" {
		return nil
	}
	var found []schema.Member
	err = t.beyond(func() (err error) { // the secretariat names people of others
		found, err = t.members(`m.login = ? AND m.org_id = ?`, member, o.ID)
		return err
	})
	switch {
	case err != nil:
		return err
	case len(found) == 0:
		return schema.Invalid(schema.WhyUnknown, "member", member)
	case found[0].Disabled:
		return schema.Invalid(schema.WhyDisabled, "member", member)
	}
	row.MemberID, row.Member = found[0].ID, found[0].Login
	return nil
}

// insertAction numbers the row, in the group's series or in its organisation's
// own, and writes it. What is known to some alone has letters instead of a
// number: the others would meet the gap.
func (t *tx) insertAction(row *actionRow) error {
	prefix, series := "", "A"
	if row.Internal {
		o, err := t.organisation(row.Owner)
		if err != nil {
			return err
		}
		prefix, series = o.Prefix, o.Prefix+"-A"
	}
	year := yearOf(t.now)
	if row.Circle != "" {
		ref, err := t.uncounted(schema.ActionPrefix(year), `SELECT count(*) FROM action_item WHERE ref = ?`)
		if err != nil {
			return err
		}
		row.Ref = ref
	} else {
		n, err := t.next(series, year, 1)
		if err != nil {
			return err
		}
		row.Ref = schema.ActionRef(prefix, year, n)
	}
	row.RefKey = refKey(row.Ref)
	var err error
	row.ID, err = t.insert(`INSERT INTO action_item (ref, ref_key, version, text, meeting_id, point, owner, member_id, due, state, theme, theme_key,
		internal, circle, raised, updated_at, open, search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?) RETURNING id`,
		row.Ref, row.RefKey, row.Version, row.Text, row.MeetingID, row.Point, row.Owner, row.MemberID, row.Due, row.State, row.Theme,
		schema.Fold(row.Theme), flag(row.Internal), row.Circle, row.Raised, row.UpdatedAt, row.searched())
	if err != nil {
		return err
	}
	return t.keepAction(*row)
}

// count is a number as a log shows it; nothing for none.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
