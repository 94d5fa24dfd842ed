package widget

import (
	tea "github.com/charmbracelet/bubbletea"
)

// Confirm is a dialog that asks a question of yes or no.
type Confirm struct {
	s        *Session
	question string
	keys     []Key
}

// NewConfirm returns the dialog; yes is run when the answer is "y".
func NewConfirm(s *Session, question string, yes func() tea.Cmd) *Confirm {
	t := s.Words.Widget
	return &Confirm{s: s, question: question, keys: []Key{
		{Keys: []string{"y"}, Help: t.Yes, Group: t.Groups.Dialog, Hint: t.Yes, Run: func() tea.Cmd { return Send(Dismiss{Then: yes()}) }},
		{Keys: []string{"n", "esc", "q"}, Help: t.No, Group: t.Groups.Dialog, Hint: t.No, Run: func() tea.Cmd { return Send(Dismiss{}) }},
	}}
}

// Init does nothing.
func (c *Confirm) Init() tea.Cmd { return nil }

// Update does nothing: the table of keys says all.
func (c *Confirm) Update(tea.Msg) tea.Cmd { return nil }

// Keys is the dialog's table.
func (c *Confirm) Keys() []Key { return c.keys }

// Capturing is false.
func (c *Confirm) Capturing() bool { return false }

// Cursor is at the question.
func (c *Confirm) Cursor() Cursor { return Cursor{X: 0, Y: 1} }

// View draws the question and the two answers.
func (c *Confirm) View(w, h int) string {
	lines := []string{c.s.Theme.Heading.Paint(Rule("", w))}
	lines = append(lines, Wrap(c.question, w)...)
	t := c.s.Words.Widget
	lines = append(lines, Hints(c.s.Theme, w, "y", t.Yes, "n", t.No))
	return Fit(lines, w, min(len(lines), h))
}
