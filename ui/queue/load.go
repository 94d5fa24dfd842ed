package queue

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// want says which page of a list to read.
type want uint8

const (
	first     want = iota // the first page, cursor on its first row
	last                  // the last page, cursor on its last row
	following             // the page after the window
	preceding             // the page before the window
	afresh                // the first page, cursor on the row where it was
)

// loaded brings one page.
type loaded struct {
	gen  int
	want want
	page page
	err  error

	search *search
}

// load reads a page of the list shown. Reading anew starts a new generation,
// so that pages still on their way to the old rows are dropped.
func (q *Screen) load(w want) tea.Cmd {
	l := q.list
	ask := schema.List{Query: l.full(), Sort: l.sort, Limit: pageSize}
	switch w {
	case first:
		ask.Limit = max(ahead, q.height)
	case following:
		ask.After = l.next()
	case preceding:
		ask.Before = l.prev()
	case last:
		ask.Before = schema.BeforeEnd
	}
	if w == following || w == preceding {
		if q.search != nil {
			return nil // what it brings reads on
		}
	} else {
		l.gen = q.generation()
		l.filtered = nil
	}
	set, gen, search := l.view.set, l.gen, q.seek()
	return tea.Batch(func() tea.Msg {
		var p page
		err := search.through(func(ctx context.Context) (err error) { p, err = set.page(ctx, ask); return err })
		return loaded{gen, w, p, err, search}
	}, q.follow(search))
}

// again reads the list shown anew, keeping the cursor on its row.
func (q *Screen) again() tea.Cmd { return tea.Batch(q.load(afresh), q.recount()) }

// settle takes a page that was read.
func (q *Screen) settle(got loaded) tea.Cmd {
	l := q.list
	q.found(got.search)
	if got.gen != l.gen || stopped(got.err) {
		return nil
	}
	if got.err != nil {
		if errors.Is(got.err, schema.ErrInvalid) && (got.want == following || got.want == preceding) {
			return q.load(afresh) // the page's cursor is of another time
		}
		if l.status == reading {
			l.status = failed
		}
		return widget.Send(widget.Fail{Err: got.err})
	}
	l.status, l.shown = ready, asked{l.text, l.query, l.sort}
	here := l.row()
	defer func() { l.late = l.overdue(q.s.Now()) }()
	switch got.want {
	case first:
		l.put(got.page)
		l.at, l.top = 0, 0
	case last:
		l.put(got.page)
		l.at = max(len(l.rows)-1, 0)
		l.top = max(len(l.rows)-q.height, 0)
	case afresh:
		l.replace(got.page, here)
	case following:
		l.append(got.page)
		return q.readAhead()
	case preceding:
		l.prepend(got.page)
		return q.readAhead()
	}
	var counts tea.Cmd
	if got.want == first && len(l.query.Terms) > 0 {
		counts = q.recountFiltered()
	}
	return tea.Batch(q.lookNow(), q.readAhead(), counts)
}

// replace puts a page in place of the window and the cursor on the row where it
// was, else on the same place.
func (l *list) replace(p page, here *row) {
	line := l.at - l.top
	at := l.at
	l.put(p)
	l.at = max(min(at, len(l.rows)-1), 0)
	if here != nil {
		if i := l.index(here.id); i >= 0 {
			l.at = i
		}
	}
	l.top = max(l.at-line, 0)
}

// readAhead reads the neighbouring page when the cursor nears an end of the window.
func (q *Screen) readAhead() tea.Cmd {
	l := q.list
	switch {
	case l.status != ready:
		return nil
	case l.next() != "" && len(l.rows)-l.at < max(ahead, q.height):
		return q.load(following)
	case l.prev() != "" && l.at < max(ahead, q.height):
		return q.load(preceding)
	}
	return nil
}
