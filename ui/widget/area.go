package widget

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textarea"
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
)

// Area is a field of several lines; Enter makes a new one.
type Area struct {
	Label    string
	Hint     string
	Required bool
	Check    func(string) error
	Height   int // lines shown; 0: 5
	theme    *Theme
	in       textarea.Model
	x, y     int
}

// here marks the cursor in what the text area draws. It takes no column and
// cannot be typed: pastes lose it and keys do not make it.
const here = "\u2063"

// NewArea returns an empty field, not focused.
func NewArea(s *Session, label string) *Area {
	in := textarea.New()
	in.Prompt, in.ShowLineNumbers = "", false
	in.CharLimit, in.MaxHeight = maxTyped, 0
	in.KeyMap.Paste = key.NewBinding() // it would read the server's clipboard
	plain := textarea.Style{}
	in.FocusedStyle, in.BlurredStyle = plain, plain
	in.Cursor.SetMode(cursor.CursorStatic)
	in.Cursor.Style = Unstyled().NewStyle().Transform(func(c string) string { return here + c })
	return &Area{Label: label, theme: s.Theme, in: in}
}

// Name is the label.
func (a *Area) Name() string { return a.Label }

// Value is what was typed.
func (a *Area) Value() string { return a.in.Value() }

// SetValue puts a text in the field, the cursor behind it.
func (a *Area) SetValue(v string) { a.in.SetValue(v) }

// Insert puts a text at the cursor; one that is not empty is gone on with on a new line.
func (a *Area) Insert(text string) {
	if a.in.Value() != "" {
		text = "\n" + text
	}
	a.in.InsertString(text)
}

// Focus gives the keys to the field.
func (a *Area) Focus() { a.in.Focus() }

// Blur takes them away.
func (a *Area) Blur() { a.in.Blur() }

// Update edits the field.
func (a *Area) Update(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyMsg); ok && k.Paste {
		msg = pasted(k, "\n")
	}
	var cmd tea.Cmd
	a.in, cmd = a.in.Update(msg)
	return cmd
}

// Lines is how many lines the field takes in a form.
func (a *Area) Lines() int {
	if a.Height == 0 {
		return 5
	}
	return a.Height
}

// Draw draws the field in h lines of at most w columns.
func (a *Area) Draw(w, h int) []string {
	a.x, a.y = 0, 0
	if a.in.Value() == "" && !a.in.Focused() {
		return []string{a.theme.Dim.Paint(Cut(schema.VisibleLine(a.Hint), w))}
	}
	if a.in.Width() != max(w-1, 1) {
		a.in.SetWidth(max(w-1, 1))
	}
	if a.in.Height() != max(h, 1) {
		a.in.SetHeight(max(h, 1))
	}
	if a.in.Focused() {
		a.in, _ = a.in.Update(nil) // scrolls to the cursor for the size just set
	}
	lines := strings.Split(a.in.View(), "\n")
	for y, line := range lines {
		if before, _, ok := strings.Cut(line, here); ok {
			a.x, a.y = Width(before), y
		}
		lines[y] = strings.TrimRight(strings.ReplaceAll(schema.Visible(strings.ReplaceAll(line, here, "")), "\x1b", ""), " ")
	}
	return lines[:min(len(lines), max(h, 0))]
}

// At is the cursor's place in the last Draw.
func (a *Area) At() (x, y int) { return a.x, a.y }

// Fault says why the value is not acceptable.
func (a *Area) Fault() error {
	v := strings.TrimSpace(a.Value())
	switch {
	case v == "" && a.Required:
		return schema.Invalid(schema.WhyEmpty, a.Label, "")
	case v == "" || a.Check == nil:
		return nil
	}
	return a.Check(v)
}
