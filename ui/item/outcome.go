package item

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// outcomeField asks what was done about one content: one key chooses.
type outcomeField struct {
	s       *widget.Session
	content schema.Content
	outcome schema.Outcome
	chosen  func(schema.Outcome) // called after a choice
	all     func(schema.Outcome) // gives every content this outcome; an empty one: that chosen last
	refused bool                 // the Desk named this content
	focused bool
	y       int // last line of the choices to keep in sight
}

// Name is the content's number.
func (f *outcomeField) Name() string { return fmt.Sprintf("%2d", f.content.N) }

// Value is the outcome's code, empty without one.
func (f *outcomeField) Value() string { return string(f.outcome) }

// SetValue takes an outcome's code; an unknown one is none.
func (f *outcomeField) SetValue(v string) {
	f.outcome, f.refused = "", false
	for _, o := range schema.Outcomes {
		if string(o) == v {
			f.outcome = o
		}
	}
}

// Focus gives the keys to the field.
func (f *outcomeField) Focus() { f.focused = true }

// Blur takes them away.
func (f *outcomeField) Blur() { f.focused = false }

// Update chooses.
func (f *outcomeField) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok || k.Paste {
		return nil
	}
	switch name := widget.KeyName(k); {
	case name == "backspace" || name == "delete":
		f.SetValue("")
	case name == "*":
		f.all(f.outcome)
	default:
		if o, ok := widget.OutcomeOf(name); ok {
			f.SetValue(string(o))
			f.chosen(o)
		}
	}
	return nil
}

// maxLegend bounds the lines of choices under the content that has the focus.
const maxLegend = 14

// mostScrolled is how far the choices may scroll a short form: the content
// they are about must stay in sight on 12 lines.
const mostScrolled = 7

// Lines is one line, and the choices below it while the field has the focus.
func (f *outcomeField) Lines() int {
	if f.focused {
		return 1 + maxLegend
	}
	return 1
}

// Draw draws outcome and address, and the choices while the field has the focus.
func (f *outcomeField) Draw(w, h int) []string {
	d, t, th := f.s.Words.Domain, f.s.Words.Item, f.s.Theme
	name, ink := t.ToGive, th.Dim
	switch {
	case f.outcome != "":
		name, ink = d.Outcomes[f.outcome], th.Strong
	case f.content.Outcome != "":
		name = d.Outcomes[f.content.Outcome]
	}
	if f.refused {
		name, ink = "! "+name, th.Alert
	}
	column := min(24, max(w/2, 10), w)
	line := ink.Paint(widget.Cell(name, column))
	if rest := w - column - 1; rest > 0 {
		line += " " + widget.Cut(schema.Defang(f.content.URL), rest)
	}
	lines := []string{line}
	if f.focused {
		lines = append(lines, f.legend(w)...)
	}
	lines = lines[:min(len(lines), max(h, 0))]
	f.y = min(max(len(lines)-1, 0), mostScrolled)
	return lines
}

// legend lists the choices with their keys, as many on a line as fit.
func (f *outcomeField) legend(w int) []string {
	var lines []string
	var plain, painted string
	add := func(key, name string) {
		cell := widget.Cut(key+" "+name, w)
		if plain != "" && widget.Width(plain)+2+widget.Width(cell) > w {
			lines, plain, painted = append(lines, painted), "", ""
		}
		if plain != "" {
			plain, painted = plain+"  ", painted+"  "
		}
		plain += cell
		painted += f.s.Theme.Key.Paint(cell[:min(1, len(cell))]) + cell[min(1, len(cell)):]
	}
	for i, o := range schema.Outcomes {
		add(widget.OutcomeKeys[i:i+1], f.s.Words.Domain.Outcomes[o])
	}
	add("*", f.s.Words.Item.ForAll)
	return append(lines, painted)
}

// At is below the choices, so that a form scrolls them into sight.
func (f *outcomeField) At() (x, y int) { return 0, f.y }

// Fault is nil: a reply may leave a content for the next one.
func (f *outcomeField) Fault() error { return nil }
