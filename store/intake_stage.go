package store

import (
	"context"
	"fmt"

	"contactgroup/schema"
)

// stage writes a chunk's groups as drafts that nobody sees, under provisional
// references. Under schema.DryRun it only tells the references they would have.
func (in *intake) stage(ctx context.Context, p plan) error {
	if len(p.groups) == 0 {
		return nil
	}
	if in.dry {
		return in.foresee(ctx)
	}
	var id schema.ID
	n := 0
	staged := make([]requestRow, len(p.groups))
	err := in.pace.write(ctx, in.d.db, func(t *tx) (err error) {
		if id, err = in.mark(t); err != nil {
			return err
		}
		for i, g := range p.groups {
			if g.row.ID == 0 {
				continue
			}
			w := &work{t: t, who: in.d.who, now: g.row}
			if err := w.grow(g); err != nil {
				return err
			}
			staged[i] = w.now
		}
		n, err = in.create(t, id, p, staged)
		return err
	})
	if err != nil {
		return err
	}
	in.id, in.staged = id, in.staged+n
	for i, g := range p.groups {
		g.row = staged[i]
	}
	return nil
}

// create writes the groups that are new, puts their rows among the staged ones
// at their places, and tells how many they are.
func (in *intake) create(t *tx, id schema.ID, p plan, staged []requestRow) (n int, err error) {
	for _, g := range p.groups {
		if g.row.ID == 0 {
			n++
		}
	}
	if n == 0 {
		return 0, nil
	}
	ids, err := t.db.engine.reserve(t, "request", n)
	if err != nil {
		return 0, err
	}
	var rows []requestRow
	var sides, contents [][]any
	for i, g := range p.groups {
		if g.row.ID != 0 {
			continue
		}
		w := &work{t: t, who: in.d.who}
		w.draft(g.draft, fmt.Sprintf("~%d-%d", id, in.staged+len(rows)+1))
		r := w.now
		r.ID, r.Contents, r.IntakeID = ids[len(rows)], g.count, int64(id)
		r.Open = false // so that the queues' indexes are written once, with the reference
		rows, staged[i] = append(rows, r), r
		sides = append(sides, []any{r.ID, in.d.who.Org, r.ExternalRef, r.Case})
		for _, c := range g.fresh {
			contents = append(contents, contentValues(r.ID, c))
		}
	}
	if err := t.insertRequests(rows); err != nil {
		return 0, err
	}
	if err := t.insertRows(`INSERT INTO request_side (request_id, org_id, external_ref, case_ref)`, sides); err != nil {
		return 0, err
	}
	return n, t.insertRows(contentInsert, contents)
}

// grow adds a group's new contents, and what their rows say, to its staged draft.
func (w *work) grow(g *intakeGroup) error {
	r := &w.now
	r.Reasons, r.ExternalRef, r.Contents = g.draft.Reasons, g.draft.ExternalRef, g.count
	if _, err := w.t.exec(`UPDATE request SET reasons = ?, content_count = ? WHERE id = ?`, r.Reasons, r.Contents, r.ID); err != nil {
		return err
	}
	if _, err := w.t.exec(`UPDATE request_side SET external_ref = ? WHERE request_id = ? AND org_id = ?`, r.ExternalRef, r.ID, w.who.Org); err != nil {
		return err
	}
	return w.t.addContents(r.ID, g.fresh)
}

// mark makes the import's row, or tells by it that the import is alive.
func (in *intake) mark(t *tx) (schema.ID, error) {
	if in.id == 0 {
		return t.insert(`INSERT INTO intake (member_id, at) VALUES (?, ?) RETURNING id`, in.d.who.Member, stamp(t.now))
	}
	n, err := t.exec(`UPDATE intake SET at = ? WHERE id = ? AND done = 0`, stamp(t.now), in.id)
	if err == nil && n == 0 {
		err = errTakenForDead
	}
	return in.id, err
}

// errTakenForDead: another node has removed the import because it was silent for too long.
var errTakenForDead = &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyBusy, Verb: schema.VerbImport}

// foresee gives the groups the references that an import made now would.
func (in *intake) foresee(ctx context.Context) error {
	return in.d.view(ctx, func(r reads) error {
		year := yearOf(in.d.db.present())
		var last int
		err := r.one(&last, `SELECT coalesce(max(last), 0) FROM numbering WHERE series = 'B' AND year = ?`, year)
		for i, g := range in.made {
			g.ref = schema.DraftRef(year, last+1+i)
		}
		return err
	})
}
