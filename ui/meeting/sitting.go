package meeting

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// mayStep says why the meeting cannot go on in its life now.
func (v *Screen) mayStep() error {
	step := schema.NextMeetingStep(v.page.meeting)
	if step == "" {
		step = schema.VerbClose // says that it is closed
	}
	return v.may(step)
}

// step shows what the next step of the meeting's life would do, and asks.
func (v *Screen) step() tea.Cmd {
	t, m := v.s.Words.Sitting, v.page.meeting
	ref, rev := schema.VisibleLine(m.Ref), m.Rev
	switch step := schema.NextMeetingStep(m); step {
	case schema.VerbConvene:
		title := lang.Fill(t.AskConvene, "meeting", ref)
		return widget.Send(widget.Show{Dialog: newReview(v.s, title, v.convening(), func() tea.Cmd {
			return v.meet(rev, schema.MeetingStep{Verb: step}, ending{})
		})})
	case schema.VerbOpen:
		return widget.Send(widget.Show{Dialog: widget.NewConfirm(v.s, v.askOpen(1), func() tea.Cmd {
			return v.meet(rev, schema.MeetingStep{Verb: step}, ending{to: key(pointKey, 1)})
		})})
	case schema.VerbClose:
		return v.askClose(rev)
	}
	return nil
}

// convening is the text of the convocation.
func (v *Screen) convening() string {
	return v.s.Words.Convening(v.page.meeting, v.desk.Group().Name, v.page.names, v.groupZone())
}

// showConvening shows the text of the convocation.
func (v *Screen) showConvening() tea.Cmd {
	title := v.s.Words.Domain.Verbs[schema.VerbConvene] + " " + widget.SignRule + " " + schema.VisibleLine(v.page.meeting.Ref)
	return widget.Send(widget.Show{Dialog: widget.NewPager(v.s, title, v.convening(), "")})
}

// askClose reads what the closing would carry over, shows it and asks.
func (v *Screen) askClose(rev int) tea.Cmd {
	s, desk, id, step, home := v.s, v.desk, v.page.meeting.ID, v.s.Words.Closing(v.page.meeting), v.groupZone()
	title := lang.Fill(s.Words.Sitting.AskClose, "meeting", schema.VisibleLine(v.page.meeting.Ref))
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		closing, err := desk.Closing(ctx, id)
		if err != nil {
			return widget.Fail{Err: err}
		}
		return widget.Show{Dialog: newReview(s, title, s.Words.ClosingText(closing, s.Zone, home), func() tea.Cmd {
			return v.meet(rev, step, ending{})
		})}
	}
}

func (v *Screen) groupZone() *time.Location { return groupZone(v.desk) }

// groupZone is where the group's days begin.
func groupZone(desk Desk) *time.Location { return schema.Zone(desk.Group().Zone) }

// mayTimer says why there is no timer to run or stop.
func (v *Screen) mayTimer() error {
	if err := v.may(schema.VerbPoint); err != nil {
		return err
	}
	if len(v.page.meeting.Agenda) == 0 {
		return schema.Invalid(schema.WhyEmpty, "agenda", "")
	}
	return nil
}

// timer comes to the point under the cursor and runs its timer; on the point
// that is treated it stops the timer and runs it again. Elsewhere it does so to
// the point that is treated, or to the first. A sitting that this would open is
// asked for first: it cannot be closed to what it was.
func (v *Screen) timer() tea.Cmd {
	live := v.page.meeting.Live
	n := live.Point
	if p, ok := v.point(); ok {
		n = p.N
	}
	if n == live.Point && !live.Since.IsZero() {
		return v.meet(0, schema.MeetingStep{Verb: schema.VerbPause}, ending{})
	}
	m := v.page.meeting
	come := func() tea.Cmd {
		return v.meet(m.Rev, schema.MeetingStep{Verb: schema.VerbPoint, N: max(n, 1)}, ending{})
	}
	if m.State == schema.MeetingHeld {
		return come()
	}
	return widget.Send(widget.Show{Dialog: widget.NewConfirm(v.s, v.askOpen(max(n, 1)), come)})
}

// askOpen asks whether the sitting is to be opened on point n of the agenda.
func (v *Screen) askOpen(n int) string {
	t, m := v.s.Words.Sitting, v.page.meeting
	for _, p := range m.Agenda {
		if p.N == n {
			return lang.Fill(t.AskOpen, "meeting", schema.VisibleLine(m.Ref), "point", schema.VisibleLine(p.Title))
		}
	}
	return lang.Fill(t.AskOpenBare, "meeting", schema.VisibleLine(m.Ref))
}
