package store

import (
	"context"

	"github.com/jmoiron/sqlx"
)

// readers are SQLite's reading connections, each with the statements it has
// prepared: reading its way through SQL took a third of the time of a page.
type readers struct {
	pool *sqlx.DB
	free chan *reader // nil: a place without a connection yet
}

// reader is one connection. It serves one view at a time.
type reader struct {
	preparing
	binder // the pool's
	conn   *sqlx.Conn
	known  map[string]*sqlx.Stmt
}

func newReaders(pool *sqlx.DB, n int) *readers {
	r := &readers{pool: pool, free: make(chan *reader, n)}
	for range n {
		r.free <- nil
	}
	return r
}

// view runs fn on one consistent state of the register.
func (r *readers) view(ctx context.Context, fn func(reads) error) error {
	var c *reader
	select {
	case c = <-r.free:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { r.free <- c }() // c is nil after a failure of the connection itself
	if c == nil {
		conn, err := r.pool.Connx(ctx)
		if err != nil {
			return err
		}
		c = &reader{binder: r.pool, conn: conn, known: map[string]*sqlx.Stmt{}}
		c.preparing = preparing{conn, c.prepared}
	}
	if _, err := c.ExecContext(ctx, "BEGIN"); err != nil {
		c = c.drop()
		return err
	}
	defer func() {
		if _, err := c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK"); err != nil {
			c = c.drop()
		}
	}()
	return fn(reads{ctx, c})
}

// drop closes the connection with its statements: one left open would keep the
// file open, and its WAL from being written back. It returns nil.
func (c *reader) drop() *reader {
	for _, s := range c.known {
		_ = s.Close() // it is given up in any case
	}
	_ = c.conn.Close()
	return nil
}

// prepared is the query prepared, or nil when it is to be run as it is.
func (c *reader) prepared(ctx context.Context, query string) (*sqlx.Stmt, error) {
	s, ok := c.known[query]
	if ok || len(c.known) >= maxKnown {
		return s, nil
	}
	s, err := c.conn.PreparexContext(ctx, query)
	if err == nil {
		c.known[query] = s
	}
	return s, err
}

// close closes every connection once it is free. Later views fail, for the pool is closed then.
func (r *readers) close() {
	for range cap(r.free) {
		if c := <-r.free; c != nil {
			c.drop()
		}
	}
	for range cap(r.free) {
		r.free <- nil
	}
}
