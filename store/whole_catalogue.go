package store

import (
	"fmt"
	"slices"
	"strings"
)

// leftOut are the tables and columns ("table.column") that are not part of a
// whole register: each engine makes them anew.
var leftOut = []string{
	"goose_db_version", // which migrations ran; the manifest's schema says it
	unfinishedTable,
	"standing",                                                                                                                                   // which version of what stands: nothing is kept over a move
	"server_setting",                                                                                                                             // of servers that were, which the next one tells anew
	"request_text", "search_state", "request_words", "request_vocabulary", "request_open_words", "request_open_vocabulary", "action_item.search", // words to search by: spellAll
}

// made are those of leftOut whose rows hang on what is written.
var made = []string{"request_text", "request_words"}

// valueKind is how the values of a column are written.
type valueKind uint8

const (
	aNumber valueKind = iota
	aText
	someBytes
)

// valueKinds are the column types of both engines.
var valueKinds = map[string]valueKind{
	"INTEGER": aNumber, "TEXT": aText, "BLOB": someBytes,
	"bigint": aNumber, "integer": aNumber, "smallint": aNumber, "text": aText, "bytea": someBytes,
}

// wholeTable is one table of a register as its engine describes it.
type wholeTable struct {
	name    string
	columns []wholeColumn // those of the primary key first, then by name: the same on both engines
	refers  []string      // tables that its rows refer to
}

type wholeColumn struct {
	name     string
	kind     valueKind
	key      int // place in the primary key, from 1; 0: not of it
	identity bool
	lead     []byte // what stands before its value in a line: the name, and what parts it from the column before
}

func (t wholeTable) columnNames() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return names
}

// keyNames are the columns of the primary key.
func (t wholeTable) keyNames() []string {
	var names []string
	for _, c := range t.columns {
		if c.key > 0 {
			names = append(names, c.name)
		}
	}
	return names
}

// columnRow is one column of one table as an engine's catalogue gives it.
type columnRow struct {
	Table    string `db:"tab"`
	Name     string
	Type     string
	Key      int
	Identity bool
}

// catalogueQueries give an engine's columns, without those it computes, and
// which table refers to which.
var catalogueQueries = map[string]struct{ columns, references string }{
	"sqlite": {
		`SELECT t.name AS tab, c.name, c.type, c.pk AS key, 0 AS identity FROM pragma_table_list t, pragma_table_xinfo(t.name) c
			WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' AND c.hidden = 0`,
		`SELECT t.name AS tab, f."table" AS target FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'`,
	},
	"postgres": {
		`SELECT c.table_name AS tab, c.column_name AS name, c.data_type AS type, c.is_identity = 'YES' AS identity,
				coalesce((SELECT array_position(i.indkey::int2[], a.attnum) + 1 FROM pg_index i
					JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = c.column_name
					WHERE i.indisprimary AND i.indrelid = to_regclass(quote_ident(c.table_name))), 0) AS key
			FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
			WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'`,
		`SELECT f.relname AS tab, g.relname AS target FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class g ON g.oid = k.confrelid
			WHERE k.contype = 'f' AND k.connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())`,
	},
}

// catalogue reads which tables make up a whole register, each after those that
// it refers to. A table that could not be written whole is an error.
func catalogue(r reads, engine string) ([]wholeTable, error) {
	var rows []columnRow
	if err := r.all(&rows, catalogueQueries[engine].columns); err != nil {
		return nil, err
	}
	var links []struct {
		Table  string `db:"tab"`
		Target string
	}
	if err := r.all(&links, catalogueQueries[engine].references); err != nil {
		return nil, err
	}
	tables := map[string]*wholeTable{}
	for _, row := range rows {
		if slices.Contains(leftOut, row.Table) || slices.Contains(leftOut, row.Table+"."+row.Name) {
			continue
		}
		kind, known := valueKinds[row.Type]
		if !known {
			return nil, fmt.Errorf("column %s.%s: values of type %q cannot be written", row.Table, row.Name, row.Type)
		}
		t := tables[row.Table]
		if t == nil {
			t = &wholeTable{name: row.Table}
			tables[row.Table] = t
		}
		t.columns = append(t.columns, wholeColumn{name: row.Name, kind: kind, key: row.Key, identity: row.Identity})
	}
	for _, l := range links {
		if t := tables[l.Table]; t != nil && l.Target != l.Table {
			t.refers = append(t.refers, l.Target)
		}
	}
	return byReference(tables)
}

// byReference sorts the columns of each table, and the tables: by name, but each
// after those that it refers to.
func byReference(tables map[string]*wholeTable) ([]wholeTable, error) {
	var names []string
	for name, t := range tables {
		if len(t.keyNames()) == 0 {
			return nil, fmt.Errorf("table %s has no primary key: its rows have no order", name)
		}
		slices.SortFunc(t.columns, func(a, b wholeColumn) int {
			if (a.key > 0) != (b.key > 0) {
				return b.key - a.key
			}
			if a.key != b.key {
				return a.key - b.key
			}
			return strings.Compare(a.name, b.name)
		})
		for i, c := range t.columns {
			lead := []byte{",{"[flag(i == 0)]}
			t.columns[i].lead = append(appendJSON(lead, c.name), ':')
		}
		names = append(names, name)
	}
	slices.Sort(names)
	var out []wholeTable
	state := map[string]int{} // 1: its references are being followed, 2: done
	var visit func(name string) error
	visit = func(name string) error {
		t := tables[name]
		if t == nil || state[name] == 2 {
			return nil
		}
		if state[name] == 1 {
			return fmt.Errorf("table %s refers to itself through others", name)
		}
		state[name] = 1
		slices.Sort(t.refers)
		for _, target := range t.refers {
			if err := visit(target); err != nil {
				return err
			}
		}
		state[name] = 2
		out = append(out, *t)
		return nil
	}
	for _, name := range names {
		if err := visit(name); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// hasTable reports whether the register has a table of that name.
func hasTable(r reads, engine, name string) (bool, error) {
	query := `SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?`
	if engine == "postgres" {
		query = `SELECT count(*) FROM pg_tables WHERE tablename = ? AND schemaname = current_schema()`
	}
	var n int
	err := r.one(&n, query, name)
	return n > 0, err
}

// tablesVersion is the version of a register's tables, 0 when it has none.
func tablesVersion(r reads, engine string) (int64, error) {
	present, err := hasTable(r, engine, "goose_db_version")
	if err != nil || !present {
		return 0, err
	}
	var version int64
	err = r.one(&version, `SELECT coalesce(max(version_id), 0) FROM goose_db_version`)
	return version, err
}
