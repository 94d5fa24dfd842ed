package meeting

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// table is what keys do on the meeting as it is now. Hints are of what its state
// asks for.
func (v *Screen) table() []widget.Key {
	t, g := v.s.Words.Meeting, v.s.Words.Widget.Groups.Meeting
	beside := func(n int) func() tea.Cmd { return func() tea.Cmd { return v.beside(n) } }
	keys := append(v.sittingKeys(g), v.reader.Keys(g)...)
	keys = append(keys, v.agendaKeys(g)...)
	keys = append(keys, v.actionKeys(g)...)
	keys = append(keys,
		widget.Key{Keys: []string{"enter"}, Help: v.s.Words.Sitting.Keys.Open, Group: g, Run: v.open},
		widget.Key{Keys: []string{"J"}, Help: t.Next, Group: g, Run: beside(1)},
		widget.Key{Keys: []string{"K"}, Help: t.Previous, Group: g, Run: beside(-1)})
	if v.options.Export != nil {
		keys = append(keys, widget.Key{Keys: []string{"E"}, Help: t.Export, Group: g, Hint: t.Export, Run: v.export})
	}
	return keys
}

// sittingKeys bring the meeting on, and what is decided in it.
func (v *Screen) sittingKeys(g string) []widget.Key {
	t, held := v.s.Words.Sitting.Keys, v.page.meeting.State == schema.MeetingHeld
	if v.page.meeting.State == schema.MeetingClosed {
		return nil
	}
	when := func(shown bool, hint string) string {
		if shown {
			return hint
		}
		return ""
	}
	may := func(verb schema.Verb) func() error { return func() error { return v.may(verb) } }
	decide := widget.Key{Keys: []string{"t"}, Help: t.Decide, Hint: when(held, t.HintDecide), Group: g, Verb: schema.VerbDecide, Write: true,
		Run: func() tea.Cmd { return v.decisionForm(0) }, Why: may(schema.VerbDecide)}
	timer := widget.Key{Keys: []string{"T"}, Help: t.Timer, Hint: when(held, t.HintTimer), Group: g, Verb: schema.VerbPoint, Write: true, Run: v.timer, Why: v.mayTimer}
	next := schema.NextMeetingStep(v.page.meeting)
	step := widget.Key{Keys: []string{"u"}, Help: t.Step, Hint: v.s.Words.Sitting.Steps[next], Group: g, Write: true, Run: v.step, Why: v.mayStep}
	add := widget.Key{Keys: []string{"i"}, Help: t.Add, Hint: when(!held, t.HintAdd), Group: g, Verb: schema.VerbAgenda, Write: true,
		Run: func() tea.Cmd { return v.pointForm(0) }, Why: may(schema.VerbAgenda)}
	tick := widget.Key{Keys: []string{"space"}, Help: t.Tick, Hint: t.HintTick, Group: g, Verb: schema.VerbAttend, Write: true, Run: v.tick, Why: v.mayTick}
	return []widget.Key{step, decide, timer, add, tick}
}

// agendaKeys change what is planned.
func (v *Screen) agendaKeys(g string) []widget.Key {
	t := v.s.Words.Sitting.Keys
	return []widget.Key{
		{Keys: []string{"e"}, Help: t.Edit, Hint: t.HintEdit, Group: g, Write: true, Run: v.edit, Why: v.mayEdit},
		{Keys: []string{"<"}, Help: t.Up, Group: g, Verb: schema.VerbAgenda, Write: true, Run: v.move(-1), Why: v.mayPoint},
		{Keys: []string{">"}, Help: t.Down, Group: g, Verb: schema.VerbAgenda, Write: true, Run: v.move(1), Why: v.mayPoint},
		{Keys: []string{"D"}, Help: t.Remove, Group: g, Verb: schema.VerbAgenda, Write: true, Run: v.removePoint, Why: v.mayPoint},
		{Keys: []string{"S"}, Help: t.SignIn, Group: g, Verb: schema.VerbAttend, Write: true, Run: func() tea.Cmd { return v.signIn("") },
			Why: func() error { return v.may(schema.VerbAttend) }},
		{Keys: []string{"I"}, Help: t.Invite, Group: g, Verb: schema.VerbInvite, Write: true, Run: func() tea.Cmd { return v.invite("") }, Why: v.mayInvite},
		{Keys: []string{"C"}, Help: t.Convocation, Group: g, Run: v.showConvening},
	}
}

// actionKeys do verbs to the action item under the cursor.
func (v *Screen) actionKeys(g string) []widget.Key { return v.hand.keys(g) }
