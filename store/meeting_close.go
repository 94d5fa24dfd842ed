package store

import (
	"slices"

	"contactgroup/schema"
)

// close freezes the minutes and carries over what is pending.
func (s *sitting) close() error {
	register, err := s.register()
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
	next, err := s.t.nextIn(s.now.Circle, s.now.Internal, s.now.ID)
	if err != nil && !isNotFound(err) {
		return err
	}
	// Items of one organisation alone that it put on this meeting's list go with the others.
	inside, err := s.t.actionRows(`a.internal = 1 AND a.open = 1 AND a.meeting_id = ? AND ? = ''`, s.now.ID, s.now.Internal)
	if err != nil {
		return err
	}
	for _, was := range append(register, inside...) {
		if was.State.Terminal() || (was.MeetingID == next.ID && next.ID != 0) {
			continue
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
	return nil
}

// register are the action items that the meeting looks at: all pending ones of
// its circle, and those on its own list that are settled; by reference.
func (s *sitting) register() ([]actionRow, error) {
	if s.now.Internal != "" {
		return s.t.actionRows(`a.internal = 1 AND a.owner = ? AND a.meeting_id = ?`, s.now.Internal, s.now.ID)
	}
	rows, err := s.t.actionRows(`a.internal = 0 AND a.circle = ? AND (a.open = 1 OR a.meeting_id = ?)`, s.now.Circle, s.now.ID)
	if err != nil {
		return nil, err
	}
	later, err := s.laterMeetings()
	return slices.DeleteFunc(rows, func(a actionRow) bool { return slices.Contains(later, a.MeetingID) }), err
}

// laterMeetings are those whose items this one does not carry: they are to come after it.
func (s *sitting) laterMeetings() ([]schema.ID, error) {
	var out []schema.ID
	err := s.t.all(&out, `SELECT m.id FROM meeting m WHERE m.id <> ? AND m.starts_at >= ? AND m.state IN (?) AND m.circle = ? AND m.internal = ?`,
		s.now.ID, s.now.StartsAt, []schema.MeetingState{schema.MeetingDraft, schema.MeetingConvened, schema.MeetingHeld}, s.now.Circle, s.now.Internal)
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
