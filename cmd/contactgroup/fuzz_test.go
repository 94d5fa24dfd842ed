package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

// FuzzCommandLine types any line, with any text on stdin, at desks of the
// demonstration: it ends with one of the exit codes that are promised, never
// for a failure of the machine, and no terminal acts on what it answers.
func FuzzCommandLine(f *testing.F) {
	clock := &demogroup.Clock{}
	db, err := store.Open(f.Context(), "sqlite:"+filepath.Join(f.TempDir(), "register.db"), store.Options{Now: clock.Now})
	if err == nil {
		err = demogroup.Seed(f.Context(), db, clock, 0, map[string]string{}, nil)
	}
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	for verb, line := range everyVerb {
		f.Add(verb+" "+strings.ReplaceAll(line.line, "REF", "GOO-2015-0001"), line.in, uint8(0))
	}
	for _, words := range lang.All {
		for _, entry := range words.Command.Verbs {
			f.Add(entry.Example, "", uint8(1))
		}
	}
	f.Add("meeting export next --format pdf", "", uint8(255))
	for _, line := range []string{"request claim l'opérateur", "request show $(id) ; | `id`", "request list --output=/tmp/x", "request list -- --json", "", "--", "- -", "request claim - -"} {
		f.Add(line, "GOO-2015-0001\nNOPE\n", uint8(2))
	}
	logins := []string{"pharos", "google", "secretariat", "admin"}
	f.Fuzz(func(t *testing.T, line, in string, who uint8) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		if words, err := command.Split(line); err == nil && command.Follows(words) {
			cancel() // it would go on
		}
		desk, err := db.As(t.Context(), logins[int(who)%len(logins)])
		if err != nil {
			return // the line before disabled the member
		}
		var out, errs strings.Builder
		session := commandSession(ctx, desk, lang.English, strings.NewReader(in), &out, &errs)
		session.Screen = who < 128 // else a file, which may be no text
		code := command.RunLine(session, line)
		if !slices.Contains([]int{0, 2, 3, 4, 5, 6, 7, 75, 130}, code) {
			t.Errorf("%q = %d: %s", line, code, errs.String())
		}
		if code == 2 && out.Len() > 0 || code != 0 && errs.Len() == 0 && !strings.Contains(line, "-q") {
			t.Errorf("%q = %d, says %q and answers %q", line, code, errs.String(), out.String())
		}
		shown := errs.String()
		if session.Screen {
			shown += out.String()
		}
		if strings.ContainsAny(shown, "\x00\x1b\x07\u009b") || !utf8.ValidString(shown) {
			t.Errorf("%q shows a terminal what it acts on: %q", line, shown)
		}
	})
}
