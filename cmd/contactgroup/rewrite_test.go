package main

import (
	"database/sql"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite" // the file as somebody else would open it
)

// rewriteDatabase is "rewrite FILE STATEMENT…": what somebody does to the
// register of a stopped server who has its file.
func rewriteDatabase(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0])+"?_pragma=busy_timeout(10000)")
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

// sshUntil is "ssh-until TEXT LOGIN COMMAND": the same command over ssh, until
// its output holds the text. A log is sealed a moment after it is written.
func sshUntil(ts *testscript.TestScript, neg bool, args []string) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if callSSH(ts, args[1:]) == 0 && strings.Contains(ts.ReadFile("out"), args[0]) {
			return
		}
	}
	ts.Fatalf("never said %q:\n%s%s", args[0], ts.ReadFile("out"), ts.ReadFile("err"))
}
