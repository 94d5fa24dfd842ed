package store

import (
	"context"
	"database/sql"

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
	*sqlx.Conn
	pool  *sqlx.DB
	known map[string]*sqlx.Stmt
}

// maxKnown bounds the statements one connection keeps prepared: filters make
// ever new ones.
const maxKnown = 200

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
		c = &reader{conn, r.pool, map[string]*sqlx.Stmt{}}
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
	_ = c.Close()
	return nil
}

// statement is the query prepared, or nil when it is to be run as it is.
func (c *reader) statement(ctx context.Context, query string) (*sqlx.Stmt, error) {
	s, ok := c.known[query]
	if ok || len(c.known) >= maxKnown {
		return s, nil
	}
	s, err := c.PreparexContext(ctx, query)
	if err == nil {
		c.known[query] = s
	}
	return s, err
}

// QueryxContext, QueryRowxContext, QueryContext and ExecContext make a reader an
// sqlx.ExtContext that prepares what it is asked.
func (c *reader) QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.Conn.QueryxContext(ctx, query, args...)
	}
	return s.QueryxContext(ctx, args...)
}

func (c *reader) QueryRowxContext(ctx context.Context, query string, args ...any) *sqlx.Row {
	if s, err := c.statement(ctx, query); err == nil && s != nil {
		return s.QueryRowxContext(ctx, args...)
	}
	return c.Conn.QueryRowxContext(ctx, query, args...)
}

func (c *reader) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.Conn.QueryContext(ctx, query, args...)
	}
	return s.QueryContext(ctx, args...)
}

func (c *reader) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.Conn.ExecContext(ctx, query, args...)
	}
	return s.ExecContext(ctx, args...)
}

// DriverName and BindNamed are the pool's.
func (c *reader) DriverName() string { return c.pool.DriverName() }

func (c *reader) BindNamed(query string, arg any) (string, []any, error) {
	return c.pool.BindNamed(query, arg)
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
