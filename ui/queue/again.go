package queue

import (
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// repeat does the member's last verb again, with all that was asked for it, to
// the marked rows or the one under the hand.
func (q *Screen) repeat() tea.Cmd {
	d := q.s.Last
	if d == nil || d.OnItem != (q.view().set.noun() == schema.NounAction) {
		return widget.Send(widget.Tell{Text: q.s.Words.Lists.Nothing})
	}
	return q.aimed()(order{verb: d.Verb, step: d.Step, action: d.Action, simple: d.Simple})
}

// mayRepeat judges the last verb on the row under the hand.
func (q *Screen) mayRepeat() error {
	d := q.s.Last
	if d == nil || d.OnItem != (q.view().set.noun() == schema.NounAction) {
		return nil // told by repeat itself
	}
	return q.may(d.Verb)
}

// Refused reports whether anything of the last batch was refused.
func (q *Screen) Refused() bool { return len(q.refused) > 0 }

// ShowRefused lists what was refused in the last batch, each with its reason.
// The first line marks all of it again, the others open one.
func (q *Screen) ShowRefused() tea.Cmd {
	t := q.s.Words.Lists
	n := len(q.refused)
	if n == 0 {
		return widget.Send(widget.Tell{Text: t.NoRefused})
	}
	refused := q.refused
	options := []widget.Option{{Key: "m", Name: t.MarkAgain.Of(n)}}
	for _, r := range refused {
		text := q.s.Error(r.err)
		if !strings.Contains(text, r.ref()) {
			text = lang.Fill(q.s.Words.Item.Pair, "name", r.ref(), "value", text)
		}
		options = append(options, widget.Option{Name: text})
	}
	title := lang.Fill(t.Refused, "n", itoa(n))
	return widget.Send(widget.Show{Dialog: widget.NewChoice(q.s, title, options, func(i int) tea.Cmd {
		if i == 0 {
			return q.markAgain(refused)
		}
		r := refused[i-1]
		if r.on.actions {
			return widget.Send(widget.Push{Screen: q.doors.Action(r.ref())})
		}
		return widget.Send(openRow{r.ref()})
	})})
}

// ref is the number of what was refused; of a row beyond the window the refusal tells it.
func (r refusal) ref() string {
	var f *schema.Fault
	if r.on.ref == "" && errors.As(r.err, &f) {
		return f.Ref
	}
	return r.on.ref
}

// markAgain marks what was refused, on the list it was refused on.
func (q *Screen) markAgain(refused []refusal) tea.Cmd {
	l, marked := q.list, 0
	for _, r := range refused {
		if r.on.actions != (l.view.set.noun() == schema.NounAction) {
			continue
		}
		m := r.on.mark
		m.rev = 0 // it may have changed since
		l.marks[r.row] = m
		marked++
	}
	for _, r := range l.rows {
		if _, ok := l.marks[r.id]; ok {
			l.mark(r)
		}
	}
	return widget.Send(widget.Tell{Text: q.s.Words.Lists.Marked.Of(marked)})
}

// mayPutOnAgenda tells why the row cannot be put on the next meeting's agenda.
func (q *Screen) mayPutOnAgenda() error {
	if err := schema.MaySetAgenda(q.who); err != nil {
		return err
	}
	return q.hasRow()
}

// putOnAgenda asks for a point of the next meeting about the marked rows, or the
// one under the hand.
func (q *Screen) putOnAgenda() tea.Cmd {
	l := q.list
	if len(l.marks) == 0 {
		return widget.Send(widget.OnAgenda{Refs: []string{l.row().ref}})
	}
	var refs []string
	var unknown []schema.ID
	for _, m := range l.marks {
		if m.ref == "" {
			unknown = append(unknown, m.id)
			continue
		}
		refs = append(refs, m.ref)
	}
	if len(unknown) == 0 {
		return widget.Send(widget.OnAgenda{Refs: refs})
	}
	s, desk := q.s, q.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		found, err := desk.RequestsByID(ctx, unknown)
		if err != nil {
			return widget.Fail{Err: err}
		}
		for _, r := range found {
			refs = append(refs, r.Ref)
		}
		return widget.OnAgenda{Refs: refs}
	}
}
