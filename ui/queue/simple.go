package queue

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// simply answers the row under the hand, or all marked ones after a question,
// with one outcome for all contents. The replies are held, and taken back by one undo.
func (q *Screen) simply() tea.Cmd {
	if err := q.mayAnswer(); err != nil {
		return widget.Send(widget.Fail{Err: err})
	}
	if q.marking != nil {
		return widget.Send(widget.Tell{Text: q.s.Words.Queue.AlreadyMarking})
	}
	question, carryOut := "", q.aimed()
	if n := len(q.list.marks); n > 0 {
		question = q.s.Words.Item.SimpleAsk.Of(n)
	}
	return widget.Simple(q.s, q.aim(), question, func(o schema.Outcome, text string) tea.Cmd {
		return carryOut(order{verb: schema.VerbReply, step: schema.Step{Reason: text}, simple: o})
	})
}

// mayAnswer tells why simply can answer nothing now. Marked rows answer for
// themselves, but only members of an addressee answer at all.
func (q *Screen) mayAnswer() error {
	if len(q.list.marks) > 0 && q.who.Role == schema.RoleCorrespondent {
		return nil
	}
	return q.mayOne(schema.VerbReply)
}

// answerSimply replies to one request as it was at on.rev.
func answerSimply(ctx context.Context, desk Desk, o order, on subject) error {
	if on.ref == "" { // marked beyond the window
		found, err := desk.RequestsByID(ctx, []schema.ID{on.id})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return schema.NotFound("")
		}
		on.ref = found[0].Ref
	}
	r, err := desk.Request(ctx, on.ref)
	if err != nil {
		return err
	}
	_, err = desk.Reply(ctx, r.ID, on.rev, schema.SimpleReply(r.Contents, o.simple, o.step.Reason))
	return err
}

// verify holds what the addressee of the row claims beside what was observed.
func (q *Screen) verify() tea.Cmd {
	return widget.Send(widget.Push{Screen: q.doors.Verify(q.list.row().ref)})
}

// advise makes a recommendation on the request of the row, or answers the one there is.
func (q *Screen) advise(v schema.Verb) tea.Cmd {
	return widget.Send(widget.Push{Screen: q.doors.Advise(q.list.row().ref, v)})
}

// mayAdvise tells why the row's request has no recommendation to make, or to answer.
func (q *Screen) mayAdvise(v schema.Verb) error {
	r := q.list.row()
	if r == nil || r.request == nil {
		return errNothing
	}
	return schema.MayFollowUp(q.who, v, *r.request, q.s.Now())
}

// mayVerify is for the authority, which judges replies.
func (q *Screen) mayVerify() error {
	r := q.list.row()
	switch {
	case r == nil || r.request == nil:
		return errNothing
	case !q.who.Authority():
		return &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRole, Verb: schema.VerbAccept}
	}
	return nil
}
