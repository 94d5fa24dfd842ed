package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"contactgroup/schema"
)

// actionRow is a row of action_item with the names of what it points to.
type actionRow struct {
	ID           schema.ID
	Ref          string
	RefKey       string `db:"ref_key"`
	Version      int
	Text         string
	MeetingID    schema.ID `db:"meeting_id"`
	Meeting      string
	MeetingState schema.MeetingState `db:"meeting_state"`
	Point        string
	Owner        string
	MemberID     schema.ID `db:"member_id"`
	Member       string
	Due          string
	State        schema.ActionState
	Carried      int
	Evidence     string
	Theme        string
	Internal     bool
	Circle       string
	Frozen       bool // minutes hold its wording
	Raised       string
	Completed    string
	Notes        string
	UpdatedAt    int64 `db:"updated_at"`
	Erased       string
}

const actionColumns = `a.id, a.ref, a.ref_key, a.version, a.text, a.meeting_id, a.point, a.owner, a.member_id, a.due, a.state, a.carried,
	a.evidence, a.theme, a.internal, a.circle, a.frozen, a.raised, a.completed, a.notes, a.updated_at, a.erased,
	coalesce((SELECT m.ref FROM meeting m WHERE m.id = a.meeting_id), '') AS meeting,
	coalesce((SELECT m.state FROM meeting m WHERE m.id = a.meeting_id), '') AS meeting_state,
	coalesce((SELECT p.login FROM member p WHERE p.id = a.member_id), '') AS member`

// actionSight is the condition under which a member may know of action item a.
func actionSight(who schema.Actor) (cond string, args []any) {
	return `((a.internal = 1 AND a.owner = ?) OR (a.internal = 0 AND (a.circle = '' OR replace(a.circle, ?, '') <> a.circle)))`,
		[]any{who.OrgCode, circleMark(who.OrgCode)}
}

// noDay is how "no due day" is stored, so that such items come last.
const noDay = "9999-12-31"

// action is the item without its links.
func (a actionRow) action() schema.Action {
	return schema.Action{ID: a.ID, Ref: a.Ref, Rev: a.Version, Text: a.Text, Meeting: a.Meeting, Point: a.Point, Owner: a.Owner,
		Member: a.Member, Due: day(a.Due), State: a.State, Carried: a.Carried, Evidence: a.Evidence, Theme: a.Theme, Internal: a.Internal, Circle: circleCodes(a.Circle),
		Raised: day(a.Raised), Completed: day(a.Completed), Notes: a.Notes, Updated: instant(a.UpdatedAt), Erased: day(a.Erased),
		Correctable: a.MeetingState != schema.MeetingClosed && !a.Frozen}
}

// day reads a stored day; noDay and the empty text are none.
func day(s string) schema.Date {
	if s == noDay {
		return schema.Date{}
	}
	d, err := schema.ParseDate(s)
	if err != nil {
		return schema.Date{}
	}
	return d
}

// storedDue is the opposite of day for a due day.
func storedDue(d schema.Date) string {
	if d.IsZero() {
		return noDay
	}
	return d.String()
}

// Action returns the action item with that reference, in any case of letters.
func (d *Desk) Action(ctx context.Context, ref string) (schema.Action, error) {
	var x schema.Action
	err := d.view(ctx, func(r reads) error {
		found, err := d.actions(r, `a.ref = ?`, strings.ToUpper(ref))
		if err == nil && len(found) == 0 {
			err = schema.NotFound(ref)
		}
		if err == nil {
			x = found[0]
		}
		return err
	})
	return x, err
}

// ActionsByID returns the action items that are visible still, in the order asked.
func (d *Desk) ActionsByID(ctx context.Context, ids []schema.ID) ([]schema.Action, error) {
	var out []schema.Action
	if len(ids) == 0 {
		return nil, nil
	}
	err := d.view(ctx, func(r reads) error {
		out = nil
		found, err := d.actions(r, `a.id IN (?)`, ids)
		for _, id := range ids {
			if i := slices.IndexFunc(found, func(x schema.Action) bool { return x.ID == id }); i >= 0 {
				out = append(out, found[i])
			}
		}
		return err
	})
	return out, err
}

// ActionThread returns what happened to an action item, oldest first.
func (d *Desk) ActionThread(ctx context.Context, id schema.ID) ([]schema.Event, error) {
	var out []schema.Event
	err := d.view(ctx, func(r reads) error {
		found, err := d.actions(r, `a.id = ?`, id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return schema.NotFound("")
		}
		out, err = d.thread(r, schema.NounAction, id)
		return err
	})
	return out, err
}

