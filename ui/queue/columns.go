package queue

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// columnList is the dialog that chooses the columns of the list shown and their
// order. The list behind it shows each change at once.
type columnList struct {
	q      *Screen
	all    []field // those shown first, in their order
	on     int     // how many of all are shown
	at     int
	top    int
	before []string // as they were, for Esc
	keys   []widget.Key
	cursor widget.Cursor
}

// chooseColumns opens it.
func (q *Screen) chooseColumns() tea.Cmd {
	d := &columnList{q: q, before: q.list.names}
	d.reset()
	t, w := q.s.Words.Lists, q.s.Words.Widget
	g := w.Groups.Dialog
	by := func(n int) func() tea.Cmd {
		return func() tea.Cmd { d.at = max(min(d.at+n, len(d.all)-1), 0); return nil }
	}
	shift := func(n int) func() tea.Cmd { return func() tea.Cmd { d.move(n); return nil } }
	d.keys = []widget.Key{
		{Keys: []string{"enter"}, Help: t.HintKeep, Hint: t.HintKeep, Group: g, Run: d.keep},
		{Keys: []string{"space"}, Help: t.HintToggle, Hint: t.HintToggle, Group: g, Run: d.toggle},
		{Keys: []string{"K", "<", "left"}, Help: t.HintMove, Group: g, Run: shift(-1)},
		{Keys: []string{"J", ">", "right"}, Help: t.HintMove, Group: g, Run: shift(1)},
		{Keys: []string{"u"}, Help: t.HintUsual, Group: g, Run: func() tea.Cmd { q.useColumns(q.list, nil); d.reset(); return nil }},
		{Keys: []string{"j", "down"}, Help: w.Next, Group: g, Run: by(1)},
		{Keys: []string{"k", "up"}, Help: w.Previous, Group: g, Run: by(-1)},
		{Keys: []string{"esc", "q"}, Help: w.Cancel, Hint: w.Cancel, Group: g, Run: d.leave},
	}
	return widget.Send(widget.Show{Dialog: d})
}

// reset lists the columns shown, then the others. The flexible one, always the
// last of the list, is not among them.
func (d *columnList) reset() {
	l := d.q.list
	d.all = slices.Clone(l.fields[:len(l.fields)-1])
	d.on = len(d.all)
	for _, f := range l.view.set.fields() {
		if !f.flex() && !slices.ContainsFunc(d.all, func(o field) bool { return o.name == f.name }) {
			d.all = append(d.all, f)
		}
	}
	d.at = min(d.at, len(d.all)-1)
}

// names are the columns shown, none when they are the usual ones.
func (d *columnList) names() []string {
	var out []string
	for _, f := range d.all[:d.on] {
		out = append(out, f.name)
	}
	if slices.Equal(out, d.q.list.view.set.usual()) {
		return nil
	}
	return out
}

func (d *columnList) show() { d.q.useColumns(d.q.list, d.names()) }

// toggle shows the column under the hand behind the others, or hides it.
func (d *columnList) toggle() tea.Cmd {
	f := d.all[d.at]
	if f.stays() {
		return nil
	}
	d.all = slices.Delete(d.all, d.at, d.at+1)
	if d.at < d.on {
		d.on--
		d.all = slices.Insert(d.all, d.on, f)
	} else {
		d.all = slices.Insert(d.all, d.on, f)
		d.at = d.on
		d.on++
	}
	d.show()
	return nil
}

// move takes the column under the hand to another place among those shown.
func (d *columnList) move(by int) {
	to := d.at + by
	if d.at >= d.on || to < 0 || to >= d.on {
		return
	}
	d.all[d.at], d.all[to] = d.all[to], d.all[d.at]
	d.at = to
	d.show()
}

// keep keeps the columns for the member's lists of this kind, or until the view
// is saved with them.
func (d *columnList) keep() tea.Cmd {
	q := d.q
	text := q.s.Words.Lists.ColumnsKept
	if q.list.usual {
		text = q.s.Words.Lists.ColumnsUsual
	}
	tell := widget.Send(widget.Tell{Text: text})
	if q.at.saved != nil {
		if !q.at.saved.Mine {
			return widget.Send(widget.Dismiss{Then: tell})
		}
		v := *q.at.saved
		v.Columns, v.Rev = q.list.names, 0
		return widget.Send(widget.Dismiss{Then: q.changeViews(text, "", func(ctx context.Context) error { _, err := q.desk.SaveView(ctx, v); return err })})
	}
	noun := q.list.view.set.noun()
	for _, l := range q.kept() {
		if l.view.saved == nil && l.view.set.noun() == noun {
			q.useColumns(l, q.list.names)
		}
	}
	return widget.Send(widget.Dismiss{Then: tea.Batch(tell, q.keepLists(schema.ListsChange{Noun: noun, Columns: q.list.names}))})
}

func (d *columnList) leave() tea.Cmd {
	d.q.useColumns(d.q.list, d.before)
	return widget.Send(widget.Dismiss{})
}

// Init does nothing: the columns are known.
func (d *columnList) Init() tea.Cmd { return nil }

// Update does nothing: the table of keys says all.
func (d *columnList) Update(tea.Msg) tea.Cmd { return nil }

// Keys is the dialog's table.
func (d *columnList) Keys() []widget.Key { return d.keys }

// Capturing is false.
func (d *columnList) Capturing() bool { return false }

// Cursor is on the column under the hand.
func (d *columnList) Cursor() widget.Cursor { return d.cursor }

// View draws a line per column, those shown first, and which have no room. It
// leaves the upper part of the list in sight.
func (d *columnList) View(w, h int) string {
	q, t := d.q, d.q.s.Words.Lists
	th := q.s.Theme
	lines := []string{th.Heading.Paint(widget.Rule(t.ColumnsTitle, w))}
	room := max(min(h-2, max(h/2, 6)), 1)
	d.top = max(min(d.top, d.at), d.at-room+1)
	columns := q.columnsOf(q.list.fields, q.listWidth, q.list.usual)
	widths := widget.Layout(columns, q.listWidth-signWidth)
	for i := d.top; i < min(d.top+room, len(d.all)); i++ {
		f := d.all[i]
		sign, box, note := "  ", "[ ] ", ""
		if i == d.at {
			sign, d.cursor = widget.SignCursor+" ", widget.Cursor{Y: len(lines)}
		}
		if i < d.on {
			box = "[x] "
			switch {
			case f.stays():
				note = t.Stays
			case i < len(widths) && widths[i] == 0:
				note = t.NoRoom
			}
		}
		head := sign + box + t.ColumnNames[f.name]
		if i == d.at {
			head = th.Strong.Paint(head)
		}
		if note != "" {
			note = "  " + th.Dim.Paint("("+note+")")
		}
		lines = append(lines, widget.Cut(head+note, w))
	}
	count := th.Dim.Paint(lang.Fill(q.s.Words.Widget.Line, "n", itoa(d.at+1), "total", itoa(len(d.all))))
	hints := widget.Hints(th, w-8, q.s.KeyLabel("space"), t.HintToggle, "J K", t.HintMove, q.s.KeyLabel("enter"), t.HintKeep, q.s.KeyLabel("esc"), q.s.Words.Widget.Cancel, "u", t.HintUsual)
	lines = append(lines, widget.Ends(hints, count, w))
	return widget.Fit(lines, w, min(len(lines), h))
}
