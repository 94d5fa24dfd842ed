package widget

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
)

// Pick is a field whose value is one of a few.
type Pick struct {
	Label   string
	Values  []string // stored
	Names   []string // shown, in the same order
	theme   *Theme
	at      int
	focused bool
}

// NewPick returns a field with its first value chosen. values must not be empty.
func NewPick(s *Session, label string, values, names []string) *Pick {
	return &Pick{Label: label, Values: values, Names: names, theme: s.Theme}
}

// Name is the label.
func (p *Pick) Name() string { return p.Label }

// Value is the chosen one.
func (p *Pick) Value() string { return p.Values[p.at] }

// SetValue chooses v, if it is one of Values.
func (p *Pick) SetValue(v string) {
	for i, known := range p.Values {
		if known == v {
			p.at = i
		}
	}
}

// Focus gives the keys to the field.
func (p *Pick) Focus() { p.focused = true }

// Blur takes them away.
func (p *Pick) Blur() { p.focused = false }

// Update chooses with the arrows, the blank and first letters.
func (p *Pick) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	n := len(p.Values)
	switch name := KeyName(k); name {
	case "right", "space":
		p.at = (p.at + 1) % n
	case "left":
		p.at = (p.at + n - 1) % n
	case "home":
		p.at = 0
	case "end":
		p.at = n - 1
	default:
		p.seek(name)
	}
	return nil
}

// seek chooses the next value whose name begins with a letter.
func (p *Pick) seek(letter string) {
	if letter = schema.Fold(letter); letter == "" {
		return
	}
	for i := 1; i <= len(p.Names); i++ {
		at := (p.at + i) % len(p.Names)
		if strings.HasPrefix(schema.Fold(p.Names[at]), letter) {
			p.at = at
			return
		}
	}
}

// Lines is how many lines the field takes in a form.
func (p *Pick) Lines() int { return 1 }

// Draw draws the chosen value between arrows.
func (p *Pick) Draw(w, _ int) []string {
	name := schema.VisibleLine(p.Names[p.at])
	if !p.focused {
		return []string{Cut(name, w)}
	}
	return []string{p.theme.Cursor.Paint(Cut("‹ "+name+" ›", w))}
}

// At is the cursor's place in the last Draw.
func (p *Pick) At() (x, y int) { return 0, 0 }

// Fault is always nil.
func (p *Pick) Fault() error { return nil }

// Index is the place of the chosen value in Values.
func (p *Pick) Index() int { return p.at }
