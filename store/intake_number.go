package store

import (
	"context"
	"fmt"
	"strings"

	"contactgroup/schema"
)

// intakeNumbers are the references that an import took; the zero value: none.
type intakeNumbers struct{ year, first, count int }

// ofImport is the condition that a request came by an import. Its index has
// those alone that came by one, which SQLite must be told.
const ofImport = "intake_id = ? AND intake_id <> 0"

// number gives the staged drafts their references, in file order, which is the
// order of their IDs.
func (in *intake) number(ctx context.Context) error {
	if in.staged == 0 {
		return nil
	}
	after, pace := schema.ID(0), pace{firstChunk}
	for rest := in.made; len(rest) > 0; {
		last, chunk := after, rest[:min(len(rest), pace.size)]
		err := pace.write(ctx, in.d.db, func(t *tx) (err error) {
			if _, err = in.mark(t); err == nil && after == 0 {
				err = in.takeNumbers(t)
			}
			if err == nil {
				last, err = t.nameStaged(in.id, after, chunk)
			}
			return err
		})
		if err != nil {
			if after == 0 {
				in.numbers = intakeNumbers{}
			}
			return err
		}
		after, rest = last, rest[len(chunk):]
	}
	return nil
}

// takeNumbers takes a reference for each request. It goes with the first of
// the names, so that what a crash leaves tells which were taken.
func (in *intake) takeNumbers(t *tx) error {
	n := intakeNumbers{year: yearOf(t.now), count: in.staged}
	var err error
	if n.first, err = t.next("B", n.year, n.count); err != nil {
		return err
	}
	in.numbers = n
	for i, g := range in.made {
		g.ref = schema.DraftRef(n.year, n.first+i)
	}
	return nil
}

// nameStaged gives the next staged drafts of an import, those with IDs above
// after, the references of the groups, and returns the last one's ID.
func (t *tx) nameStaged(id, after schema.ID, groups []*intakeGroup) (last schema.ID, err error) {
	var ids []schema.ID
	err = t.all(&ids, `SELECT id FROM request WHERE `+ofImport+` AND id > ? ORDER BY id`+atMost(len(groups)), id, after)
	if err != nil {
		return after, err
	}
	if len(ids) != len(groups) {
		return after, errTakenForDead
	}
	var args []any
	var cases []string
	for i, g := range groups {
		if g.growing != nil {
			cases = append(cases, g.draft.Case)
		}
		args = append(args, ids[i], g.ref, refKey(g.ref))
	}
	if err := t.nameCases(cases...); err != nil {
		return after, err
	}
	const row = "(CAST(? AS BIGINT), ?, ?)"
	last = ids[len(ids)-1]
	// Without their range SQLite goes through all requests and looks each up among the values.
	_, err = t.exec(`UPDATE request SET ref = v.column2, draft_ref = v.column2, ref_key = v.column3, open = 1
		FROM (VALUES `+row+strings.Repeat(", "+row, len(groups)-1)+`) AS v WHERE request.id = v.column1 AND request.id BETWEEN ? AND ?`, append(args, ids[0], last)...)
	if err == nil {
		err = t.spell(ids)
	}
	return last, err
}

// takenBy are the references that an import took which is not completed, going
// by what it has staged.
func (r reads) takenBy(id schema.ID) (n intakeNumbers, err error) {
	var first []string
	err = r.all(&first, `SELECT draft_ref FROM request WHERE `+ofImport+` ORDER BY id LIMIT 1`, id)
	if err != nil || len(first) == 0 {
		return n, err
	}
	if _, err := fmt.Sscanf(first[0], "B-%d-%d", &n.year, &n.first); err != nil {
		return intakeNumbers{}, nil // its reference is provisional still, and so are the others
	}
	err = r.one(&n.count, `SELECT count(*) FROM request WHERE `+ofImport, id)
	return n, err
}

// giveBack returns the references that a removed import took, unless later ones
// were given meanwhile.
func (db *DB) giveBack(ctx context.Context, n intakeNumbers, id schema.ID) error {
	if n.count == 0 {
		return nil
	}
	return db.write(ctx, func(t *tx) error {
		_, err := t.exec(`UPDATE numbering SET last = ? WHERE series = 'B' AND year = ? AND last = ?
			AND NOT EXISTS (SELECT 1 FROM intake WHERE id = ?)`, n.first-1, n.year, n.first+n.count-1, id)
		return err
	})
}
