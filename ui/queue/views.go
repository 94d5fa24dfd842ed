package queue

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// viewList is the dialog of all saved views: open, rename, remove, move to a key.
type viewList struct {
	q      *Screen
	at     int
	top    int
	keys   []widget.Key
	cursor widget.Cursor
}

// listViews opens it.
func (q *Screen) listViews() tea.Cmd {
	if len(q.views) == builtin {
		return widget.Send(widget.Tell{Text: q.s.Words.Lists.NoViews})
	}
	d := &viewList{q: q}
	d.at = max(slices.Index(d.views(), q.at), 0)
	t, w := q.s.Words.Lists, q.s.Words.Widget
	g := w.Groups.Dialog
	move := func(by int) func() tea.Cmd {
		return func() tea.Cmd { d.at = max(min(d.at+by, len(d.views())-1), 0); return nil }
	}
	d.keys = []widget.Key{
		{Keys: []string{"enter"}, Help: t.HintOpen, Hint: t.HintOpen, Group: g, Run: d.open},
		{Keys: []string{"e"}, Help: t.HintRename, Hint: t.HintRename, Group: g, Write: true, Run: d.own(d.rename)},
		{Keys: []string{"x"}, Help: t.HintRemove, Hint: t.HintRemove, Group: g, Write: true, Run: d.among(removable, d.remove)},
		{Keys: []string{"j", "down"}, Help: w.Next, Group: g, Run: move(1)},
		{Keys: []string{"k", "up"}, Help: w.Previous, Group: g, Run: move(-1)},
		{Keys: []string{"esc", "q"}, Help: w.Close, Hint: w.Close, Group: g, Run: func() tea.Cmd { return widget.Send(widget.Dismiss{}) }},
	}
	for slot := firstSlot; slot <= lastSlot; slot++ {
		d.keys = append(d.keys, widget.Key{Keys: []string{itoa(slot)}, Help: t.HintPlace + " " + itoa(slot), Group: g, Write: true, Run: d.own(func() tea.Cmd { return d.place(slot) })})
	}
	d.keys = append(d.keys, widget.Key{Keys: []string{"0"}, Help: t.NoKey, Group: g, Write: true, Run: d.own(func() tea.Cmd { return d.place(0) })})
	return widget.Send(widget.Show{Dialog: d})
}

func (d *viewList) views() []*view { return d.q.views[builtin:] }

// here is the view under the hand, or nil once the last one is gone.
func (d *viewList) here() *view {
	views := d.views()
	if len(views) == 0 {
		return nil
	}
	d.at = min(d.at, len(views)-1)
	return views[d.at]
}

// own does something to a view of the member's own.
func (d *viewList) own(do func() tea.Cmd) func() tea.Cmd {
	return d.among(func(v schema.View) bool { return v.Mine }, do)
}

func removable(v schema.View) bool { return v.Mine || v.Left }

// among does something to a view of a kind, and tells whose another is.
func (d *viewList) among(kind func(schema.View) bool, do func() tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd {
		switch v := d.here(); {
		case v == nil:
			return nil
		case !kind(*v.saved):
			return widget.Send(widget.Tell{Text: lang.Fill(d.q.s.Words.Lists.NotYours, "who", schema.VisibleLine(v.saved.Owner))})
		}
		return do()
	}
}

func (d *viewList) open() tea.Cmd {
	v := d.here()
	if v == nil {
		return widget.Send(widget.Dismiss{})
	}
	return widget.Send(widget.Dismiss{Then: d.q.show(v)})
}

func (d *viewList) rename() tea.Cmd {
	q, name := d.q, d.here().saved.Name
	t := q.s.Words.Lists
	p := widget.NewPrompt(q.s, schema.VisibleLine(lang.Fill(t.RenameView, "name", name)), "", func(next string) tea.Cmd {
		return q.changeViews(lang.Fill(t.ViewRenamed, "name", next), "", func(ctx context.Context) error {
			_, err := q.desk.UpdateView(ctx, name, schema.ViewUpdate{Name: &next})
			return err
		})
	})
	p.Line.SetValue(name)
	p.Line.Label, p.Line.Required = t.ViewName, true
	return widget.Send(widget.Show{Dialog: p})
}

