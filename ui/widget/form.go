package widget

import (
	"cmp"
	"context"
	"slices"
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

// Field is one value of a form: a *Line, an *Area or a *Pick.
type Field interface {
	Name() string
	Value() string
	SetValue(string)
	Focus()
	Blur()
	Update(tea.Msg) tea.Cmd
	Lines() int             // lines it wishes for
	Draw(w, h int) []string // at most h lines of at most w columns
	At() (x, y int)         // the cursor in the last Draw
	Fault() error           // nil: acceptable
}

// Form asks for several values, shows what will be done, and does it. It is a
// Screen, to be pushed or shown as a dialog.
type Form struct {
	Title  string
	Fields []Field
	// Review tells what will be done, in a text of some lines, or what is wrong.
	Review func() (string, error)
	// Send does it. The form has been left by then.
	Send func() tea.Cmd
	// Does is the word for what y does; empty: sending.
	Does string
	// Draft names the values to keep when the form is left; empty: not kept.
	// Call Forget once they are of no more use.
	Draft string
	// Leave is the message that leaves the form: Pop{} on a page of its own,
	// Dismiss{} (the zero case) as a dialog.
	Leave tea.Msg
	// Note is shown below the fields while nothing is wrong with them.
	Note string
	// More are keys and their words, in pairs, to be shown behind the form's own.
	More []string

	s         *Session
	keys      []Key
	at        int
	top       int // first line of fields in sight
	reviewing bool
	text      string   // of the review
	look      look     // at it
	read      []string // values before a draft was laid over them
	began     []string // values
	fault     error
	cursor    Cursor
	kept      *Kept // its draft on the server; nil: it has none there
}

// NewForm returns a form over fields, with the values kept under draft.
func NewForm(s *Session, title, draft string, fields ...Field) *Form {
	f := &Form{Title: title, Fields: fields, Draft: draft, s: s}
	f.read = f.Values()
	for i, v := range s.Drafts[draft] {
		if draft != "" && i < len(fields) {
			fields[i].SetValue(v)
		}
	}
	f.began = f.Values()
	f.focus(0)
	t := s.Words.Widget
	f.keys = []Key{
		{Keys: []string{"tab", "down"}, Help: t.Next, Group: t.Groups.Form, Hint: t.Next},
		{Keys: []string{"shift+tab", "up"}, Help: t.Previous, Group: t.Groups.Form},
		{Keys: []string{"f2", "ctrl+s"}, Help: t.Review, Group: t.Groups.Form, Hint: t.Review},
		{Keys: []string{"esc"}, Help: t.Keep, Group: t.Groups.Form, Hint: t.Keep},
		{Keys: []string{"y"}, Help: t.Send, Group: t.Groups.Form},
		{Keys: []string{"e"}, Help: t.Edit, Group: t.Groups.Form},
		{Keys: []string{"p"}, Help: t.Keep, Group: t.Groups.Form},
	}
	return f
}

// Read are the values that the fields held before a draft was laid over them.
func (f *Form) Read() []string { return f.read }

// Rebase puts what was read now into the fields whose draft is what was read
// once: the member has not changed them, and what somebody else made of them stays.
func (f *Form) Rebase(once []string) {
	for i, value := range f.Values() {
		if i < len(once) && value == once[i] {
			f.Fields[i].SetValue(f.read[i])
		}
	}
	f.began = f.Values()
}

// Init does nothing: a form has all it needs.
func (f *Form) Init() tea.Cmd { return nil }

// Capturing is always true: letters are text.
func (f *Form) Capturing() bool { return true }

// Keys is for help and hints; a form dispatches its own keys.
func (f *Form) Keys() []Key { return f.keys }

// Cursor is in the field that has the focus.
func (f *Form) Cursor() Cursor { return f.cursor }

// Forget drops the values kept: they have been used.
func (f *Form) Forget() {
	delete(f.s.Drafts, f.Draft)
	if f.kept != nil {
		f.kept.Used()
	}
}

// Call returns a context for the call of the Desk by which the form is sent.
func (f *Form) Call() (context.Context, context.CancelFunc) {
	if f.kept == nil {
		return f.s.Call()
	}
	return f.kept.Call()
}

func (f *Form) note() *string { return &f.Note }

func (f *Form) leaving(msg tea.Msg) { f.Leave = msg }

func (f *Form) settled() bool { return f.reviewing }

func (f *Form) keeping(k *Kept) (resumes bool) {
	f.kept, f.Send = k, k.send(f.Send)
	f.More = append(f.More, "Ctrl+X", f.s.Words.Item.DropDraft)
	return len(f.s.Drafts[f.Draft]) > 0
}

// Reviewing reports whether the last look before sending is shown.
func (f *Form) Reviewing() bool { return f.reviewing }

// Values are the fields' values in order.
func (f *Form) Values() []string {
	out := make([]string, len(f.Fields))
	for i, field := range f.Fields {
		out[i] = field.Value()
	}
	return out
}

func (f *Form) focus(at int) {
	if len(f.Fields) == 0 {
		return
	}
	f.Fields[f.at].Blur()
	f.at = (at + len(f.Fields)) % len(f.Fields)
	f.Fields[f.at].Focus()
}

// Update takes keys and pastes.
func (f *Form) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	if f.reviewing {
		return f.decide(KeyName(k))
	}
	_, several := f.Fields[f.at].(*Area)
	switch name := KeyName(k); {
	case name == "esc":
		return f.leave(true, nil)
	case name == "f2" || name == "ctrl+s":
		f.review()
	case name == "tab" || (!several && (name == "enter" || name == "down")):
		f.focus(f.at + 1)
	case name == "shift+tab" || (!several && name == "up"):
		f.focus(f.at - 1)
	default:
		f.fault = nil
		return f.Fields[f.at].Update(msg)
	}
	return nil
}

