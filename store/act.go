package store

import (
	"context"
	"errors"
	"slices"

	"contactgroup/schema"
)

// Act does one verb on one request: every verb of schema.Transitions but edit
// and reply. rev is the revision the member read; 0: whatever it is now.
// Claiming what one holds already changes nothing and succeeds.
func (d *Desk) Act(ctx context.Context, id schema.ID, rev int, step schema.Step) (schema.Request, error) {
	if _, ok := verbs[step.Verb]; !ok {
		return schema.Request{}, schema.Invalid(schema.WhyUnknown, "verb", string(step.Verb))
	}
	return command(ctx, d, func(t *tx) (schema.Request, error) {
		var listed []contentRow // read with the request, for no verb but one changes them
		if err := t.soon(&listed, nil, contentsQuery, id); err != nil {
			return schema.Request{}, err
		}
		w, err := t.open(d.who, id)
		if err != nil {
			return schema.Request{}, err
		}
		row, err := w.may(step.Verb, rev)
		if err != nil {
			return schema.Request{}, err
		}
		if step.Verb == schema.VerbClaim && row.To == "" && w.now.Assignee == d.who.Member {
			return w.answer(contents(listed))
		}
		if err := w.do(row, step); err != nil {
			return schema.Request{}, err
		}
		if step.Verb == schema.VerbAmend {
			return t.answer(d.who, &w.now)
		}
		return w.answer(contents(listed))
	})
}

// may finds the transition of a verb and refuses what the rules refuse. Of
// several refusals a member hears first that the verb is not theirs, then that
// a colleague holds the request, then that it has changed, then its state.
func (w *work) may(v schema.Verb, rev int) (schema.Transition, error) {
	q := w.seen()
	row, err := schema.May(w.who, v, q, w.t.db.rules())
	var f *schema.Fault
	if errors.As(err, &f) && (f.Class == schema.ErrForbidden || f.Why == schema.WhyHeldByOther) {
		return row, err
	}
	if rev != 0 && rev != q.Rev {
		return row, w.stale(v, rev)
	}
	return row, err
}

// do makes one transition: its values are checked, the rows changed, the logs written.
func (w *work) do(row schema.Transition, step schema.Step) error {
	step, err := w.clean(row, step)
	if err != nil {
		return err
	}
	if err := verbs[step.Verb](w, step); err != nil {
		return err
	}
	if row.To != "" {
		w.move(row.To)
	}
	if err := w.save(step.Verb); err != nil {
		return err
	}
	if row.Undo {
		if err := w.remember(step.Verb); err != nil {
			return err
		}
	}
	return w.tell(step.Verb, step.Reason)
}

// move brings the request into a state: its clock runs in states where the
// addressee is to act, and stands in all others after sending.
func (w *work) move(to schema.State) {
	w.now.setState(to, w.t.now)
	switch {
	case to.Running():
		w.now.setTiming(w.now.timing().Resume(w.t.now))
		w.now.Ground, w.now.Answered = "", 0
	case w.now.Sent != 0:
		w.now.setTiming(w.now.timing().Halt(w.t.now))
	}
	if to != schema.StateAnswered && to != schema.StateClosed {
		w.now.Reverify = 0 // nothing is in place
	}
}

// clean checks what a verb asks for.
func (w *work) clean(row schema.Transition, s schema.Step) (schema.Step, error) {
	var err error
	if s.Reason, err = schema.CleanText("reason", s.Reason, schema.MaxText); err != nil {
		return s, err
	}
	for _, n := range row.Needs {
		var why schema.Reason
		field, value := string(n), ""
		switch n {
		case schema.NeedReason:
			why = unless(s.Reason != "", schema.WhyNeedsReason)
		case schema.NeedText:
			why = unless(s.Reason != "" || len(s.Contents) > 0 && s.Verb == schema.VerbAmend, schema.WhyNeedsText)
		case schema.NeedGround:
			why, value = unless(s.Ground != "", schema.WhyNeedsGround), string(s.Ground)
			if why == "" {
				why = unless(slices.Contains(schema.Grounds, s.Ground), schema.WhyUnknown)
			}
		case schema.NeedLabel:
			why, value = unless(slices.Contains(schema.Labels, s.Label), schema.WhyUnknown), string(s.Label)
			if why == "" && !s.Until.IsZero() && !s.Until.After(w.t.now) {
				why, field, value = schema.WhyPast, string(schema.NeedUntil), timeText(s.Until)
			}
		case schema.NeedDecision:
			why, value = unless(slices.Contains(schema.Rulings, s.Ruling), schema.WhyUnknown), string(s.Ruling)
		case schema.NeedMember, schema.NeedOriginal:
			why = unless(s.To != "", schema.WhyEmpty)
		case schema.NeedUntil:
			why, value = unless(s.Until.IsZero() || s.Until.After(w.t.now), schema.WhyPast), timeText(s.Until)
			if why == "" && s.Verb == schema.VerbExtend && !s.Until.After(instant(w.now.Expires)) {
				why, value = schema.WhyShorter, timeText(instant(w.now.Expires))
			}
		}
		if why != "" {
			return s, &schema.Fault{Class: schema.ErrInvalid, Why: why, Verb: s.Verb, Ref: w.now.Ref, State: w.now.State, Field: field, Value: value}
		}
	}
	return s, nil
}

// unless is why when a condition does not hold.
func unless(holds bool, why schema.Reason) schema.Reason {
	if holds {
		return ""
	}
	return why
}
