package store

import "context"

// WholeColumns are the columns of each table that an export writes.
func (db *DB) WholeColumns(ctx context.Context) (map[string][]string, error) {
	tables, err := catalogue(db.reading(ctx), db.engine.name)
	out := map[string][]string{}
	for _, t := range tables {
		out[t.name] = t.columnNames()
	}
	return out, err
}

// LeftOut are the tables and columns that an export leaves out by name.
var LeftOut = leftOut

// EveryTable lists the tables of the register, but for what an engine keeps for itself.
func (db *DB) EveryTable(ctx context.Context) ([]string, error) {
	query := `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
		AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')`
	if db.engine.name == "postgres" {
		query = `SELECT tablename FROM pg_tables WHERE schemaname = current_schema()`
	}
	var names []string
	err := db.reading(ctx).all(&names, query)
	return names, err
}

// MigrateTo makes a register at url as a program of that version left it.
func MigrateTo(ctx context.Context, url string, version int64) error {
	db, err := connect(url, Options{})
	if err == nil {
		err = db.migrateTo(ctx, version)
	}
	if err != nil {
		_ = db.Close() // what went wrong before matters
		return err
	}
	return db.Close()
}
