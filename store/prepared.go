package store

import (
	"context"
	"database/sql"

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

// binder is what is left of an sqlx.ExtContext.
type binder interface {
	DriverName() string
	Rebind(string) string
	BindNamed(string, any) (string, []any, error)
}
