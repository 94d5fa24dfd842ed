package queue

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// patience is how long a reading may take without telling how far it is.
const patience = 15 * time.Second

// search is the reading of a list's rows. One that is long tells how far it is,
// and can be stopped.
type search struct {
	ctx     context.Context
	stop    context.CancelFunc
	percent atomic.Int64
	told    chan struct{} // one slot: percent changed; closed at the end
	shown   int64         // percent as the screen tells it; 0: not long yet
}

// progressed tells that a search has come further.
type progressed struct{ search *search }

// asked is what the rows of a list answer to.
type asked struct {
	text  string
	query schema.Query
	sort  schema.Sort
}

// seek begins a search in place of the one before.
func (q *Screen) seek() *search {
	if q.search != nil {
		q.search.stop()
	}
	ctx, stop := context.WithCancel(q.s.Ctx)
	q.search = &search{ctx: ctx, stop: stop, told: make(chan struct{}, 1)}
	return q.search
}

// page reads a page, and follows how far that is. Its error is that of the
// search's context where this has ended.
func (s *search) page(set set, ask schema.List) (page, error) {
	defer close(s.told)
	ctx, end := context.WithCancelCause(s.ctx)
	defer end(nil)
	silence := time.AfterFunc(patience, func() { end(context.DeadlineExceeded) })
	defer silence.Stop()
	p, err := set.page(schema.WithProgress(ctx, func(done, total int) {
		silence.Reset(patience)
		s.percent.Store(int64(max(100*done/max(total, 1), 1)))
		select {
		case s.told <- struct{}{}:
		default: // it will find the newest
		}
	}), ask)
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return p, err
}

// follow waits for the search to come further.
func (q *Screen) follow(s *search) tea.Cmd { return q.s.When(s.told, progressed{s}) }

// further takes what a search told.
func (q *Screen) further(got progressed) tea.Cmd {
	got.search.shown = got.search.percent.Load()
	return q.follow(got.search)
}

// searching reports whether a search is under way that is long enough to be told of.
func (q *Screen) searching() bool { return q.search != nil && q.search.shown > 0 }

// found ends the search that brought a page, unless another took its place.
func (q *Screen) found(s *search) {
	s.stop()
	if q.search == s {
		q.search = nil
	}
}

// giveUp stops the search under way, if there is one. The list keeps its rows
// and the filter and order that they answer to.
func (q *Screen) giveUp() {
	if q.search == nil {
		return
	}
	q.search.stop()
	q.search = nil
	l := q.list
	l.gen = q.generation()
	if l.status == reading {
		l.status = failed
		return
	}
	l.text, l.query, l.sort = l.shown.text, l.shown.query, l.shown.sort
}

// stopSearch is giveUp on the member's word.
func (q *Screen) stopSearch() tea.Cmd {
	q.giveUp()
	return tea.Batch(widget.Send(widget.Tell{Text: q.s.Words.Queue.SearchStopped}), q.recount())
}

// searchText tells how far a search is.
func (q *Screen) searchText() string {
	return lang.Fill(q.s.Words.Queue.Searching, "percent", q.s.Percent(int(q.search.shown)))
}

// stopped reports whether an error is only that a search was stopped.
func stopped(err error) bool { return errors.Is(err, context.Canceled) }
