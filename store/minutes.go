package store

import (
	"context"
	"encoding/json"
	"slices"

	"contactgroup/schema"
)

// minutesRow is a row of minutes.
type minutesRow struct {
	Version int
	At      int64
	Reason  string
	Changes string
	Hash    string
	Body    string
	Erased  string
}

const minutesColumns = `version, at, reason, changes, hash, body, erased`

// versions are the versions of a meeting's minutes, oldest first.
func (r reads) versions(meeting schema.ID) ([]schema.MinutesVersion, error) {
	var rows []minutesRow
	if err := r.all(&rows, `SELECT `+minutesColumns+` FROM minutes WHERE meeting_id = ? ORDER BY version`, meeting); err != nil {
		return nil, err
	}
	var out []schema.MinutesVersion
	for _, row := range rows {
		v := schema.MinutesVersion{N: row.Version, At: instant(row.At), Reason: row.Reason, Hash: row.Hash, Erased: day(row.Erased)}
		if row.Changes != "" {
			if err := json.Unmarshal([]byte(row.Changes), &v.Changes); err != nil {
				return nil, err
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// Minutes returns the bytes of one version of a closed meeting's minutes, as
// they were frozen and hashed; version 0 is the newest. ErrNotFound when the
// meeting is hidden, ErrState with WhyNoVersion when there is no such version.
func (d *Desk) Minutes(ctx context.Context, ref string, version int) ([]byte, error) {
	var body string
	err := d.view(ctx, func(r reads) error {
		m, err := r.meeting(d.who, ref)
		if err != nil {
			return err
		}
		err = r.one(&body, `SELECT body FROM minutes WHERE meeting_id = ? AND (version = ? OR ? = 0) ORDER BY version DESC LIMIT 1`, m.ID, version, version)
		if missing(err) {
			err = &schema.Fault{Class: schema.ErrState, Why: schema.WhyNoVersion, Noun: schema.NounMeeting, Ref: m.Ref, State: schema.State(m.State), Rev: m.Version, Value: count(version)}
		}
		if err == nil && body == "" {
			err = m.erased(schema.VerbRead)
		}
		return err
	})
	return []byte(body), err
}

// erased refuses what the meeting's papers told before they were erased.
func (m meetingRow) erased(v schema.Verb) error {
	return &schema.Fault{Class: schema.ErrState, Why: schema.WhyErased, Verb: v, Noun: schema.NounMeeting, Ref: m.Ref, State: schema.State(m.State), Rev: m.Version}
}

// keepMinutes writes one version of the meeting's minutes.
func (s *sitting) keepMinutes(m schema.Minutes, changes []schema.Change) error {
	body, err := m.Canonical()
	if err != nil {
		return err
	}
	list := ""
	if len(changes) > 0 {
		text, err := json.Marshal(changes)
		if err != nil {
			return err
		}
		list = string(text)
	}
	hash := schema.MinutesHash(body)
	s.frozen = append(s.frozen, schema.Change{Field: schema.FieldMinutes, From: count(m.Version - 1), To: count(m.Version) + " sha256:" + hash})
	_, err = s.t.exec(`INSERT INTO minutes (meeting_id, version, at, reason, changes, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		s.now.ID, m.Version, stamp(s.t.now), m.Reason, list, hash, string(body))
	return err
}

// correct makes the next version of the minutes, and what it corrects true of
// the meeting and of its action items too. The minutes of a meeting that was
// closed before minutes were kept begin with what is on record of it.
func (s *sitting) correct(c schema.Correction, reason string) error {
	clean, err := s.cleanCorrection(c)
	if err != nil {
		return err
	}
	var last minutesRow
	err = s.t.one(&last, `SELECT `+minutesColumns+` FROM minutes WHERE meeting_id = ? ORDER BY version DESC LIMIT 1`, s.now.ID)
	var old schema.Minutes
	switch {
	case missing(err):
		if old, err = s.freeze(nil); err != nil {
			return err
		}
	case err != nil:
		return err
	default:
		if err := json.Unmarshal([]byte(last.Body), &old); err != nil {
			return err
		}
	}
	next, changes, err := old.Corrected(clean, reason)
	if err != nil {
		return err
	}
	if err := s.keepMinutes(next, changes); err != nil {
		return err
	}
	s.now.Title, s.now.Place, s.now.Attendance, s.now.Decisions = next.Title, next.Place, nil, nil
	for _, a := range next.Attendance {
		s.now.Attendance = append(s.now.Attendance, schema.Attendance(a))
	}
	for _, x := range next.Decisions {
		s.now.Decisions = append(s.now.Decisions, schema.Decision(x))
	}
	return s.rewordActions(clean.Actions)
}

// cleanCorrection is a correction as it is stored.
func (s *sitting) cleanCorrection(c schema.Correction) (schema.Correction, error) {
	var clean cleaner
	out := schema.Correction{Decisions: slices.Clone(c.Decisions), Actions: slices.Clone(c.Actions), Attendance: slices.Clone(c.Attendance)}
	for _, line := range []struct {
		name string
		from *string
		to   **string
	}{{"title", c.Title, &out.Title}, {"place", c.Place, &out.Place}} {
		if line.from != nil {
			text := clean.line(line.name, *line.from)
			*line.to = &text
		}
	}
	clean.check(out.Title == nil || *out.Title != "", schema.WhyEmpty, "title", "")
	for i, x := range out.Decisions {
		out.Decisions[i].Text = clean.text("text", x.Text)
		clean.check(out.Decisions[i].Text != "", schema.WhyNeedsText, "text", "")
	}
	for i, x := range out.Actions {
		out.Actions[i].Text = clean.text("text", x.Text)
		clean.check(out.Actions[i].Text != "", schema.WhyNeedsText, "text", "")
	}
	for i, a := range out.Attendance {
		out.Attendance[i].Person = clean.name("person", a.Person)
		clean.check(slices.Contains(schema.AttendanceModes, a.Mode), schema.WhyUnknown, "mode", a.Mode)
		clean.keep(s.meets(a.Org, "organisation"))
	}
	return out, clean.err
}

// rewordActions gives action items the wording that corrected minutes hold.
func (s *sitting) rewordActions(words []schema.ActionText) error {
	for _, word := range words {
		rows, err := s.t.actionRows(`a.ref = ?`, word.Ref)
		if err != nil {
			return err
		}
		for _, was := range rows {
			now := was
			now.Text = word.Text
			now.Version++
			if err := s.t.saveAction(&now); err != nil {
				return err
			}
			if err := s.t.tellAction(s.d.who, schema.VerbCorrect, was, now, ""); err != nil {
				return err
			}
		}
	}
	return nil
}
