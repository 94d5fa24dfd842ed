package store

import (
	"context"
	"slices"

	"contactgroup/schema"
)

// close freezes the minutes and carries over what is pending: to the next
// meeting of the circle, or to the one that is drafted as plan says.
func (s *sitting) close(plan schema.MeetingPlan, point string) error {
	register, err := s.t.register(s.now.meetingRow)
	if err != nil {
		return err
	}
	if _, err := s.freeze(register); err != nil {
		return err
	}
	for _, a := range register {
		if _, err := s.t.exec(`UPDATE action_item SET frozen = 1 WHERE id = ?`, a.ID); err != nil {
			return err
		}
	}
	next, drafted, err := s.after(plan)
	if err != nil {
		return err
	}
	inside, err := s.t.besides(s.now.meetingRow)
	if err != nil {
		return err
	}
	var carried []string
	for i, was := range append(register, inside...) {
		if !was.goesOn(next) {
			continue
		}
		if i < len(register) {
			carried = append(carried, was.Ref)
		}
		now := was
		now.Frozen = true
		now.to(next)
		now.Carried++
		now.Version++
		if err := s.t.saveAction(&now); err != nil {
			return err
		}
		if err := s.t.tellAction(s.d.who, schema.VerbCarry, was, now, ""); err != nil {
			return err
		}
	}
	if !drafted || point == "" || len(carried) == 0 {
		return nil
	}
	return s.d.putOnAgenda(s.t, next.ID, schema.AgendaPoint{Title: point, Links: carried})
}

// after is the next meeting of the circle. Where none is planned, one is drafted
// by the cadence of its kind if plan has a title for it; the zero row: there is none.
func (s *sitting) after(plan schema.MeetingPlan) (next meetingRow, drafted bool, err error) {
	next, err = s.t.nextIn(s.now.Circle, s.now.Internal, s.now.ID)
	if !isNotFound(err) || plan.Title == "" {
		if isNotFound(err) {
			err = nil
		}
		return next, false, err
	}
	starts, err := s.d.follows(s.t.reads, s.now.meetingRow)
	if err != nil || starts.IsZero() {
		return next, false, err
	}
	var c cleaner
	next = meetingRow{Version: 1, Format: s.now.Format, Title: c.line("title", plan.Title), StartsAt: stamp(starts), Place: s.now.Place,
		State: schema.MeetingDraft, Circle: s.now.Circle}
	if c.err != nil {
		return next, false, c.err
	}
	next, err = s.d.addMeeting(s.t, next)
	return next, err == nil, err
}

// goesOn reports whether closing carries the item over to the next meeting, the
// zero one when there is none.
func (a actionRow) goesOn(next meetingRow) bool {
	return !a.State.Terminal() && (a.MeetingID != next.ID || next.ID == 0)
}

// register are the action items that a meeting looks at: all pending ones of
// its circle, and those on its own list that are settled; by reference.
func (r reads) register(m meetingRow) ([]actionRow, error) {
	if m.Internal != "" {
		return r.actionRows(`a.internal = 1 AND a.owner = ? AND a.meeting_id = ?`, m.Internal, m.ID)
	}
	rows, err := r.actionRows(`a.internal = 0 AND a.circle = ? AND (a.open = 1 OR a.meeting_id = ?)`, m.Circle, m.ID)
	if err != nil {
		return nil, err
	}
	later, err := r.laterMeetings(m)
	return slices.DeleteFunc(rows, func(a actionRow) bool { return slices.Contains(later, a.MeetingID) }), err
}

// besides are the pending items of one organisation alone that it put on the
// list of a meeting of more: they go with the others.
func (r reads) besides(m meetingRow) ([]actionRow, error) {
	return r.actionRows(`a.internal = 1 AND a.open = 1 AND a.meeting_id = ? AND ? = ''`, m.ID, m.Internal)
}

// laterMeetings are those whose items this one does not carry: they are to come after it.
func (r reads) laterMeetings(m meetingRow) ([]schema.ID, error) {
	var out []schema.ID
	err := r.all(&out, `SELECT m.id FROM meeting m WHERE m.id <> ? AND m.starts_at >= ? AND m.state IN (?) AND m.circle = ? AND m.internal = ?`,
		m.ID, m.StartsAt, []schema.MeetingState{schema.MeetingDraft, schema.MeetingConvened, schema.MeetingHeld}, m.Circle, m.Internal)
	return out, err
}

// Closing tells what closing the meeting would do now, as far as the member may
// see it. It answers as Meet does with VerbClose; nothing is written.
func (d *Desk) Closing(ctx context.Context, id schema.ID) (schema.Closing, error) {
	var out schema.Closing
	err := d.view(ctx, func(r reads) error {
		out = schema.Closing{}
		m, err := r.meetingByID(d.who, id)
		if err != nil {
			return err
		}
		if _, err := schema.MayMeet(d.who, schema.VerbClose, m.meeting()); err != nil {
			return err
		}
		if err := r.one(&out.Decisions, `SELECT count(*) FROM decision WHERE meeting_id = ?`, id); err != nil {
			return err
		}
		next, err := r.nextIn(m.Circle, m.Internal, id)
		if err != nil && !isNotFound(err) {
			return err
		}
		out.Next = next.Ref
		if out.Drafts, err = d.follows(r, m); err != nil {
			return err
		}
		register, err := r.register(m)
		if err != nil {
			return err
		}
		inside, err := r.besides(m)
		if err != nil {
			return err
		}
		for _, row := range append(register, inside...) {
			switch x := row.action(); {
			case !schema.MaySeeAction(d.who, x):
			case row.goesOn(next):
				out.Carried = append(out.Carried, x)
			case row.State.Terminal():
				out.Settled = append(out.Settled, x)
			}
		}
		return nil
	})
	return out, err
}

// freeze writes version 1 of the minutes.
func (s *sitting) freeze(register []actionRow) (schema.Minutes, error) {
	m := s.now.meeting()
	for _, p := range s.now.Points {
		m.Agenda = append(m.Agenda, p.AgendaPoint)
	}
	m.Attendance, m.Decisions = s.now.Attendance, s.now.Decisions
	actions := make([]schema.Action, len(register))
	for i, a := range register {
		actions[i] = a.action()
	}
	first := schema.MinutesOf(m, actions, schema.DateOf(s.t.now, s.t.db.location()))
	return first, s.keepMinutes(first, nil)
}
