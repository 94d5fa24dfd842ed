package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"

	"github.com/jmoiron/sqlx"
)

// maxKnown bounds the statements kept prepared on one connection: filters make
// ever new ones.
const maxKnown = 200

// longText is how long a statement's text may be, in bytes, to be kept
// prepared: longer ones are made for the rows of one command.
const longText = 4096

// preparing runs queries by the statements prepared for them. statement gives
// nil for a query that is to be run as it is.
type preparing struct {
	plain interface {
		sqlx.QueryerContext
		sqlx.ExecerContext
	}
	statement func(ctx context.Context, query string) (*sqlx.Stmt, error)
}

func (p preparing) QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error) {
	s, err := p.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return p.plain.QueryxContext(ctx, query, args...)
	}
	return s.QueryxContext(ctx, args...)
}

func (p preparing) QueryRowxContext(ctx context.Context, query string, args ...any) *sqlx.Row {
	if s, err := p.statement(ctx, query); err == nil && s != nil {
		return s.QueryRowxContext(ctx, args...)
	}
	return p.plain.QueryRowxContext(ctx, query, args...)
}

func (p preparing) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := p.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return p.plain.QueryContext(ctx, query, args...)
	}
	return s.QueryContext(ctx, args...)
}

func (p preparing) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := p.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return p.plain.ExecContext(ctx, query, args...)
	}
	return s.ExecContext(ctx, args...)
}

// statements are those that SQLite's writing connection keeps prepared. What a
// transaction asks for the first time is prepared once it has ended: until then
// the pool's only connection is its own.
type statements struct {
	pool *sqlx.DB

	mu     sync.Mutex
	known  map[string]*sqlx.Stmt
	wanted []string
}

// of makes a transaction use them.
func (s *statements) of(t *sqlx.Tx) sqlx.ExtContext {
	return struct {
		preparing
		binder
	}{preparing{t, func(ctx context.Context, query string) (*sqlx.Stmt, error) {
		if known := s.find(query); known != nil {
			return t.StmtxContext(ctx, known), nil
		}
		return nil, nil
	}}, t}
}

// binder is what is left of an sqlx.ExtContext.
type binder interface {
	DriverName() string
	Rebind(string) string
	BindNamed(string, any) (string, []any, error)
}

// find gives the query prepared; nil when it is not, and is then wanted.
func (s *statements) find(query string) *sqlx.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.known[query]
	if known == nil && len(query) <= longText && !slices.Contains(s.wanted, query) && len(s.known)+len(s.wanted) < maxKnown {
		s.wanted = append(s.wanted, query)
	}
	return known
}

// prepare prepares what the transactions that have ended wanted. What cannot be
// prepared is wanted again.
func (s *statements) prepare(ctx context.Context) {
	s.mu.Lock()
	wanted := s.wanted
	s.wanted = nil
	s.mu.Unlock()
	for _, query := range wanted {
		stmt, err := s.pool.PreparexContext(ctx, query) // not under the lock: a transaction may hold the connection
		if err != nil {
			return
		}
		s.mu.Lock()
		double := s.known[query] != nil // wanted twice
		if !double {
			s.known[query] = stmt
		}
		s.mu.Unlock()
		if double {
			_ = stmt.Close() // nobody has used it
		}
	}
}

// close closes all of them: one left open would keep the file open.
func (s *statements) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, stmt := range s.known {
		errs = append(errs, stmt.Close())
	}
	clear(s.known)
	return errors.Join(errs...)
}
