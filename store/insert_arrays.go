package store

import (
	"reflect"
	"strconv"
	"strings"
)

// fewRows are written as they are on PostgreSQL; of more, each column is given as one array.
const fewRows = 5

// insertArrays inserts rows by a statement of one array a column: PostgreSQL
// plans it once, whatever the number of rows, while it plans each value of a
// VALUES list. head ends with the column list.
func (t *tx) insertArrays(head string, kinds []valueKind, rows [][]any) error {
	lists, columns := make([]string, len(kinds)), make([]any, len(kinds))
	for i, kind := range kinds {
		lists[i] = "$" + strconv.Itoa(i+1) + "::" + arrayTypes[kind]
		columns[i] = arrayOf(kind, rows, i)
	}
	// Row security lets no rows in by COPY; such a statement does the same.
	_, err := t.sql.ExecContext(t.ctx, head+` SELECT * FROM unnest(`+strings.Join(lists, ", ")+`)`, columns...)
	return err
}

// arrayTypes are PostgreSQL's names of arrays of each kind.
var arrayTypes = map[valueKind]string{aNumber: "bigint[]", aText: "text[]", someBytes: "bytea[]"}

// kindsOf are the kinds of the columns, each as that of its first value; none
// when one of them has no value, or one of another kind.
func kindsOf(rows [][]any) []valueKind {
	kinds := make([]valueKind, len(rows[0]))
	for i := range kinds {
		var value reflect.Type
		for _, row := range rows {
			if value = reflect.TypeOf(row[i]); value != nil {
				break
			}
		}
		switch {
		case value == nil:
			return nil
		case value.Kind() == reflect.Int, value.Kind() == reflect.Int64:
			kinds[i] = aNumber
		case value.Kind() == reflect.String:
			kinds[i] = aText
		case value == reflect.TypeFor[[]byte]():
			kinds[i] = someBytes
		default:
			return nil
		}
	}
	return kinds
}

// arrayOf is one column of the rows, as an array that PostgreSQL takes; an absent value is NULL.
func arrayOf(kind valueKind, rows [][]any, i int) any {
	switch kind {
	case aNumber:
		return nullable(rows, i, func(v reflect.Value) int64 { return v.Int() })
	case aText:
		return nullable(rows, i, func(v reflect.Value) string { return v.String() })
	}
	out := make([][]byte, len(rows))
	for n, row := range rows {
		out[n], _ = row[i].([]byte)
	}
	return out
}

func nullable[T any](rows [][]any, i int, value func(reflect.Value) T) []*T {
	out, values := make([]*T, len(rows)), make([]T, len(rows))
	for n, row := range rows {
		if row[i] != nil {
			values[n] = value(reflect.ValueOf(row[i]))
			out[n] = &values[n]
		}
	}
	return out
}
