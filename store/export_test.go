package store

import (
	"context"

	"contactgroup/schema"
)

// PagePlan is how the engine would read one page of requests, a line a step.
func (d *Desk) PagePlan(ctx context.Context, l schema.List) ([]string, error) {
	order, err := d.requestOrder(l.Sort)
	if err != nil {
		return nil, err
	}
	var steps []string
	err = d.view(ctx, func(r reads) error {
		query, args, err := d.requestPage(r, order, l)
		if err != nil {
			return err
		}
		if d.db.engine.name == "postgres" {
			return r.all(&steps, "EXPLAIN "+query, args...)
		}
		var rows []struct {
			ID, Parent, Notused int
			Detail              string
		}
		err = r.all(&rows, "EXPLAIN QUERY PLAN "+query, args...)
		for _, row := range rows {
			steps = append(steps, row.Detail)
		}
		return err
	})
	return steps, err
}

// Exec runs a statement of the test on the register, past every rule.
func (db *DB) Exec(ctx context.Context, query string, args ...any) error {
	return db.write(ctx, func(t *tx) error {
		_, err := t.exec(query, args...)
		return err
	})
}

// Get reads one value, past every rule.
func (db *DB) Get(ctx context.Context, dst any, query string, args ...any) error {
	return db.view(ctx, func(r reads) error { return r.one(dst, query, args...) })
}

// LeafWith is the leaf that an entry must have, had it this payload.
func (db *DB) LeafWith(ctx context.Context, audience string, seq schema.Seq, payload string) ([]byte, error) {
	var row entryRow
	err := db.Get(ctx, &row, `SELECT `+logColumns+`, leaf, salt FROM log_entry WHERE audience = ? AND seq = ?`, audience, seq)
	return row.leaf(leafTwo, payloadSum(row.Salt, []byte(payload))), err
}

// FailDisk makes the register believe that its disk has failed.
func (db *DB) FailDisk() { db.broken.Store(true) }

// SendDue lets every reply go out whose time has come.
func SendDue(db *DB, ctx context.Context) error {
	_, err := db.sendAllDue(ctx)
	return err
}

// Rows fills dst with what a statement shows that asks for no sight, in a
// transaction of the desk's.
func (d *Desk) Rows(ctx context.Context, dst any, query string, args ...any) error {
	return d.view(ctx, func(r reads) error { return r.all(dst, query, args...) })
}

// All fills dst past every rule.
func (db *DB) All(ctx context.Context, dst any, query string, args ...any) error {
	return db.view(ctx, func(r reads) error { return r.all(dst, query, args...) })
}
