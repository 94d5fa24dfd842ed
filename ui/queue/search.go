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

// search is a long reading: of a list's rows, of all that match, of how many
// match. It tells how far it is, and can be stopped.
type search struct {
	ctx     context.Context
	stop    context.CancelFunc
	words   string // for how far it is: {percent}
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

// begin makes a search, to be read through.
func (q *Screen) begin(words string) *search {
	ctx, stop := context.WithCancel(q.s.Ctx)
	return &search{ctx: ctx, stop: stop, words: words, told: make(chan struct{}, 1)}
}

// end stops a search; nil is none.
func (s *search) end() {
	if s != nil {
		s.stop()
	}
}

// seek begins a search for rows in place of the one before.
func (q *Screen) seek() *search {
	q.search.end()
	q.search = q.begin(q.s.Words.Queue.Searching)
	return q.search
}

// through reads, and follows how far that is. Its error is that of the search's
// context where this has ended.
func (s *search) through(read func(context.Context) error) error {
	defer close(s.told)
	ctx, end := context.WithCancelCause(s.ctx)
	defer end(nil)
	silence := time.AfterFunc(patience, func() { end(context.DeadlineExceeded) })
	defer silence.Stop()
	err := read(schema.WithProgress(ctx, func(done, total int) {
		silence.Reset(patience)
		s.percent.Store(int64(max(100*done/max(total, 1), 1)))
		select {
		case s.told <- struct{}{}:
		default: // it will find the newest
		}
	}))
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return err
}

// follow waits for the search to come further.
func (q *Screen) follow(s *search) tea.Cmd { return q.s.When(s.told, progressed{s}) }

// further takes what a search told.
func (q *Screen) further(got progressed) tea.Cmd {
	got.search.shown = got.search.percent.Load()
	return q.follow(got.search)
}

// searching reports whether rows are searched for long enough to be told of.
func (q *Screen) searching() bool { return q.search != nil && q.search.shown > 0 }

// underWay is the search to be told of, for it is long; nil when there is none.
func (q *Screen) underWay() *search {
	for _, s := range []*search{q.search, q.marking, q.counts.search} {
		if s != nil && s.shown > 0 {
			return s
		}
	}
	return nil
}

// found ends the search that brought a page, unless another took its place.
func (q *Screen) found(s *search) {
	s.end()
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
	q.search.end()
	q.search = nil
	l := q.list
	l.gen = q.generation()
	if l.status == reading {
		l.status = failed
		return
	}
	l.text, l.query, l.sort = l.shown.text, l.shown.query, l.shown.sort
}

// stopSearch stops the search that the screen tells of, on the member's word.
func (q *Screen) stopSearch() tea.Cmd {
	t := q.s.Words.Queue
	switch s := q.underWay(); s {
	case q.search:
		q.giveUp()
		return tea.Batch(widget.Send(widget.Tell{Text: t.SearchStopped}), q.recount())
	case q.marking:
		s.end()
		q.marking = nil
		return widget.Send(widget.Tell{Text: t.MarkingStopped})
	default:
		s.end()
		return widget.Send(widget.Tell{Text: t.CountStopped})
	}
}

// howFar tells how far a search is.
func (q *Screen) howFar(s *search) string {
	return lang.Fill(s.words, "percent", q.s.Percent(int(s.shown)))
}

// stopped reports whether an error is only that a search was stopped.
func stopped(err error) bool { return errors.Is(err, context.Canceled) }