// review goes to the last look before sending, or to the first field at fault.
func (f *Form) review() {
	for i, field := range f.Fields {
		if f.fault = field.Fault(); f.fault != nil {
			f.focus(i)
			return
		}
	}
	if f.text, f.fault = f.Review(); f.fault == nil {
		f.reviewing, f.look = true, look{}
	}
}

func (f *Form) decide(name string) tea.Cmd {
	switch name {
	case "y":
		return f.leave(true, f.Send())
	case "e", "esc":
		f.reviewing = false
	case "p":
		return f.leave(true, nil)
	default:
		f.look.key(name)
	}
	return nil
}

// leave ends the form. The values are kept when sending fails too; who sends
// calls Forget on success.
func (f *Form) leave(keep bool, then tea.Cmd) tea.Cmd {
	resumed := len(f.s.Drafts[f.Draft]) > 0
	if keep && f.Draft != "" && (resumed || then != nil || !slices.Equal(f.began, f.Values())) {
		f.s.Drafts[f.Draft] = f.Values()
		if then == nil {
			then = Send(Tell{Text: f.s.Words.Widget.Kept})
		}
	}
	if f.Leave != nil {
		return Send(Several{f.Leave, Run{then}})
	}
	return Send(Dismiss{Then: then})
}

// View draws title, fields (or the review) and what is wrong.
func (f *Form) View(w, h int) string {
	f.cursor = Cursor{}
	lines := headed(f.s, f.Title, w)
	if f.reviewing {
		lines = append(lines, f.look.lines(f.text, w, h-1-len(lines))...)
		return Fit(append(fill(lines, h-1), f.hints(w)), w, h)
	}
	body, focusLine, x := f.body(w)
	below := f.below(w)
	head := len(lines)
	room := max(h-1-head-len(below), 1)
	f.top = scroll(f.top, focusLine, room, len(body))
	shown := body[min(f.top, len(body)):min(f.top+room, len(body))]
	lines = fill(append(lines, shown...), h-1-len(below))
	f.cursor = Cursor{Visible: true, X: min(x, w-1), Y: min(head+focusLine-f.top, h-1)}
	return Fit(append(append(lines, below...), f.hints(w)), w, h)
}

// below is what is wrong, else the note: one line at least, three at most.
func (f *Form) below(w int) []string {
	text, ink := f.Note, f.s.Theme.Dim
	if f.fault != nil {
		text, ink = f.s.Words.Error(f.fault), f.s.Theme.Alert
	}
	lines := Wrap(text, w)
	lines = lines[:min(len(lines), 3)]
	for i, line := range lines {
		lines[i] = ink.Paint(line)
	}
	return fill(lines, max(len(lines), 1))
}

// body draws all fields and tells the line and column of the cursor in them.
func (f *Form) body(w int) (lines []string, line, x int) {
	label := 0
	for _, field := range f.Fields {
		label = max(label, Width(field.Name()))
	}
	label = min(label, w/2)
	for i, field := range f.Fields {
		ink := f.s.Theme.Field
		if i == f.at {
			ink = f.s.Theme.FieldOn
		}
		drawn := field.Draw(max(w-label-2, 1), field.Lines())
		if i == f.at {
			cx, cy := field.At()
			line, x = len(lines)+cy, label+2+cx
		}
		for y := range max(len(drawn), 1) {
			head := Blanks(label + 2)
			if y == 0 {
				head = ink.Paint(Cell(capital(field.Name()), label)) + "  "
			}
			text := ""
			if y < len(drawn) {
				text = drawn[y]
			}
			lines = append(lines, head+text)
		}
	}
	return lines, line, x
}

// capital writes a word as at the beginning of a line.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func (f *Form) hints(w int) string {
	t, th := f.s.Words.Widget, f.s.Theme
	if f.reviewing {
		pairs := []string{"y", cmp.Or(f.Does, t.Send), "e", t.Edit}
		if percent, more := f.look.seen(); more {
			pairs = append(pairs, "j k", f.s.Percent(percent))
		}
		return Hints(th, w, append(pairs, "p", t.Keep)...)
	}
	return Hints(th, w, append([]string{"F2", t.Review, "Tab", t.Next, f.s.KeyLabel("esc"), t.Keep}, f.More...)...)
}

// fill makes lines n long.
func fill(lines []string, n int) []string {
	for len(lines) < n {
		lines = append(lines, "")
	}
	return lines[:max(n, 0)]
}

// scroll returns the first line to show so that line at is among room lines of total.
func scroll(top, at, room, total int) int {
	top = min(top, at)
	top = max(top, at-room+1)
	return max(min(top, total-room), 0)
}
