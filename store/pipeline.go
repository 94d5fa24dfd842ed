package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
)

// pipeline is a transaction on PostgreSQL whose statements travel together. A
// round trip to the server costs more than most of what a command asks of it,
// so a statement whose answer nobody waits for is queued (reads.soon), and goes
// with the next one that somebody does wait for, in the order given; the
// transaction's beginning with the first, its commit with the last. A command
// of one row so takes three round trips instead of sixteen.
type pipeline struct {
	preparing // what is not queued, once what is queued is done
	binder    // the pool's
	ctx       context.Context
	conn      *sqlx.Conn
	postgres  *pgx.Conn // of conn
	queued    []statement
	begun     bool // something was sent
	ended     bool
}

// statement is one that waits to be sent.
type statement struct {
	query string
	args  []any
	into  any                    // pointer to a slice that takes its rows; nil: none are wanted
	check func(rows int64) error // judges how many rows it gave or touched; nil: any number will do
}

func (db *DB) beginPipeline(ctx context.Context) (*pipeline, error) {
	conn, err := db.writer.Connx(ctx)
	if err != nil {
		return nil, err
	}
	p := &pipeline{binder: db.writer, ctx: ctx, conn: conn}
	p.preparing = preparing{conn, func(ctx context.Context, _ string) (*sqlx.Stmt, error) { return nil, p.begin(ctx) }}
	err = conn.Raw(func(lower any) error {
		p.postgres = lower.(*stdlib.Conn).Conn()
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return p, nil
}

// begin sees to it that the transaction has begun and nothing is queued.
func (p *pipeline) begin(ctx context.Context) error {
	if !p.begun && len(p.queued) == 0 {
		p.queue(statement{query: "select 1"}) // something for the beginning to go with
	}
	return p.flush(ctx)
}

// queue sends a statement with the next one that is waited for.
func (p *pipeline) queue(s statement) { p.queued = append(p.queued, s) }

// run sends what is queued and s, and waits for the answers.
func (p *pipeline) run(ctx context.Context, s statement) error {
	p.queue(s)
	return p.flush(ctx)
}

// flush sends what is queued and waits for the answers. Its error is that of
// the first statement that failed, behind which none was run, or else of the
// first whose rows were refused: then the transaction is to be rolled back.
func (p *pipeline) flush(ctx context.Context) error {
	if len(p.queued) == 0 {
		return nil
	}
	if !p.begun {
		p.begun = true
		p.queued = append([]statement{{query: "begin"}}, p.queued...)
	}
	sent := p.queued
	p.queued = nil
	var batch pgx.Batch
	for _, s := range sent {
		batch.Queue(s.query, s.args...)
	}
	answers := p.postgres.SendBatch(ctx, &batch)
	rows := make([]int64, len(sent))
	var err error
	for i := 0; i < len(sent) && err == nil; i++ {
		if rows[i], err = sent[i].take(answers); err != nil {
			err = fmt.Errorf("%.60s…: %w", sent[i].query, err)
		}
	}
	if closing := answers.Close(); err == nil {
		err = closing
	}
	for i := 0; i < len(sent) && err == nil; i++ {
		if sent[i].check != nil {
			err = sent[i].check(rows[i])
		}
	}
	return err
}

// settled is the error of a command, unless it was given before anything was
// asked: whoever is not admitted is told that first.
func (p *pipeline) settled(ctx context.Context, err error) error {
	if p != nil && !p.begun {
		return cmp.Or(p.flush(ctx), err)
	}
	return err
}

// take reads the statement's answer, the next one.
func (s statement) take(answers pgx.BatchResults) (int64, error) {
	rows, err := answers.Query()
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	if s.into != nil {
		if err := fill(s.into, rows); err != nil {
			return 0, err
		}
	}
	rows.Close()
	if err := rows.Err(); err != nil {
		return 0, err
	}
	return rows.CommandTag().RowsAffected(), nil
}

// Commit sends what is queued and the commit with it, unless rows are to be
// judged first.
func (p *pipeline) Commit() error {
	for _, s := range p.queued {
		if s.check != nil {
			if err := p.flush(p.ctx); err != nil {
				return err
			}
			break
		}
	}
	if p.postgres.PgConn().TxStatus() == 'E' { // a statement failed, and nobody cared: the server would roll back
		return pgx.ErrTxCommitRollback
	}
	if p.begun || len(p.queued) > 0 {
		if err := p.run(p.ctx, statement{query: "commit"}); err != nil {
			return err
		}
	}
	p.ended = true
	_ = p.conn.Close() // back to the pool: what was committed stays so
	return nil
}

// Rollback takes everything back. After Commit it does nothing.
func (p *pipeline) Rollback() error {
	if p.ended {
		return nil
	}
	p.ended, p.queued = true, nil
	var err error
	if p.begun && p.postgres.PgConn().TxStatus() != 'I' {
		_, err = p.postgres.Exec(p.ctx, "rollback")
	}
	if err != nil { // the transaction ends with the connection
		_ = p.conn.Raw(func(any) error { return driver.ErrBadConn })
	}
	return errors.Join(err, p.conn.Close())
}

// PreparexContext prepares a query for the rows of one command.
func (p *pipeline) PreparexContext(ctx context.Context, query string) (*sqlx.Stmt, error) {
	if err := p.begin(ctx); err != nil {
		return nil, err
	}
	return p.conn.PreparexContext(ctx, query)
}

// one is run for a query's only row.
func (p *pipeline) one(ctx context.Context, dst any, query string, args []any) error {
	rows := reflect.New(reflect.SliceOf(reflect.TypeOf(dst).Elem()))
	if err := p.run(ctx, statement{query: query, args: args, into: rows.Interface()}); err != nil {
		return err
	}
	if rows.Elem().Len() == 0 {
		return sql.ErrNoRows
	}
	reflect.ValueOf(dst).Elem().Set(rows.Elem().Index(0))
	return nil
}

// fill reads rows into a slice, as sqlx does: of structs by the names of the
// columns, of anything else by the only column.
func fill(slice any, rows pgx.Rows) error {
	elements := reflect.ValueOf(slice).Elem()
	if elements.Type().Elem().Kind() == reflect.Struct {
		return sqlx.StructScan(&answer{rows}, slice)
	}
	elements.SetLen(0)
	for rows.Next() {
		element := reflect.New(elements.Type().Elem())
		if err := (&answer{rows}).Scan(element.Interface()); err != nil {
			return err
		}
		elements.Set(reflect.Append(elements, element.Elem()))
	}
	return rows.Err()
}

// answer is the rows of a statement as sqlx reads them.
type answer struct{ pgx.Rows }

func (a *answer) Close() error {
	a.Rows.Close()
	return a.Err()
}

func (a *answer) Columns() ([]string, error) {
	var names []string
	for _, column := range a.FieldDescriptions() {
		names = append(names, column.Name)
	}
	return names, nil
}

// Scan reads a row; a flag is a number in the register.
func (a *answer) Scan(into ...any) error {
	for i, v := range into {
		if b, ok := v.(*bool); ok {
			into[i] = (*mark)(b)
		}
	}
	return a.Rows.Scan(into...)
}

// mark is a bool that is read of a number, too.
type mark bool

func (m *mark) ScanBool(v pgtype.Bool) error {
	*m = mark(v.Bool)
	return valid(v.Valid)
}

func (m *mark) ScanInt64(v pgtype.Int8) error {
	*m = v.Int64 != 0
	return valid(v.Valid)
}

func valid(v bool) error {
	if !v {
		return errors.New("null instead of a flag")
	}
	return nil
}
