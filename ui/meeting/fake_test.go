package meeting_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"contactgroup/schema"
)

// Group is that of all tests.
func (d *desk) Group() schema.Group {
	return schema.Group{Name: "Groupe de contact permanent", Zone: "Europe/Paris"}
}

func (d *desk) Rhythm(context.Context, schema.MeetingFormat) (schema.Rhythm, error) {
	return d.rhythm, nil
}

func (d *desk) SetCadence(_ context.Context, f schema.MeetingFormat, c schema.Cadence) (schema.Rhythm, error) {
	d.set = append(d.set, string(f)+" "+string(c))
	d.rhythm.Every = c
	return d.rhythm, nil
}

func (d *desk) NewMeeting(ctx context.Context, p schema.MeetingPlan) (schema.Meeting, error) {
	if err := d.refuse; err != nil {
		d.refuse = nil
		return schema.Meeting{}, err
	}
	d.plans = append(d.plans, p)
	d.Did(ctx, schema.VerbNew, schema.NounMeeting, 0)
	m := schema.Meeting{ID: schema.ID(10 + len(d.plans)), Ref: schema.MeetingRef("", schema.DateOf(p.Starts, schema.Paris), 1), Rev: 1, Format: p.Format, Title: p.Title,
		Starts: p.Starts, Place: p.Place, State: schema.MeetingDraft, Circle: p.Invited, Internal: p.Internal}
	d.meetings = append([]schema.Meeting{m}, d.meetings...)
	return m, nil
}

// Meet keeps to the rules of a meeting's life, and to as much of the Desk's
// contract as screens meet.
func (d *desk) Meet(ctx context.Context, id schema.ID, rev int, step schema.MeetingStep) (schema.Meeting, error) {
	if err := d.refuse; err != nil {
		d.refuse = nil
		return schema.Meeting{}, err
	}
	i := slices.IndexFunc(d.meetings, func(m schema.Meeting) bool { return m.ID == id })
	m := &d.meetings[i]
	transition, err := schema.MayMeet(d.who, step.Verb, *m)
	if err == nil && rev != 0 && rev != m.Rev {
		err = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Noun: schema.NounMeeting, Ref: m.Ref, Rev: m.Rev}
	}
	if err != nil {
		return schema.Meeting{}, err
	}
	d.sat = append(d.sat, step)
	d.Did(ctx, step.Verb, schema.NounMeeting, id)
	m.Rev++
	if transition.To != "" {
		m.State = transition.To
	}
	apply(m, step)
	return *m, nil
}

func apply(m *schema.Meeting, step schema.MeetingStep) {
	switch step.Verb {
	case schema.VerbOpen:
		m.Live = schema.Live{Point: min(1, len(m.Agenda)), Since: now}
	case schema.VerbPoint:
		m.Live = schema.Live{Point: step.N, Since: now}
	case schema.VerbPause:
		m.Live.Since = time.Time{}
	case schema.VerbAttend:
		m.Attendance = slices.DeleteFunc(slices.Clone(m.Attendance), func(a schema.Attendance) bool {
			return a.Org == step.Attendance.Org && a.Person == step.Attendance.Person
		})
		if step.Attendance.Mode != schema.Absent {
			m.Attendance = append(m.Attendance, step.Attendance)
		}
	case schema.VerbDecide:
		if step.N > 0 {
			m.Decisions[step.N-1].Text = step.Text
			return
		}
		m.Decisions = append(slices.Clone(m.Decisions), schema.Decision{N: len(m.Decisions) + 1, Text: step.Text})
	case schema.VerbAgenda:
		changeAgenda(m, step)
	case schema.VerbClose:
		m.Live = schema.Live{}
		m.Versions = []schema.MinutesVersion{{N: 1, At: now, Hash: "0123456789abcdef0123"}}
	case schema.VerbCorrect:
		c := step.Correction.Decisions[0]
		change := schema.Change{Field: schema.Field(fmt.Sprintf("decisions#%d", c.N)), From: m.Decisions[c.N-1].Text, To: c.Text}
		m.Decisions[c.N-1].Text = c.Text
		m.Versions = append(m.Versions, schema.MinutesVersion{N: 2, At: now, Reason: step.Text, Hash: "fedcba9876543210fedc", Changes: []schema.Change{change}})
	}
}

