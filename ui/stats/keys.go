package stats

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// table is the keys of the figure in sight.
func (v *Screen) table() []widget.Key {
	t, g := v.s.Words.Stats, v.s.Words.Widget.Groups.Go
	run := func(do func(int) tea.Cmd, by int) func() tea.Cmd { return func() tea.Cmd { return do(by) } }
	keys := []widget.Key{
		{Keys: []string{"tab", "l", "right"}, Help: t.Next, Hint: t.HintNext, Group: g, Run: run(v.turn, 1)},
		{Keys: []string{"shift+tab", "h", "left"}, Help: t.Previous, Group: g, Run: run(v.turn, -1)},
		{Keys: []string{"p"}, Help: t.Period, Hint: t.HintPeriod, Group: g, Run: v.choosePeriod},
		{Keys: []string{"+"}, Help: t.LongerKey, Group: g, Run: run(v.longer, 1)},
		{Keys: []string{"-"}, Help: t.ShorterKey, Group: g, Run: run(v.longer, -1)},
	}
	if kind := v.kind(); len(v.orgs()) > 2 && (kind == schema.FigureQuarter || kind == schema.FigureLoad) {
		keys = append(keys,
			widget.Key{Keys: []string{"o"}, Help: t.NextOrg, Hint: t.HintOperator, Group: g, Run: run(v.nextOrg, 1)},
			widget.Key{Keys: []string{"O"}, Help: t.PreviousOrg, Group: g, Run: run(v.nextOrg, -1)})
	}
	keys = append(keys, widget.Key{Keys: []string{"y"}, Help: t.Copy, Hint: v.s.Words.Widget.Copy, Group: g, Run: v.copy})
	if v.write != nil {
		keys = append(keys, widget.Key{Keys: []string{"E"}, Help: t.Export, Hint: t.HintExport, Group: g, Run: v.export})
	}
	return append(keys,
		widget.Key{Keys: []string{"r"}, Help: t.Again, Group: g, Run: v.again},
		widget.Key{Keys: []string{"j", "down", "enter"}, Help: t.Down, Group: g, Run: run(v.scroll, 1)},
		widget.Key{Keys: []string{"k", "up"}, Help: t.Up, Group: g, Run: run(v.scroll, -1)},
		widget.Key{Keys: []string{"space", "pgdown", "ctrl+f"}, Help: t.PageDown, Group: g, Run: func() tea.Cmd { return v.scroll(v.room) }},
		widget.Key{Keys: []string{"b", "pgup", "ctrl+b"}, Help: t.PageUp, Group: g, Run: func() tea.Cmd { return v.scroll(-v.room) }},
		widget.Key{Keys: []string{"ctrl+d"}, Help: t.PageDown, Group: g, Run: func() tea.Cmd { return v.scroll(v.room / 2) }},
		widget.Key{Keys: []string{"ctrl+u"}, Help: t.PageUp, Group: g, Run: func() tea.Cmd { return v.scroll(-v.room / 2) }},
		widget.Key{Keys: []string{"g g", "home"}, Help: t.Top, Group: g, Run: func() tea.Cmd { return v.scroll(-v.length) }},
		widget.Key{Keys: []string{"G", "end"}, Help: t.Bottom, Group: g, Run: func() tea.Cmd { return v.scroll(v.length) }})
}

// scroll moves the lines in sight.
func (v *Screen) scroll(by int) tea.Cmd {
	v.top = max(min(v.top+by, v.length-v.room), 0)
	return nil
}