// actions returns the action items under a condition that the member may see,
// with the links that the member may see.
func (d *Desk) actions(r reads, where string, args ...any) ([]schema.Action, error) {
	var rows []actionRow
	seen, seenArgs := actionSight(d.who)
	if err := r.all(&rows, `SELECT `+actionColumns+` FROM action_item a WHERE `+where+` AND `+seen, append(args, seenArgs...)...); err != nil {
		return nil, err
	}
	out := itemsOf(rows, actionRow.action)
	return out, d.link(r, out)
}

// oneAction is the row as the member may see it.
func (d *Desk) oneAction(r reads, row actionRow) (schema.Action, error) {
	out := []schema.Action{row.action()}
	err := d.link(r, out)
	return out[0], err
}

// lockAction reads the row of an action item that is about to change.
func (t *tx) lockAction(who schema.Actor, id schema.ID) (actionRow, error) {
	var row actionRow
	seen, args := actionSight(who)
	err := t.one(&row, `SELECT `+actionColumns+` FROM action_item a WHERE a.id = ? AND `+seen+t.db.engine.forUpdate, append([]any{id}, args...)...)
	if missing(err) {
		return row, schema.NotFound("")
	}
	return row, err
}

// saveAction writes the row, whose version has been raised, and keeps it for
// registers of past days.
func (t *tx) saveAction(a *actionRow) error {
	a.UpdatedAt = stamp(t.now)
	if _, err := t.exec(`UPDATE action_item SET version = ?, text = ?, meeting_id = ?, owner = ?, member_id = ?, due = ?, state = ?, carried = ?,
		evidence = ?, completed = ?, notes = ?, updated_at = ?, open = ?, search = ? WHERE id = ? AND version = ?`,
		a.Version, a.Text, a.MeetingID, a.Owner, a.MemberID, a.Due, a.State, a.Carried,
		a.Evidence, a.Completed, a.Notes, a.UpdatedAt, flag(!a.State.Terminal()), a.searched(), a.ID, a.Version-1); err != nil {
		return err
	}
	return t.keepAction(*a)
}

// keepAction writes the row into the item's past.
func (t *tx) keepAction(a actionRow) error {
	body, err := json.Marshal(a.action())
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO action_past (action_id, version, at, body) VALUES (?, ?, ?, ?)`, a.ID, a.Version, stamp(t.now), string(body))
	return err
}

// searched is what words of a filter are looked for in.
func (a actionRow) searched() string {
	return schema.SearchText(a.Ref, a.Text, a.Point, a.Owner, a.Evidence, a.Theme, a.Notes)
}

// circle is who may know of the action item.
func (t *tx) actionCircle(a actionRow) ([]schema.Audience, error) {
	if !a.Internal {
		return t.within(a.Circle)
	}
	o, err := t.organisation(a.Owner)
	return []schema.Audience{schema.SharedAudience(o)}, err
}

// tellAction logs how an action item became now.
func (t *tx) tellAction(who schema.Actor, v schema.Verb, was, now actionRow, text string) error {
	audiences, err := t.actionCircle(now)
	if err != nil {
		return err
	}
	t.record(record{Actor: who, Verb: v, Noun: schema.NounAction, Subject: now.ID, Ref: now.Ref, Text: text, Internal: now.Internal,
		Audiences: audiences, Made: revision{shared: now.Version}, Changes: []schema.Change{
			{Field: schema.FieldText, From: was.Text, To: now.Text},
			{Field: schema.FieldState, From: string(was.State), To: string(now.State)},
			{Field: schema.FieldOwner, From: was.Owner, To: now.Owner},
			{Field: schema.FieldMember, From: was.Member, To: now.Member},
			{Field: schema.FieldDue, From: day(was.Due).String(), To: day(now.Due).String()},
			{Field: schema.FieldMeeting, From: was.Meeting, To: now.Meeting},
			{Field: schema.FieldCarried, From: count(was.Carried), To: count(now.Carried)},
			{Field: schema.FieldEvidence, From: was.Evidence, To: now.Evidence},
			{Field: schema.FieldCompleted, From: was.Completed, To: now.Completed},
			{Field: schema.FieldTheme, From: was.Theme, To: now.Theme},
		}})
	return nil
}