func changeAgenda(m *schema.Meeting, step schema.MeetingStep) {
	points := slices.Clone(m.Agenda)
	switch step.Change {
	case schema.AgendaAdd:
		step.Point.Mark = 100 + len(points)
		points = append(points, step.Point)
	case schema.AgendaEdit:
		was := slices.DeleteFunc(slices.Clone(points[step.N-1].Links), func(ref string) bool { return slices.Contains(step.Unlink, ref) })
		step.Point.Links = append(was, step.Point.Links...)
		step.Point.Mark = points[step.N-1].Mark
		points[step.N-1] = step.Point
	case schema.AgendaMove:
		moved := points[step.N-1]
		points = slices.Insert(slices.Delete(points, step.N-1, step.N), step.To-1, moved)
	case schema.AgendaRemove:
		points = slices.Delete(points, step.N-1, step.N)
	}
	for i := range points {
		points[i].N = i + 1
	}
	m.Agenda = points
}

func (d *desk) Closing(context.Context, schema.ID) (schema.Closing, error) {
	return schema.Closing{Drafts: d.drafts, Decisions: 1, Carried: d.actions, Next: d.next}, nil
}

func (d *desk) Linked(_ context.Context, ref string) ([]string, error) { return d.linked[ref], nil }

func (d *desk) Actions(_ context.Context, l schema.List) (schema.Page[schema.Action], error) {
	at := len(l.After) // the cursor is as long as what was read
	end := min(at+2, len(d.actions))
	page := schema.Page[schema.Action]{Items: d.actions[at:end]}
	if end < len(d.actions) {
		page.Next = fmt.Sprintf("%0*d", end, 0)
	}
	return page, nil
}

func (d *desk) Action(_ context.Context, ref string) (schema.Action, error) {
	for _, x := range d.actions {
		if x.Ref == ref {
			return x, nil
		}
	}
	return schema.Action{}, schema.NotFound(ref)
}

func (d *desk) ActionThread(context.Context, schema.ID) ([]schema.Event, error) {
	return d.thread, nil
}

func (d *desk) Commitment(_ context.Context, ref string) (schema.Commitment, error) {
	if d.commitment.ID == 0 {
		d.commitment = schema.Commitment{ID: 1, Ref: ref, Rev: 4, Org: "google", Text: "Former les équipes", State: schema.CommitmentOpen, Linked: []string{"A-2015-001"}}
	}
	return d.commitment, nil
}

func (d *desk) CommitmentThread(context.Context, schema.ID) ([]schema.Event, error) {
	return d.thread, nil
}

// UpdateCommitment keeps to the rules of who may change one.
func (d *desk) UpdateCommitment(_ context.Context, _ schema.ID, rev int, n schema.CommitmentDraft) (schema.Commitment, error) {
	x := &d.commitment
	err := schema.MayUpdateCommitment(d.who, *x, n)
	if err == nil && rev != x.Rev {
		err = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Noun: schema.NounCommitment, Ref: x.Ref, Rev: x.Rev}
	}
	if err != nil {
		return *x, err
	}
	d.judged = append(d.judged, n)
	x.Rev++
	if n.State != "" {
		x.State = n.State
	}
	if n.Evidence != "" {
		x.Evidence = n.Evidence
	}
	if n.Meeting != "" {
		x.Reviews = append(x.Reviews, schema.Review{N: len(x.Reviews) + 1, Meeting: n.Meeting, State: x.State, Note: n.Note})
	}
	return *x, nil
}
