package queue

import (
	"crypto/rand"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// chunk is how many marked rows are acted on between two looks at the screen.
const chunk = 20

// batch is an order under way on marked rows: one unit of undo.
type batch struct {
	order   order
	unit    string
	left    []subject
	total   int
	done    []schema.ID
	faults  []error
	verb    schema.Verb // the one last done
	stopped bool        // by the member
	actions bool
}

// batchDone brings the answers to one chunk.
type batchDone struct {
	unit   string
	done   []schema.ID
	verb   schema.Verb
	faults []error
	broken bool // the store is not to be had: no sense in going on
}

func (q *Screen) startBatch(o order, actions bool) tea.Cmd {
	if q.batch != nil {
		return widget.Send(widget.Fail{Err: &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyBusy}})
	}
	b := &batch{order: o, unit: rand.Text(), total: len(q.list.marks), actions: actions, verb: o.verb}
	for _, r := range q.list.rows { // rows in sight first, in their order
		if m, ok := q.list.marks[r.id]; ok {
			b.left = append(b.left, subject{m, actions})
			delete(q.list.marks, r.id)
		}
	}
	for _, m := range q.list.marks {
		b.left = append(b.left, subject{m, actions})
	}
	clear(q.list.marks)
	q.batch = b
	return q.nextChunk()
}

func (q *Screen) nextChunk() tea.Cmd {
	b := q.batch
	n := min(chunk, len(b.left))
	now := b.left[:n]
	b.left = b.left[n:]
	s, desk, who, o, unit := q.s, q.desk, q.who, b.order, b.unit
	return func() tea.Msg {
		got := batchDone{unit: unit, verb: o.verb}
		for _, on := range now {
			ctx, cancel := s.Call()
			verb, err := perform(schema.Together(ctx, unit), desk, who, o, on)
			cancel()
			if err == nil {
				got.done, got.verb = append(got.done, on.id), verb
				continue
			}
			got.faults = append(got.faults, err)
			if errors.Is(err, schema.ErrReadOnly) || s.Ctx.Err() != nil {
				got.broken = true
				return got
			}
		}
		return got
	}
}

// advance takes the answers to a chunk and goes on, or tells what came of all.
func (q *Screen) advance(got batchDone) tea.Cmd {
	b := q.batch
	if b == nil || b.unit != got.unit {
		return nil
	}
	b.done = append(b.done, got.done...)
	b.faults = append(b.faults, got.faults...)
	if len(got.done) > 0 {
		b.verb = got.verb
	}
	if len(b.left) > 0 && !b.stopped && !got.broken {
		return q.nextChunk()
	}
	q.batch = nil
	noun := schema.NounRequest
	if b.actions {
		noun = schema.NounAction
	}
	return tea.Batch(widget.Send(q.report(b)), q.reload(widget.Stale{Noun: noun, IDs: b.done}))
}

// report tells what came of a batch.
func (q *Screen) report(b *batch) widget.Report {
	t := q.s.Words.Queue
	n, done := itoa(len(b.done)), q.s.Words.Domain.Done[b.verb]
	text := lang.Fill(t.DoneMany, "n", n, "done", done)
	switch {
	case b.stopped:
		text = lang.Fill(t.Stopped, "n", n, "total", itoa(b.total))
	case len(b.faults) > 0:
		text = lang.Fill(t.DonePart, "n", n, "done", done, "failed", itoa(len(b.faults)))
	}
	return widget.Report{Text: text, Faults: b.faults, Undo: len(b.done) > 0 && undoable(b.verb, b.actions)}
}

// progress tells how far a batch has come.
func (q *Screen) progress() string {
	b := q.batch
	verb := q.s.Words.Domain.Verbs[b.verb]
	if b.verb == nextStep {
		verb = q.s.Words.Queue.Keys.Next
	}
	return lang.Fill(q.s.Words.Queue.Working, "n", itoa(b.total-len(b.left)), "total", itoa(b.total), "verb", verb)
}

// Cancel stops the work under way after its present step, or else a search, and
// reports whether there was any.
func (q *Screen) Cancel() (bool, tea.Cmd) {
	switch {
	case q.batch != nil:
		q.batch.stopped = true
		return true, nil
	case q.underWay() != nil:
		return true, q.stopSearch()
	}
	return false, nil
}
