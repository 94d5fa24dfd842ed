package item

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// mayRepeat judges the member's last verb on this request.
func (v *Screen) mayRepeat() error {
	switch d := v.s.Last; {
	case d == nil || d.OnItem:
		return nil // told by repeat itself
	case d.Verb == widget.NextStep:
		return v.mayNext()
	default:
		return v.may(d.Verb)
	}
}

// repeat does the member's last verb again, with all that was asked for it.
func (v *Screen) repeat() tea.Cmd {
	d := v.s.Last
	if d == nil || d.OnItem {
		return widget.Send(widget.Tell{Text: v.s.Words.Lists.Nothing})
	}
	step := d.Step
	if step.Verb = d.Verb; step.Verb == widget.NextStep {
		step.Verb = schema.NextStep(v.who, v.page.request, v.desk.Policy())
	}
	return v.do(step, v.page.request.Rev)
}
