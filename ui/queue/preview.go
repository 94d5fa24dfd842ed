package queue

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// rest is how long the hand must rest on a row before its details are read and
// shown, so that holding a key down does not read every row it passes, and a
// move writes no more than the rows it touches.
const rest = 100 * time.Millisecond

// maxDetails bounds the details kept to be shown again.
const maxDetails = 32

// detail is what the preview shows of a row.
type detail struct {
	id      schema.ID
	rev     int
	request *schema.Request // with contents
	reply   *schema.Reply   // the one the row is of
	action  *schema.Action
	thread  []schema.Event
	read    int // which reading it is of
}

// previews are the details read.
type previews struct {
	details map[schema.ID]detail
	order   []schema.ID // oldest first
	failed  schema.ID   // could not be read; not tried again until it changes
	on      schema.ID   // the row the hand rests on
	drawn   *row        // the row last drawn: it stays until the next one's details are there
	panes   map[schema.ID]pane
	reads   int // counts details read
}

func noPreviews() previews {
	return previews{details: map[schema.ID]detail{}, panes: map[schema.ID]pane{}}
}

// previewDue tells that the hand rested.
type previewDue struct{ moves, gen int }

// detailRead brings the details of a row.
type detailRead struct {
	id     schema.ID
	gen    int
	detail detail
	err    error
}

// look shows the row under the hand, once the hand rests.
func (q *Screen) look() tea.Cmd {
	if q.lists.Preview == schema.PreviewOff {
		return nil
	}
	return q.s.After(rest, previewDue{q.list.moves, q.list.gen})
}

// lookNow shows the row under the hand as soon as its details are read.
func (q *Screen) lookNow() tea.Cmd {
	r := q.list.row()
	if r == nil {
		return nil
	}
	q.preview.on = r.id
	if q.shown() || q.preview.failed == r.id {
		return nil
	}
	s, set, gen, copied := q.s, q.view().set, q.list.gen, *r
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		d, err := set.read(ctx, &copied)
		return detailRead{copied.id, gen, d, err}
	}
}

// shown reports whether the details of the row under the hand are there, as it is now.
func (q *Screen) shown() bool {
	r := q.list.row()
	if r == nil || q.lists.Preview == schema.PreviewOff {
		return true
	}
	_, rev := r.subject()
	d, ok := q.preview.details[r.id]
	return ok && d.rev >= rev && (d.action != nil) == (r.action != nil)
}

func (q *Screen) previewNow(due previewDue) tea.Cmd {
	if due.moves != q.list.moves || due.gen != q.list.gen {
		return nil
	}
	return q.lookNow()
}

// showDetail keeps what was read. An answer for a row that the hand has left is
// kept too: it may come back.
func (q *Screen) showDetail(got detailRead) tea.Cmd {
	if got.gen != q.list.gen {
		return nil
	}
	p := &q.preview
	if got.err != nil {
		p.failed, p.drawn = got.id, nil
		return widget.Send(widget.Fail{Err: got.err})
	}
	p.failed = 0
	if _, ok := p.details[got.id]; !ok {
		p.order = append(p.order, got.id)
	}
	p.reads++
	got.detail.read = p.reads
	p.details[got.id] = got.detail
	if len(p.order) > maxDetails {
		delete(p.details, p.order[0])
		delete(p.panes, p.order[0])
		p.order = p.order[1:]
	}
	return nil
}
