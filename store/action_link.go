package store

import (
	"slices"
	"strings"

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

// linkAction links the item to targets, and tells the readers of requests among
// them; what else it refers to is told by who calls.
func (t *tx) linkAction(who schema.Actor, v schema.Verb, a actionRow, targets []string) error {
	var rows [][]any
	for _, target := range targets {
		rows = append(rows, []any{a.ID, target})
	}
	if err := t.insertRows(`INSERT INTO action_link (action_id, target)`, rows); err != nil {
		return err
	}
	audiences, err := t.actionCircle(a)
	if err != nil {
		return err
	}
	return t.tellRequests(who, v, targets, schema.Change{Field: schema.FieldLinks, To: a.Ref}, audiences)
}

// linkMore links the item to one more thing. Its revision stays: some of its
// readers may not know of the thing, and learn nothing.
func (d *Desk) linkMore(t *tx, a actionRow, ref string) (schema.Action, error) {
	targets, err := d.newTargets(t, a, ref)
	if err != nil {
		return schema.Action{}, err
	}
	if err := t.linkAction(d.who, schema.VerbLink, a, targets); err != nil {
		return schema.Action{}, err
	}
	if err := t.tellLinks(d.who, a, targets); err != nil {
		return schema.Action{}, err
	}
	return d.oneAction(t.reads, a)
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
	if err := t.linkAction(d.who, schema.VerbLink, a, targets); err != nil {
		return err
	}
	return t.tellLinks(d.who, a, targets)
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
	var linked []string
	err = t.all(&linked, `SELECT target FROM action_link WHERE action_id = ?`, a.ID)
	return slices.DeleteFunc(targets, func(target string) bool { return slices.Contains(linked, target) }), err
}

// tellLinks logs, for each reader of the item, those new links that are to what
// all of them may know of. Requests have logs of their own.
func (t *tx) tellLinks(who schema.Actor, a actionRow, targets []string) error {
	var open []string
	for _, target := range targets {
		if !requestTarget.MatchString(target) {
			open = append(open, target)
		}
	}
	audiences, err := t.actionCircle(a)
	if err != nil || len(open) == 0 {
		return err
	}
	t.record(record{Actor: who, Verb: schema.VerbLink, Noun: schema.NounAction, Subject: a.ID, Ref: a.Ref, Internal: a.Internal,
		Audiences: audiences, Changes: []schema.Change{{Field: schema.FieldLinks, To: strings.Join(open, " ")}}})
	return nil
}
