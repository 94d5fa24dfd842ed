package main

import (
	"os"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// damagePage is "damage-page FILE PAGE": the page of a database of SQLite, with
// pages of 4 KiB, counted from 1, is overwritten.
func damagePage(ts *testscript.TestScript, neg bool, args []string) {
	const size = 4096
	page, err := strconv.Atoi(args[1])
	ts.Check(err)
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY, 0)
	ts.Check(err)
	defer file.Close()
	rubbish := make([]byte, size)
	for i := range rubbish {
		rubbish[i] = 0xA5
	}
	_, err = file.WriteAt(rubbish, int64(page-1)*size)
	ts.Check(err)
}

// asSuperuser is "as-superuser": SUPERUSER becomes $DATABASE with the login of
// PostgreSQL's superuser.
func asSuperuser(ts *testscript.TestScript, neg bool, args []string) {
	scheme, rest, found := strings.Cut(ts.Getenv("DATABASE"), "://contactgroup@")
	if !found {
		ts.Fatalf("DATABASE is %s", ts.Getenv("DATABASE"))
	}
	ts.Setenv("SUPERUSER", scheme+"://postgres@"+rest)
}
