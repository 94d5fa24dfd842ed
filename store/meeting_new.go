package store

import (
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
)

// NewMeeting plans a meeting, as a draft: the chair and the secretariat one of
// the whole group (a plenary) or of those invited and the authority, others one
// internal to their organisation. Only those who meet know of it.
//
// Its reference is its day; a second plenary that day is "2015-05-06-2". What
// is known to some alone must not count in what others see: a meeting by
// invitation has letters after its day, and an organisation's own ones have a
// series of their own. Action items that wait for such a meeting are put on its list.
func (d *Desk) NewMeeting(ctx context.Context, n schema.MeetingPlan) (schema.Meeting, error) {
	return command(ctx, d, func(t *tx) (schema.Meeting, error) {
		if err := schema.MayCall(d.who, n); err != nil {
			return schema.Meeting{}, err
		}
		row, err := t.plannedMeeting(d.who, n)
		if err != nil {
			return schema.Meeting{}, err
		}
		if row, err = d.addMeeting(t, row); err != nil {
			return schema.Meeting{}, err
		}
		if err := t.takeWaiting(d.who, row); err != nil {
			return schema.Meeting{}, err
		}
		if row, err = t.meetingByID(d.who, row.ID); err != nil {
			return schema.Meeting{}, err
		}
		return d.fullMeeting(t.reads, row)
	})
}

// addMeeting numbers the row and writes it, tells of it, and puts on its agenda
// what is owed to such a meeting.
func (d *Desk) addMeeting(t *tx, row meetingRow) (meetingRow, error) {
	var err error
	if row.Ref, err = t.numberMeeting(d.who, row); err != nil {
		return row, err
	}
	if row.ID, err = t.freshID("meeting", schema.NounMeeting); err != nil {
		return row, err
	}
	_, err = t.exec(`INSERT INTO meeting (id, ref, version, format, title, starts_at, place, state, circle, internal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		row.ID, row.Ref, row.Version, row.Format, row.Title, row.StartsAt, row.Place, row.State, row.Circle, row.Internal)
	if err != nil {
		return row, err
	}
	if err := t.tellMeeting(d.who, schema.VerbNew, gathering{}, gathering{meetingRow: row}, ""); err != nil {
		return row, err
	}
	if row.Circle != "" {
		return row, nil
	}
	return row, d.debrief(t, row)
}

// plannedMeeting is the row of a new meeting, as far as it is known before it has a reference.
func (t *tx) plannedMeeting(who schema.Actor, n schema.MeetingPlan) (meetingRow, error) {
	var c cleaner
	row := meetingRow{Version: 1, Format: n.Format, Title: c.line("title", n.Title), StartsAt: stamp(n.Starts), Place: c.line("place", n.Place),
		State: schema.MeetingDraft}
	c.check(row.Title != "", schema.WhyEmpty, "title", "")
	c.check(!n.Starts.IsZero(), schema.WhyDate, "starts_at", "")
	c.check(slices.Contains(schema.MeetingFormats, n.Format), schema.WhyUnknown, "format", string(n.Format))
	c.check(len(n.Invited) == 0 || (n.Format.ByInvitation() && !n.Internal), schema.WhyUnknown, "invited", strings.Join(n.Invited, " "))
	if c.err != nil {
		return row, c.err
	}
	switch {
	case n.Internal:
		row.Internal, row.Circle = who.OrgCode, storedCircle([]string{who.OrgCode})
	case n.Format.ByInvitation():
		invited, err := t.invitees(n.Invited)
		row.Circle = storedCircle(append(invited, who.OrgCode))
		return row, err
	}
	return row, nil
}

// invitees checks the codes of organisations to be invited.
func (t *tx) invitees(codes []string) ([]string, error) {
	var out []string
	for _, code := range codes {
		o, err := t.organisation(strings.ToLower(code))
		switch {
		case missing(err):
			return nil, schema.Invalid(schema.WhyUnknown, "organisation", code)
		case err != nil:
			return nil, err
		case o.Disabled:
			return nil, schema.Invalid(schema.WhyDisabled, "organisation", code)
		}
		out = append(out, o.Code)
	}
	return out, nil
}

// numberMeeting is the reference of a new meeting.
func (t *tx) numberMeeting(who schema.Actor, row meetingRow) (string, error) {
	day, prefix := schema.DateOf(instant(row.StartsAt), t.db.location()), ""
	switch {
	case row.Internal != "":
		o, err := t.organisation(who.OrgCode)
		if err != nil {
			return "", err
		}
		prefix = o.Prefix
	case row.Circle != "":
		return t.uncounted(day.String()+"-", `SELECT count(*) FROM meeting WHERE ref = ?`)
	}
	for n := 1; ; n++ {
		ref := schema.MeetingRef(prefix, day, n)
		var taken int
		if err := t.one(&taken, `SELECT count(*) FROM meeting WHERE ref = ?`, ref); err != nil || taken == 0 {
			return ref, err
		}
	}
}

// takeWaiting puts the pending action items that wait for a meeting of this
// circle on its list, when it is the next one.
func (t *tx) takeWaiting(who schema.Actor, m meetingRow) error {
	next, err := t.nextIn(m.Circle, m.Internal, 0)
	if err != nil || next.ID != m.ID || m.Internal != "" {
		return err
	}
	waiting, err := t.actionRows(`a.open = 1 AND a.meeting_id = 0 AND a.internal = 0 AND a.circle = ?`, m.Circle)
	if err != nil {
		return err
	}
	for _, was := range waiting {
		now := was
		now.to(m)
		now.Version++
		if err := t.saveAction(&now); err != nil {
			return err
		}
		if err := t.tellAction(who, schema.VerbCarry, was, now, ""); err != nil {
			return err
		}
	}
	return nil
}

// actionRows reads action items, whoever may know of them, by reference.
func (r reads) actionRows(where string, args ...any) ([]actionRow, error) {
	var rows []actionRow
	err := r.all(&rows, `SELECT `+actionColumns+` FROM action_item a WHERE `+where+` ORDER BY a.ref_key`, args...)
	return rows, err
}
