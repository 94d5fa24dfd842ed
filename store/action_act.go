package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"contactgroup/schema"
)

// actionUndo are the verbs on action items that can be undone.
var actionUndo = []schema.Verb{schema.VerbStart, schema.VerbBlock, schema.VerbDone, schema.VerbReopen, schema.VerbDue, schema.VerbAssign}

// ActOn does one verb of schema.ActionTransitions to the action item, if it is
// still at rev; 0 takes it as it is now. It answers ErrNotFound (also when
// hidden), ErrForbidden, ErrState, ErrStale or ErrInvalid; then nothing is written.
func (d *Desk) ActOn(ctx context.Context, id schema.ID, rev int, step schema.ActionStep) (schema.Action, error) {
	return command(ctx, d, func(t *tx) (schema.Action, error) {
		was, err := t.lockAction(d.who, id)
		if err != nil {
			return schema.Action{}, err
		}
		transition, err := schema.MayAct(d.who, step.Verb, was.action())
		if rev != 0 && rev != was.Version && !errors.Is(err, schema.ErrForbidden) {
			err = t.staleAction(d.who, step.Verb, was, rev)
		}
		if err != nil {
			return schema.Action{}, err
		}
		now := was
		now.Version++
		if transition.To != "" {
			now.State = transition.To
		}
		if step.Verb == schema.VerbLink {
			return d.relink(t, was, step)
		}
		if step.Verb == schema.VerbDrop && step.Link != "" {
			if err := d.linkDecision(t, was, step.Link); err != nil {
				return schema.Action{}, err
			}
		}
		text, err := t.applyAction(d.who, &now, step)
		if err != nil {
			return schema.Action{}, err
		}
		if fresh := freshTexts(was, now); len(fresh) > 0 {
			linked, err := t.linksOf(was)
			if err == nil {
				err = d.discreet(t, now, fresh, linked)
			}
			if err != nil {
				return schema.Action{}, err
			}
		}
		if err := t.saveAction(&now); err != nil {
			return schema.Action{}, err
		}
		if slices.Contains(actionUndo, step.Verb) {
			if err := t.remember(d.who, step.Verb, schema.NounAction, id, was, now.Version, 0); err != nil {
				return schema.Action{}, err
			}
		}
		if err := t.outdated(d.who, step.Verb, schema.NounAction, id); err != nil {
			return schema.Action{}, err
		}
		if err := t.tellAction(d.who, step.Verb, was, now, text); err != nil {
			return schema.Action{}, err
		}
		return d.oneAction(t.reads, now)
	})
}

// staleAction tells that somebody changed the item since the actor read it at
// rev, and what of it their own logs tell.
func (t *tx) staleAction(who schema.Actor, v schema.Verb, a actionRow, rev int) error {
	by, err := t.lastActor(who, schema.NounAction, a.ID)
	if err != nil {
		return err
	}
	since, err := t.since(who, schema.NounAction, a.ID, revision{shared: a.Version}, rev)
	if err != nil {
		return err
	}
	return &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: v, Noun: schema.NounAction, Ref: a.Ref, State: schema.State(a.State), Rev: a.Version,
		By: by, Since: since}
}

// actionBuiltOn refuses an undo because the item has moved on.
func (t *tx) actionBuiltOn(who schema.Actor, v schema.Verb, a actionRow) error {
	by, err := t.lastActor(who, schema.NounAction, a.ID)
	if err != nil {
		return err
	}
	return &schema.Fault{Class: schema.ErrState, Why: schema.WhyBuiltOn, Verb: v, Noun: schema.NounAction, Ref: a.Ref, State: schema.State(a.State), Rev: a.Version, By: by}
}

// applyAction makes the verb's changes to the row and returns the text its log keeps.
func (t *tx) applyAction(who schema.Actor, a *actionRow, step schema.ActionStep) (string, error) {
	text, err := schema.CleanText("text", step.Text, schema.MaxText)
	if err != nil {
		return "", err
	}
	today := schema.DateOf(t.now, t.db.location()).String()
	switch step.Verb {
	case schema.VerbBlock, schema.VerbNote:
		a.Notes, err = joinNotes(a.Notes, text)
	case schema.VerbDone:
		a.Evidence, a.Completed, err = text, today, required(text, schema.WhyNeedsProof)
	case schema.VerbDrop:
		a.Evidence, a.Completed = text, today
		if step.Link == "" { // else the decision says it
			err = required(text, schema.WhyNeedsText)
		}
	case schema.VerbReopen:
		a.Evidence, a.Completed, err = "", "", t.keepFromLeaver(a)
	case schema.VerbEdit:
		if !a.action().Correctable {
			return "", &schema.Fault{Class: schema.ErrState, Why: schema.WhyFrozen, Verb: step.Verb, Noun: schema.NounAction, Ref: a.Ref, State: schema.State(a.State), Rev: a.Version}
		}
		a.Text, err = text, required(text, schema.WhyNeedsText)
		text = "" // the change of the wording says it
	case schema.VerbAssign:
		err = t.assignAction(who, a, step)
	case schema.VerbDue:
		a.Due = storedDue(step.Due)
		if a.MeetingID != 0 {
			m, err := t.meetingByID(who, a.MeetingID)
			if err != nil {
				return "", err
			}
			return text, t.notBefore(step.Due, m)
		}
	case schema.VerbCarry:
		err = t.carryAction(a)
	}
	return text, err
}

