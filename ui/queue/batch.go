package queue

import (
	"crypto/rand"
	"errors"
	"slices"

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
	of      *list // that was marked; nil: of no marks
	unit    string
	left    []subject
	total   int
	done    []schema.ID
	refused []refusal
	verb    schema.Verb // the one last done
	stopped bool        // by the member
	actions bool
	missed  []schema.Event // that came meanwhile: each step's own would have all views counted anew
}

// refusal is a marked row that the order was refused on.
type refusal struct {
	on  subject
	row schema.ID // that was marked
	err error
}

// batchDone brings the answers to one chunk.
type batchDone struct {
	unit    string
	done    []schema.ID
	verb    schema.Verb
	refused []refusal
	left    []subject // not tried: the store is not to be had
	broken  bool
}

func (q *Screen) startBatch(o order, actions bool) tea.Cmd {
	if q.batch != nil {
		return busy()
	}
	b := &batch{order: o, of: q.list, unit: rand.Text(), total: len(q.list.marks), actions: actions, verb: o.verb}
	for _, r := range q.list.rows { // rows in sight first, in their order
		if m, ok := q.list.marks[r.id]; ok {
			b.left = append(b.left, subject{m, actions, r.id})
			delete(q.list.marks, r.id)
		}
	}
	for row, m := range q.list.marks {
		b.left = append(b.left, subject{m, actions, row})
	}
	clear(q.list.marks)
	q.batch = b
	return q.nextChunk()
}

// busy refuses a batch while another is under way.
func busy() tea.Cmd {
	return widget.Send(widget.Fail{Err: &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyBusy}})
}

// resume carries an order out again, on things as they are now.
func (q *Screen) resume(o order, on []subject, actions bool) tea.Cmd {
	if q.batch != nil {
		return busy()
	}
	q.batch = &batch{order: o, unit: rand.Text(), total: len(on), actions: actions, verb: o.verb, left: on}
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
		for i, on := range now {
			ctx, cancel := s.Call()
			verb, err := perform(schema.Together(ctx, unit), desk, who, o, on)
			cancel()
			if err == nil {
				got.done, got.verb = append(got.done, on.id), verb
				continue
			}
			got.refused = append(got.refused, refusal{on, on.row, err})
			if errors.Is(err, schema.ErrReadOnly) || s.Ctx.Err() != nil {
				got.left, got.broken = now[i+1:], true
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
	b.refused = append(b.refused, got.refused...)
	if len(got.done) > 0 {
		b.verb = got.verb
	}
	b.left = append(slices.Clone(got.left), b.left...)
	if len(b.left) > 0 && !b.stopped && !got.broken {
		return q.nextChunk()
	}
	b.markLeft()
	q.batch, q.refused = nil, b.refused
	noun := schema.NounRequest
	if b.actions {
		noun = schema.NounAction
	}
	others := slices.DeleteFunc(b.missed, func(e schema.Event) bool { return e.Noun == noun && slices.Contains(b.done, e.Subject) })
	return tea.Batch(widget.Send(q.report(b)), q.reload(widget.Stale{Noun: noun, IDs: b.done}), q.changed(others))
}

// markLeft marks again what the batch has not come to.
func (b *batch) markLeft() {
	for _, on := range b.left {
		if b.of != nil {
			b.of.marks[on.row] = on.mark
		}
	}
}

// report tells what came of a batch.
func (q *Screen) report(b *batch) widget.Report {
	t, m := q.s.Words.Queue, q.s.Words.Lists
	n, done, failed := itoa(len(b.done)), q.s.Words.Domain.Done[b.verb], itoa(len(b.refused))
	left := t.LeftMarked.Of(len(b.left))
	text, held := lang.Fill(t.DoneMany, "n", n, "done", done), false
	switch {
	case len(b.left) > 0 && len(b.refused) > 0:
		text = lang.Fill(m.StoppedSome, "n", n, "total", itoa(b.total), "failed", failed, "left", left)
	case len(b.left) > 0:
		text = lang.Fill(t.Stopped, "n", n, "total", itoa(b.total), "left", left)
	case len(b.refused) > 0:
		text = lang.Fill(m.DoneSome, "n", n, "done", done, "failed", failed)
	case b.verb == schema.VerbReply:
		text, held = q.s.Words.Item.HeldMany.Of(len(b.done)), true
	}
	faults := make([]error, len(b.refused))
	for i, r := range b.refused {
		faults[i] = r.err
	}
	report := widget.Report{Text: text, Faults: faults, Undo: len(b.done) > 0 && undoable(b.verb, b.actions), Passing: held}
	report.Final = len(b.done) > 0 && !report.Undo
	if moved := b.moved(); len(moved) > 0 {
		if len(b.refused) == 1 {
			report.Text = lang.Fill(m.Conflict, "report", text, "why", q.s.Error(b.refused[0].err))
		}
		report.View = widget.Send(showRefusals{})
		report.Again = widget.Send(resume{b.order, moved, b.actions})
	}
	return report
}

// showRefusals asks for the list of what was refused in the last batch.
type showRefusals struct{}

// resume asks for an order once more on things that had changed.
type resume struct {
	order   order
	on      []subject
	actions bool
}

// moved are the things that were refused because they had changed, to be taken
// as they are now.
func (b *batch) moved() []subject {
	var out []subject
	for _, r := range b.refused {
		if errors.Is(r.err, schema.ErrStale) {
			on := r.on
			on.rev = 0
			out = append(out, on)
		}
	}
	return out
}

// barWidth is the room of a progress bar, barLeast that in a narrow list.
const barWidth, barLeast = 16, 4

// progress tells how far a batch has come, in a list of w columns.
func (q *Screen) progress(w int) string {
	b := q.batch
	verb := q.s.Words.Domain.Verbs[b.verb]
	if b.verb == nextStep {
		verb = q.s.Words.Queue.Keys.Next
	}
	n := len(b.done) + len(b.refused)
	text := " " + lang.Fill(q.s.Words.Lists.Bar, "n", itoa(n), "total", itoa(b.total), "verb", verb) + " "
	return widget.Bar(n, b.total, max(min(w-widget.Width(text), barWidth), barLeast)) + text
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
