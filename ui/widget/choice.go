package widget

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Option is one line of a Choice.
type Option struct {
	Key   string // shown before the name and, unless searching, pressed to take it; may be empty
	Label string // shown in place of Key
	Name  string
	Note  string // shown dim behind the name
	Also  string // further words by which a search finds it, its name in the other language first
	Why   error  // why it cannot be taken now; nil: it can
}

// label is what stands before the name.
func (o Option) label(s *Session) string {
	if o.Label != "" {
		return o.Label
	}
	return s.KeyLabel(o.Key)
}

// Choice is a dialog that offers lines to take one of: a menu, a palette, help.
type Choice struct {
	Title   string
	Options []Option
	// Take is called with the index of the option taken; the dialog has been left by then.
	Take func(i int) tea.Cmd
	// Free takes a text that is none of the options; nil: not accepted.
	Free func(text string) tea.Cmd

	s      *Session
	search *Line // nil: no typing, options are taken by their keys
	found  []int // indexes into Options
	at     int   // into found
	top    int
	refuse error // why the option tried cannot be taken
	keys   []Key
	cursor Cursor
}

// NewChoice returns a menu: j, k and Enter, or an option's own key.
func NewChoice(s *Session, title string, options []Option, take func(i int) tea.Cmd) *Choice {
	c := &Choice{Title: title, Options: options, Take: take, s: s}
	t := s.Words.Widget
	c.keys = []Key{
		{Keys: []string{"enter"}, Help: t.Choose, Group: t.Groups.Dialog, Hint: t.Choose, Run: c.take},
		{Keys: []string{"j", "down"}, Help: t.Next, Group: t.Groups.Dialog, Run: func() tea.Cmd { return c.move(1) }},
		{Keys: []string{"k", "up"}, Help: t.Previous, Group: t.Groups.Dialog, Run: func() tea.Cmd { return c.move(-1) }},
		{Keys: []string{"esc", "q"}, Help: t.Cancel, Group: t.Groups.Dialog, Hint: t.Cancel, Run: func() tea.Cmd { return Send(Dismiss{}) }},
	}
	var own []Key // the first of two with the same key has it
	for i, o := range options {
		if o.Key != "" {
			own = append(own, Key{Keys: withoutShift(o.Key), Help: o.Name, Group: t.Groups.Dialog, Run: func() tea.Cmd { return c.takeOption(i) }})
		}
	}
	c.keys = append(own, c.keys...)
	c.find()
	return c
}

// NewSearch returns a Choice in which typing narrows the options by likeness.
func NewSearch(s *Session, title string, options []Option, take func(i int) tea.Cmd) *Choice {
	c := NewChoice(s, title, options, take)
	c.search = NewLine(s, "")
	c.search.SetLimit(schema.MaxURL)
	c.search.Hint = s.Words.Widget.Search
	c.search.Focus()
	return c
}

// Hint says what may be typed where no option fits.
func (c *Choice) Hint(text string) {
	if c.search != nil {
		c.search.Hint = text
	}
}

// Init does nothing.
func (c *Choice) Init() tea.Cmd { return nil }

// Keys is the dialog's table.
func (c *Choice) Keys() []Key { return c.keys }

// Capturing is true while typing searches.
func (c *Choice) Capturing() bool { return c.search != nil }

// Cursor is in the search line, or on the option under the hand.
func (c *Choice) Cursor() Cursor { return c.cursor }

// Update takes keys while searching.
func (c *Choice) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok || c.search == nil {
		return nil
	}
	switch KeyName(k) {
	case "enter":
		return c.take()
	case "down", "ctrl+n", "tab":
		return c.move(1)
	case "up", "ctrl+p", "shift+tab":
		return c.move(-1)
	case "pgdown", "ctrl+d":
		return c.move(10)
	case "pgup", "ctrl+u":
		return c.move(-10)
	case "esc":
		return Send(Dismiss{})
	}
	cmd := c.search.Update(msg)
	c.find()
	return cmd
}

// Typed is what the search looks for.
func (c *Choice) Typed() string {
	if c.search == nil {
		return ""
	}
	return c.search.Value()
}

// Offer puts other options in place of those there are; Take is told of them by
// their new index. The hand stays on the option it is on, if that is still there.
func (c *Choice) Offer(options []Option) {
	here, at := "", c.at
	if at < len(c.found) {
		o := c.Options[c.found[at]]
		here = o.Name + o.Note
	}
	c.Options = options
	c.find()
	for i, found := range c.found {
		if o := options[found]; at > 0 && o.Name+o.Note == here {
			c.at = i
		}
	}
}

// find fills found from the search line.
func (c *Choice) find() {
	c.at, c.top, c.refuse = 0, 0, nil
	typed := ""
	if c.search != nil {
		typed = c.search.Value()
	}
	c.found = matching(c.Options, typed)
}

func (c *Choice) move(by int) tea.Cmd {
	c.refuse = nil
	if n := len(c.found); n > 0 {
		c.at = max(min(c.at+by, n-1), 0)
	}
	return nil
}

