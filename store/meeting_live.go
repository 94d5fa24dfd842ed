package store

import (
	"context"
	"slices"
	"time"

	"contactgroup/schema"
)

// treat makes point n the one that is treated and runs its timer. Coming to the
// point at which the meeting is already does no more than run it again.
func (s *sitting) treat(n int) error {
	if n < 1 || n > len(s.now.Points) {
		return schema.Invalid(schema.WhyUnknown, "point", count(n))
	}
	if n == s.now.LivePoint && s.now.LiveSince != 0 {
		return nil
	}
	s.stopTimer()
	s.now.LivePoint, s.now.LiveSince = n, stamp(s.t.now)
	return nil
}

// stopTimer adds the time since the timer runs to its point; without one it does nothing.
func (s *sitting) stopTimer() {
	if i := s.now.LivePoint - 1; s.now.LiveSince != 0 && i >= 0 && i < len(s.now.Points) {
		s.now.Points[i].Spent += int(max(s.t.now.Sub(instant(s.now.LiveSince)), 0) / time.Second)
	}
	s.now.LiveSince = 0
}

// renumber numbers the points in their order. The one that is treated stays the
// one it was; when it is gone the timer stands.
func (s *sitting) renumber() {
	live := slices.IndexFunc(s.now.Points, func(p point) bool { return p.N != 0 && p.N == s.was.LivePoint })
	for i := range s.now.Points {
		s.now.Points[i].N = i + 1
	}
	if s.now.LivePoint = live + 1; live < 0 {
		s.now.LiveSince = 0
	}
}

// decide adds a decision, or words the n-th anew.
func (s *sitting) decide(n int, text string) error {
	var c cleaner
	text = c.text("text", text)
	c.check(text != "", schema.WhyNeedsText, "text", "")
	c.check(n >= 0 && n <= len(s.now.Decisions), schema.WhyUnknown, "decision", count(n))
	switch {
	case c.err != nil:
	case n == 0:
		s.now.Decisions = append(s.now.Decisions, schema.Decision{N: len(s.now.Decisions) + 1, Text: text})
	default:
		s.now.Decisions[n-1].Text = text
	}
	return c.err
}

// Rhythm returns how often the whole group meets and when it would next, after
// its last plenary. All members may know.
func (d *Desk) Rhythm(ctx context.Context) (schema.Rhythm, error) {
	var out schema.Rhythm
	err := d.view(ctx, func(r reads) (err error) {
		out, err = d.rhythm(r)
		return err
	})
	return out, err
}

func (d *Desk) rhythm(r reads) (schema.Rhythm, error) {
	var out schema.Rhythm
	if err := r.one(&out.Every, `SELECT cadence FROM group_info WHERE id = 1`); err != nil {
		return out, err
	}
	var last int64
	err := r.one(&last, `SELECT coalesce(max(m.starts_at), 0) FROM meeting m WHERE m.format = ? AND m.circle = '' AND m.internal = ''`, schema.MeetingPlenary)
	out.Next = out.Every.Next(instant(last), d.Now(), d.db.location())
	return out, err
}

// SetCadence says how often the whole group meets; empty: as it comes. The chair
// and the secretariat may. Meetings that are planned stay where they are.
func (d *Desk) SetCadence(ctx context.Context, c schema.Cadence) (schema.Rhythm, error) {
	return command(ctx, d, func(t *tx) (schema.Rhythm, error) {
		if err := schema.MayLead(d.who, schema.VerbCadence); err != nil {
			return schema.Rhythm{}, err
		}
		if c != "" && !slices.Contains(schema.Cadences, c) {
			return schema.Rhythm{}, schema.Invalid(schema.WhyUnknown, string(schema.FieldCadence), string(c))
		}
		was, err := d.rhythm(t.reads)
		if err != nil || was.Every == c {
			return was, err
		}
		n, err := t.exec(`UPDATE group_info SET cadence = ? WHERE id = 1 AND cadence = ?`, c, was.Every)
		if err == nil && n != 1 {
			err = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: schema.VerbCadence, Noun: schema.NounMeeting}
		}
		if err != nil {
			return schema.Rhythm{}, err
		}
		audiences, err := t.within("")
		if err != nil {
			return schema.Rhythm{}, err
		}
		t.record(record{Actor: d.who, Verb: schema.VerbCadence, Noun: schema.NounMeeting, Ref: string(schema.FieldCadence), Audiences: audiences,
			Changes: []schema.Change{{Field: schema.FieldCadence, From: string(was.Every), To: string(c)}}})
		return d.rhythm(t.reads)
	})
}
