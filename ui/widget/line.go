package widget

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"contactgroup/schema"
)

// Line is a field of one line. The terminal's own cursor shows where one types.
type Line struct {
	Label    string
	Hint     string             // shown dim while the field is empty
	Required bool               // of a form: must not stay empty
	Check    func(string) error // of a form: nil when the value is acceptable
	theme    *Theme
	in       textinput.Model
	x        int // column of the cursor in the last View
}

// maxTyped bounds what a field holds, in characters. It is above every limit of
// the register: what is too long is refused by name where it is used, and
// nothing is cut without a word.
const maxTyped = 2 * schema.MaxText

// NewLine returns an empty field, not focused.
func NewLine(s *Session, label string) *Line {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = maxTyped
	in.KeyMap.Paste = key.NewBinding() // it would read the server's clipboard
	in.Cursor.SetMode(cursor.CursorHide)
	return &Line{Label: label, theme: s.Theme, in: in}
}

// Name is the label.
func (l *Line) Name() string { return l.Label }

// Value is what was typed.
func (l *Line) Value() string { return l.in.Value() }

// SetValue puts a text in the field, the cursor behind it.
func (l *Line) SetValue(v string) {
	l.in.SetValue(v)
	l.in.CursorEnd()
}

// Focus gives the keys to the field.
func (l *Line) Focus() { l.in.Focus() }

// Blur takes them away.
func (l *Line) Blur() { l.in.Blur() }

// Update edits the field.
func (l *Line) Update(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyMsg); ok && k.Paste {
		msg = pasted(k, " ")
	}
	var cmd tea.Cmd
	l.in, cmd = l.in.Update(msg)
	return cmd
}

// pasted makes a paste safe to show in a field: its line breaks become brk.
func pasted(k tea.KeyMsg, brk string) tea.KeyMsg {
	text := strings.NewReplacer("\r\n", brk, "\r", brk, "\n", brk).Replace(string(k.Runes))
	k.Runes = []rune(schema.Visible(text))
	return k
}

// View draws the value in one line of at most w columns, so that the cursor is in sight.
func (l *Line) View(w int) string {
	l.x = 0
	value := []rune(l.in.Value())
	if len(value) == 0 {
		return l.theme.Dim.Paint(Cut(schema.VisibleLine(l.Hint), w))
	}
	pos := min(l.in.Position(), len(value))
	left, right := schema.VisibleLine(string(value[:pos])), schema.VisibleLine(string(value[pos:]))
	if over := Width(left) - (w - 1); over > 0 {
		left = SignMore + ansi.TruncateLeft(left, over+1, "")
	}
	l.x = min(Width(left), max(w-1, 0))
	return Cut(left+Cut(right, max(w-Width(left), 0)), w)
}

// Lines is how many lines the field takes in a form.
func (l *Line) Lines() int { return 1 }

// Draw is View for a form.
func (l *Line) Draw(w, _ int) []string { return []string{l.View(w)} }

// At is the cursor's place in the last Draw.
func (l *Line) At() (x, y int) { return l.x, 0 }

// Fault says why the value is not acceptable.
func (l *Line) Fault() error {
	v := strings.TrimSpace(l.Value())
	switch {
	case v == "" && l.Required:
		return schema.Invalid(schema.WhyEmpty, l.Label, "")
	case v == "" || l.Check == nil:
		return nil
	}
	return l.Check(v)
}

// asText makes the field one of a text of the register: too long a one is refused
// while it is still there to be shortened.
func (l *Line) asText(label string, required bool) {
	l.Label, l.Required = label, required
	l.Check = func(text string) error {
		_, err := schema.CleanText(label, text, schema.MaxText)
		return err
	}
}

// SetLimit lets the field hold so many characters and no more.
func (l *Line) SetLimit(n int) { l.in.CharLimit = n }
