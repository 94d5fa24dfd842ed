package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// meetingRow is a row of meeting.
type meetingRow struct {
	ID       schema.ID
	Ref      string
	Version  int
	Format   schema.MeetingFormat
	Title    string
	StartsAt int64 `db:"starts_at"`
	Place    string
	State    schema.MeetingState
}

const meetingColumns = `id, ref, version, format, title, starts_at, place, state`

func (m meetingRow) meeting() schema.Meeting {
	return schema.Meeting{ID: m.ID, Ref: m.Ref, Rev: m.Version, Format: m.Format, Title: m.Title, Starts: instant(m.StartsAt),
		Place: m.Place, State: m.State}
}

// NextMeeting as a reference means the earliest meeting that is a draft or convened.
const NextMeeting = "next"

// Meetings returns all meetings, newest first, without agenda, attendance and decisions.
func (d *Desk) Meetings(ctx context.Context) ([]schema.Meeting, error) {
	var out []schema.Meeting
	err := d.view(ctx, func(r reads) error {
		out = nil
		var rows []meetingRow
		err := r.all(&rows, `SELECT `+meetingColumns+` FROM meeting ORDER BY starts_at DESC, id DESC`)
		for _, row := range rows {
			out = append(out, row.meeting())
		}
		return err
	})
	return out, err
}

// Meeting returns the meeting with that reference, or the next one, in full.
func (d *Desk) Meeting(ctx context.Context, ref string) (schema.Meeting, error) {
	var m schema.Meeting
	err := d.view(ctx, func(r reads) (err error) {
		if m, err = r.meeting(ref); err == nil {
			m, err = r.minutes(m)
		}
		return err
	})
	return m, err
}

// meeting finds a meeting by reference or NextMeeting, without its minutes.
func (r reads) meeting(ref string) (schema.Meeting, error) {
	var row meetingRow
	var err error
	if strings.EqualFold(ref, NextMeeting) {
		err = r.one(&row, `SELECT `+meetingColumns+` FROM meeting WHERE state IN (?) ORDER BY starts_at, id LIMIT 1`,
			[]schema.MeetingState{schema.MeetingDraft, schema.MeetingConvened})
	} else {
		err = r.one(&row, `SELECT `+meetingColumns+` FROM meeting WHERE ref = ?`, ref)
	}
	if missing(err) {
		return schema.Meeting{}, schema.NotFound(ref)
	}
	return row.meeting(), err
}

// minutes adds agenda, attendance and decisions to m.
func (r reads) minutes(m schema.Meeting) (schema.Meeting, error) {
	if err := r.all(&m.Agenda, `SELECT n, title, rapporteur, minutes FROM agenda_point WHERE meeting_id = ? ORDER BY n`, m.ID); err != nil {
		return m, err
	}
	if err := r.all(&m.Attendance, `SELECT org, person, mode FROM attendance WHERE meeting_id = ? ORDER BY n`, m.ID); err != nil {
		return m, err
	}
	return m, r.all(&m.Decisions, `SELECT n, text FROM decision WHERE meeting_id = ? ORDER BY n`, m.ID)
}

// SaveMeeting puts a meeting on record whole, a new one when m.ID is zero; the
// secretariat and the chair may. Agenda points and decisions are numbered in
// their order, the reference is the meeting's day and stays when it is moved.
// An existing meeting is replaced at m.Rev (0: as it is now), and no more once
// it is closed.
func (d *Desk) SaveMeeting(ctx context.Context, m schema.Meeting) (schema.Meeting, error) {
	if err := schema.MayAddAction(d.who, schema.ActionDraft{}); err != nil { // who keeps the shared actions keeps the meetings
		return schema.Meeting{}, err
	}
	return command(ctx, d, func(t *tx) (schema.Meeting, error) {
		next, err := t.cleanMeeting(m)
		if err != nil {
			return next, err
		}
		was := schema.Meeting{}
		if m.ID == 0 {
			next, err = t.insertMeeting(next)
		} else {
			was, next, err = t.replaceMeeting(d.who, next)
		}
		if err != nil {
			return next, err
		}
		if err := t.writeMinutes(next); err != nil {
			return next, err
		}
		verb := schema.VerbEdit
		if m.ID == 0 {
			verb = schema.VerbNew
		}
		audiences, err := t.everybody()
		t.record(record{Actor: d.who, Verb: verb, Noun: schema.NounMeeting, Subject: next.ID, Ref: next.Ref, Text: next.Title, Audiences: audiences,
			Changes: []schema.Change{{Field: schema.FieldState, From: string(was.State), To: string(next.State)}}})
		return next, err
	})
}

func (t *tx) insertMeeting(m schema.Meeting) (schema.Meeting, error) {
	day := schema.DateOf(m.Starts, t.db.location()).String()
	var taken []string
	if err := t.all(&taken, `SELECT ref FROM meeting WHERE ref = ? OR ref LIKE ?`, day, day+"-%"); err != nil {
		return m, err
	}
	m.Ref, m.Rev = day, 1
	for n := 2; slices.Contains(taken, m.Ref); n++ {
		m.Ref = fmt.Sprintf("%s-%d", day, n)
	}
	id, err := t.insert(`INSERT INTO meeting (ref, version, format, title, starts_at, place, state) VALUES (?, 1, ?, ?, ?, ?, ?) RETURNING id`,
		m.Ref, m.Format, m.Title, stamp(m.Starts), m.Place, m.State)
	m.ID = id
	return m, err
}

