package store

import (
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
)

// intakeNumbers are the references that an import took; the zero value: none.
type intakeNumbers struct{ year, first, count int }

// number gives the staged drafts their references, in file order, which is the
// order of their IDs.
func (in *intake) number(ctx context.Context) error {
	if in.staged == 0 {
		return nil
	}
	err := in.d.db.write(ctx, func(t *tx) (err error) {
		n := intakeNumbers{year: yearOf(t.now), count: in.staged}
		n.first, err = t.next("B", n.year, n.count)
		in.numbers = n
		return err
	})
	if err != nil {
		in.numbers = intakeNumbers{}
		return err
	}
	for i, g := range in.made {
		g.ref = schema.DraftRef(in.numbers.year, in.numbers.first+i)
	}
	after := schema.ID(0)
	for chunk := range slices.Chunk(in.made, intakeChunk) {
		last := after
		err := in.d.db.write(ctx, func(t *tx) (err error) {
			if _, err = in.mark(t); err == nil {
				last, err = t.nameStaged(in.id, after, chunk)
			}
			return err
		})
		if err != nil {
			return err
		}
		after = last
	}
	return nil
}

// nameStaged gives the next staged drafts of an import, those with IDs above
// after, the references of the groups, and returns the last one's ID.
func (t *tx) nameStaged(id, after schema.ID, groups []*intakeGroup) (last schema.ID, err error) {
	var ids []schema.ID
	err = t.all(&ids, `SELECT id FROM request WHERE intake_id = ? AND id > ? ORDER BY id LIMIT ?`, id, after, len(groups))
	if err != nil {
		return after, err
	}
	if len(ids) != len(groups) {
		return after, errTakenForDead
	}
	var args []any
	var cases []string
	for i, g := range groups {
		cases = append(cases, g.draft.Case)
		args = append(args, ids[i], g.ref, refKey(g.ref))
	}
	if err := t.nameCases(cases...); err != nil {
		return after, err
	}
	const row = "(CAST(? AS BIGINT), ?, ?)"
	_, err = t.exec(`UPDATE request SET ref = v.column2, draft_ref = v.column2, ref_key = v.column3, open = 1
		FROM (VALUES `+row+strings.Repeat(", "+row, len(groups)-1)+`) AS v WHERE request.id = v.column1`, args...)
	if err == nil {
		err = t.spell(ids)
	}
	return ids[len(ids)-1], err
}

// giveBack returns the references that a removed import took, unless later ones
// were given meanwhile.
func (in *intake) giveBack(ctx context.Context) error {
	n := in.numbers
	if n.count == 0 {
		return nil
	}
	return in.d.db.write(ctx, func(t *tx) error {
		_, err := t.exec(`UPDATE numbering SET last = ? WHERE series = 'B' AND year = ? AND last = ?
			AND NOT EXISTS (SELECT 1 FROM intake WHERE id = ?)`, n.first-1, n.year, n.first+n.count-1, in.id)
		return err
	})
}
