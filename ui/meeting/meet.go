package meeting

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// ending is what follows a verb on the meeting.
type ending struct {
	to   string         // key of the passage that the cursor goes to
	form *widget.Form   // whose draft is of no more use once it is done
	back func() tea.Cmd // shows the form again, with what was typed
}

// met brings the answer to a verb on the meeting.
type met struct {
	by      *Screen
	meeting schema.Meeting
	step    schema.MeetingStep
	end     ending
	err     error
}

// may says why a verb cannot be done to the meeting now, nil when it can.
func (v *Screen) may(verb schema.Verb) error {
	_, err := schema.MayMeet(v.who, verb, v.page.meeting)
	return err
}

// meet asks the Desk for a step on the meeting as it was at rev; 0: as it is.
func (v *Screen) meet(rev int, step schema.MeetingStep, end ending) tea.Cmd {
	call, desk, id := widget.Call(v.s.Call), v.desk, v.page.meeting.ID
	if end.form != nil {
		call = end.form.Call
	}
	return func() tea.Msg {
		ctx, cancel := call()
		defer cancel()
		m, err := desk.Meet(ctx, id, rev, step)
		return met{v, m, step, end, err}
	}
}

// settleMeeting shows the meeting as a verb left it, or why it was refused: what
// was typed is shown again then.
func (v *Screen) settleMeeting(msg met) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		fail := widget.Fail{Err: msg.err, View: v.Init(), Again: v.meet(0, msg.step, msg.end)}
		cmds := []tea.Cmd{widget.Send(fail), v.Init()}
		if msg.end.back != nil && !errors.Is(msg.err, schema.ErrStale) {
			cmds = append(cmds, msg.end.back())
		}
		return tea.Batch(cmds...)
	}
	if msg.end.form != nil {
		msg.end.form.Forget()
	}
	v.reader.Release(v.reader.Current())
	v.show(msg.meeting)
	if msg.end.to != "" {
		v.reach(msg.end.to)
	}
	return tea.Batch(v.Init(), v.toldOf(msg))
}

// toldOf is what the status line says of a verb; that the timer runs or a line is
// ticked shows by itself.
func (v *Screen) toldOf(msg met) tea.Cmd {
	switch msg.step.Verb {
	case schema.VerbPoint, schema.VerbPause, schema.VerbAttend:
		return nil
	}
	text := lang.Fill(v.s.Words.Item.Pair, "name", msg.meeting.Ref, "value", v.s.Words.Domain.Done[msg.step.Verb])
	for _, t := range schema.MeetingTransitions {
		if t.Verb == msg.step.Verb && t.Undo {
			return widget.Send(widget.Offer{Text: text})
		}
	}
	return widget.Send(widget.Final{Text: text})
}

// show makes m the meeting shown, unless what is shown is newer.
func (v *Screen) show(m schema.Meeting) {
	if m.ID == v.page.meeting.ID && m.Rev < v.page.meeting.Rev {
		return
	}
	before := v.page.meeting.Agenda
	v.page.meeting = m
	v.keys = v.table()
	v.redraw(before)
}
