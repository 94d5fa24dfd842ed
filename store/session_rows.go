package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/jmoiron/sqlx/reflectx"
)

// readyStatement is one that a session has prepared. It is run at the driver
// itself: what stands between costs a short statement more than SQLite does.
type readyStatement struct {
	stmt   preparedStmt
	into   reflect.Type // what its rows were read into; nil: nothing yet
	fields [][]int      // of into, one for each column; nil: into is no struct
	values []driver.Value
}

type preparedStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// run runs a statement and returns how many rows it touched, or gave: into, a
// pointer to a slice, takes them, unless it is nil. ok is false where nothing was
// done, for it is not one to be kept prepared.
func (c *session) run(ctx context.Context, into any, query string, args []any) (rows int64, ok bool, err error) {
	k, err := c.knows(ctx, query)
	if k == nil || err != nil {
		return 0, err != nil, err
	}
	values, err := driverValues(args)
	if err != nil {
		return 0, true, err
	}
	if into == nil {
		result, err := k.stmt.ExecContext(ctx, values)
		if err != nil {
			return 0, true, err
		}
		rows, err = result.RowsAffected()
		return rows, true, err
	}
	answer, err := k.stmt.QueryContext(ctx, values)
	if err != nil {
		return 0, true, err
	}
	slice := reflect.ValueOf(into).Elem()
	err = k.read(answer, slice)
	if closing := answer.Close(); err == nil {
		err = closing
	}
	return int64(slice.Len()), true, err
}

// execute is run for what gives no rows, whether it is kept or not.
func (c *session) execute(ctx context.Context, query string, args ...any) (int64, error) {
	n, ok, err := c.run(ctx, nil, query, args)
	if ok {
		return n, err
	}
	done, err := c.conn.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}

// one is run for the only row of a query, which dst, a pointer, takes;
// sql.ErrNoRows when there is none.
func (c *session) one(ctx context.Context, dst any, query string, args []any) (ok bool, err error) {
	rows := reflect.New(reflect.SliceOf(reflect.TypeOf(dst).Elem()))
	n, ok, err := c.run(ctx, rows.Interface(), query, args)
	if ok && err == nil && n == 0 {
		err = sql.ErrNoRows
	}
	if ok && err == nil {
		reflect.ValueOf(dst).Elem().Set(rows.Elem().Index(0))
	}
	return ok, err
}

// read appends the rows of an answer to a slice, as sqlx does: of structs by
// the names of the columns, of anything else by the only column.
func (k *readyStatement) read(answer driver.Rows, slice reflect.Value) error {
	if err := k.readsInto(slice.Type().Elem(), answer.Columns()); err != nil {
		return err
	}
	slice.SetLen(0)
	for {
		if err := answer.Next(k.values); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		slice.Grow(1)
		slice.SetLen(slice.Len() + 1)
		row := slice.Index(slice.Len() - 1)
		row.SetZero()
		for i, v := range k.values {
			field := row
			if k.fields != nil {
				field = row.FieldByIndex(k.fields[i])
			}
			if err := put(v, field); err != nil {
				return fmt.Errorf("column %s: %w", answer.Columns()[i], err)
			}
		}
	}
}

// readsInto learns where in a row each column belongs.
func (k *readyStatement) readsInto(row reflect.Type, columns []string) error {
	if k.into == row {
		return nil
	}
	k.into, k.fields, k.values = nil, nil, make([]driver.Value, len(columns))
	if row.Kind() != reflect.Struct {
		if len(columns) != 1 {
			return fmt.Errorf("%d columns for one %s", len(columns), row)
		}
		k.into = row
		return nil
	}
	names := fieldNames.TypeMap(row).Names
	for _, name := range columns {
		field, ok := names[name]
		if !ok {
			return fmt.Errorf("missing destination name %s in %s", name, row)
		}
		k.fields = append(k.fields, field.Index)
	}
	k.into = row
	return nil
}

var fieldNames = reflectx.NewMapperFunc("db", strings.ToLower) // as sqlx reads them

// put puts a value that SQLite gave into a variable of its kind; nothing into
// a pointer alone.
func put(v driver.Value, into reflect.Value) error {
	if into.Kind() == reflect.Pointer {
		if v == nil {
			into.SetZero()
			return nil
		}
		into.Set(reflect.New(into.Type().Elem()))
		return put(v, into.Elem())
	}
	switch v := v.(type) {
	case int64:
		switch into.Kind() {
		case reflect.Int, reflect.Int64:
			into.SetInt(v)
			return nil
		case reflect.Bool:
			into.SetBool(v != 0)
			return nil
		}
	case string:
		if into.Kind() == reflect.String {
			into.SetString(v)
			return nil
		}
	case []byte:
		if into.Type() == reflect.TypeFor[[]byte]() {
			into.SetBytes(v)
			return nil
		}
	case nil:
		if into.Type() == reflect.TypeFor[[]byte]() {
			into.SetZero()
			return nil
		}
	}
	return fmt.Errorf("%T stands where %s is wanted", v, into.Type())
}

// driverValues are the arguments as the driver takes them.
func driverValues(args []any) ([]driver.NamedValue, error) {
	values := make([]driver.NamedValue, len(args))
	for i, a := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		if err != nil {
			return nil, fmt.Errorf("argument %d: %w", i+1, err)
		}
		values[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return values, nil
}

// knows is the query prepared, or nil when it is not to be kept.
func (c *session) knows(ctx context.Context, query string) (*readyStatement, error) {
	k, ok := c.ready[query]
	if ok || len(c.ready) >= maxKnown || len(query) > longText {
		return k, nil
	}
	stmt, err := c.driver.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	k = &readyStatement{stmt: stmt.(preparedStmt)}
	c.ready[query] = k
	return k, nil
}
