package widget

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Reader is a page that is read: a document under a title, with the keys that
// move, fold and search in it. A screen holds one and adds what it does itself.
type Reader struct {
	Document
	Banner string // what changed meanwhile; the next move takes it away
	Beside string // at the end of the title, below it where there is no room

	s      *Session
	onNew  Key
	search *Line  // nil: not typing a search
	sought string // what n and N look for
	cursor Cursor
	above  int // lines between the title and the text in the last View
}

// NewReader returns an empty page. onNew is what n does while nothing is
// searched for; one that runs nothing leaves n to the search.
func NewReader(s *Session, onNew Key) *Reader { return &Reader{s: s, onNew: onNew} }

// Keys is the part of the key table that moves, folds and searches.
func (r *Reader) Keys(group string) []Key {
	t := r.s.Words.Item.Keys
	next := r.onNew
	next.Keys, next.Group, next.Run = []string{"n"}, group, r.nextOrNew
	if r.onNew.Run == nil {
		next.Help = t.Again
	}
	row := func(help string, f func(), names ...string) Key {
		return Key{Keys: names, Help: help, Group: group, Run: func() tea.Cmd { r.Banner = ""; f(); return nil }}
	}
	return []Key{
		row(t.Down, func() { r.Move(1) }, "j", "down"),
		row(t.Up, func() { r.Move(-1) }, "k", "up"),
		row(t.HalfDown, func() { r.Page(1) }, "ctrl+d"),
		row(t.HalfUp, func() { r.Page(-1) }, "ctrl+u"),
		row(t.Page, func() { r.Page(2) }, "ctrl+f", "pgdown"),
		row(t.PageBack, func() { r.Page(-2) }, "b", "pgup", "ctrl+b"),
		row(t.Top, func() { r.Ends(false) }, "g g", "home"),
		row(t.Bottom, func() { r.Ends(true) }, "G", "end"),
		row(t.Section, func() { r.Section(1) }, "tab"),
		row(t.SectionBack, func() { r.Section(-1) }, "shift+tab"),
		{Keys: []string{"/"}, Help: t.Search, Hint: r.s.Words.Widget.Search, Stays: true, Group: group, Run: r.begin},
		next,
		{Keys: []string{"N"}, Help: t.AgainBack, Group: group, Run: func() tea.Cmd { return r.again(-1) }},
		{Keys: []string{"esc"}, Help: t.Leave, Group: group, Run: r.peel},
	}
}

// FoldKey is the row that folds, for pages on which Enter opens nothing.
func (r *Reader) FoldKey(group string) Key {
	return Key{Keys: []string{"enter"}, Help: r.s.Words.Item.Keys.Fold, Group: group, Run: r.Fold}
}

// Fold folds what is under the cursor, or tells that nothing there folds.
func (r *Reader) Fold() tea.Cmd {
	if !r.Document.Fold() {
		return Send(Tell{Text: r.s.Words.Widget.NothingToFold})
	}
	return nil
}

// Any refuses what needs something on the page where there is nothing.
func (r *Reader) Any() error {
	if r.Blank() {
		return schema.NotFound("")
	}
	return nil
}

func (r *Reader) begin() tea.Cmd {
	if r.Blank() {
		return Send(Tell{Text: r.s.Words.Widget.NothingToSearch})
	}
	r.search = NewLine(r.s, "")
	r.search.SetLimit(schema.MaxURL)
	r.search.Hint = r.s.Words.Widget.Search
	r.search.Focus()
	return nil
}

// Typed takes the keys of the search.
func (r *Reader) Typed(msg tea.KeyMsg) tea.Cmd {
	if r.search == nil {
		return nil
	}
	switch KeyName(msg) {
	case "esc":
		r.search = nil
		r.forget()
		return nil
	case "enter":
		r.sought, r.search = r.search.Value(), nil
		n := r.Find(r.sought)
		switch {
		case r.sought == "":
			return nil
		case n == 0:
			return r.nothing()
		}
		return Send(Tell{Text: lang.Fill(r.s.Words.Item.Matches.Of(n), "text", schema.VisibleLine(r.sought))})
	}
	return r.search.Update(msg)
}

func (r *Reader) forget() {
	r.sought = ""
	r.Find("")
}

func (r *Reader) nothing() tea.Cmd {
	text := lang.Fill(r.s.Words.Widget.NothingFound, "text", schema.VisibleLine(r.sought))
	r.forget()
	return Send(Tell{Text: text})
}

func (r *Reader) nextOrNew() tea.Cmd {
	if r.sought != "" || r.onNew.Run == nil {
		return r.again(1)
	}
	return r.onNew.Run()
}

func (r *Reader) again(step int) tea.Cmd {
	if r.sought != "" && !r.Again(step) {
		return r.nothing()
	}
	return nil
}

// peel takes the search away, else leaves the screen.
func (r *Reader) peel() tea.Cmd {
	r.Banner = ""
	if r.sought != "" {
		r.forget()
		return nil
	}
	return Send(Pop{})
}

// View draws the title with how much of a long text is read, the banner, the text, the search.
func (r *Reader) View(title string, w, h int) string {
	r.cursor = Cursor{}
	th := r.s.Theme
	lines := []string{""}
	beside := r.Beside
	if r.OnGone() {
		beside = r.s.Words.Widget.Gone
	}
	if beside != "" && h > 3 && Width(title)+Width(beside)+besideRoom > w {
		lines = append(lines, th.Warn.Paint(Cut(" "+beside, w)))
		beside = ""
	}
	if r.Banner != "" && h > 3 {
		lines = append(lines, th.Warn.Paint(Cut(SignLive+" "+r.Banner, w)))
	}
	room := h - len(lines)
	if r.search != nil && h > 1 {
		room--
	}
	r.Shift(len(lines) - 1 - r.above)
	r.above = len(lines) - 1
	lines = append(lines, r.Document.View(th, w, max(room, 0))...)
	lines[0] = th.Heading.Paint(Cut(r.titled(title, beside, w), w))
	if r.search != nil {
		lines = append(fill(lines, h-1), "/"+r.search.View(w-1))
		r.cursor = Cursor{Visible: true, X: min(1+r.search.x, max(w-1, 0)), Y: max(h-1, 0)}
	}
	return Fit(lines, w, h)
}

// besideRoom is what a title takes beside its words and the text at its end: the
// rule before it, blanks, how much is read.
const besideRoom = 12

// readRoom is the part of besideRoom that tells how much is read.
const readRoom = 6

// fewer leaves away whole parts of a title, the last first, until it takes at
// most w columns or only one is left.
func fewer(title string, w int) string {
	for Width(title) > w {
		i := strings.LastIndex(title, " "+SignRule+" ")
		if i < 0 {
			break
		}
		title = title[:i]
	}
	return title
}

func (r *Reader) titled(title, beside string, w int) string {
	if n := r.Arrived(); n > 0 {
		beside = strings.TrimSpace(beside + " " + SignUp + " " + strconv.Itoa(n))
	}
	if percent, more := r.Seen(); more {
		beside = strings.TrimSpace(beside + " " + r.s.Percent(percent))
	}
	return RuleWith(fewer(title, w-Width(beside)-besideRoom+readRoom), beside, w)
}

// Capturing is true while the search is typed.
func (r *Reader) Capturing() bool { return r.search != nil }

// Cursor is in the search, else nowhere.
func (r *Reader) Cursor() Cursor { return r.cursor }
