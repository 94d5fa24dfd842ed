package meeting

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// under is the number behind a prefix in the key of the passage under the cursor; 0 elsewhere.
func (v *Screen) under(prefix string) int {
	text, ok := strings.CutPrefix(v.reader.Current(), prefix)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// point is the point of the agenda under the cursor; false when there is none.
func (v *Screen) point() (schema.AgendaPoint, bool) {
	n := v.underPoint()
	if n == 0 {
		return schema.AgendaPoint{}, false
	}
	return v.page.meeting.Agenda[n-1], true
}

// mayPoint says why the point under the cursor cannot be changed.
func (v *Screen) mayPoint() error {
	if err := v.may(schema.VerbAgenda); err != nil {
		return err
	}
	if _, ok := v.point(); !ok {
		return schema.Invalid(schema.WhyNotHere, "agenda_point", "")
	}
	return nil
}

// move moves the point under the cursor by places, and the cursor with it.
func (v *Screen) move(by int) func() tea.Cmd {
	return func() tea.Cmd {
		p, ok := v.point()
		to := p.N + by
		if !ok || to < 1 || to > len(v.page.meeting.Agenda) {
			return nil
		}
		return v.meet(v.page.meeting.Rev, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaMove, N: p.N, To: to}, ending{to: fmt.Sprint(pointKey, to)})
	}
}

// removePoint asks first.
func (v *Screen) removePoint() tea.Cmd {
	p, ok := v.point()
	if !ok {
		return nil
	}
	question := lang.Fill(v.s.Words.Sitting.AskRemove, "n", fmt.Sprint(p.N), "title", schema.VisibleLine(p.Title))
	rev := v.page.meeting.Rev
	return widget.Send(widget.Show{Dialog: widget.NewConfirm(v.s, question, func() tea.Cmd {
		return v.meet(rev, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaRemove, N: p.N}, ending{})
	})})
}

// pointFields ask for a point of the agenda: the one with that mark anew, else a new one.
func (v *Screen) pointFields(mark int, draft string) *widget.Form {
	t, m := v.s.Words.Sitting, v.page.meeting
	n := 0
	if mark > 0 {
		n = 1 + slices.IndexFunc(m.Agenda, func(p schema.AgendaPoint) bool { return p.Mark == mark })
	}
	title, change := t.PointTitle, schema.AgendaAdd
	var was schema.AgendaPoint
	if n > 0 {
		was = m.Agenda[n-1]
		title, change = lang.Fill(t.PointEdit, "n", fmt.Sprint(n)), schema.AgendaEdit
	}
	d := v.s.Words.Domain.Fields
	name, who := widget.NewLine(v.s, d[schema.FieldTitle]), widget.NewLine(v.s, v.s.Words.Papers.Columns["rapporteur"])
	length, links := widget.NewLine(v.s, t.PlannedLabel), widget.NewLine(v.s, t.LinksLabel)
	name.Required, who.Hint, links.Hint = true, v.who.OrgCode, t.LinksHint
	name.SetValue(was.Title)
	who.SetValue(was.Rapporteur)
	links.SetValue(strings.Join(was.Links, " "))
	if was.Minutes > 0 {
		length.SetValue(strconv.Itoa(was.Minutes))
	}
	length.Check = func(s string) error { _, err := minutesOf(s); return err }
	f := widget.NewForm(v.s, schema.VisibleLine(title), draft, name, who, length, links)
	f.Does = t.Save
	point := func() schema.AgendaPoint {
		p := schema.AgendaPoint{Title: name.Value(), Rapporteur: strings.ToLower(strings.TrimSpace(who.Value())), Links: without(strings.Fields(links.Value()), was.Links)}
		p.Minutes, _ = minutesOf(length.Value()) // Check has judged it
		if n > 0 && p.Rapporteur == "" {
			p.Rapporteur = schema.Nobody
		}
		if n > 0 && p.Minutes == 0 {
			p.Minutes = schema.NoMinutes
		}
		return p
	}
	f.Review = func() (string, error) {
		return joined(name.Value(), v.organisation(strings.ToLower(strings.TrimSpace(who.Value()))), v.minutes(max(point().Minutes, 0)), links.Value()), nil
	}
	rev := 0
	if n > 0 {
		rev = m.Rev
	}
	f.Send = func() tea.Cmd {
		step := schema.MeetingStep{Verb: schema.VerbAgenda, Change: change, N: n, Point: point(), Unlink: without(was.Links, strings.Fields(links.Value()))}
		return v.meet(rev, step, ending{form: f, back: func() tea.Cmd { return v.pointForm(mark) }})
	}
	return f
}

// without are the references of one list that are not in another.
func without(refs, others []string) []string {
	return slices.DeleteFunc(slices.Clone(refs), func(ref string) bool {
		return slices.ContainsFunc(others, func(o string) bool { return strings.EqualFold(o, ref) })
	})
}

// minutesOf reads a planned length; empty is none.
func minutesOf(s string) (int, error) {
	if s = strings.TrimSpace(s); s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 24*60 {
		return 0, schema.Invalid(schema.WhyUnknown, "minutes", s)
	}
	return n, nil
}
