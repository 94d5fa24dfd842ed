package storetest

import (
	_ "embed"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"

	"contactgroup/schema"
)

//go:embed testdata/version1.sql
var version1 string

// blob is a row of bytes as SQLite writes it.
var blob = regexp.MustCompile(`\bX'([0-9A-F]*)'`)

// Version1 makes a small register at url as a program of version 1 left it, in
// place of whatever it held.
func Version1(t testing.TB, url string) { Version(t, url, 1) }

// Version makes the same register, with tables as they were at a later version
// and what statements then add.
func Version(t testing.TB, url string, version int64, statements ...string) {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatalf("a register of version %d: %v", version, err)
		}
	}
	driver, name, rows := "sqlite", strings.TrimPrefix(url, "sqlite:"), version1
	dialect, engine := goose.DialectSQLite3, "sqlite"
	if strings.HasPrefix(url, "postgres:") {
		driver, name, rows = "pgx", url+"&default_query_exec_mode=simple_protocol&contactgroup.system=on", blob.ReplaceAllString(version1, `'\x$1'`)
		dialect, engine = goose.DialectPostgres, "postgres"
	}
	if engine == "sqlite" { // a test's file has the newest tables
		if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
			must(err)
		}
	}
	db, err := sqlx.Open(driver, name)
	must(err)
	defer db.Close()
	if engine == "postgres" { // a test's database has the newest tables
		_, err = db.ExecContext(t.Context(), `DROP SCHEMA public CASCADE; CREATE SCHEMA public`)
		must(err)
	}
	tables, err := goose.NewProvider(dialect, db.DB, schema.Migrations(engine), goose.WithDisableGlobalRegistry(true))
	must(err)
	_, err = tables.UpTo(t.Context(), 1)
	must(err)
	_, err = db.ExecContext(t.Context(), rows)
	must(err)
	if engine == "postgres" { // the rows came with their IDs
		var next []string
		must(db.Select(&next, `SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce(max(id), 1)) FROM %I', table_name, column_name, table_name)
			FROM information_schema.columns WHERE is_identity = 'YES' AND table_schema = current_schema()`))
		for _, statement := range next {
			_, err = db.ExecContext(t.Context(), statement)
			must(err)
		}
	}
	_, err = tables.UpTo(t.Context(), version)
	must(err)
	for _, statement := range statements {
		_, err = db.ExecContext(t.Context(), statement)
		must(err)
	}
}
