package queue

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/widget"
)

// move takes the cursor by rows down, or up when negative.
func (q *Screen) move(by int) tea.Cmd {
	l := q.list
	to := max(min(l.at+by, len(l.rows)-1), 0)
	if to == l.at {
		return q.readAhead()
	}
	l.at = to
	l.moves++
	l.sweep()
	return tea.Batch(q.look(), q.readAhead())
}

// top goes to the first row of the whole list.
func (q *Screen) top() tea.Cmd {
	if q.list.prev() != "" {
		return q.load(first)
	}
	return q.move(-len(q.list.rows))
}

// bottom goes to the last row of the whole list.
func (q *Screen) bottom() tea.Cmd {
	if q.list.next() != "" {
		return q.load(last)
	}
	return q.move(len(q.list.rows))
}

// open goes into the row under the hand.
func (q *Screen) open() tea.Cmd {
	r := q.list.row()
	switch {
	case r == nil:
		return nil
	case r.action != nil:
		return widget.Send(widget.Push{Screen: q.doors.Action(r.ref)})
	}
	return widget.Send(widget.Push{Screen: q.doors.Request(r.ref)})
}

// beside moves the cursor and opens what is there in place of the page above.
func (q *Screen) beside(msg widget.Beside) tea.Cmd {
	at := q.list.at
	cmd := q.move(msg.Delta)
	if q.list.at == at {
		return cmd
	}
	r, open := q.list.row(), msg.Open
	switch {
	case r.action != nil:
		open = q.doors.Action
	case open == nil:
		open = q.doors.Request
	}
	return tea.Batch(cmd, widget.Send(widget.Replace{Screen: open(r.ref)}))
}

// peel takes away one thing on Escape: full screen, marks, then the filter.
func (q *Screen) peel() tea.Cmd {
	l := q.list
	switch {
	case q.batch != nil:
		q.batch.stopped = true
	case q.underWay() != nil:
		return q.stopSearch()
	case q.full:
		q.full = false
	case len(l.marks) > 0:
		clear(l.marks)
		l.lastMark = 0
	case l.text != "":
		return q.filterBy("")
	}
	return nil
}
