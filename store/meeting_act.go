package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"contactgroup/schema"
)

// Meet does one verb of schema.MeetingTransitions to a meeting, if it is still
// at rev; 0 takes it as it is now. It answers ErrNotFound (also when hidden),
// ErrForbidden, ErrState, ErrStale or ErrInvalid; then nothing is written.
//
// Closing freezes the decisions and the action items as version 1 of the
// minutes and carries what is pending over to the next meeting of the same
// circle, all in one transaction. Where no such meeting is planned, the one that
// the cadence of its kind proposes is drafted with the title of step.Plan and,
// for the items carried over, a point of agenda titled step.Text; without a
// title or a cadence they wait for it. Of two closings at once one wins, the other gets ErrState with
// WhyFrozen and who closed it. Right after, and once, the packs are frozen as
// Freeze does: in a transaction of their own, since nobody is to wait while
// they are made. Where that fails the meeting is closed all the same, and its
// pack is made from the register until somebody freezes it.
func (d *Desk) Meet(ctx context.Context, id schema.ID, rev int, step schema.MeetingStep) (schema.Meeting, error) {
	m, err := d.meet(ctx, id, rev, step)
	if err != nil || step.Verb != schema.VerbClose || schema.IsDryRun(ctx) {
		return m, err
	}
	if key := schema.OnceOf(ctx); key != "" {
		ctx = schema.Once(ctx, key+" packs")
	}
	if _, failed := d.Freeze(ctx, id, 0); failed != nil {
		d.db.log.Error("a meeting was closed and its packs are not frozen", "meeting", m.Ref, "error", failed)
	}
	return m, nil
}

func (d *Desk) meet(ctx context.Context, id schema.ID, rev int, step schema.MeetingStep) (schema.Meeting, error) {
	return command(ctx, d, func(t *tx) (schema.Meeting, error) {
		s, transition, err := d.sit(t, id, rev, step.Verb)
		if err != nil {
			return schema.Meeting{}, err
		}
		if transition.To != "" {
			s.now.State = transition.To
		}
		text, err := s.apply(step)
		if err != nil {
			return schema.Meeting{}, err
		}
		if step.Verb == schema.VerbRemove { // it is gone
			return s.now.meeting(), nil
		}
		if err := s.save(step.Verb, transition.Undo, text); err != nil {
			return schema.Meeting{}, err
		}
		if err := t.outdated(d.who, step.Verb, schema.NounMeeting, id); err != nil {
			return schema.Meeting{}, err
		}
		return d.fullMeeting(t.reads, s.now.meetingRow)
	})
}

// sitting is one meeting while one member changes it, under the lock of its row.
type sitting struct {
	t        *tx
	d        *Desk
	was, now gathering
	frozen   []schema.Change // what is told of its minutes
}

// sit locks a meeting for a verb that its member may do now.
func (d *Desk) sit(t *tx, id schema.ID, rev int, v schema.Verb) (*sitting, schema.MeetingTransition, error) {
	row, err := t.lockMeeting(d.who, id)
	if err != nil {
		return nil, schema.MeetingTransition{}, err
	}
	transition, err := schema.MayMeet(d.who, v, row.meeting())
	if f, ok := errors.AsType[*schema.Fault](err); ok && f.Class == schema.ErrState {
		if f.By, err = t.lastActor(d.who, schema.NounMeeting, id); err == nil {
			err = f
		}
	}
	if err == nil && rev != 0 && rev != row.Version {
		err = t.changedMeeting(d.who, v, row, rev)
	}
	if err != nil {
		return nil, transition, err
	}
	s, err := d.open(t, row)
	return s, transition, err
}

// lockMeeting reads the row of a meeting that is about to change.
func (t *tx) lockMeeting(who schema.Actor, id schema.ID) (meetingRow, error) {
	var locked []schema.ID
	if err := t.all(&locked, `SELECT id FROM meeting WHERE id = ?`+t.db.engine.forUpdate, id); err != nil {
		return meetingRow{}, err
	}
	return t.meetingByID(who, id)
}

