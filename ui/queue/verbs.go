package queue

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// nextStep stands for the verb that moves each request on for the member.
const nextStep = widget.NextStep

// order is a verb with all that it asks for, on a request or on an action item.
type order struct {
	verb   schema.Verb
	step   schema.Step
	action schema.ActionStep
	simple schema.Outcome // of a reply: for all contents that wait
}

// subject is what an order is carried out on.
type subject struct {
	mark
	actions bool
	row     schema.ID // that it was given on
}

// errNothing means that there is no row to act on.
var errNothing = schema.NotFound("")

// may tells why a verb cannot be done to the row under the hand; with marks
// each row answers for itself when its turn comes.
func (q *Screen) may(v schema.Verb) error {
	if len(q.list.marks) > 0 {
		return nil
	}
	r := q.list.row()
	if r == nil {
		return errNothing
	}
	return q.allows(r, v)
}

// allows judges one verb on one row.
func (q *Screen) allows(r *row, v schema.Verb) error {
	if r.action != nil {
		_, err := schema.MayAct(q.who, v, *r.action)
		return err
	}
	if v == nextStep {
		return schema.MayNext(q.who, *r.request, q.desk.Policy())
	}
	return schema.MayOffer(q.who, v, *r.request, q.desk.Policy())
}

// idle reports whether a verb could be done to none of the marked rows. Of those
// beyond the window that is not known.
func (q *Screen) idle(v schema.Verb) bool {
	l, known := q.list, 0
	for _, r := range l.rows {
		if _, ok := l.marks[r.id]; !ok {
			continue
		}
		if known++; q.allows(r, v) == nil {
			return false
		}
	}
	return len(l.marks) > 0 && known == len(l.marks)
}

// aimed returns what does an order to the marked rows, or to the one under the
// hand, as they are now: what its dialogs name is what it is done to, wherever
// the hand is by then.
func (q *Screen) aimed() func(order) tea.Cmd {
	l := q.list
	actions := q.view().set.noun() == schema.NounAction
	var on subject
	marked := len(l.marks) > 0
	if r := l.row(); r != nil {
		id, rev := r.subject()
		on = subject{mark{id, rev, r.ref}, actions, r.id}
	} else if !marked {
		return func(order) tea.Cmd { return nil }
	}
	return func(o order) tea.Cmd {
		q.s.Last = &widget.Deed{Verb: o.verb, Step: o.step, Action: o.action, Simple: o.simple, OnItem: actions}
		if marked {
			return q.startBatch(o, actions)
		}
		return q.act(o, on)
	}
}

// acted brings the answer to an order on one row.
type acted struct {
	order order
	on    subject
	verb  schema.Verb
	err   error
}

func (q *Screen) act(o order, on subject) tea.Cmd {
	s, desk, who := q.s, q.desk, q.who
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		verb, err := perform(ctx, desk, who, o, on)
		return acted{o, on, verb, err}
	}
}

// perform carries out one order and tells the verb that was done.
func perform(ctx context.Context, desk Desk, who schema.Actor, o order, on subject) (schema.Verb, error) {
	if on.actions {
		step := o.action
		step.Verb = o.verb
		_, err := desk.ActOn(ctx, on.id, on.rev, step)
		return o.verb, err
	}
	if o.verb == schema.VerbReply {
		return o.verb, answerSimply(ctx, desk, o, on)
	}
	step := o.step
	step.Verb = o.verb
	if o.verb == nextStep {
		found, err := desk.RequestsByID(ctx, []schema.ID{on.id})
		if err != nil {
			return o.verb, err
		}
		if len(found) == 0 {
			return o.verb, schema.NotFound(on.ref)
		}
		if step.Verb = schema.NextStep(who, found[0], desk.Policy()); step.Verb == "" {
			return schema.VerbSend, schema.MayNext(who, found[0], desk.Policy())
		}
		if on.rev == 0 {
			on.rev = found[0].Rev
		}
	}
	_, err := desk.Act(ctx, on.id, on.rev, step)
	return step.Verb, err
}

// done tells what came of an order on one row and takes the hand to the next one.
func (q *Screen) done(got acted) tea.Cmd {
	if got.err != nil {
		return widget.Send(q.failure(got))
	}
	noun := schema.NounRequest
	if got.on.actions {
		noun = schema.NounAction
	}
	text := lang.Fill(q.s.Words.Queue.DoneOne, "ref", got.on.ref, "done", q.s.Words.Domain.Done[got.verb])
	if got.verb == schema.VerbReply {
		text = lang.Fill(q.s.Words.Item.ReplyHeld, "ref", got.on.ref)
	}
	tell := widget.Send(widget.Final{Text: text})
	if undoable(got.verb, got.on.actions) {
		tell = widget.Send(widget.Offer{Text: text, Passing: got.verb == schema.VerbReply})
	}
	var next tea.Cmd
	if r := q.list.row(); r != nil && r.id == got.on.row {
		next = q.stepOn()
	}
	return tea.Batch(tell, next, q.reload(widget.Stale{Noun: noun, IDs: []schema.ID{got.on.id}}))
}

// stepOn takes the hand to the next row after a verb. The row left stays in
// its place until the hand moves again.
func (q *Screen) stepOn() tea.Cmd {
	l := q.list
	if l.at+1 >= len(l.rows) {
		return nil
	}
	l.at++
	l.moves++
	return tea.Batch(q.look(), q.readAhead())
}

// undoable reports whether a verb can be taken back.
func undoable(v schema.Verb, actions bool) bool {
	if actions || v == schema.VerbReply { // which is held
		return true
	}
	for _, t := range schema.Transitions {
		if t.Verb == v && t.Undo {
			return true
		}
	}
	return false
}

// failure tells of a refusal; of a conflict with the ways to look and to apply
// the order again to what the thing has become.
func (q *Screen) failure(got acted) widget.Fail {
	fail := widget.Fail{Err: got.err}
	if !errors.Is(got.err, schema.ErrStale) {
		return fail
	}
	on := got.on
	on.rev = 0
	fail.Again = q.act(got.order, on)
	if !on.actions {
		fail.View = widget.Send(openRow{on.ref})
	}
	return fail
}
