package main

import (
	"regexp"

	"github.com/rogpeppe/go-internal/testscript"
)

var failureNumber = regexp.MustCompile(`\b[A-Z2-7]{4}-[A-Z2-7]{4}\b`)

// failureIsLogged is "failure-is-logged FILE PATTERN": of the failure whose number
// the file tells, the server's log holds that number and the pattern in one line.
func failureIsLogged(ts *testscript.TestScript, neg bool, args []string) {
	number := failureNumber.FindString(ts.ReadFile(args[0]))
	if number == "" {
		ts.Fatalf("no number of a failure in:\n%s", ts.ReadFile(args[0]))
	}
	serverLogs(ts, neg, []string{"ERROR.*number=" + number + ".*" + args[1]})
}
