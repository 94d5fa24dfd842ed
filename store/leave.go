package store

import (
	"errors"

	"contactgroup/schema"
)

// leave takes a member from their seat: sessions end, and what they held goes
// back to those they held it for.
func (t *tx) leave(who schema.Actor, m schema.Member) error {
	err := t.beyond(func() error {
		if err := t.withdrawInvitations(who, m); err != nil {
			return err
		}
		if err := t.releaseAll(who, m); err != nil {
			return err
		}
		return t.releaseActions(who, m)
	})
	if err != nil {
		return err
	}
	return t.ended(schema.Ended{Member: m.ID})
}

// withdrawInvitations makes the codes worthless that the member may still know.
func (t *tx) withdrawInvitations(who schema.Actor, m schema.Member) error {
	open, err := t.invitations(`i.author_id = ? AND i.answered_at = 0 AND i.revoked_at = 0 AND i.expires_at > ?`, m.ID, stamp(t.now))
	if err != nil {
		return err
	}
	return t.revokeInvitations(who, open)
}

// releaseAll gives a member's claims back to the queue of their own side, which alone is told.
func (t *tx) releaseAll(who schema.Actor, m schema.Member) error {
	side, err := t.actor(m.ID)
	if err != nil {
		return err
	}
	side.Name = who.NameFor(side.Org) // what one side keeps is told as a change of that side
	held, err := t.requestRows(side, "s.assignee_id = ? AND s.assignee_id <> 0", m.ID)
	if err != nil {
		return err
	}
	for _, r := range held {
		w, err := t.open(side, r.ID)
		if err != nil {
			return err
		}
		w.assign(schema.Member{})
		w.now.Snoozed = 0 // nobody is left who meant to come back to it
		if err := w.save(schema.VerbRelease); err != nil {
			return err
		}
		if err := w.tell(schema.VerbRelease, ""); err != nil {
			return err
		}
	}
	return nil
}

// keepFromLeaver leaves a request in nobody's hands that a restoring would put
// into those of a member who can have it no longer.
func (w *work) keepFromLeaver() error {
	if w.now.Assignee == 0 || w.now.Assignee == w.was.Assignee {
		return nil
	}
	_, err := w.colleague(w.now.AssigneeLogin, `m.id = ?`, w.now.Assignee)
	if errors.Is(err, schema.ErrInvalid) {
		w.assign(schema.Member{})
		return nil
	}
	return err
}

// releaseActions leaves the pending action items of a member to their organisation.
func (t *tx) releaseActions(who schema.Actor, m schema.Member) error {
	owner, err := t.actor(m.ID)
	if err != nil {
		return err
	}
	var ids []schema.ID
	if err := t.all(&ids, `SELECT id FROM action_item WHERE member_id = ? AND open = 1 ORDER BY id`, m.ID); err != nil {
		return err
	}
	for _, id := range ids {
		was, err := t.lockAction(owner, id)
		if err != nil {
			return err
		}
		now := was
		now.Version++
		now.MemberID, now.Member = 0, ""
		if err := t.saveAction(&now); err != nil {
			return err
		}
		if err := t.tellAction(who, schema.VerbAssign, was, now, ""); err != nil {
			return err
		}
	}
	return nil
}

// keepFromLeaver leaves an action item that is pending again to its organisation
// alone when the member who had it has left.
func (t *tx) keepFromLeaver(a *actionRow) error {
	if a.MemberID == 0 {
		return nil
	}
	var seated []schema.Member
	err := t.beyond(func() (err error) { // of other organisations too
		seated, err = t.members(`m.id = ? AND m.disabled = 0 AND o.disabled = 0`, a.MemberID)
		return err
	})
	if err == nil && len(seated) == 0 {
		a.MemberID, a.Member = 0, ""
	}
	return err
}