func required(text string, why schema.Reason) error {
	if text == "" {
		return schema.Invalid(why, "text", "")
	}
	return nil
}

// joinNotes adds a line of notes.
func joinNotes(notes, text string) (string, error) {
	if notes != "" {
		notes += "\n"
	}
	if len(notes)+len(text) > schema.MaxText {
		return "", schema.Invalid(schema.WhyTooLong, "text", count(schema.MaxText))
	}
	return notes + text, required(text, schema.WhyNeedsText)
}

// assignAction puts somebody in charge. The owner's members choose among
// themselves; only who keeps the register gives an item to another organisation.
func (t *tx) assignAction(who schema.Actor, a *actionRow, step schema.ActionStep) error {
	owner := step.Owner
	if owner == "" {
		owner = a.Owner
	}
	switch {
	case step.Owner == "" && step.Member == "":
		return schema.Invalid(schema.WhyNeedsOwner, "owner", "")
	case owner == a.Owner:
	case a.Internal:
		return schema.Invalid(schema.WhyUnknown, "owner", owner)
	case schema.MayAddAction(who, schema.ActionDraft{}) != nil:
		return &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRole, Verb: schema.VerbAssign, Noun: schema.NounAction, Ref: a.Ref, State: schema.State(a.State), Rev: a.Version}
	}
	return t.setOwner(a, owner, step.Member)
}

// carryAction moves the item to the next meeting of those who meet where it is now.
func (t *tx) carryAction(a *actionRow) error {
	next, err := t.nextFor(*a)
	if isNotFound(err) {
		return schema.Invalid(schema.WhyUnknown, "meeting", NextMeeting)
	}
	if err != nil {
		return err
	}
	if next.ID == a.MeetingID {
		return &schema.Fault{Class: schema.ErrState, Why: schema.WhyState, Verb: schema.VerbCarry, Noun: schema.NounAction, Ref: a.Ref, State: schema.State(a.State), Rev: a.Version}
	}
	a.to(next)
	a.Carried++
	return nil
}

// to puts the item on the list of a meeting; the zero meeting: it waits for one.
func (a *actionRow) to(m meetingRow) { a.MeetingID, a.Meeting, a.MeetingState = m.ID, m.Ref, m.State }

// nextFor is the next meeting of the circle in which the item stands, and for
// one internal to an organisation that of its meeting.
func (t *tx) nextFor(a actionRow) (meetingRow, error) {
	if !a.Internal {
		return t.nextIn(a.Circle, "", 0)
	}
	var at meetingRow
	err := t.one(&at, `SELECT `+meetingColumns+` FROM meeting m WHERE m.id = ?`, a.MeetingID)
	if err != nil && !missing(err) {
		return at, err
	}
	return t.nextIn(at.Circle, at.Internal, 0)
}

// restoreAction is the restorer of action items.
func restoreAction(t *tx, d *Desk, u undoRow) (restored, error) {
	if u.Verb == schema.VerbLink {
		return restoreLinks(t, d, u)
	}
	now, err := t.lockAction(d.who, u.SubjectID)
	if err != nil {
		return restored{}, err
	}
	if now.Version != u.Version {
		return restored{}, t.actionBuiltOn(d.who, u.as(), now)
	}
	var before actionRow
	if err := json.Unmarshal([]byte(u.Before), &before); err != nil {
		return restored{}, err
	}
	back := moved{before.Version, now.Version + 1}
	before.Version = back.to
	if err := t.keepFromLeaver(&before); err != nil {
		return restored{}, err
	}
	if err := t.saveAction(&before); err != nil {
		return restored{}, err
	}
	if err := t.rememberBack(u, now, back, moved{}); err != nil {
		return restored{}, err
	}
	return restored{before.Ref, now.Version, before.Version}, t.tellAction(d.who, u.as(), now, before, "")
}