func (d *viewList) remove() tea.Cmd {
	q, name := d.q, d.here().saved.Name
	t := q.s.Words.Lists
	return widget.Send(widget.Show{Dialog: widget.NewConfirm(q.s, lang.Fill(t.RemoveView, "name", name), func() tea.Cmd {
		return q.changeViews(lang.Fill(t.ViewRemoved, "name", name), "", func(ctx context.Context) error { return q.desk.RemoveView(ctx, name) })
	})})
}

// place moves the view under the hand to a key, after asking when another has it.
func (d *viewList) place(slot int) tea.Cmd {
	q, name := d.q, d.here().saved.Name
	move := func() tea.Cmd {
		text := lang.Fill(q.s.Words.Lists.ViewSaved, "name", name)
		if slot != 0 {
			text = lang.Fill(q.s.Words.Lists.ViewSavedOn, "name", name, "key", itoa(slot))
		}
		return q.changeViews(text, "", func(ctx context.Context) error {
			_, err := q.desk.UpdateView(ctx, name, schema.ViewUpdate{Slot: &slot})
			return err
		})
	}
	if v := q.holder(slot); slot != 0 && v != nil && v.Name != name {
		return q.askTake(slot, v.Name, move)
	}
	return move()
}

// Init does nothing: the views are known.
func (d *viewList) Init() tea.Cmd { return nil }

// Update does nothing: the table of keys says all.
func (d *viewList) Update(tea.Msg) tea.Cmd { return nil }

// Keys is the dialog's table.
func (d *viewList) Keys() []widget.Key { return d.keys }

// Capturing is false.
func (d *viewList) Capturing() bool { return false }

// Cursor is on the view under the hand.
func (d *viewList) Cursor() widget.Cursor { return d.cursor }

// View draws a line per view: its key, name and what it lists.
func (d *viewList) View(w, h int) string {
	q, t := d.q, d.q.s.Words.Lists
	th, views := q.s.Theme, d.views()
	lines := []string{th.Heading.Paint(widget.Rule(t.ViewsTitle, w))}
	room := max(h-2, 1)
	d.here()
	d.top = max(min(d.top, d.at), d.at-room+1)
	wide := 0
	for _, v := range views {
		wide = max(wide, widget.Width(v.name))
	}
	wide = min(wide, w/3)
	for i := d.top; i < min(d.top+room, len(views)); i++ {
		v := views[i]
		sign, key := "  ", " "
		if i == d.at {
			sign, d.cursor = widget.SignCursor+" ", widget.Cursor{Y: len(lines)}
		}
		if v.key != 0 {
			key = itoa(v.key)
		}
		head := sign + key + "  " + widget.Cell(v.name, wide)
		if i == d.at {
			head = th.Strong.Paint(head)
		}
		lines = append(lines, widget.Cut(head+"  "+th.Dim.Paint(q.gistOfView(v)), w))
	}
	if len(views) == 0 {
		lines = append(lines, widget.Cut(t.NoViews, w))
	}
	lines = append(lines, widget.Hints(th, w, q.s.KeyLabel("enter"), t.HintOpen, "e", t.HintRename, "x", t.HintRemove, "6-9", t.HintPlace, q.s.KeyLabel("esc"), q.s.Words.Widget.Close))
	return widget.Fit(lines, w, min(len(lines), h))
}

// gistOfView tells what a view lists and in which order.
func (q *Screen) gistOfView(v *view) string {
	t := q.s.Words.Lists
	text := t.Nouns[string(v.saved.Noun)] + " · "
	if v.saved.Query == "" {
		text += t.Everything
	} else {
		text += v.saved.Query
	}
	if v.saved.Sort.Field != "" {
		text += " · " + q.sortWords(v.saved.Sort)
	}
	switch {
	case !v.saved.Mine:
		text += " · " + lang.Fill(t.SharedBy, "who", v.saved.Owner)
	case v.saved.Shared:
		text += " · " + t.Shared
	}
	return schema.VisibleLine(text)
}
