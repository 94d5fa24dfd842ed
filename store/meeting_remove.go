package store

import "contactgroup/schema"

// remove takes a draft away, with its agenda. Action items on its list wait for
// the next meeting, and so do points that the group's rules ask for. A draft
// that others refer to already stays.
func (s *sitting) remove() error {
	return s.t.beyond(func() error {
		var used int
		err := s.t.one(&used, `SELECT (SELECT count(*) FROM commitment_review WHERE meeting_id = ?) + (SELECT count(*) FROM pack WHERE meeting_id = ?)`, s.now.ID, s.now.ID)
		if err != nil {
			return err
		}
		if used > 0 {
			return s.t.staleMeeting(s.d.who, schema.VerbRemove, s.was.meetingRow, schema.ErrState, schema.WhyBuiltOn)
		}
		if err := s.release(); err != nil {
			return err
		}
		links := gathering{meetingRow: s.was.meetingRow}
		s.now.Points = nil
		gone, err := s.relinked()
		if err != nil {
			return err
		}
		if err := s.t.writeMeeting(links); err != nil {
			return err
		}
		for _, query := range []string{`DELETE FROM meeting WHERE id = ?`, `UPDATE crisis SET meeting_id = 0 WHERE meeting_id = ?`, `DELETE FROM undo WHERE noun = 'meeting' AND subject_id = ?`} {
			if _, err := s.t.exec(query, s.now.ID); err != nil {
				return err
			}
		}
		audiences, err := s.t.within(s.was.Circle)
		if err != nil {
			return err
		}
		s.t.record(record{Actor: s.d.who, Verb: schema.VerbRemove, Noun: schema.NounMeeting, Subject: s.was.ID, Ref: s.was.Ref, Internal: s.was.Internal != "", Audiences: audiences,
			Changes: []schema.Change{{Field: schema.FieldTitle, From: s.was.Title}}})
		return s.t.tellRequests(s.d.who, schema.VerbRemove, gone.Gone, schema.Change{Field: schema.FieldMeeting, From: s.was.Ref}, audiences)
	})
}

// release lets the action items of the draft's list wait for a meeting.
func (s *sitting) release() error {
	rows, err := s.t.actionRows(`a.meeting_id = ?`, s.now.ID)
	if err != nil {
		return err
	}
	next, err := s.t.nextIn(s.was.Circle, s.was.Internal, s.was.ID)
	if err != nil && !isNotFound(err) {
		return err
	}
	for _, was := range rows {
		now := was
		now.to(next)
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
