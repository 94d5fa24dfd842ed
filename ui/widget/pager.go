package widget

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Pager is a dialog that shows a long text, such as a document.
type Pager struct {
	s     *Session
	title string
	text  string
	foot  string
	keys  []Key
	lines []string // of text, for width
	width int
	top   int
	room  int
}

// NewPager returns the dialog. foot is a line below the text, such as the
// command that gives the same; it may be empty.
func NewPager(s *Session, title, text, foot string) *Pager {
	p := &Pager{s: s, title: title, text: text, foot: foot, room: 1}
	t := s.Words.Widget
	g := t.Groups.Dialog
	scroll := func(by func() int) func() tea.Cmd {
		return func() tea.Cmd { p.scroll(by()); return nil }
	}
	p.keys = []Key{
		{Keys: []string{"j", "down", "enter"}, Help: t.Next, Group: g, Run: scroll(func() int { return 1 })},
		{Keys: []string{"k", "up"}, Help: t.Previous, Group: g, Run: scroll(func() int { return -1 })},
		{Keys: []string{"space", "pgdown", "ctrl+f", "ctrl+d"}, Help: t.Next, Group: g, Run: scroll(func() int { return p.room })},
		{Keys: []string{"b", "pgup", "ctrl+b", "ctrl+u"}, Help: t.Previous, Group: g, Run: scroll(func() int { return -p.room })},
		{Keys: []string{"g", "home"}, Help: t.Previous, Group: g, Run: scroll(func() int { return -len(p.lines) })},
		{Keys: []string{"G", "end"}, Help: t.Next, Group: g, Run: scroll(func() int { return len(p.lines) })},
		{Keys: []string{"y"}, Help: t.Copy, Group: g, Hint: t.Copy, Run: p.copy},
		{Keys: []string{"esc", "q"}, Help: t.Close, Group: g, Hint: t.Close, Run: func() tea.Cmd { return Send(Dismiss{}) }},
	}
	return p
}

// Init does nothing.
func (p *Pager) Init() tea.Cmd { return nil }

// Update does nothing: the table of keys says all.
func (p *Pager) Update(tea.Msg) tea.Cmd { return nil }

// Keys is the dialog's table.
func (p *Pager) Keys() []Key { return p.keys }

// Capturing is false.
func (p *Pager) Capturing() bool { return false }

// Cursor is at the first line in sight.
func (p *Pager) Cursor() Cursor { return Cursor{X: 0, Y: 1} }

func (p *Pager) scroll(by int) { p.top = max(min(p.top+by, len(p.lines)-p.room), 0) }

func (p *Pager) copy() tea.Cmd {
	p.s.Copy(p.text)
	return Send(Tell{Text: lang.Fill(p.s.Words.Widget.Copied, "text", p.title)})
}

// View draws the lines in sight between the title and the way out.
func (p *Pager) View(w, h int) string {
	if p.width != w {
		p.width, p.lines = w, nil
		for line := range strings.SplitSeq(strings.TrimRight(p.text, "\n"), "\n") {
			p.lines = append(p.lines, Wrap(strings.TrimSuffix(line, "\r"), w)...)
		}
	}
	p.room = max(h-2, 1)
	if p.foot != "" {
		p.room = max(h-3, 1)
	}
	p.scroll(0)
	th, t := p.s.Theme, p.s.Words.Widget
	out := headed(p.s, p.title, w)
	end := min(p.top+p.room, len(p.lines))
	out = append(out, p.lines[p.top:end]...)
	if p.foot != "" {
		out = append(out, th.Dim.Paint(Cut(schema.VisibleLine(p.foot), w)))
	}
	place := ""
	if len(p.lines) > p.room {
		place = p.s.Percent(end * 100 / len(p.lines))
	}
	out = append(out, Ends(Hints(th, w-12, "y", t.Copy, p.s.KeyLabel("esc"), t.Close), th.Dim.Paint(place), w))
	return Fit(out, w, min(len(out), h))
}
