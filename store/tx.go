package store

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/jmoiron/sqlx"

	"contactgroup/schema"
)

// tx is one command's transaction. What it reads it reads through reads.
type tx struct {
	reads
	sql     transaction // what reads reads from
	db      *DB
	version int64     // of what stands; 0: the transaction goes by none
	alters  bool      // it may be changing what stands
	system  bool      // it sees the whole register: of DB.write, or within beyond
	now     time.Time // of the whole command, UTC, whole milliseconds
	entries []entry   // for the logs, written last
	after   []func()  // done once committed
}

// attempts bounds how often a command is tried on a busy engine.
const attempts = 6

// writing runs fn in one transaction, with the logs' entries as its last
// statements, and wakes the audiences concerned after the commit. fn may run
// several times, so it must set what it answers anew each time. Under
// schema.DryRun everything is rolled back. Its own failures are ErrTryAgain and
// ErrReadOnly; fn's errors come back as they are.
//
// A commit whose connection was lost may have been done. It is answered by
// ErrTryAgain with WhyUnsure and never made again, unless fn finds out by
// itself that it was done: once.
func (db *DB) writing(ctx context.Context, once bool, fn func(*tx) error) error {
	doubt := false
	for attempt := 1; ; attempt++ {
		if db.broken.Load() {
			return &schema.Fault{Class: schema.ErrReadOnly, Why: schema.WhyDisk}
		}
		kind, committing := failed, false
		err := db.health.within(ctx, func(ctx context.Context) (err error) {
			err, committing = db.try(ctx, fn)
			kind = db.failureOf(ctx, err)
			return err
		})
		doubt = doubt || committing && kind == failedCutOff
		switch {
		case err == nil:
			return nil
		case kind == failedDisk:
			db.broken.Store(true)
			db.watches.wake(nil)
			db.log.Error("the disk failed; nothing is written until restart", "error", err)
			return &schema.Fault{Class: schema.ErrReadOnly, Why: schema.WhyDisk}
		case ctx.Err() != nil:
			return cancelled(ctx, err)
		case kind == failedCutOff:
			db.lostConnection()
		case kind == failed && !doubt:
			return err
		}
		if doubt && once {
			db.health.restored(ctx, answerTime)
		}
		if attempt == attempts || (doubt && !once) || (kind == failedCutOff && !doubt && db.health.isAway()) {
			return db.gaveUp(kind, doubt, err)
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

// gaveUp is the answer to a command that could not be made, or perhaps was.
func (db *DB) gaveUp(kind failure, doubt bool, err error) error {
	db.log.Warn("a command gave up", "error", err)
	switch {
	case doubt:
		return &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyUnsure}
	case kind == failedCutOff:
		return db.health.fault()
	}
	return &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyBusy}
}

// transaction is what commands are written with; sqlx.Tx is one.
type transaction interface {
	sqlx.ExtContext
	PreparexContext(ctx context.Context, query string) (*sqlx.Stmt, error)
	Commit() error
	Rollback() error // nothing after Commit
}

// begin begins a transaction that writes, and gives what its statements go through.
func (db *DB) begin(ctx context.Context) (transaction, reads, error) {
	if db.writers != nil {
		work, err := db.writers.begin(ctx)
		if err != nil {
			return nil, reads{}, err
		}
		return work, reads{ctx: work.ctx, ext: work, session: work.session}, nil
	}
	work, err := db.beginPipeline(ctx)
	return work, reads{ctx: ctx, ext: work, line: work}, err
}

// try runs one attempt. committing tells that the error is of the commit itself.
func (db *DB) try(ctx context.Context, fn func(*tx) error) (err error, committing bool) {
	work, through, err := db.begin(ctx)
	if err != nil {
		return err, false
	}
	defer work.Rollback() // after a commit it does nothing
	t := &tx{reads: through, sql: work, db: db, now: db.present()}
	if err := fn(t); err != nil {
		return err, false
	}
	woken, err := t.writeLogs()
	if err == nil {
		err = ctx.Err()
	}
	if err == nil && schema.IsDryRun(ctx) && t.line != nil {
		err = t.line.flush(ctx) // it fails where the command would
	}
	if err != nil || schema.IsDryRun(ctx) {
		return err, false
	}
	defer db.watches.unsettle(woken)()
	began := time.Now()
	if err := work.Commit(); err != nil {
		return err, true
	}
	if db.committed != nil {
		db.committed(time.Since(began))
	}
	if len(woken) > 0 { // none would mean everybody
		db.watches.wake(woken)
		db.lookForUnsealed()
	}
	for _, f := range t.after {
		f()
	}
	return nil, false
}

// pause waits a little longer at each attempt, by chance so that two do not meet again.
func pause(ctx context.Context, attempt int) error {
	return rest(ctx, time.Duration(rand.IntN(10<<attempt)+1)*time.Millisecond)
}

// viewing runs fn on one consistent state of the register. fn's errors come back
// as they are; ErrTryAgain is its own. Where the connection was lost fn runs
// again on a fresh one, up to so many times in all.
func (db *DB) viewing(ctx context.Context, times int, fn func(reads) error) error {
	for attempt := 1; ; attempt++ {
		kind := failed
		err := db.health.within(ctx, func(ctx context.Context) error {
			err := db.look(ctx, fn)
			kind = db.failureOf(ctx, err)
			return err
		})
		switch {
		case ctx.Err() != nil:
			return cancelled(ctx, err)
		case kind == failedBusy:
			return &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyBusy}
		case kind != failedCutOff:
			return err
		}
		db.lostConnection()
		if attempt == times || db.health.isAway() {
			return db.health.fault()
		}
	}
}

// look is viewing with the engine's own errors.
func (db *DB) look(ctx context.Context, fn func(reads) error) error {
	if db.readers != nil {
		return db.readers.view(ctx, fn)
	}
	sqlTx, err := db.reader.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer sqlTx.Rollback() // there is nothing to keep
	return fn(reads{ctx: ctx, ext: sqlTx})
}

// cancelled is ctx's error when a call failed because ctx has ended, whatever
// the engine made of that; refusals stay refusals.
func cancelled(ctx context.Context, err error) error {
	if _, refusal := errors.AsType[*schema.Fault](err); refusal || err == nil || ctx.Err() == nil {
		return err
	}
	return ctx.Err()
}

// insert runs an INSERT … RETURNING id and returns the row's ID.
func (t *tx) insert(query string, args ...any) (schema.ID, error) {
	var id schema.ID
	err := t.one(&id, query, args...)
	return id, err
}

// next gives the next number of a series in a year, without gaps: a transaction
// that is rolled back gives its numbers back.
func (t *tx) next(series string, year, count int) (first int, err error) {
	var last int
	err = t.one(&last, t.db.engine.takeNumbers, series, year, count)
	return last - count + 1, err
}

// ended tells this node and the others, once committed, whose sessions must end.
func (t *tx) ended(e schema.Ended) error {
	t.after = append(t.after, func() { t.db.end(e) })
	return t.announce(endedWord(e))
}

// announce tells the other nodes, once committed.
func (t *tx) announce(words ...string) error {
	if t.db.engine.announce == nil {
		return nil
	}
	return t.db.engine.announce(t, words)
}
