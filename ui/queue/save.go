package queue

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// The keys that saved views can have.
const (
	firstSlot = 6
	lastSlot  = 9
)

// viewSaved brings the answer to what was done to a view.
type viewSaved struct {
	text string
	open string // name of the view to show; empty: none
	err  error
}

// saveView asks for a name and a key, then keeps the present filter, sort and
// columns under them. What would be replaced is asked for.
func (q *Screen) saveView() tea.Cmd {
	t := q.s.Words.Lists
	p := widget.NewPrompt(q.s, t.ViewName, "", func(name string) tea.Cmd { return q.askSlot(name) })
	p.Line.Label, p.Line.Required = t.ViewName, true
	if v := q.at.saved; v != nil && v.Mine {
		p.Line.SetValue(v.Name)
	}
	p.Line.Check = func(name string) error {
		_, err := q.present(name).Clean()
		return err
	}
	return widget.Send(widget.Show{Dialog: p})
}

// present is what the list shows, as a view of that name.
func (q *Screen) present(name string) schema.View {
	l := q.list
	v := schema.View{Name: name, Noun: l.view.set.noun(), Query: l.full().String(), Sort: l.sort, Columns: l.names}
	if was := q.mine(name); was != nil {
		v.Shared = was.Shared
	}
	return v
}

// mine is the member's own view of that name, or nil.
func (q *Screen) mine(name string) *schema.View {
	for _, v := range q.views[builtin:] {
		if v.saved.Mine && schema.ViewKey(v.saved.Name) == schema.ViewKey(name) {
			return v.saved
		}
	}
	return nil
}

// holder is the view on a key, or nil.
func (q *Screen) holder(slot int) *schema.View {
	for _, v := range q.views[builtin:] {
		if v.saved.Mine && v.saved.Slot == slot {
			return v.saved
		}
	}
	return nil
}

// askSlot asks which key opens the view.
func (q *Screen) askSlot(name string) tea.Cmd {
	return q.chooseSlot(name, func(slot int) tea.Cmd { return q.confirmSave(name, slot) })
}

// chooseSlot offers the keys, with what each opens now.
func (q *Screen) chooseSlot(name string, then func(slot int) tea.Cmd) tea.Cmd {
	t := q.s.Words.Lists
	var options []widget.Option
	for slot := firstSlot; slot <= lastSlot; slot++ {
		o := widget.Option{Key: itoa(slot), Name: t.KeyFree}
		switch v := q.holder(slot); {
		case v == nil:
		case schema.ViewKey(v.Name) == schema.ViewKey(name):
			o.Name = v.Name
		default:
			o.Name = lang.Fill(t.KeyTakes, "name", v.Name)
		}
		options = append(options, o)
	}
	options = append(options, widget.Option{Key: "0", Name: t.NoKey})
	title := schema.VisibleLine(lang.Fill(t.ViewKey, "name", name))
	return widget.Send(widget.Show{Dialog: widget.NewChoice(q.s, title, options, func(i int) tea.Cmd {
		if i > lastSlot-firstSlot {
			return then(0)
		}
		return then(firstSlot + i)
	})})
}

// confirmSave asks before anything is replaced, then saves.
func (q *Screen) confirmSave(name string, slot int) tea.Cmd {
	t := q.s.Words.Lists
	was, holder := q.mine(name), q.holder(slot)
	save := func() tea.Cmd { return q.keepView(q.present(name), slot) }
	switch {
	case was != nil:
		question := lang.Fill(t.ReplaceView, "name", was.Name)
		return widget.Send(widget.Show{Dialog: widget.NewConfirm(q.s, question, save)})
	case slot != 0 && holder != nil:
		return q.askTake(slot, holder.Name, save)
	}
	return save()
}

func (q *Screen) askTake(slot int, holder string, yes func() tea.Cmd) tea.Cmd {
	question := lang.Fill(q.s.Words.Lists.TakeKey, "key", itoa(slot), "holder", holder)
	return widget.Send(widget.Show{Dialog: widget.NewConfirm(q.s, question, yes)})
}

// keepView saves a view, then gives it its key.
func (q *Screen) keepView(v schema.View, slot int) tea.Cmd {
	t := q.s.Words.Lists
	text := lang.Fill(t.ViewSaved, "name", v.Name)
	if slot != 0 {
		text = lang.Fill(t.ViewSavedOn, "name", v.Name, "key", itoa(slot))
	}
	desk := q.desk
	return q.changeViews(text, v.Name, func(ctx context.Context) error {
		_, err := desk.SaveView(ctx, v)
		if err == nil && slot != 0 {
			_, err = desk.UpdateView(ctx, v.Name, schema.ViewUpdate{Slot: &slot})
		}
		return err
	})
}

// changeViews does something to the member's views and tells of it.
func (q *Screen) changeViews(text, open string, do func(context.Context) error) tea.Cmd {
	s := q.s
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		return viewSaved{text, open, do(ctx)}
	}
}

// tellView tells what became of a view and reads the views anew: the one saved
// is shown once it is among them.
func (q *Screen) tellView(got viewSaved) tea.Cmd {
	if got.err != nil {
		return tea.Batch(widget.Send(widget.Fail{Err: got.err}), q.readOwn())
	}
	q.opening = schema.ViewKey(got.open)
	return tea.Batch(widget.Send(widget.Tell{Text: got.text}), q.readOwn())
}
