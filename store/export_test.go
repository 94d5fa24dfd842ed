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
	r := d.db.reading(ctx)
	query, args, err := d.requestPage(r, order, l)
	if err != nil {
		return nil, err
	}
	if d.db.engine.name == "postgres" {
		var steps []string
		err := r.all(&steps, "EXPLAIN "+query, args...)
		return steps, err
	}
	var rows []struct {
		ID, Parent, Notused int
		Detail              string
	}
	err = r.all(&rows, "EXPLAIN QUERY PLAN "+query, args...)
	var steps []string
	for _, row := range rows {
		steps = append(steps, row.Detail)
	}
	return steps, err
}

// Exec runs a statement of the test on the register, past every rule.
func (db *DB) Exec(ctx context.Context, query string, args ...any) error {
	_, err := db.writer.ExecContext(ctx, db.writer.Rebind(query), args...)
	return err
}

// Get reads one value, past every rule.
func (db *DB) Get(ctx context.Context, dst any, query string, args ...any) error {
	return db.reading(ctx).one(dst, query, args...)
}

// LeafOf is the leaf that an entry must have.
var LeafOf = leafOf

// FailDisk makes the register believe that its disk has failed.
func (db *DB) FailDisk() { db.broken.Store(true) }

// SendDue lets every reply go out whose time has come.
func SendDue(db *DB, ctx context.Context) error {
	_, err := db.sendAllDue(ctx)
	return err
}
