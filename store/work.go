package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"contactgroup/schema"
)

// work is one request while one member changes it, under the lock of its row.
type work struct {
	t   *tx
	who schema.Actor
	was requestRow // as it was found; zero: it is new
	now requestRow // as it shall be

	contents []schema.Content // those the verb touched, as they shall be
	wereSo   []schema.Content // the same as they were
	exchange bool             // the other side learns of it though no column changed
	own      bool             // the own side learns of it though no column changed
	respell  bool             // words find it that are in none of its columns
	attached *schema.Attachment
	touched  *touch // once saved
}

// touch is what a verb changes in a request's rows: the columns of the shared
// one and of the actor's side, and whether the revision of either moves.
type touch struct {
	shared, side         []column
	bumpShared, bumpSide bool
}

// open locks a request and finds it within the actor's sight.
func (t *tx) open(who schema.Actor, id schema.ID) (*work, error) {
	if t.db.engine.forUpdate != "" {
		if err := t.soon(nil, nil, `SELECT id FROM request WHERE id = ?`+t.db.engine.forUpdate, id); err != nil {
			return nil, err
		}
	}
	row, err := t.found(who, id)
	if err != nil {
		return nil, err
	}
	if last := instant(row.Updated); last.After(t.now) {
		t.now = last // another node's clock is ahead: no clock of a request goes back
	}
	return &work{t: t, who: who, was: *row, now: *row}, nil
}

// answer is the request, as it shall be, with its contents as the actor sees it.
func (w *work) answer(listed []schema.Content) (schema.Request, error) {
	source, err := w.t.clockSource(w.now.Clock, w.now.ClockVersion)
	if err != nil {
		return schema.Request{}, err
	}
	return w.t.answerOf(w.who, &w.now, listed, source)
}

// seen is the request, as it shall be, as the actor sees it.
func (w *work) seen() schema.Request { return w.now.seenBy(w.who) }

// stale tells that somebody changed the request since the actor read it at rev,
// and what of it the actor's own logs tell.
func (w *work) stale(v schema.Verb, rev int) error {
	q := w.was.seenBy(w.who)
	by, err := w.t.lastActor(w.who, schema.NounRequest, w.was.ID)
	if err != nil {
		return err
	}
	now := revision{shared: q.Rev}
	if schema.ReaderOf(w.who, w.was.full()) != schema.ReaderOverseer {
		now = revision{shared: q.Rev - w.was.SideVersion, side: w.was.SideVersion}
	}
	since, err := w.t.since(w.who, schema.NounRequest, w.was.ID, now, rev)
	if err != nil {
		return err
	}
	return &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: v, Ref: q.Ref, State: q.State, Rev: q.Rev, By: by, Since: since}
}

// touches compares the rows with what they were: once, for what follows the
// saving goes by it too.
func (w *work) touches() touch {
	if w.touched != nil {
		return *w.touched
	}
	c := touch{shared: sharedFields.changed(&w.was, &w.now), side: sideRowFields.changed(&w.was, &w.now)}
	c.bumpShared = len(c.shared) > 0 || w.exchange
	c.bumpSide = len(c.side) > 0 || w.own || (w.was.Held != w.now.Held && !w.who.Authority())
	return c
}

