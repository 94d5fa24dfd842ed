package main

import (
	"database/sql"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite" // the file as somebody else would open it
)

// rewriteDatabase is "rewrite FILE STATEMENT…": what somebody does to the
// register of a stopped server who has its file.
func rewriteDatabase(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	for _, statement := range args[1:] {
		done, err := db.Exec(statement)
		ts.Check(err)
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			ts.Fatalf("%s: %d rows, %v", statement, n, err)
		}
	}
}
