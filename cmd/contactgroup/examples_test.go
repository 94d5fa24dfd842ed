package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

// openDemoCopy opens a copy of the demonstration's register.
func openDemoCopy(t *testing.T) *store.DB {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	must(t, copyDemo(dir))
	clock, err := openDemoClock(filepath.Join(dir, demoClockFile))
	must(t, err)
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(dir, "register.db"), store.Options{Now: clock.now})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

// seats are desks of which at least one may do each verb.
var seats = []string{"chair", "pharos", "validator", "google", "overseer", "admin"}

// desksOf opens the desk of each seat.
func desksOf(t *testing.T, db *store.DB) []*store.Desk {
	t.Helper()
	var out []*store.Desk
	for _, login := range seats {
		desk, err := db.As(t.Context(), login)
		must(t, err)
		out = append(out, desk)
	}
	return out
}

// answered is what a command wrote and how it ended.
func answered(ctx context.Context, desk *store.Desk, w *lang.Words, d door, words []string, in string) (string, int) {
	var answer strings.Builder
	code := runCommand(ctx, desk, w, d, words, strings.NewReader(in), &answer, &answer)
	return answer.String(), code
}

// TestEveryExampleOfHelpCanBeTyped takes each example as help prints it, types it
// as a shell and ssh would pass it on, and lets it answer on the demonstration.
func TestEveryExampleOfHelpCanBeTyped(t *testing.T) {
	db := openDemoCopy(t)
	desks := desksOf(t, db)
	for _, w := range []*lang.Words{lang.English, lang.French} {
		begins, _, _ := strings.Cut(w.Command.Example, "{example}")
		for _, d := range []door{{}, {address: "desk.example:22"}} {
			for verb := range w.Command.Verbs {
				help, code := answered(t.Context(), desks[0], w, d, append([]string{"help"}, strings.Fields(verb)...), "")
				_, example, found := strings.Cut(help, begins)
				example, _, _ = strings.Cut(example, "\n")
				if code != 0 || !found {
					t.Errorf("%s: help %s has no example (%d):\n%s", w.Code, verb, code, help)
					continue
				}
				words := passedOn(t, example)
				if strings.Contains(help, "  --dry-run ") {
					words = append(words, "--dry-run")
				}
				if command.Follows(words) {
					words = append(words, "--since", "2015-01-01", "--limit", "1")
				}
				answer, code := firstAllowed(t, desks, w, words)
				if slices.Contains([]int{1, 2, 4, 75, 130}, code) {
					t.Errorf("%s: %s = %d: %s", w.Code, example, code, answer)
				}
			}
		}
	}
}

// passedOn are the words of an example as the program gets them: over ssh the
// client's shell takes one layer of quotes, and ssh joins what is left.
func passedOn(t *testing.T, example string) []string {
	t.Helper()
	line, _, _ := strings.Cut(example, " <")
	line, _, _ = strings.Cut(line, " > ")
	words, err := command.Split(line)
	must(t, err)
	if words[0] != "ssh" {
		return words[1:]
	}
	words, err = command.Split(strings.Join(words[slices.IndexFunc(words, func(w string) bool { return strings.Contains(w, "desk.example") })+1:], " "))
	must(t, err)
	return words
}

// firstAllowed is the answer to the first member whose role may do it.
func firstAllowed(t *testing.T, desks []*store.Desk, w *lang.Words, words []string) (answer string, code int) {
	t.Helper()
	for _, desk := range desks {
		ctx, end := context.WithCancel(t.Context())
		answer, code = answered(ctx, desk, w, door{}, words, "texte")
		end()
		if code != 4 {
			break
		}
	}
	return answer, code
}

// TestAReferenceWithoutQuotesIsABeginning: as the manual and the help of --query say.
func TestAReferenceWithoutQuotesIsABeginning(t *testing.T) {
	db := openDemoCopy(t)
	desk, err := db.As(t.Context(), "pharos")
	must(t, err)
	found := func(query string) int {
		q, err := schema.ParseQuery(query)
		must(t, err)
		n, err := desk.CountRequests(t.Context(), q, true)
		must(t, err)
		return n.N
	}
	if all, some := found("GOO-2015"), found("GOO-2015-000"); some < 2 || all <= some {
		t.Errorf("GOO-2015 finds %d, GOO-2015-000 %d", all, some)
	}
	if one := found("GOO-2015-0001"); one != 1 {
		t.Errorf("a whole reference finds %d", one)
	}
	if n := found(`"GOO-2015-000"`); n != 0 {
		t.Errorf("between quotes it is text, yet finds %d", n)
	}
	for _, w := range []*lang.Words{lang.English, lang.French} {
		if help, _ := answered(t.Context(), desk, w, door{}, []string{"help", "request", "list"}, ""); !strings.Contains(help, "GOO-2015-004 ") {
			t.Errorf("%s: help does not tell of it:\n%s", w.Code, help)
		}
	}
}
