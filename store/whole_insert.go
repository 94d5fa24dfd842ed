package store

// insertWhole writes rows of a table as parseLine gives them.
func (t *tx) insertWhole(table wholeTable, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	head := `INSERT INTO ` + quoted(table.name) + ` (` + quotedList(table.columnNames()) + `)`
	if t.db.engine.name != "postgres" {
		return t.insertRows(head, rows)
	}
	kinds := make([]valueKind, len(table.columns))
	for i, c := range table.columns {
		kinds[i] = c.kind
	}
	return t.insertArrays(head, kinds, rows)
}
