package meeting

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// sheet shows a form of a verb on the meeting, whose draft is on the server too.
func (v *Screen) sheet(verb schema.Verb, build func() *widget.Form) tea.Cmd {
	kept := widget.NewKept(v.s, v.desk, verb, schema.NounMeeting, v.page.meeting.ID)
	return widget.Send(widget.Show{Dialog: widget.NewSheet(v.s, kept, func() widget.Drafted { return build() })})
}

func (v *Screen) decisionForm(n int) tea.Cmd {
	return v.sheet(schema.VerbDecide, func() *widget.Form { return v.decisionFields(n) })
}

func (v *Screen) headForm() tea.Cmd { return v.sheet(schema.VerbEdit, v.headFields) }

func (v *Screen) correctForm(n int, x schema.Action) tea.Cmd {
	return v.sheet(schema.VerbCorrect, func() *widget.Form { return v.correctFields(n, x) })
}

func (v *Screen) pointForm(n int) tea.Cmd {
	return v.sheet(schema.VerbAgenda, func() *widget.Form { return v.pointFields(n) })
}

// noted is a prompt whose text is kept on the server where it is one that its
// verb is begun in; another is asked for as it is.
func noted(s *widget.Session, desk widget.Keeper, verb schema.Verb, subject schema.ID, p *widget.Prompt) widget.Screen {
	if !schema.KeepsUnsent(schema.NounAction, verb) {
		return p
	}
	p.Draft = fmt.Sprintf("action/%s/%d", verb, subject)
	kept := widget.NewKept(s, desk, verb, schema.NounAction, subject, p.Draft)
	return widget.NewSheet(s, kept, func() widget.Drafted { return p })
}

// Resume returns the screen on which a draft of a meeting or of an action item
// goes on: its form is open once the screen has been read.
func Resume(s *widget.Session, desk Desk, o Options, u schema.Unsent) widget.Screen {
	switch {
	case u.Noun == schema.NounMeeting && u.Verb == schema.VerbNew:
		l := NewList(s, desk, o)
		l.resume = u.Verb
		return l
	case u.Noun == schema.NounMeeting:
		v := New(s, desk, o, u.Ref)
		v.resume = u.Verb
		return v
	}
	v := NewItem(s, desk, o, u.Ref)
	v.resume = u.Verb
	return v
}

// resumed opens the form of the draft that the screen was opened for, once.
func (v *Screen) resumed() tea.Cmd {
	verb := v.resume
	v.resume = ""
	switch verb {
	case schema.VerbDecide:
		return v.decisionForm(0)
	case schema.VerbAgenda:
		return v.pointForm(0)
	case schema.VerbEdit:
		return v.headForm()
	}
	return nil
}

func (v *Item) resumed() tea.Cmd {
	verb := v.resume
	if v.resume = ""; verb == "" {
		return nil
	}
	return v.hand.begin(verb)
}

func (l *List) resumed() tea.Cmd {
	if l.resume == "" {
		return nil
	}
	l.resume = ""
	return l.create()
}
