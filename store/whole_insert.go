package store

import (
	"strconv"
	"strings"
)

// insertWhole writes rows of a table as parseLine gives them.
func (t *tx) insertWhole(table wholeTable, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	head := `INSERT INTO ` + quoted(table.name) + ` (` + quotedList(table.columnNames()) + `)`
	if t.db.engine.name != "postgres" {
		return t.insertRows(head, rows)
	}
	types := map[valueKind]string{aNumber: "bigint[]", aText: "text[]", someBytes: "bytea[]"}
	lists, columns := make([]string, len(table.columns)), make([]any, len(table.columns))
	for i, c := range table.columns {
		lists[i] = "$" + strconv.Itoa(i+1) + "::" + types[c.kind]
		columns[i] = arrayOf(c.kind, rows, i)
	}
	// Row security lets no rows in by COPY; a statement of one array a column does the same.
	_, err := t.sql.ExecContext(t.ctx, head+` SELECT * FROM unnest(`+strings.Join(lists, ", ")+`)`, columns...)
	return err
}

// arrayOf is one column of the rows, as an array that PostgreSQL takes.
func arrayOf(kind valueKind, rows [][]any, i int) any {
	switch kind {
	case aNumber:
		return nullable[int64](rows, i)
	case aText:
		return nullable[string](rows, i)
	}
	out := make([][]byte, len(rows))
	for n, row := range rows {
		out[n], _ = row[i].([]byte)
	}
	return out
}

// nullable is a column of numbers or texts whose absent values are nil.
func nullable[T any](rows [][]any, i int) []*T {
	out := make([]*T, len(rows))
	for n, row := range rows {
		if v, ok := row[i].(T); ok {
			out[n] = &v
		}
	}
	return out
}
