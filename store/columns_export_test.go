package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"contactgroup/schema"
)

// textColumns are the columns that hold text or bytes, by engine, also those in
// which the engine keeps the words to search by.
var textColumns = map[string]string{
	"sqlite": `SELECT t.name || '.' || c.name FROM pragma_table_list t, pragma_table_xinfo(t.name) c
		WHERE t.schema = 'main' AND t.type IN ('table', 'shadow') AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' AND c.hidden = 0 AND (c.type IN ('TEXT', 'BLOB') OR t.type = 'shadow') ORDER BY 1`,
	"postgres": `SELECT c.table_name || '.' || c.column_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.data_type IN ('text', 'bytea', 'tsvector', 'jsonb') ORDER BY 1`,
}

// Columns are all columns of text or bytes, as "table.column".
func (db *DB) Columns(ctx context.Context) ([]string, error) {
	var out []string
	err := db.All(ctx, &out, textColumns[db.engine.name])
	return out, err
}

// TextQuery gives the values of a column in which a word stands.
func (db *DB) TextQuery(column, word string) string {
	table, name, _ := strings.Cut(column, ".")
	if db.engine.name == "sqlite" {
		return fmt.Sprintf(`SELECT CAST("%s" AS TEXT) FROM %s WHERE instr(lower(CAST("%s" AS BLOB)), '%s') > 0 OR instr(CAST("%s" AS BLOB), CAST('%s' AS BLOB)) > 0`, name, table, name, word, name, word)
	}
	return fmt.Sprintf(`SELECT v FROM (SELECT "%s"::text AS v, CASE WHEN pg_typeof("%s") = 'bytea'::regtype THEN position('%x' IN "%s"::text) ELSE position('%s' IN lower("%s"::text)) END AS at FROM %s) x WHERE at > 0`,
		name, name, word, name, word, name, table)
}

// ErrCut is how an erasure ends that EraseCut cuts off.
var ErrCut = errors.New("cut off")

// EraseCut erases what is past its retention until so many of its commits are
// done, and then as a killed program leaves it.
func EraseCut(db *DB, ctx context.Context, commits int) error {
	ctx, cut := context.WithCancelCause(ctx)
	defer cut(nil)
	db.committed = func(time.Duration) {
		if commits--; commits == 0 {
			cut(ErrCut)
		}
	}
	defer func() { db.committed = nil }()
	_, err := db.Erase(ctx, schema.Erasure{}, nil)
	if err != nil && ctx.Err() != nil {
		return ErrCut
	}
	return err
}