// save writes what changed, guarded by the versions found. What one side keeps
// to itself raises that side's version alone.
func (w *work) save(v schema.Verb) error {
	c := w.touches()
	w.touched = &c
	if !c.bumpShared && !c.bumpSide {
		return nil
	}
	at := stamp(w.t.now)
	set := append(slices.Clone(c.shared), asideFields.changed(&w.was, &w.now)...)
	if c.bumpShared {
		w.now.Version++
		w.now.Updated, w.now.UpdatedUs, w.now.UpdatedTo = at, at, at
		set = append(set, column{"updated_at", at}, column{"updated_authority", at}, column{"updated_addressee", at})
	} else if w.who.Authority() {
		w.now.UpdatedUs = at
		set = append(set, column{"updated_authority", at})
	} else {
		w.now.UpdatedTo = at
		set = append(set, column{"updated_addressee", at})
	}
	set = append(set, column{"version", w.now.Version})
	guard := func(rows int64) error {
		if rows != 1 {
			return w.stale(v, w.was.seenBy(w.who).Rev)
		}
		return nil
	}
	err := w.t.updateSoon("request", set, guard, "id = ? AND version = ?", w.now.ID, w.was.Version)
	if err == nil && c.bumpSide {
		w.now.SideVersion++
		err = w.t.updateSoon("request_side", append(slices.Clone(c.side), column{"version", w.now.SideVersion}), guard,
			"request_id = ? AND org_id = ? AND version = ?", w.now.ID, w.who.Org, w.was.SideVersion)
	}
	if err == nil && w.was.Open != w.now.Open {
		err = w.t.soon(nil, nil, `UPDATE request_side SET open = ? WHERE request_id = ?`, flag(w.now.Open), w.now.ID)
	}
	reworded := func(c column) bool { return slices.Contains(searched, c.name) }
	if err == nil && (w.respell || w.was.Open != w.now.Open || slices.ContainsFunc(c.shared, reworded)) {
		err = w.t.spell([]schema.ID{w.now.ID})
	}
	return err
}

// update sets columns of the rows under a condition and returns how many they were.
func (t *tx) update(table string, set []column, where string, args ...any) (int64, error) {
	query, args := updating(table, set, where, args)
	return t.exec(query, args...)
}

// updateSoon is update for what need not be waited for: guard judges the number.
func (t *tx) updateSoon(table string, set []column, guard func(rows int64) error, where string, args ...any) error {
	query, args := updating(table, set, where, args)
	return t.soon(nil, guard, query, args...)
}

// updating is the statement that sets columns of the rows under a condition.
func updating(table string, set []column, where string, args []any) (string, []any) {
	names, values := make([]string, len(set)), make([]any, len(set))
	for i, c := range set {
		names[i], values[i] = c.name+" = ?", c.value
	}
	return "UPDATE " + table + " SET " + strings.Join(names, ", ") + " WHERE " + where, append(values, args...)
}

// tell writes the verb into the log of each audience that may know of it. An
// audience that could not know of the request before is told all there is.
func (w *work) tell(v schema.Verb, text string) error {
	c := w.touches()
	internal := !c.bumpShared
	made := revision{base: w.now.SentBase}
	if c.bumpShared {
		made.shared = w.now.Version
	}
	if c.bumpSide {
		made.side = w.now.SideVersion
	}
	before, after := w.was.full(), w.now.full()
	before.Contents, after.Contents = w.wereSo, w.contents
	before.Due, after.Due = w.was.timing().Due, w.now.timing().Due // also while the clock stands
	if w.attached != nil {
		after.Attachments = []schema.Attachment{*w.attached}
	}
	if internal && w.was.Held {
		before.LastReply = schema.ReplyHeld
	}
	if internal && w.now.Held {
		after.LastReply = schema.ReplyHeld
	}
	circle, err := w.t.circleOf(w.now.Addressee)
	if err != nil {
		return err
	}
	var old []schema.Audience
	if w.was.ID != 0 {
		old = circle.audiences(before)
	}
	var known, fresh []schema.Audience
	for _, a := range circle.audiences(after) {
		switch {
		case internal && a.Org != w.who.Org:
		case slices.Contains(old, a):
			known = append(known, a)
		default:
			fresh = append(fresh, a)
		}
	}
	r := record{Actor: w.who, Verb: v, Noun: schema.NounRequest, Subject: w.now.ID, Ref: w.now.Ref, Text: text, Internal: internal,
		Changes: changesOf(before, after), Audiences: known, Made: made}
	w.t.record(r)
	if len(fresh) == 0 {
		return nil
	}
	if after.Contents, err = w.t.contentsOf(w.now.ID); err != nil {
		return err
	}
	if after.Attachments, err = w.t.attachmentsOf(&w.now); err != nil {
		return err
	}
	r.Changes, r.Audiences = changesOf(schema.Request{}, after), fresh
	w.t.record(r)
	return nil
}

