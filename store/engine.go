package store

import (
	"context"
	"database/sql"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jmoiron/sqlx"

	"contactgroup/schema"
)

// failure says what an engine's error means for the command that met it.
type failure int

const (
	failed       failure = iota // nothing to be done about it here
	failedBusy                  // rolled back by the engine or never begun: the same command may pass
	failedCutOff                // the connection is lost; what was sent last may have been done
	failedDisk                  // the disk cannot be trusted any more
)

// engine is what differs between SQLite and PostgreSQL.
type engine struct {
	name       string // as goose and schema.Migrations know it
	words      wordIndex
	forUpdate  string // appended to a SELECT whose rows are about to change
	skipLocked string // the same for rows r of a join, leaving out those another node is at
	insert     string // how an INSERT of several rows begins that is taken back with its command, should it fail
	archive    string // what all requests r are read from in the order of their last change
	classify   func(error) failure
	wall       wall // the zero wall: none
	// takeNumbers takes some numbers (series, year, how many) and gives the last of them.
	takeNumbers string
	// takeEntries takes so many entries of each audience's log, not before an instant, in that
	// order: the statement and its arguments. It gives the audience and the last entry's seq and at of each,
	// and tells other nodes to wake them, once committed.
	takeEntries func(audiences []string, count map[string]int, at int64) (query string, args []any)
	// fewHits is up to how many rows that an index finds are sooner put in order than looked for along a list.
	fewHits int
	// reserve gives IDs for n rows that the transaction is about to add to a table.
	reserve func(t *tx, table string, n int) ([]schema.ID, error)
	// announce tells other nodes some words within the transaction; nil when there are none.
	announce func(t *tx, words []string) error
	// listen gives each word of other nodes to heard until ctx ends; nil when there are none.
	listen func(ctx context.Context, heard func(word string)) error
	// answers connects anew, to a server that takes writes, and returns why it could not; nil where there is no server.
	answers func(ctx context.Context) error
	clock   string // asks the server for its clock, in Unix milliseconds; empty where there is no server
	// migrating opens connections of the system alone, to change tables by; nil: the writer does.
	migrating func() *sql.DB
	// alone waits until no other node writes a seal, and keeps the others from it
	// until the transaction ends; nil when there are none.
	alone func(t *tx) error
	// scrub begins and ends that what is removed is overwritten in the database's file; nil: there is no way to.
	scrub func(t *tx, on bool) error
	// weigh has the engine look again at how many rows of what kind there are, cheaply,
	// where it does not do so by itself: without, it takes wrong indexes.
	weigh []string
	tidy  []string // makes the file anew after an erasure, outside of a transaction
	// setAside drops what a long load had better write at its end, and putBack makes it again,
	// after a crash too; nil where a load gains nothing by it.
	setAside func(t *tx) error
	putBack  func(ctx context.Context, db *DB) error
	poll     time.Duration // how often to look for what other nodes did, should their words be lost; 0: never
}

// reads is one connection or transaction to read from, for one call.
type reads struct {
	ctx     context.Context // of the call
	ext     sqlx.ExtContext
	line    *pipeline // what ext is, in a command on PostgreSQL; nil: statements are run one by one
	session *session  // what ext goes through, on SQLite; nil: the pool
}

// reading reads outside of a transaction: each statement sees its own present.
func (db *DB) reading(ctx context.Context) reads { return reads{ctx: ctx, ext: db.reader} }

// all fills dst, a pointer to a slice, with the rows of a query. Slices among
// the arguments stand for lists (IN (?)) and must not be empty.
func (r reads) all(dst any, query string, args ...any) error {
	query, args, err := spread(query, args)
	if err != nil {
		return err
	}
	if r.line != nil {
		return r.line.run(r.ctx, statement{query: r.ext.Rebind(query), args: storable(args), into: dst})
	}
	args = storable(args)
	if r.session != nil {
		if _, ok, err := r.session.run(r.ctx, dst, query, args); ok {
			return err
		}
	}
	return sqlx.SelectContext(r.ctx, r.ext, dst, r.ext.Rebind(query), args...)
}

// one fills dst with the only row of a query; sql.ErrNoRows when there is none.
func (r reads) one(dst any, query string, args ...any) error {
	query, args, err := spread(query, args)
	if err != nil {
		return err
	}
	if r.line != nil {
		return r.line.one(r.ctx, dst, r.ext.Rebind(query), storable(args))
	}
	args = storable(args)
	if r.session != nil {
		if ok, err := r.session.one(r.ctx, dst, query, args); ok {
			return err
		}
	}
	return sqlx.GetContext(r.ctx, r.ext, dst, r.ext.Rebind(query), args...)
}

// spread is sqlx.In, which most queries have no need of.
func spread(query string, args []any) (string, []any, error) {
	for _, a := range args {
		switch a.(type) {
		case string, int64, int, bool, []byte, nil:
			continue
		}
		if reflect.TypeOf(a).Kind() == reflect.Slice {
			return sqlx.In(query, args...)
		}
	}
	return query, args, nil
}

// storable puts a replacement character where a text asked for holds what no
// text of the register does, a NUL or bytes that are not UTF-8: PostgreSQL
// refuses them, and nothing is to be found by them.
func storable(args []any) []any {
	for i, a := range args {
		if s, ok := a.(string); ok && (strings.IndexByte(s, 0) >= 0 || !utf8.ValidString(s)) {
			args[i] = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", "\uFFFD"), "\uFFFD")
		}
	}
	return args
}

// exec runs a statement that gives no rows and returns how many rows it touched.
func (r reads) exec(query string, args ...any) (int64, error) {
	query, args, err := spread(query, args)
	if err != nil {
		return 0, err
	}
	if r.line != nil {
		var rows int64
		err := r.line.run(r.ctx, statement{query: r.ext.Rebind(query), args: args, check: func(n int64) error { rows = n; return nil }})
		return rows, err
	}
	if r.session != nil {
		return r.session.execute(r.ctx, query, args...)
	}
	res, err := r.ext.ExecContext(r.ctx, r.ext.Rebind(query), args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// soon runs a statement whose answer is not waited for: at once, or where the
// engine is far with the next one that is waited for, at the latest before the
// commit. Its failure is then that one's. Until then into, a pointer to a slice
// for its rows or nil, is not filled. check, unless nil, refuses the command by
// how many rows there were or the statement touched; it may read.
func (r reads) soon(into any, check func(rows int64) error, query string, args ...any) error {
	if r.line != nil {
		query, args, err := spread(query, args)
		if err == nil && into != nil {
			args = storable(args)
		}
		if err == nil {
			r.line.queue(statement{r.ext.Rebind(query), args, into, check})
		}
		return err
	}
	var n int64
	var err error
	if into != nil {
		err = r.all(into, query, args...)
		n = int64(reflect.ValueOf(into).Elem().Len())
	} else {
		n, err = r.exec(query, args...)
	}
	if err == nil && check != nil {
		err = check(n)
	}
	return err
}
