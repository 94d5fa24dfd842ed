package item

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// reading is the part of the key table that moves and searches.
func (v *Screen) reading() []widget.Key {
	t, g := v.s.Words.Item.Keys, v.s.Words.Widget.Groups.Item
	move := func(f func()) func() tea.Cmd {
		return func() tea.Cmd { v.banner = ""; f(); return nil }
	}
	beside := func(n int) func() tea.Cmd {
		return func() tea.Cmd { return widget.Send(widget.Beside{Delta: n}) }
	}
	return []widget.Key{
		{Keys: []string{"j", "down"}, Help: t.Down, Group: g, Run: move(func() { v.doc.Move(1) })},
		{Keys: []string{"k", "up"}, Help: t.Up, Group: g, Run: move(func() { v.doc.Move(-1) })},
		{Keys: []string{"ctrl+d"}, Help: t.HalfDown, Group: g, Run: move(func() { v.doc.Page(1) })},
		{Keys: []string{"ctrl+u"}, Help: t.HalfUp, Group: g, Run: move(func() { v.doc.Page(-1) })},
		{Keys: []string{"ctrl+f", "pgdown"}, Help: t.Page, Group: g, Run: move(func() { v.doc.Page(2) })},
		{Keys: []string{"b", "pgup", "ctrl+b"}, Help: t.PageBack, Group: g, Run: move(func() { v.doc.Page(-2) })},
		{Keys: []string{"g g", "home"}, Help: t.Top, Group: g, Run: move(func() { v.doc.Ends(false) })},
		{Keys: []string{"G", "end"}, Help: t.Bottom, Group: g, Run: move(func() { v.doc.Ends(true) })},
		{Keys: []string{"tab"}, Help: t.Section, Group: g, Run: move(func() { v.doc.Section(1) })},
		{Keys: []string{"shift+tab"}, Help: t.SectionBack, Group: g, Run: move(func() { v.doc.Section(-1) })},
		{Keys: []string{"enter"}, Help: t.Fold, Group: g, Run: move(v.doc.Fold)},
		{Keys: []string{"J"}, Help: t.NextItem, Group: g, Hint: t.NextItem, Run: beside(1)},
		{Keys: []string{"K"}, Help: t.PreviousItem, Group: g, Run: beside(-1)},
		{Keys: []string{"/"}, Help: t.Search, Group: g, Run: v.startSearch},
		{Keys: []string{"n"}, Help: t.Again, Group: g, Run: v.nextOrNew},
		{Keys: []string{"N"}, Help: t.AgainBack, Group: g, Run: func() tea.Cmd { return v.again(-1) }},
		{Keys: []string{"esc"}, Help: t.Leave, Group: g, Run: v.peel},
	}
}

func (v *Screen) startSearch() tea.Cmd {
	v.search = widget.NewLine(v.s, "")
	v.search.Hint = v.s.Words.Widget.Search
	v.search.Focus()
	return nil
}

// typed takes the keys of the search: the text moves to what matches so far.
func (v *Screen) typed(msg tea.KeyMsg) tea.Cmd {
	if v.search == nil {
		return nil
	}
	switch widget.KeyName(msg) {
	case "esc":
		v.search, v.needle = nil, ""
		v.doc.Find("")
		return nil
	case "enter":
		v.needle, v.search = v.search.Value(), nil
		n := v.doc.Find(v.needle)
		if v.needle == "" {
			return nil
		}
		if n == 0 {
			return widget.Send(widget.Tell{Text: fill(v.s.Words.Widget.NothingFound, "text", v.needle)})
		}
		return widget.Send(widget.Tell{Text: fill(v.s.Words.Item.Matches, "n", fmt.Sprint(n), "text", v.needle)})
	}
	return v.search.Update(msg)
}

// nextOrNew is n: the next match while a search is on, else a new request.
func (v *Screen) nextOrNew() tea.Cmd {
	if v.needle != "" {
		return v.again(1)
	}
	if err := schema.MayCreate(v.who); err != nil {
		return widget.Send(widget.Fail{Err: err})
	}
	return widget.Send(widget.Show{Dialog: NewRequest(v.s, v.desk)})
}

func (v *Screen) again(step int) tea.Cmd {
	if v.needle != "" && !v.doc.Again(step) {
		return widget.Send(widget.Tell{Text: fill(v.s.Words.Widget.NothingFound, "text", v.needle)})
	}
	return nil
}

// peel takes the search away, else leaves the screen.
func (v *Screen) peel() tea.Cmd {
	v.banner = ""
	if v.needle != "" {
		v.needle = ""
		v.doc.Find("")
		return nil
	}
	return widget.Send(widget.Pop{})
}
