package ui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// crisisDone brings the answer to a declaration, or to an end.
type crisisDone struct{ err error }

// crisisOn reports whether a crisis is under way.
func (m *Model) crisisOn() bool { return m.pump.state.crisis.ID != 0 }

// tellCrisis tells of a crisis that has begun or ended, by what was committed.
func (m *Model) tellCrisis(was, is schema.Crisis, events []schema.Event) {
	if was.ID == is.ID {
		return
	}
	text, by := m.s.Words.Crisis.Began, is.StartedBy
	if is.ID == 0 {
		text = m.s.Words.Crisis.Ended
		for _, e := range events {
			if e.Noun == schema.NounCrisis && e.Verb == schema.VerbEnd {
				by = e.Actor
			}
		}
	}
	m.status = status{n: m.status.n + 1, text: lang.Fill(text, "by", by, "reason", is.Reason), fault: is.ID != 0}
	m.log.note(schema.VisibleLine(clock(m.s) + "  " + m.status.text))
}

// crisisKeys declare and end a crisis. They are found by name alone: nobody
// shall come to them by a slip.
func (m *Model) crisisKeys() []widget.Key {
	t, g := m.s.Words.Crisis, m.s.Words.Widget.Groups.Everywhere
	why := func(v schema.Verb, on bool) func() error {
		return func() error {
			if err := schema.MayLead(m.who, v); err != nil || m.crisisOn() == on {
				return err
			}
			reason := schema.WhyCrisis
			if on {
				reason = schema.WhyNoCrisis
			}
			return &schema.Fault{Class: schema.ErrState, Why: reason, Verb: v, By: m.pump.state.crisis.StartedBy}
		}
	}
	return []widget.Key{
		{Help: t.Start, Group: g, Verb: schema.VerbStart, Write: true, Run: m.askCrisis, Why: why(schema.VerbStart, false)},
		{Help: t.End, Group: g, Verb: schema.VerbEnd, Write: true, Run: m.askPeace, Why: why(schema.VerbEnd, true)},
	}
}

// askCrisis asks why, and then whether everybody is to be told so.
func (m *Model) askCrisis() tea.Cmd {
	t := m.s.Words.Crisis
	p := widget.NewPrompt(m.s, t.Start, t.Reason, func(reason string) tea.Cmd {
		ask := lang.Fill(t.StartAsk, "reason", schema.VisibleLine(reason))
		return widget.Send(widget.Show{Dialog: widget.NewConfirm(m.s, ask, func() tea.Cmd {
			return m.lead(func(ctx context.Context) error { _, err := m.o.Desk.StartCrisis(ctx, reason, ""); return err })
		})})
	})
	p.Line.Label, p.Line.Required = t.Reason, true
	return m.navigate(widget.Show{Dialog: p})
}

// askPeace asks whether the crisis is over.
func (m *Model) askPeace() tea.Cmd {
	t, w := m.s.Words.Crisis, m.s.Words
	ask := lang.Fill(t.EndAsk, "reason", schema.VisibleLine(m.pump.state.crisis.Reason))
	return m.navigate(widget.Show{Dialog: widget.NewConfirm(m.s, ask, func() tea.Cmd {
		point := lang.Fill(w.Command.Debrief, "day", schema.DateOf(m.s.Now(), schema.Zone(m.o.Desk.Group().Zone)).String())
		return m.lead(func(ctx context.Context) error { _, err := m.o.Desk.EndCrisis(ctx, point); return err })
	})})
}

func (m *Model) lead(do func(context.Context) error) tea.Cmd {
	s := m.s
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		return crisisDone{do(ctx)}
	}
}

// call is why a member is called to their screen.
type call uint8

const (
	callNone   call = iota
	callAny         // something happened to a request in sight
	callMine        // one was assigned to the member
	callUrgent      // one of label P0 or P1 arrived
	callCrisis
)

// calling is the most pressing of what others did.
func (m *Model) calling(events []schema.Event) call {
	most := callNone
	for _, e := range events {
		if e.Actor == m.who.Name {
			continue
		}
		one := callNone
		switch schema.CalledFor(e) {
		case schema.AlertCrisis:
			one = callCrisis
		case schema.AlertSent, schema.AlertRaised:
			one = callUrgent
		default:
			if e.Noun == schema.NounRequest || e.Noun == schema.NounReply {
				one = callAny
			}
			for _, c := range e.Changes {
				if c.Field == schema.FieldAssignee && c.To == m.who.Login {
					one = callMine
				}
			}
		}
		most = max(most, one)
	}
	return most
}

// summon rings and notifies as far as the member's settings ask for it. What is
// sent to the member's own computer tells of no request: it leaves the desk.
func (m *Model) summon(events []schema.Event) {
	why := m.calling(events)
	if m.set.Bell && why >= callMine {
		m.o.Canvas.Bell()
	}
	least, t := map[string]call{"urgent": callUrgent, "mine": callMine, "all": callAny}[m.set.Notifications], m.s.Words.Crisis
	if least != callNone && why >= least {
		m.o.Canvas.Notify([]string{"", t.CallAny, t.CallMine, t.CallUrgent, t.CallCrisis}[why])
	}
}
