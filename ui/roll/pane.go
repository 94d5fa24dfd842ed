package roll

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// pane is a page of this room: what it shows is read as one value and drawn as
// a document. Passages that are no titles are its rows, by which it is left for
// the pages of what they show.
type pane[T any] struct {
	s     *widget.Session
	nouns []schema.Noun // what it shows: it is read anew when one of them changes
	load  func(context.Context) (T, error)
	title func(T) string
	draw  func(T) []widget.Passage
	none  string                                 // shown when there is nothing to draw
	page  func(held T, row string) widget.Screen // what Enter opens on a row; nil, or a nil screen: it folds

	held   T
	ready  bool
	again  func() tea.Cmd // opens what was refused, or begun elsewhere, once the page is read; nil: nothing was
	reader *widget.Reader
	keys   []widget.Key
}

type (
	// paneRead brings what a pane shows.
	paneRead[T any] struct {
		by   *pane[T]
		held T
		err  error
	}
	// written tells how a change ended that was begun on a pane.
	written struct {
		by   any
		said string
		err  error
		form *widget.Form   // that asked for it; may be nil
		undo bool           // it can be undone
		back func() tea.Cmd // opens it again
	}
)

// furnish gives the pane its reader and its keys, more of them first.
func (v *pane[T]) furnish(n addition, more ...widget.Key) *pane[T] {
	t, g := v.s.Words.Rolls.Keys, v.s.Words.Widget.Groups.Item
	v.reader = widget.NewReader(v.s, n.key(t))
	v.keys = more
	if v.page != nil {
		v.keys = append(v.keys, widget.Key{Keys: []string{"enter"}, Help: t.Open, Hint: t.Open, Group: g, Run: v.open, Why: v.reader.Any})
	}
	v.keys = append(v.keys, v.reader.Keys(g)...)
	if v.page == nil {
		v.keys = append(v.keys, v.reader.FoldKey(g))
	}
	return v
}

// besideKeys go to the neighbours of what the pane shows, in the list below it.
func besideKeys(s *widget.Session) []widget.Key {
	t, g := s.Words.Rolls.Keys, s.Words.Widget.Groups.Item
	step := func(n int) func() tea.Cmd {
		return func() tea.Cmd { return widget.Send(widget.Beside{Delta: n}) }
	}
	return []widget.Key{
		{Keys: []string{"J"}, Help: t.Next, Group: g, Run: step(1)},
		{Keys: []string{"K"}, Help: t.Previous, Group: g, Run: step(-1)},
	}
}

// Init reads what the pane shows.
func (v *pane[T]) Init() tea.Cmd {
	s, load := v.s, v.load
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		held, err := load(ctx)
		return paneRead[T]{v, held, err}
	}
}

// Update takes what was read or written, and reads anew what changed.
func (v *pane[T]) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case paneRead[T]:
		if msg.by == v {
			return v.take(msg)
		}
	case written:
		if msg.by == v {
			return v.settle(msg)
		}
	case widget.Changed:
		if msg.Anew || slices.ContainsFunc(msg.Events, func(e schema.Event) bool { return slices.Contains(v.nouns, e.Noun) }) {
			return v.Init()
		}
	case widget.Stale:
		if slices.Contains(v.nouns, msg.Noun) {
			return v.Init()
		}
	case widget.Beside:
		return v.beside(msg)
	case tea.KeyMsg:
		return v.reader.Typed(msg)
	}
	return nil
}

func (v *pane[T]) take(msg paneRead[T]) tea.Cmd {
	if msg.err != nil {
		fail := widget.Send(widget.Fail{Err: msg.err})
		if v.ready {
			return tea.Batch(fail, v.reopened())
		}
		return tea.Batch(fail, widget.Send(widget.Pop{}))
	}
	begun := v.ready
	v.held, v.ready = msg.held, true
	passages := v.draw(v.held)
	v.reader.Set(passages)
	if rows := rowsOf(passages); !begun && v.page != nil && len(rows) > 0 {
		v.reader.Goto(rows[0])
	}
	return v.reopened()
}

// reopened opens the form that waited for the page to be read, once.
func (v *pane[T]) reopened() tea.Cmd {
	again := v.again
	v.again = nil
	if again == nil {
		return nil
	}
	return again()
}

// Awaiting reports whether the page is still being read.
func (v *pane[T]) Awaiting() bool { return !v.ready }

// settle tells how a change ended: after a refusal its form is open again, as it
// was, for the thing as it is now.
func (v *pane[T]) settle(msg written) tea.Cmd {
	if msg.err == nil {
		if msg.form != nil {
			msg.form.Forget()
		}
		told := widget.Send(widget.Final{Text: msg.said})
		if msg.undo {
			told = widget.Send(widget.Offer{Text: msg.said})
		}
		return tea.Batch(told, v.Init())
	}
	v.again = msg.back
	return tea.Batch(widget.Send(widget.Fail{Err: msg.err}), v.Init())
}