// open reads all of a locked meeting, what its points are linked to beyond the
// member's sight too, so that it can be written again.
func (d *Desk) open(t *tx, row meetingRow) (*sitting, error) {
	var g gathering
	err := t.beyond(func() (err error) {
		g, err = t.gather(row)
		return err
	})
	now := g
	now.Points, now.Attendance, now.Decisions = slices.Clone(g.Points), slices.Clone(g.Attendance), slices.Clone(g.Decisions)
	return &sitting{t: t, d: d, was: g, now: now}, err
}

// changedMeeting tells that somebody changed the meeting since the actor read it
// at rev, and what of it their own logs tell.
func (t *tx) changedMeeting(who schema.Actor, v schema.Verb, m meetingRow, rev int) error {
	since, err := t.since(who, schema.NounMeeting, m.ID, revision{shared: m.Version}, rev)
	if err != nil {
		return err
	}
	return withSince(t.staleMeeting(who, v, m, schema.ErrStale, schema.WhyChanged), since)
}

// staleMeeting tells who changed the meeting last.
func (t *tx) staleMeeting(who schema.Actor, v schema.Verb, m meetingRow, class error, why schema.Reason) error {
	by, err := t.lastActor(who, schema.NounMeeting, m.ID)
	if err != nil {
		return err
	}
	return &schema.Fault{Class: class, Why: why, Verb: v, Noun: schema.NounMeeting, Ref: m.Ref, State: schema.State(m.State), Rev: m.Version, By: by}
}

// apply makes the verb's changes and returns the text that its log keeps.
func (s *sitting) apply(step schema.MeetingStep) (string, error) {
	var c cleaner
	switch step.Verb {
	case schema.VerbEdit:
		s.now.Title = cmp.Or(c.line("title", step.Plan.Title), s.was.Title)
		s.now.Place = cmp.Or(c.line("place", step.Plan.Place), s.was.Place)
		if !step.Plan.Starts.IsZero() {
			s.now.StartsAt = stamp(step.Plan.Starts)
		}
	case schema.VerbInvite:
		return "", s.invite(step.Plan.Invited)
	case schema.VerbAgenda:
		return "", s.agenda(step)
	case schema.VerbOpen:
		if len(s.now.Points) > 0 {
			return "", s.treat(1)
		}
	case schema.VerbPoint:
		return "", s.treat(step.N)
	case schema.VerbPause:
		s.stopTimer()
	case schema.VerbAttend:
		return "", s.attend(step.Attendance)
	case schema.VerbDecide:
		return "", s.decide(step.N, step.Text)
	case schema.VerbClose:
		s.stopTimer()
		s.now.LivePoint = 0
		return "", s.t.beyond(func() error { return s.close(step.Plan, step.Text) }) // items internal to other organisations too
	case schema.VerbRemove:
		return "", s.remove()
	case schema.VerbCorrect:
		text := c.line("reason", step.Text)
		c.check(text != "", schema.WhyNeedsReason, "reason", "")
		if c.err != nil {
			return "", c.err
		}
		return text, s.correct(step.Correction, text)
	}
	return "", c.err
}

// invite lets more organisations know of a meeting by invitation, with all
// that is written in it so far. Action items that it raised before stay among
// those who were invited then.
func (s *sitting) invite(codes []string) error {
	if s.was.Circle == "" || s.was.Internal != "" {
		return &schema.Fault{Class: schema.ErrState, Why: schema.WhyState, Verb: schema.VerbInvite, Noun: schema.NounMeeting, Ref: s.was.Ref, State: schema.State(s.was.State), Rev: s.was.Version}
	}
	invited, err := s.t.invitees(codes)
	if err == nil && len(invited) == 0 {
		err = schema.Invalid(schema.WhyEmpty, "organisation", "")
	}
	s.now.Circle = storedCircle(append(circleCodes(s.was.Circle), invited...))
	return err
}

