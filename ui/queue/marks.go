package queue

import (
	"context"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// maxMarks bounds "all that match".
const maxMarks = 5000

// mark marks the row under the hand, or takes its mark away, and goes down.
func (q *Screen) mark() tea.Cmd {
	l := q.list
	r := l.row()
	if r == nil {
		return nil
	}
	if _, ok := l.marks[r.id]; ok {
		delete(l.marks, r.id)
	} else {
		l.mark(r)
		l.lastMark = r.id
	}
	return q.move(1)
}

func (l *list) mark(r *row) {
	id, rev := r.subject()
	l.marks[r.id] = mark{id, rev, r.ref}
}

// markRange marks from the last mark to the row under the hand; without a mark
// it begins a range there.
func (q *Screen) markRange() tea.Cmd {
	l := q.list
	if l.row() == nil {
		return nil
	}
	from, to := l.index(l.lastMark), l.at
	if from < 0 {
		from = to
	}
	l.lastMark = l.rows[to].id
	for i := min(from, to); i <= max(from, to); i++ {
		l.mark(l.rows[i])
	}
	return nil
}

// invert marks the rows of the window that are not marked, and the other way round.
func (q *Screen) invert() tea.Cmd {
	l := q.list
	for _, r := range l.rows {
		if _, ok := l.marks[r.id]; ok {
			delete(l.marks, r.id)
		} else {
			l.mark(r)
		}
	}
	return nil
}

// allMarked brings all that match the filter, beyond the window.
type allMarked struct {
	marks  map[schema.ID]mark
	err    error
	search *search
}

// markAll marks all that match, beyond the window.
func (q *Screen) markAll() tea.Cmd {
	l := q.list
	if q.marking != nil {
		return widget.Send(widget.Tell{Text: q.s.Words.Queue.AlreadyMarking})
	}
	q.marking = q.begin(q.s.Words.Queue.Marking)
	desk, set, query, sort, search := q.desk, l.view.set, l.full(), l.sort, q.marking
	return tea.Batch(func() tea.Msg {
		got := allMarked{marks: map[schema.ID]mark{}, search: search}
		got.err = search.through(func(ctx context.Context) error {
			if set.noun() != schema.NounRequest {
				return readAll(ctx, set, schema.List{Query: query, Sort: sort, Limit: 500}, got.marks)
			}
			ids, err := desk.RequestIDs(ctx, query, false, maxMarks+1)
			for _, id := range ids {
				got.marks[id] = mark{id: id}
			}
			return err
		})
		return got
	}, q.follow(search))
}

// readAll reads a list page by page into marks.
func readAll(ctx context.Context, set set, ask schema.List, into map[schema.ID]mark) error {
	for len(into) <= maxMarks {
		p, err := set.page(ctx, ask)
		if err != nil {
			return err
		}
		for _, r := range p.rows {
			id, rev := r.subject()
			into[r.id] = mark{id, rev, r.ref}
		}
		if ask.After = p.next; p.next == "" {
			return nil
		}
	}
	return nil
}

// markFound takes what was found. Rows of the window keep the revision they show.
func (q *Screen) markFound(got allMarked) tea.Cmd {
	got.search.end()
	if got.search != q.marking {
		return nil // stopped, or of rows that are shown no longer
	}
	q.marking = nil
	if got.err != nil {
		return widget.Send(widget.Fail{Err: got.err})
	}
	l := q.list
	text := q.s.Words.Queue.MarkedAll
	if len(got.marks) > maxMarks {
		text = q.s.Words.Queue.MarkedSome
	}
	for id, m := range got.marks {
		if len(l.marks) >= maxMarks {
			break
		}
		l.marks[id] = m
	}
	for _, r := range l.rows {
		if _, ok := l.marks[r.id]; ok {
			l.mark(r)
		}
	}
	return widget.Send(widget.Tell{Text: lang.Fill(text, "n", fmt.Sprint(len(l.marks)))})
}
