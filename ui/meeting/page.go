package meeting

import (
	"fmt"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// actionKey begins the key of an action's passage; its reference follows.
const actionKey = "action/"

// document is the meeting from its place and time to the last action.
func (v *Screen) document() []widget.Passage {
	m, t := v.page.meeting, v.s.Words.Meeting
	head := widget.Passage{Key: "head", Lines: []widget.Paragraph{
		{Text: schema.VisibleLine(m.Title), Ink: v.s.Theme.Strong},
		{Text: schema.VisibleLine(joined(m.Starts.In(v.s.Zone).Format(v.s.Words.Time.LayoutYear), m.Place))},
	}}
	out := []widget.Passage{head, v.heading("agenda", t.Agenda, len(m.Agenda))}
	for _, p := range m.Agenda {
		out = append(out, v.line(fmt.Sprintf("agenda/%d", p.N), fmt.Sprintf("%2d  %s", p.N, joined(p.Title, v.organisation(p.Rapporteur), v.minutes(p.Minutes)))))
	}
	out = append(out, v.empty("agenda/none", t.NoAgenda, len(m.Agenda))...)
	if len(m.Attendance) > 0 {
		out = append(out, v.heading("attendance", t.Attendance, len(m.Attendance)))
	}
	for i, a := range m.Attendance {
		out = append(out, v.line(fmt.Sprintf("attendance/%d", i), "    "+joined(v.organisation(a.Org), a.Person, t.Modes[a.Mode])))
	}
	out = append(out, v.heading("decisions", t.Decisions, len(m.Decisions)))
	for _, d := range m.Decisions {
		out = append(out, v.line(fmt.Sprintf("decision/%d", d.N), fmt.Sprintf("%2d  %s", d.N, d.Text)))
	}
	out = append(out, v.empty("decision/none", t.NoDecision, len(m.Decisions))...)
	return append(out, v.actions()...)
}

func (v *Screen) heading(key, name string, n int) widget.Passage {
	if n > 0 {
		name = fmt.Sprintf("%s (%d)", name, n)
	}
	return widget.Passage{Key: key, Title: true, Lines: []widget.Paragraph{
		{Text: widget.Rule(name, widget.Width(name)+8), Ink: v.s.Theme.Heading}}}
}

func (v *Screen) line(key, text string) widget.Passage {
	return widget.Passage{Key: key, Lines: []widget.Paragraph{{Text: widget.ProseLine(text), Indent: 4}}}
}

// empty says why a part has nothing in it.
func (v *Screen) empty(key, text string, n int) []widget.Passage {
	if n > 0 {
		return nil
	}
	return []widget.Passage{{Key: key, Lines: []widget.Paragraph{{Text: "    " + text, Indent: 4, Ink: v.s.Theme.Dim}}}}
}

// actions is the register: by owner, then by due date.
func (v *Screen) actions() []widget.Passage {
	t, all := v.s.Words.Meeting, v.page.register.Actions
	out := []widget.Passage{v.heading("actions", t.Actions, len(all))}
	for _, x := range all {
		out = append(out, v.action(x))
	}
	return append(out, v.empty("action/none", t.NoActions, len(all))...)
}

// action is one item: who owes it until when on the first line, what below.
func (v *Screen) action(x schema.Action) widget.Passage {
	t, d := v.s.Words.Meeting, v.s.Words.Domain
	ink, late, carried, due := widget.Ink{}, "", "", t.NoDue
	if x.Overdue(v.page.register.AsOf) {
		ink, late = v.s.Theme.Alert, d.Overdue
	}
	if x.Carried > 0 {
		carried = lang.Fill(t.Carried, "n", fmt.Sprint(x.Carried))
	}
	if !x.Due.IsZero() {
		due = v.day(x.Due)
	}
	who := v.organisation(x.Owner)
	if x.Member != "" {
		who += " (" + x.Member + ")"
	}
	theme := ""
	if x.Theme != "" {
		theme = "#" + x.Theme
	}
	head := x.Ref + "  " + joined(who, due, late, d.ActionStates[x.State], carried, theme, strings.Join(x.Links, " "))
	return widget.Passage{Key: actionKey + x.Ref, Lines: []widget.Paragraph{
		{Text: schema.VisibleLine(head), Indent: 4, Ink: ink}, {Text: "    " + widget.ProseLine(x.Text), Indent: 4}}}
}

// totals counts what is under way, late and carried over.
func (v *Screen) totals() string {
	late, carried := 0, 0
	for _, x := range v.page.register.Actions {
		if x.Overdue(v.page.register.AsOf) {
			late++
		}
		if x.Carried > 0 {
			carried++
		}
	}
	return lang.Fill(v.s.Words.Meeting.Totals, "n", fmt.Sprint(len(v.page.register.Actions)), "late", fmt.Sprint(late), "carried", fmt.Sprint(carried))
}

func (v *Screen) day(d schema.Date) string { return d.Start(time.UTC).Format(v.s.Words.Time.LayoutDay) }

func (v *Screen) minutes(n int) string {
	if n == 0 {
		return ""
	}
	return lang.Fill(v.s.Words.Meeting.Minutes, "n", fmt.Sprint(n))
}

func (v *Screen) organisation(code string) string {
	if name := v.page.names[code]; name != "" {
		return name
	}
	return code
}

// joined puts what is not empty together with a dot between.
func joined(values ...string) string {
	var out []string
	for _, v := range values {
		if v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, " · ")
}