// attend signs somebody in; the same person again changes how they attend.
func (s *sitting) attend(a schema.Attendance) error {
	var c cleaner
	a.Org, a.Person = strings.ToLower(a.Org), c.name("person", a.Person)
	c.check(a.Mode == schema.Absent || slices.Contains(schema.AttendanceModes, a.Mode), schema.WhyUnknown, "mode", a.Mode)
	if c.err != nil {
		return c.err
	}
	if err := s.meets(a.Org, "organisation"); err != nil {
		return err
	}
	if a.Mode == schema.Excused || a.Mode == schema.Absent {
		s.now.State = s.was.State // nobody met yet
	}
	same := func(b schema.Attendance) bool { return a.Org == b.Org && strings.EqualFold(a.Person, b.Person) }
	i := slices.IndexFunc(s.now.Attendance, same)
	switch {
	case a.Mode == schema.Absent && i < 0:
		return schema.Invalid(schema.WhyUnknown, "person", a.Person)
	case a.Mode == schema.Absent:
		s.now.Attendance = slices.Delete(s.now.Attendance, i, i+1)
	case i >= 0:
		s.now.Attendance[i].Mode = a.Mode
	default:
		s.now.Attendance = append(s.now.Attendance, a)
	}
	return nil
}

// meets refuses an organisation that is not of the group or not invited.
func (s *sitting) meets(code, field string) error {
	if _, err := s.t.organisation(code); missing(err) {
		return schema.Invalid(schema.WhyUnknown, field, code)
	} else if err != nil {
		return err
	}
	if s.was.Circle != "" && !strings.Contains(s.was.Circle, circleMark(code)) {
		return schema.Invalid(schema.WhyNotInvited, field, code)
	}
	return nil
}

// save writes what changed, guarded by the version found, and logs it. While
// some who may know of the meeting may not know of what changed, its revision
// stays: they learn nothing. Undone it is all the same.
func (s *sitting) save(v schema.Verb, undo bool, text string) error {
	links, err := s.relinked()
	if err != nil {
		return err
	}
	changed := len(meetingChanges(s.was, s.now)) > 0 || len(s.frozen) > 0
	switch {
	case !changed && slices.EqualFunc(s.was.targetsOf(), s.now.targetsOf(), slices.Equal):
		return nil
	case changed || links.open:
		if err := s.saveRow(v); err != nil {
			return err
		}
	}
	if err := s.write(); err != nil {
		return err
	}
	if undo {
		if err := s.t.remember(s.d.who, v, schema.NounMeeting, s.now.ID, s.memory(), s.now.Version, 0); err != nil {
			return err
		}
	}
	if changed {
		if err := s.t.tellMeeting(s.d.who, v, s.was, s.now, text, s.frozen...); err != nil {
			return err
		}
	}
	return s.tellRelinked(v, links, !changed)
}

// saveRow writes the row with a new version.
func (s *sitting) saveRow(v schema.Verb) error {
	s.now.Version++
	n, err := s.t.exec(`UPDATE meeting SET version = ?, title = ?, starts_at = ?, place = ?, state = ?, circle = ?, live_point = ?, live_since = ?, marks = ? WHERE id = ? AND version = ?`,
		s.now.Version, s.now.Title, s.now.StartsAt, s.now.Place, s.now.State, s.now.Circle, s.now.LivePoint, s.now.LiveSince, s.now.Marks, s.now.ID, s.was.Version)
	if err == nil && n != 1 {
		err = s.t.changedMeeting(s.d.who, v, s.was.meetingRow, s.was.Version)
	}
	return err
}

// write replaces agenda, attendance and decisions, links beyond the member's sight too.
func (s *sitting) write() error {
	return s.t.beyond(func() error { return s.t.writeMeeting(s.now) })
}

// writeMeeting replaces agenda, attendance and decisions by those of g.
func (t *tx) writeMeeting(g gathering) error {
	for _, table := range []string{"agenda_point", "agenda_link", "attendance", "decision"} {
		if _, err := t.exec(`DELETE FROM `+table+` WHERE meeting_id = ?`, g.ID); err != nil {
			return err
		}
	}
	var agenda, links, attendance, decisions [][]any
	for _, p := range g.Points {
		agenda = append(agenda, []any{g.ID, p.N, p.Title, p.Rapporteur, p.Minutes, p.Spent, p.Mark})
		for _, target := range p.Targets {
			links = append(links, []any{g.ID, p.N, target})
		}
	}
	for i, a := range g.Attendance {
		attendance = append(attendance, []any{g.ID, i + 1, a.Org, a.Person, a.Mode})
	}
	for _, c := range g.Decisions {
		decisions = append(decisions, []any{g.ID, c.N, c.Text})
	}
	return errors.Join(t.insertRows(`INSERT INTO agenda_point (meeting_id, n, title, rapporteur, minutes, spent, mark)`, agenda),
		t.insertRows(`INSERT INTO agenda_link (meeting_id, n, target)`, links),
		t.insertRows(`INSERT INTO attendance (meeting_id, n, org, person, mode)`, attendance),
		t.insertRows(`INSERT INTO decision (meeting_id, n, text)`, decisions))
}

