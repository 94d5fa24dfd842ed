package store

import (
	"context"
	"database/sql/driver"

	"github.com/jmoiron/sqlx"
)

// sessions are SQLite's connections of one kind, each with the statements it
// has prepared: reading its way through SQL took a third of the time of a page
// and half of that of a claim. Who waits for one gets it in turn.
type sessions struct {
	pool *sqlx.DB
	free chan *session // nil: a place without a connection yet
}

// session is one connection. It serves one view or one command at a time.
type session struct {
	preparing
	binder // the pool's
	conn   *sqlx.Conn
	driver driver.ConnPrepareContext  // of conn
	ready  map[string]*readyStatement // what reads runs
	known  map[string]*sqlx.Stmt      // what goes through database/sql
	ends   map[string]lastEntry       // of the logs, by audience, where its commands left them
}

func newSessions(pool *sqlx.DB, n int) *sessions {
	s := &sessions{pool: pool, free: make(chan *session, n)}
	for range n {
		s.free <- nil
	}
	return s
}

// take waits for a session. It must be given back.
func (s *sessions) take(ctx context.Context) (*session, error) {
	var c *session
	select {
	case c = <-s.free:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if c != nil {
		return c, nil
	}
	conn, err := s.pool.Connx(ctx)
	if err != nil {
		s.free <- nil
		return nil, err
	}
	c = &session{binder: s.pool, conn: conn, known: map[string]*sqlx.Stmt{}, ready: map[string]*readyStatement{}}
	err = conn.Raw(func(lower any) error {
		c.driver = lower.(driver.ConnPrepareContext)
		return nil
	})
	if err != nil {
		c.close()
		s.free <- nil
		return nil, err
	}
	c.preparing = preparing{conn, c.prepared}
	return c, nil
}

// give puts a session back for the next one. One that failed is dropped: with
// its statements, for one left open would keep the file open, and its WAL from
// being written back.
func (s *sessions) give(c *session, failed bool) {
	if failed {
		c.close()
		c = nil
	}
	s.free <- c
}

func (c *session) close() {
	for _, stmt := range c.known {
		_ = stmt.Close() // it is given up in any case
	}
	for _, k := range c.ready {
		_ = k.stmt.Close()
	}
	_ = c.conn.Close()
}

// prepared is the query prepared, or nil when it is to be run as it is.
func (c *session) prepared(ctx context.Context, query string) (*sqlx.Stmt, error) {
	stmt, ok := c.known[query]
	if ok || len(c.known) >= maxKnown || len(query) > longText {
		return stmt, nil
	}
	stmt, err := c.conn.PreparexContext(ctx, query)
	if err == nil {
		c.known[query] = stmt
	}
	return stmt, err
}

// view runs fn on one consistent state of the register.
func (s *sessions) view(ctx context.Context, fn func(reads) error) error {
	c, err := s.take(ctx)
	if err != nil {
		return err
	}
	failed := false
	defer func() { s.give(c, failed) }()
	if _, err := c.execute(ctx, "BEGIN"); err != nil {
		failed = true
		return err
	}
	defer func() {
		_, err := c.execute(context.WithoutCancel(ctx), "ROLLBACK")
		failed = err != nil
	}()
	return fn(reads{ctx: ctx, ext: c, session: c})
}

// begin begins a transaction that writes.
func (s *sessions) begin(ctx context.Context) (*sessionTx, error) {
	c, err := s.take(ctx)
	if err != nil {
		return nil, err
	}
	// What can be cancelled costs a goroutine at each statement: a command asks before it commits instead.
	uncut := context.WithoutCancel(ctx)
	if _, err := c.execute(uncut, "BEGIN IMMEDIATE"); err != nil {
		s.give(c, true)
		return nil, err
	}
	return &sessionTx{session: c, of: s, ctx: uncut}, nil
}

// sessionTx is a transaction on a session.
type sessionTx struct {
	*session
	of    *sessions
	ctx   context.Context
	ends  map[string]lastEntry // of the logs it wrote
	ended bool
}

// Commit ends the transaction unless it fails.
func (w *sessionTx) Commit() error {
	_, err := w.execute(w.ctx, "COMMIT")
	if err == nil {
		w.ended = true
		w.keepEnds()
		w.of.give(w.session, false)
	}
	return err
}

// Rollback takes everything back. After Commit it does nothing.
func (w *sessionTx) Rollback() error {
	if w.ended {
		return nil
	}
	w.ended = true
	_, err := w.execute(w.ctx, "ROLLBACK")
	w.of.give(w.session, err != nil)
	return err
}

// PreparexContext prepares a query for the rows of one command.
func (w *sessionTx) PreparexContext(ctx context.Context, query string) (*sqlx.Stmt, error) {
	return w.conn.PreparexContext(ctx, query)
}

// close closes every connection once it is free. Who comes later fails, for the pool is closed then.
func (s *sessions) close() {
	for range cap(s.free) {
		if c := <-s.free; c != nil {
			c.close()
		}
	}
	for range cap(s.free) {
		s.free <- nil
	}
}