// replaceMeeting returns the meeting as it was and as it is now.
func (t *tx) replaceMeeting(who schema.Actor, m schema.Meeting) (was, now schema.Meeting, err error) {
	var row meetingRow
	err = t.one(&row, `SELECT `+meetingColumns+` FROM meeting WHERE id = ?`+t.db.engine.forUpdate, m.ID)
	if missing(err) {
		return was, m, schema.NotFound(m.Ref)
	}
	if err != nil {
		return was, m, err
	}
	was = row.meeting()
	refused := schema.Fault{Verb: schema.VerbEdit, Ref: was.Ref, State: schema.State(was.State), Rev: was.Rev}
	switch {
	case m.Rev != 0 && m.Rev != was.Rev:
		refused.Class, refused.Why = schema.ErrStale, schema.WhyChanged
		refused.By, err = t.lastActor(who, schema.NounMeeting, was.ID)
		if err != nil {
			return was, m, err
		}
		return was, m, &refused
	case was.State == schema.MeetingClosed:
		refused.Class, refused.Why = schema.ErrState, schema.WhyTerminal
		return was, m, &refused
	}
	m.Ref, m.Rev = was.Ref, was.Rev+1
	_, err = t.exec(`UPDATE meeting SET version = ?, format = ?, title = ?, starts_at = ?, place = ?, state = ? WHERE id = ?`,
		m.Rev, m.Format, m.Title, stamp(m.Starts), m.Place, m.State, m.ID)
	return was, m, err
}

// writeMinutes replaces agenda, attendance and decisions by those of m.
func (t *tx) writeMinutes(m schema.Meeting) error {
	for _, table := range []string{"agenda_point", "attendance", "decision"} {
		if _, err := t.exec(`DELETE FROM `+table+` WHERE meeting_id = ?`, m.ID); err != nil {
			return err
		}
	}
	var agenda, attendance, decisions [][]any
	for _, p := range m.Agenda {
		agenda = append(agenda, []any{m.ID, p.N, p.Title, p.Rapporteur, p.Minutes})
	}
	for i, a := range m.Attendance {
		attendance = append(attendance, []any{m.ID, i + 1, a.Org, a.Person, a.Mode})
	}
	for _, c := range m.Decisions {
		decisions = append(decisions, []any{m.ID, c.N, c.Text})
	}
	if err := t.insertRows(`INSERT INTO agenda_point (meeting_id, n, title, rapporteur, minutes)`, agenda); err != nil {
		return err
	}
	if err := t.insertRows(`INSERT INTO attendance (meeting_id, n, org, person, mode)`, attendance); err != nil {
		return err
	}
	return t.insertRows(`INSERT INTO decision (meeting_id, n, text)`, decisions)
}

// attendanceModes are how somebody can attend.
var attendanceModes = []string{"present", "remote", "excused"}

// cleanMeeting returns m as it is stored, or what is wrong with it.
func (t *tx) cleanMeeting(m schema.Meeting) (schema.Meeting, error) {
	c := cleaner{}
	m.Title, m.Place = c.line("title", m.Title), c.line("place", m.Place)
	m.Agenda, m.Attendance, m.Decisions = slices.Clone(m.Agenda), slices.Clone(m.Attendance), slices.Clone(m.Decisions)
	known := map[string]bool{"": true}
	orgs, err := t.organisations()
	if err != nil {
		return m, err
	}
	for _, o := range orgs {
		known[o.Code] = true
	}
	c.check(m.Title != "", schema.WhyEmpty, "title", "")
	c.check(!m.Starts.IsZero(), schema.WhyDate, "starts", "")
	c.check(slices.Contains([]schema.MeetingFormat{schema.MeetingPlenary, schema.MeetingRestricted, schema.MeetingWorkingGroup}, m.Format),
		schema.WhyUnknown, "format", string(m.Format))
	c.check(slices.Contains([]schema.MeetingState{schema.MeetingDraft, schema.MeetingConvened, schema.MeetingHeld, schema.MeetingClosed}, m.State),
		schema.WhyUnknown, "state", string(m.State))
	for i, p := range m.Agenda {
		m.Agenda[i] = schema.AgendaPoint{N: i + 1, Title: c.line("title", p.Title), Rapporteur: p.Rapporteur, Minutes: max(p.Minutes, 0)}
		c.check(known[p.Rapporteur], schema.WhyUnknown, "organisation", p.Rapporteur)
	}
	for i, a := range m.Attendance {
		m.Attendance[i].Person = c.line("person", a.Person)
		c.check(a.Org != "" && known[a.Org], schema.WhyUnknown, "organisation", a.Org)
		c.check(slices.Contains(attendanceModes, a.Mode), schema.WhyUnknown, "mode", a.Mode)
	}
	for i, x := range m.Decisions {
		m.Decisions[i] = schema.Decision{N: i + 1, Text: c.text("text", x.Text)}
	}
	return m, c.err
}

// location is the group's time zone.
func (db *DB) location() *time.Location {
	loc, err := time.LoadLocation(db.Group().Zone)
	if err != nil {
		return schema.Paris
	}
	return loc
}

// cleaner makes the texts of one thing fit to be stored and keeps the first thing that is wrong.
type cleaner struct{ err error }

func (c *cleaner) line(field, s string) string {
	clean, err := schema.CleanLine(field, s)
	c.keep(err)
	return clean
}

func (c *cleaner) text(field, s string) string {
	clean, err := schema.CleanText(field, s, schema.MaxText)
	c.keep(err)
	return clean
}

func (c *cleaner) check(right bool, why schema.Reason, field, value string) {
	if !right {
		c.keep(schema.Invalid(why, field, value))
	}
}

func (c *cleaner) keep(err error) {
	if c.err == nil {
		c.err = err
	}
}