// remember makes the verb undoable by its actor, unless it changed nothing.
func (w *work) remember(v schema.Verb) error {
	c := w.touches()
	if !c.bumpShared && !c.bumpSide {
		return nil
	}
	version, sideVersion := 0, 0
	if c.bumpShared {
		version = w.now.Version
	}
	if c.bumpSide {
		sideVersion = w.now.SideVersion
	}
	return w.t.remember(w.who, v, schema.NounRequest, w.now.ID, w.was.before(&w.now), version, sideVersion)
}

// restoreRequest puts back what one of the member's verbs changed on a request.
func restoreRequest(t *tx, d *Desk, u undoRow) (restored, error) {
	w, err := t.open(d.who, u.SubjectID)
	if err != nil {
		return restored{}, err
	}
	was := w.was
	if err := json.Unmarshal([]byte(u.Before), &was); err != nil {
		return restored{}, fmt.Errorf("undo %d: %w", u.ID, err)
	}
	if (u.Version != 0 && u.Version != w.was.Version) || (u.SideVersion != 0 && u.SideVersion != w.was.SideVersion) {
		return restored{}, w.builtOn(u.Verb)
	}
	w.now.restore(was, u.Version != 0, u.SideVersion != 0)
	if err := w.keepFromLeaver(); err != nil {
		return restored{}, err
	}
	if u.Verb == schema.VerbContest {
		if err := w.uncontest(); err != nil {
			return restored{}, err
		}
	}
	if u.Verb == schema.VerbAccept {
		state := schema.ReplySent
		if u.Redo {
			state = schema.ReplyAccepted
		}
		if err := w.decide(state, ""); err != nil {
			return restored{}, err
		}
	}
	if err := w.save(u.as()); err != nil {
		return restored{}, err
	}
	if u.Verb == schema.VerbContest { // what was said is gone: it is to be said anew
		return w.restored(), w.tell(u.as(), "")
	}
	var shared, side moved
	if u.Version != 0 {
		shared = moved{was.Version, w.now.Version}
	}
	if u.SideVersion != 0 {
		side = moved{was.SideVersion, w.now.SideVersion}
	}
	if err := t.rememberBack(u, w.was.before(&w.now), shared, side); err != nil {
		return restored{}, err
	}
	return w.restored(), w.tell(u.as(), "")
}

// restored is the request as the restorer found it and as it is now.
func (w *work) restored() restored {
	return restored{w.now.Ref, w.was.seenBy(w.who).Rev, w.now.seenBy(w.who).Rev}
}

// builtOn refuses an undo because the request has moved on.
func (w *work) builtOn(v schema.Verb) error {
	err := w.stale(v, w.was.seenBy(w.who).Rev)
	var f *schema.Fault
	if errors.As(err, &f) {
		f.Class, f.Why = schema.ErrState, schema.WhyBuiltOn
	}
	return err
}

// restore puts back the shared columns, the own side's, or both. Their versions
// say that nothing has changed since, so all of them can be put back but that
// the addressee has the request: that it knows.
func (r *requestRow) restore(was requestRow, shared, side bool) {
	now := *r
	if shared {
		*r = was
		r.Version, r.SideVersion, r.Held, r.Advice = now.Version, now.SideVersion, now.Held, now.Advice
		r.Updated, r.UpdatedUs, r.UpdatedTo = now.Updated, now.UpdatedUs, now.UpdatedTo
		if r.Received == 0 && now.Received != 0 {
			r.Scrutiny = now.Scrutiny
			r.received(instant(now.Received))
		}
	}
	from := now
	if side {
		from = was
	}
	r.Assignee, r.AssigneeLogin, r.AssigneeName = from.Assignee, from.AssigneeLogin, from.AssigneeName
	r.Snoozed, r.ExternalRef, r.Case = from.Snoozed, from.ExternalRef, from.Case
}