// write changes the register, for good but where it can be undone. form and back may be nil.
func (v *pane[T]) write(form *widget.Form, undo bool, back func() tea.Cmd, do deed) tea.Cmd {
	call := widget.Call(v.s.Call)
	if form != nil {
		call = form.Call
	}
	v.reader.Release(v.reader.Current()) // by its verb a row may leave the list
	return func() tea.Msg {
		ctx, cancel := call()
		defer cancel()
		said, err := do(ctx)
		return written{v, said, err, form, undo, back}
	}
}

// rowsOf are the keys of the passages that are no titles.
func rowsOf(passages []widget.Passage) []string {
	var out []string
	for _, p := range passages {
		if !p.Title {
			out = append(out, p.Key)
		}
	}
	return out
}

// open opens what the row under the cursor shows, else folds.
func (v *pane[T]) open() tea.Cmd {
	if page := v.page(v.held, v.reader.Current()); page != nil {
		return widget.Send(widget.Push{Screen: page})
	}
	return v.reader.Fold()
}

// beside opens the neighbour of the row in place of the page above.
func (v *pane[T]) beside(msg widget.Beside) tea.Cmd {
	if v.page == nil {
		return nil
	}
	rows := rowsOf(v.draw(v.held))
	at := slices.Index(rows, v.reader.Current()) + msg.Delta
	if at < 0 || at >= len(rows) || !v.reader.Goto(rows[at]) {
		return nil
	}
	var page widget.Screen
	if msg.Open != nil {
		page = msg.Open(rows[at])
	} else {
		page = v.page(v.held, rows[at])
	}
	if page == nil {
		return nil
	}
	return widget.Send(widget.Replace{Screen: page})
}

// View draws the page, or why it is empty.
func (v *pane[T]) View(w, h int) string {
	if !v.ready {
		return widget.Fit([]string{v.s.Theme.Dim.Paint(widget.Cut(v.s.Words.Rolls.Loading, w))}, w, h)
	}
	title := schema.VisibleLine(v.title(v.held))
	if v.none != "" && len(v.draw(v.held)) == 0 {
		lines := []string{v.s.Theme.Heading.Paint(widget.Rule(title, w))}
		return widget.Fit(append(lines, widget.Wrap(v.none, w)...), w, h)
	}
	return v.reader.View(title, w, h)
}

// Keys is the table of the page.
func (v *pane[T]) Keys() []widget.Key { return v.keys }

// Capturing is true while a search is typed.
func (v *pane[T]) Capturing() bool { return v.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (v *pane[T]) Cursor() widget.Cursor { return v.reader.Cursor() }

// joined puts what is there of several texts on one line.
func joined(values ...string) string {
	return strings.Join(slices.DeleteFunc(values, func(s string) bool { return s == "" }), " · ")
}

// heading is a title with a rule that folds what follows it.
func heading(s *widget.Session, key, text string) widget.Passage {
	text = schema.VisibleLine(text)
	return widget.Passage{Key: "group/" + key, Title: true, Lines: []widget.Paragraph{{Text: widget.Rule(text, widget.Width(text)+8), Ink: s.Theme.Heading}}}
}

// row is a thing in a list: what it is on its first line, the rest below it.
func row(key, head, below string, ink widget.Ink) widget.Passage {
	p := widget.Passage{Key: key, Lines: []widget.Paragraph{{Text: widget.ProseLine(head), Indent: 4, Ink: ink}}}
	if below != "" {
		p.Lines = append(p.Lines, widget.Paragraph{Text: "    " + widget.ProseLine(below), Indent: 4, Ink: ink})
	}
	return p
}

// prose is a text of several lines, a passage for each, so that it scrolls by lines.
func prose(key, text, margin string, ink widget.Ink) []widget.Passage {
	var out []widget.Passage
	n := 0
	for line := range strings.SplitSeq(widget.Prose(text), "\n") {
		n++
		out = append(out, widget.Passage{Key: key + "/" + itoa(n), Lines: []widget.Paragraph{{Text: margin + line, Indent: len(margin), Ink: ink}}})
	}
	return out
}

// all reads every page of a list.
func all[T any](ctx context.Context, l schema.List, read func(context.Context, schema.List) (schema.Page[T], error)) ([]T, error) {
	var out []T
	for l.Limit = 500; ; {
		page, err := read(ctx, l)
		if err != nil {
			return nil, err
		}
		out = append(out, page.Items...)
		if l.After = page.Next; l.After == "" {
			return out, nil
		}
	}
}
