package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/jmoiron/sqlx"

	"contactgroup/schema"
)

// PagePlan is how the engine reads one page of requests: of each query that is
// asked for it, the steps.
func (d *Desk) PagePlan(ctx context.Context, l schema.List) ([][]string, error) {
	return d.pagePlan(ctx, l, "on")
}

// IndexPlan is PagePlan where the engine reads no whole table that an index can
// serve, as it does in a register of a few thousand requests.
func (d *Desk) IndexPlan(ctx context.Context, l schema.List) ([][]string, error) {
	return d.pagePlan(ctx, l, "off")
}

func (d *Desk) pagePlan(ctx context.Context, l schema.List, scans string) ([][]string, error) {
	order, err := d.requestOrder(l.Sort, l.Query.Archive(l.All))
	if err != nil {
		return nil, err
	}
	return d.planOf(ctx, scans, false, func(r reads) error {
		_, err := d.requestPage(r, order, l)
		return err
	})
}

// CountPlan is how the engine counts what a filter lets pass.
func (d *Desk) CountPlan(ctx context.Context, q schema.Query) ([][]string, error) {
	order, err := d.requestOrder(schema.Sort{}, q.Archive(false))
	if err != nil {
		return nil, err
	}
	return d.planOf(ctx, "on", true, func(r reads) error {
		f, err := d.finding(r, q, false, order)
		if err == nil {
			_, err = f.count(schema.CountLimit + 1)
		}
		return err
	})
}

func (d *Desk) planOf(ctx context.Context, scans string, single bool, ask func(reads) error) (plans [][]string, err error) {
	err = d.view(ctx, func(r reads) error {
		if d.db.engine.name == "postgres" {
			var set string
			if err := r.one(&set, `SELECT set_config('enable_seqscan', ?, true)`, scans); err != nil {
				return err
			}
		}
		asked := &recorder{ExtContext: r.ext, single: single}
		if err := ask(reads{ctx: ctx, ext: asked}); err != nil {
			return err
		}
		for _, q := range asked.queries {
			steps, err := d.explain(r, q)
			if err != nil {
				return err
			}
			plans = append(plans, steps)
		}
		return nil
	})
	return plans, err
}

func (d *Desk) explain(r reads, q recorded) (steps []string, err error) {
	if d.db.engine.name == "postgres" {
		err = sqlx.SelectContext(r.ctx, r.ext, &steps, "EXPLAIN "+q.text, q.args...)
		return steps, err
	}
	var rows []struct {
		ID, Parent, Notused int
		Detail              string
	}
	err = sqlx.SelectContext(r.ctx, r.ext, &rows, "EXPLAIN QUERY PLAN "+q.text, q.args...)
	for _, row := range rows {
		steps = append(steps, row.Detail)
	}
	return steps, err
}

// recorder keeps the queries that are asked through it.
type recorder struct {
	sqlx.ExtContext
	single  bool // those for one value, and what changes rows, too
	queries []recorded
}

type recorded struct {
	text string
	args []any
}

func (r *recorder) QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error) {
	r.queries = append(r.queries, recorded{query, args})
	return r.ExtContext.QueryxContext(ctx, query, args...)
}

func (r *recorder) QueryRowxContext(ctx context.Context, query string, args ...any) *sqlx.Row {
	if r.single {
		r.queries = append(r.queries, recorded{query, args})
	}
	return r.ExtContext.QueryRowxContext(ctx, query, args...)
}

func (r *recorder) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if r.single {
		r.queries = append(r.queries, recorded{query, args})
	}
	return r.ExtContext.ExecContext(ctx, query, args...)
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

// SettleBroken removes an import as one that broke off.
func (db *DB) SettleBroken(ctx context.Context, id schema.ID) error { return db.settleBroken(ctx, id) }

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

// OnAMachineThatIsFast gives a node another machine's clock.
func (db *DB) OnAMachineThatIsFast(ctx context.Context, by time.Duration) error {
	db.now = func() time.Time { return time.Now().Add(by) }
	return db.compareClocks(ctx)
}

