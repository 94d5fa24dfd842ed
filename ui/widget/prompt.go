package widget

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
)

// Prompt is a dialog that asks for one line.
type Prompt struct {
	Title string
	Line  *Line
	// Echo tells how the text is understood, to be shown while it is typed, and
	// what is wrong with it, to be shown when it is given; nil: any text will do.
	Echo func(string) (string, error)
	// Begin reads what Echo needs; Take is given what it answers. Both may be nil.
	Begin tea.Cmd
	Take  func(tea.Msg)
	// Done is called with the text; the dialog has been left by then.
	Done func(string) tea.Cmd
	// Draft names the text to keep when the dialog is left; empty: not kept.
	Draft string
	// Note is shown below the line.
	Note string

	s      *Session
	offer  tea.Cmd // of templates; nil: there are none
	fault  error
	keys   []Key
	cursor Cursor
	leave  tea.Msg // nil: Dismiss
	kept   *Kept   // its draft on the server; nil: it has none there
}

// NewPrompt returns the dialog with an empty line.
func NewPrompt(s *Session, title, hint string, done func(string) tea.Cmd) *Prompt {
	p := &Prompt{Title: title, Line: NewLine(s, title), Done: done, s: s}
	p.Line.Hint = hint
	p.Line.Focus()
	t := s.Words.Widget
	p.keys = []Key{
		{Keys: []string{"enter"}, Help: t.Accept, Group: t.Groups.Dialog, Hint: t.Accept},
		{Keys: []string{"esc"}, Help: t.Cancel, Group: t.Groups.Dialog, Hint: t.Cancel},
	}
	return p
}

// Init reads what Echo needs.
func (p *Prompt) Init() tea.Cmd { return p.Begin }

// Keys is for help and hints; the prompt dispatches its own keys.
func (p *Prompt) Keys() []Key { return p.keys }

// Capturing is always true.
func (p *Prompt) Capturing() bool { return true }

// Cursor is in the line.
func (p *Prompt) Cursor() Cursor { return p.cursor }

// Update takes keys and pastes.
func (p *Prompt) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if got, of := msg.(inserted); of && got.by == p {
		p.fault = nil
		p.Line.insert(got.text)
		return nil
	}
	if !ok {
		if p.Take != nil {
			p.Take(msg)
		}
		return nil
	}
	switch KeyName(k) {
	case "esc":
		return p.left()
	case "enter":
		if p.fault = p.Line.Fault(); p.fault == nil && p.Echo != nil {
			_, p.fault = p.Echo(p.Line.Value())
		}
		if p.fault != nil {
			return nil
		}
		return p.gone(p.done())
	}
	if name := KeyName(k); name == "ctrl+t" || name == "f4" {
		return p.offer
	}
	p.fault = nil
	return p.Line.Update(msg)
}

// View draws the title, the line, how it is understood, and the two ways out.
func (p *Prompt) View(w, h int) string {
	th := p.s.Theme
	lines := headed(p.s, p.Title, w)
	lines = append(lines, "> "+p.Line.View(w-2))
	p.cursor = Cursor{Visible: true, X: min(2+p.Line.x, w-1), Y: min(len(lines)-1, h-1)}
	switch {
	case p.fault != nil:
		lines = append(lines, painted(th.Alert, Wrap(p.s.Words.Error(p.fault), w))...)
	case p.Echo != nil && p.Line.Value() != "":
		lines = append(lines, p.echo(w)...)
	}
	if p.Note != "" {
		lines = append(lines, painted(th.Dim, Wrap(p.Note, w))...)
	}
	var pairs []string
	for _, k := range p.keys {
		pairs = append(pairs, p.s.KeyLabel(k.Keys[0]), k.Hint)
	}
	lines = append(lines, Hints(th, w, pairs...))
	return Fit(lines, w, min(len(lines), h))
}

// echo tells how the text is understood, else the ways to write it.
func (p *Prompt) echo(w int) []string {
	shown, err := p.Echo(p.Line.Value())
	switch {
	case err != nil && p.Line.Hint != "":
		return painted(p.s.Theme.Dim, Wrap("? "+p.Line.Hint, w))
	case shown == "":
		return nil
	}
	return painted(p.s.Theme.Strong, Wrap("= "+schema.VisibleLine(shown), w))
}

// headed begins a dialog with its title.
func headed(s *Session, title string, w int) []string {
	return painted(s.Theme.Heading, Titled(title, w))
}

// painted is all the lines in one ink.
func painted(ink Ink, lines []string) []string {
	for i, line := range lines {
		lines[i] = ink.Paint(line)
	}
	return lines
}
