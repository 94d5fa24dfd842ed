package store

import (
	"context"
	"slices"
	"time"

	"contactgroup/schema"
)

// cadenceColumns hold the cadence of each kind of meetings.
var cadenceColumns = map[schema.MeetingFormat]string{
	schema.MeetingPlenary: "cadence", schema.MeetingRestricted: "cadence_restricted", schema.MeetingWorkingGroup: "cadence_working_group",
}

// Rhythm returns how often meetings of a kind are held and, of the whole group,
// when it would meet next after its last plenary. Of meetings by invitation the
// zero Rhythm is told to all but those who lead the group.
func (d *Desk) Rhythm(ctx context.Context, f schema.MeetingFormat) (schema.Rhythm, error) {
	var out schema.Rhythm
	err := d.view(ctx, func(r reads) (err error) {
		out, err = d.rhythm(r, f)
		return err
	})
	return out, err
}

func (d *Desk) rhythm(r reads, f schema.MeetingFormat) (schema.Rhythm, error) {
	var out schema.Rhythm
	column, known := cadenceColumns[f]
	if !known {
		return out, schema.Invalid(schema.WhyUnknown, string(schema.FieldFormat), string(f))
	}
	if !schema.MayKnowCadence(d.who, f) {
		return out, nil
	}
	if err := r.one(&out.Every, `SELECT `+column+` FROM group_info WHERE id = 1`); err != nil || f.ByInvitation() {
		return out, err
	}
	last, err := r.lastOf(meetingRow{Format: f})
	out.Next = out.Every.Next(last, d.Now(), d.db.location())
	return out, err
}

// lastOf is when the last meeting of the kind and circle of m begins; zero: there is none.
func (r reads) lastOf(m meetingRow) (time.Time, error) {
	var last int64
	err := r.one(&last, `SELECT coalesce(max(m.starts_at), 0) FROM meeting m WHERE m.format = ? AND m.circle = ? AND m.internal = ?`, m.Format, m.Circle, m.Internal)
	return instant(last), err
}

// follows is when the meeting after m would be held by the cadence of its kind;
// zero where one of its circle is planned already, and without a cadence.
func (d *Desk) follows(r reads, m meetingRow) (time.Time, error) {
	if m.Internal != "" {
		return time.Time{}, nil
	}
	if _, err := r.nextIn(m.Circle, m.Internal, m.ID); !isNotFound(err) {
		return time.Time{}, err
	}
	rhythm, err := d.rhythm(r, m.Format)
	if err != nil {
		return time.Time{}, err
	}
	last, err := r.lastOf(m)
	return rhythm.Every.Next(last, d.Now(), d.db.location()), err
}

// SetCadence says how often meetings of a kind are held; empty: as it comes. The
// chair and the secretariat may; of meetings by invitation nobody else is told.
// Meetings that are planned stay where they are.
func (d *Desk) SetCadence(ctx context.Context, f schema.MeetingFormat, c schema.Cadence) (schema.Rhythm, error) {
	return command(ctx, d, func(t *tx) (schema.Rhythm, error) {
		if err := schema.MayLead(d.who, schema.VerbCadence); err != nil {
			return schema.Rhythm{}, err
		}
		if c != "" && !slices.Contains(schema.Cadences, c) {
			return schema.Rhythm{}, schema.Invalid(schema.WhyUnknown, string(schema.FieldCadence), string(c))
		}
		was, err := d.rhythm(t.reads, f)
		if err != nil || was.Every == c {
			return was, err
		}
		n, err := t.exec(`UPDATE group_info SET `+cadenceColumns[f]+` = ? WHERE id = 1 AND `+cadenceColumns[f]+` = ?`, c, was.Every)
		if err == nil && n != 1 {
			err = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: schema.VerbCadence, Noun: schema.NounMeeting}
		}
		if err != nil {
			return schema.Rhythm{}, err
		}
		circle := ""
		if f.ByInvitation() {
			circle = circleMark(d.who.OrgCode)
		}
		audiences, err := t.within(circle)
		if err != nil {
			return schema.Rhythm{}, err
		}
		t.record(record{Actor: d.who, Verb: schema.VerbCadence, Noun: schema.NounMeeting, Ref: string(schema.FieldCadence), Audiences: audiences,
			Changes: []schema.Change{{Field: schema.FieldFormat, To: string(f)}, {Field: schema.FieldCadence, From: string(was.Every), To: string(c)}}})
		return d.rhythm(t.reads, f)
	})
}