// tellMeeting logs how a meeting became now. Organisations that could not know
// of it before are told all there is.
func (t *tx) tellMeeting(who schema.Actor, v schema.Verb, was, now gathering, text string, more ...schema.Change) error {
	audiences, err := t.within(now.Circle)
	if err != nil {
		return err
	}
	r := record{Actor: who, Verb: v, Noun: schema.NounMeeting, Subject: now.ID, Ref: now.Ref, Text: text, Internal: now.Internal != "", Made: revision{shared: now.Version}}
	known := func(a schema.Audience) bool {
		return was.Circle == now.Circle || strings.Contains(was.Circle, circleMark(a.Key))
	}
	r.Changes, r.Audiences = append(meetingChanges(was, now), more...), slices.Collect(filtered(audiences, known))
	t.record(r)
	r.Changes, r.Audiences = meetingChanges(gathering{}, now), slices.Collect(filtered(audiences, func(a schema.Audience) bool { return !known(a) }))
	t.record(r)
	return nil
}

// filtered yields those of the audiences that keep lets pass.
func filtered(all []schema.Audience, keep func(schema.Audience) bool) func(yield func(schema.Audience) bool) {
	return func(yield func(schema.Audience) bool) {
		for _, a := range all {
			if keep(a) && !yield(a) {
				return
			}
		}
	}
}

// meetingChanges lists what differs between two states of a meeting, as far as
// all its readers may know: titles of points, not what they are linked to.
func meetingChanges(was, now gathering) []schema.Change {
	pairs := []schema.Change{
		{Field: schema.FieldRef, From: was.Ref, To: now.Ref}, {Field: schema.FieldFormat, From: string(was.Format), To: string(now.Format)},
		{Field: schema.FieldTitle, From: was.Title, To: now.Title}, {Field: schema.FieldStarts, From: timeText(instant(was.StartsAt)), To: timeText(instant(now.StartsAt))},
		{Field: schema.FieldPlace, From: was.Place, To: now.Place}, {Field: schema.FieldState, From: string(was.State), To: string(now.State)},
		{Field: schema.FieldInvited, From: strings.Join(circleCodes(was.Circle), " "), To: strings.Join(circleCodes(now.Circle), " ")},
		{Field: schema.FieldAgenda, From: was.agendaText(), To: now.agendaText()},
		{Field: schema.FieldAttendance, From: was.attendanceText(), To: now.attendanceText()},
		{Field: schema.FieldDecisions, From: was.decisionsText(), To: now.decisionsText()},
		{Field: schema.FieldPoint, From: count(was.LivePoint), To: count(now.LivePoint)},
		{Field: schema.FieldTimer, From: timeText(instant(was.LiveSince)), To: timeText(instant(now.LiveSince))},
	}
	return slices.DeleteFunc(pairs, func(c schema.Change) bool { return c.From == c.To })
}

func (g gathering) agendaText() string {
	lines := make([]string, len(g.Points))
	for i, p := range g.Points {
		lines[i] = fmt.Sprintf("%d. %s", p.N, p.Title)
		if p.Rapporteur != "" || p.Minutes > 0 {
			lines[i] += strings.TrimRight(fmt.Sprintf(" (%s %s", p.Rapporteur, count(p.Minutes)), " ") + ")"
		}
	}
	return strings.Join(lines, "\n")
}

func (g gathering) attendanceText() string {
	lines := make([]string, len(g.Attendance))
	for i, a := range g.Attendance {
		lines[i] = schema.AttendanceLine(a)
	}
	return strings.Join(lines, "\n")
}

func (g gathering) decisionsText() string {
	lines := make([]string, len(g.Decisions))
	for i, c := range g.Decisions {
		lines[i] = fmt.Sprintf("%d. %s", c.N, c.Text)
	}
	return strings.Join(lines, "\n")
}