func (c *Choice) take() tea.Cmd {
	if len(c.found) == 0 {
		if c.Free != nil && c.search != nil {
			return Send(Dismiss{Then: c.Free(c.search.Value())})
		}
		return nil
	}
	return c.takeOption(c.found[c.at])
}

func (c *Choice) takeOption(i int) tea.Cmd {
	if c.refuse = c.Options[i].Why; c.refuse != nil {
		for at, found := range c.found {
			if found == i {
				c.at = at
			}
		}
		return nil
	}
	return Send(Dismiss{Then: c.Take(i)})
}

// View draws the title, the search line, the options and the reason against the one under the hand.
func (c *Choice) View(w, h int) string {
	th := c.s.Theme
	c.cursor = Cursor{}
	lines := headed(c.s, c.Title, w)
	if c.search != nil {
		lines = append(lines, "> "+c.search.View(w-2))
		c.cursor = Cursor{Visible: true, X: min(2+c.search.x, w-1), Y: min(len(lines)-1, h-1)}
	}
	wide, names := c.columns(w)
	foot := c.foot(wide, names, w, max(h/3, 1))
	room := max(h-len(lines)-max(len(foot), 2), 1)
	c.top = scroll(c.top, c.at, room, len(c.found))
	for i := c.top; i < min(c.top+room, len(c.found)); i++ {
		if i == c.at && c.search == nil {
			c.cursor = Cursor{X: 0, Y: min(len(lines), h-1)}
		}
		lines = append(lines, c.line(c.Options[c.found[i]], i == c.at, wide, names, w))
	}
	if len(c.found) == 0 && c.search != nil {
		lines = append(lines, th.Dim.Paint(Cut(lang.Fill(c.s.Words.Widget.NothingFound, "text", schema.VisibleLine(c.search.Value())), w)))
	}
	lines = append(lines, foot...)
	return Fit(lines, w, min(len(lines), h))
}

// columns are the widths of the labels and of the names before notes.
func (c *Choice) columns(w int) (wide, names int) {
	for _, o := range c.Options {
		wide = max(wide, Width(o.label(c.s)))
		if o.Why == nil && o.Note != "" {
			names = max(names, Width(schema.VisibleLine(o.Name)))
		}
	}
	return wide, min(names, w/2)
}

// line draws one option; notes stand below each other, behind names columns.
func (c *Choice) line(o Option, here bool, wide, names, w int) string {
	th := c.s.Theme
	sign := "  "
	if here {
		sign = SignCursor + " "
	}
	name, note := schema.VisibleLine(o.Name), schema.VisibleLine(o.Note)
	if o.Why != nil {
		note = c.s.Words.Brief(o.Why)
	}
	head := sign
	if wide > 0 {
		head += Cell(o.label(c.s), wide) + "  "
	}
	if o.Why != nil {
		return th.Dim.Paint(Cut(head+name+"  ("+note+")", w))
	}
	body := Cut(head+name, w)
	if here {
		body = th.Strong.Paint(body)
	}
	gap := 2 + max(names-Width(name), 0)
	if rest := w - Width(head+name) - gap; note != "" && rest > 4 {
		body += Blanks(gap) + th.Dim.Paint(Cut(note, rest))
	}
	return body
}

// foot is the way out and the place in the list, under what the line under the
// hand says in at most so many lines; or the reason against what was tried.
func (c *Choice) foot(wide, names, w, most int) []string {
	t, th := c.s.Words.Widget, c.s.Theme
	if c.refuse != nil {
		lines := Wrap(c.s.Words.Error(c.refuse), w)
		for i, line := range lines {
			lines[i] = th.Alert.Paint(line)
		}
		return lines
	}
	var why []string
	lines := Wrap(Cut(c.whole(wide, names, w), (most+1)*w), w)
	if len(lines) > most {
		lines = append(lines[:most-1], Cut(lines[most-1], w-2)+" "+SignMore)
	}
	for _, line := range lines {
		why = append(why, th.Dim.Paint(line))
	}
	count := ""
	if len(c.found) > 0 {
		count = th.Dim.Paint(lang.Fill(t.Line, "n", fmt.Sprint(c.at+1), "total", fmt.Sprint(len(c.found))))
	}
	return append(why, Ends(Hints(th, w-8, c.s.KeyLabel("enter"), t.Choose, c.s.KeyLabel("esc"), t.Cancel), count, w))
}

// whole is what the line under the hand says in short: the reason against it, or
// a note that has not all its room there. It is empty for any other line.
func (c *Choice) whole(wide, names, w int) string {
	if c.at >= len(c.found) {
		return ""
	}
	o := c.Options[c.found[c.at]]
	if o.Why != nil {
		return c.s.Words.Error(o.Why)
	}
	before := Width(SignCursor) + 1 + max(names, Width(schema.VisibleLine(o.Name))) + 2
	if wide > 0 {
		before += wide + 2
	}
	if note := schema.VisibleLine(o.Note); before+Width(note) > w {
		return note
	}
	return ""
}