// Midway runs a statement in a transaction of the store's own, then what the
// test does in the middle of it, then commits.
func (db *DB) Midway(ctx context.Context, middle func() error, query string, args ...any) error {
	return db.write(ctx, func(t *tx) error {
		if _, err := t.exec(query, args...); err != nil {
			return err
		}
		if err := middle(); err != nil {
			return err
		}
		_, err := t.exec(`SELECT 1`)
		return err
	})
}

// ExpireLabels lets the labels fall back whose time has come, as Run does.
func (db *DB) ExpireLabels(ctx context.Context) error {
	_, err := db.expireLabels(ctx)
	return err
}

// SmallWindows makes lists be read in windows of n rows.
func (db *DB) SmallWindows(n int) { db.windows = windowing{n, n, n} }

// ParseHeadFile reads the heads of a file that no group's key has signed.
func ParseHeadFile(text string) ([]schema.Head, error) {
	f, err := (*seal)(nil).parseHeadFile(text)
	return f.heads, err
}

// Touch runs a statement of the test in a command of the desk's, past the
// program's own rules, and tells how many rows it changed.
func (d *Desk) Touch(ctx context.Context, query string, args ...any) (int64, error) {
	return command(ctx, d, func(t *tx) (int64, error) { return t.exec(query, args...) })
}

// Soon queues statements of the test in a command of the desk's, each of which
// is to touch one row, and tells in what order they were judged.
func (d *Desk) Soon(ctx context.Context, conflict error, statements ...string) (judged []int, err error) {
	_, err = command(ctx, d, func(t *tx) (none struct{}, err error) {
		judged = nil
		for i, statement := range statements {
			err := t.soon(nil, func(rows int64) error {
				judged = append(judged, i)
				if rows != 1 {
					return conflict
				}
				return nil
			}, statement)
			if err != nil {
				return none, err
			}
		}
		return none, nil
	})
	return judged, err
}

// KeptStanding is the version at which something is kept of what stands.
func (db *DB) KeptStanding() int64 {
	db.standing.mu.Lock()
	defer db.standing.mu.Unlock()
	return db.standing.version
}

// SetAside drops what a long load writes at its end.
func (db *DB) SetAside(ctx context.Context) error { return db.setAside(ctx) }

// ForgetUndo removes what nobody can undo or redo any longer, as Run does.
func (db *DB) ForgetUndo(ctx context.Context) error { return db.forgetUndo(ctx) }

// ForgetPlan is how the engine finds what the member can redo no longer.
func (d *Desk) ForgetPlan(ctx context.Context) (steps []string, err error) {
	err = d.view(ctx, func(r reads) error {
		steps, err = d.explain(r, recorded{r.ext.Rebind(forgetRedo), []any{d.who.Member}})
		return err
	})
	return steps, err
}

// WriteVisits writes the logins that wait, as Run does.
func (db *DB) WriteVisits(ctx context.Context) { db.writeVisits(ctx) }

// ForgetOpenWords leaves the register as it was before open requests' words had
// an index of their own.
func (db *DB) ForgetOpenWords(ctx context.Context) error {
	forget := []string{`UPDATE request_text SET open = 0`, `UPDATE search_state SET open_upto = ''`}
	if db.engine.name == "sqlite" {
		forget = append(forget, `INSERT INTO request_open_words (request_open_words) VALUES ('delete-all')`)
	}
	for _, statement := range forget {
		if err := db.Exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// LooksPostgres says who looks, as each transaction on PostgreSQL does.
var LooksPostgres = sqlx.Rebind(sqlx.DOLLAR, looksPostgres)

// PragmasSQLite are the settings of each connection to SQLite.
var PragmasSQLite = pragmasSQLite

// SimilarPlans are how the engine looks for what some contents meet, when one
// request is written, when many are imported, and for the mirrors of a case.
func SimilarPlans(ctx context.Context, d *Desk, c schema.Content) ([][]string, error) {
	return d.planOf(ctx, "on", false, func(r reads) error {
		_, err := r.similar(d.who, &requestRow{}, []schema.Content{c})
		for _, by := range []struct{ column, value string }{{"url_key", schema.NormalURL(c.URL)}, {"hash", c.Hash}, {"path_key", schema.PathKey(c.URL)}} {
			if err == nil {
				_, err = r.meetings(d.who, by.column, []string{by.value}, "r.open = 1")
			}
		}
		return err
	})
}
