package store

import (
	"encoding/json"
	"errors"
	"slices"

	"contactgroup/schema"
)

// link gives each item its links, those that the member may see, by the
// references they have now.
func (d *Desk) link(r reads, items []schema.Action) error {
	ids := make([]schema.ID, len(items))
	for i, x := range items {
		ids[i] = x.ID
	}
	if len(ids) == 0 {
		return nil
	}
	var links []struct {
		ActionID schema.ID `db:"action_id"`
		Target   string
	}
	if err := r.all(&links, `SELECT action_id, target FROM action_link WHERE action_id IN (?)`, ids); err != nil {
		return err
	}
	of := map[schema.ID][]string{}
	var targets []string
	for _, l := range links {
		of[l.ActionID] = append(of[l.ActionID], l.Target)
		targets = append(targets, l.Target)
	}
	names, err := d.targetNames(r, targets)
	for i, x := range items {
		items[i].Links = named(names, of[x.ID])
	}
	return err
}

// relinking is what a verb changes of what an action item leads to, in targets.
type relinking struct{ Added, Gone []string }

// back is the opposite change.
func (l relinking) back() relinking { return relinking{Added: l.Gone, Gone: l.Added} }

// relink does the verb link: it links the item to one more thing, or to one
// less. The revision stays while some reader of the item may not know of the
// thing: they learn nothing. Undone it is all the same.
func (d *Desk) relink(t *tx, was actionRow, step schema.ActionStep) (schema.Action, error) {
	change, err := d.relinking(t, was, step)
	if err != nil || len(change.Added)+len(change.Gone) == 0 {
		x, failed := d.oneAction(t.reads, was)
		return x, errors.Join(err, failed)
	}
	now, err := t.applyLinks(d.who, schema.VerbLink, was, change, true)
	if err != nil {
		return schema.Action{}, err
	}
	if err := t.remember(d.who, schema.VerbLink, schema.NounAction, was.ID, change, bumped(was, now), 0); err != nil {
		return schema.Action{}, err
	}
	return d.oneAction(t.reads, now)
}

// bumped is the version that the change led to; 0 when the row stayed as it was.
func bumped(was, now actionRow) int {
	if was.Version == now.Version {
		return 0
	}
	return now.Version
}

// relinking is what the step asks for, as far as it is not so already.
func (d *Desk) relinking(t *tx, a actionRow, step schema.ActionStep) (relinking, error) {
	if step.Unlink == "" {
		added, err := d.newTargets(t, a, step.Link)
		if err == nil {
			err = d.discreet(t, a, freshTexts(actionRow{}, a), added)
		}
		return relinking{Added: added}, err
	}
	gone, err := d.linkTargets(t.reads, []string{step.Unlink})
	if err != nil {
		return relinking{}, err
	}
	linked, err := t.linksOf(a)
	if err == nil && !slices.Contains(linked, gone[0]) {
		err = schema.Invalid(schema.WhyUnknown, "link", step.Unlink)
	}
	return relinking{Gone: gone}, err
}

// linksOf are the targets that the item is linked to, whoever may know of them.
func (t *tx) linksOf(a actionRow) ([]string, error) {
	var linked []string
	err := t.beyond(func() error { return t.all(&linked, `SELECT target FROM action_link WHERE action_id = ?`, a.ID) })
	return linked, err
}

// applyLinks writes the change and tells of it. It returns the row, with a new
// version when all readers of the item may know of the change. With another verb
// that raises it already the change is not alone.
func (t *tx) applyLinks(who schema.Actor, v schema.Verb, a actionRow, change relinking, alone bool) (actionRow, error) {
	now := a
	readers, err := t.actionCircle(a)
	if err != nil {
		return now, err
	}
	targets := slices.Concat(change.Added, change.Gone)
	known, err := t.knowersOf(targets)
	if err != nil {
		return now, err
	}
	if alone && known.all(readers, targets) {
		now.Version++
		if err := t.saveAction(&now); err != nil {
			return now, err
		}
	}
	return now, t.linkAction(who, v, a, change, readers, known, bumped(a, now))
}

// linkAction changes what the item is linked to, and tells its readers and those
// of requests among the targets. version is the row's when the change raised it, else 0.
func (t *tx) linkAction(who schema.Actor, v schema.Verb, a actionRow, change relinking, readers []schema.Audience, known knowers, version int) error {
	if len(change.Gone) > 0 {
		if _, err := t.exec(`DELETE FROM action_link WHERE action_id = ? AND target IN (?)`, a.ID, change.Gone); err != nil {
			return err
		}
	}
	var rows [][]any
	for _, target := range change.Added {
		rows = append(rows, []any{a.ID, target})
	}
	if err := t.insertRows(`INSERT INTO action_link (action_id, target)`, rows); err != nil {
		return err
	}
	if err := t.tellRequests(who, v, change.Gone, schema.Change{Field: schema.FieldLinks, From: a.Ref}, readers); err != nil {
		return err
	}
	if err := t.tellRequests(who, v, change.Added, schema.Change{Field: schema.FieldLinks, To: a.Ref}, readers); err != nil {
		return err
	}
	t.tellLinks(record{Actor: who, Verb: v, Noun: schema.NounAction, Subject: a.ID, Ref: a.Ref, Internal: a.Internal, Made: revision{shared: version}}, readers, known, change)
	return nil
}

// linkDecision links the item that is dropped to the decision that says so.
func (d *Desk) linkDecision(t *tx, a actionRow, ref string) error {
	targets, err := d.newTargets(t, a, ref)
	if err != nil {
		return err
	}
	for _, target := range targets {
		if base := targetBase(target); base == target || requestTarget.MatchString(base) {
			return schema.Invalid(schema.WhyUnknown, "decision", ref)
		}
	}
	_, err = t.applyLinks(d.who, schema.VerbLink, a, relinking{Added: targets}, false)
	return err
}

// newTargets is what the reference stands for, unless the item is linked to it already.
func (d *Desk) newTargets(t *tx, a actionRow, ref string) ([]string, error) {
	targets, err := d.linkTargets(t.reads, []string{ref})
	if err != nil {
		return nil, err
	}
	if targets[0] == a.Ref {
		return nil, &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhySelf, Ref: a.Ref}
	}
	linked, err := t.linksOf(a)
	return slices.DeleteFunc(targets, func(target string) bool { return slices.Contains(linked, target) }), err
}

// restoreLinks puts back what the item was linked to before the verb link.
func restoreLinks(t *tx, d *Desk, u undoRow) (restored, error) {
	now, err := t.lockAction(d.who, u.SubjectID)
	if err != nil {
		return restored{}, err
	}
	var change relinking
	if err := json.Unmarshal([]byte(u.Before), &change); err != nil {
		return restored{}, err
	}
	linked, err := t.linksOf(now)
	if err != nil {
		return restored{}, err
	}
	here := func(target string) bool { return slices.Contains(linked, target) }
	left := slices.ContainsFunc(change.Added, func(target string) bool { return !here(target) }) || slices.ContainsFunc(change.Gone, here)
	if left || u.Version != 0 && u.Version != now.Version {
		return restored{}, t.actionBuiltOn(d.who, u.as(), now)
	}
	after, err := t.applyLinks(d.who, u.as(), now, change.back(), true)
	if err != nil {
		return restored{}, err
	}
	var shared moved
	if u.Version != 0 {
		shared = moved{u.Version - 1, after.Version}
	}
	return restored{now.Ref, now.Version, after.Version}, t.rememberBack(u, change.back(), shared, moved{})
}
