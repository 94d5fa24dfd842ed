package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"contactgroup/store"
	"contactgroup/ui/lang"
)

// guardedLine is a write on the first thing of a list, REF, by who may do it.
type guardedLine struct {
	login, list, line string
	in                string // on stdin
}

// guardedLines has a write for each noun whose things have revisions, several
// where they are written in different ways.
var guardedLines = []guardedLine{
	{"admin", "organisation list --query google", "organisation update REF --name X", ""}, {"admin", "organisation list --query google", "organisation disable REF", ""},
	{"admin", "member list --query afa", "member update REF --name X", ""}, {"admin", "member list --query afa", "member disable REF", ""},
	{"admin", "key list --query google", "key update REF --label x", ""}, {"admin", "key list --query google", "key revoke REF", ""},
	{"google", "contact list --organisation google", "contact update REF --notes x", ""}, {"google", "contact list --organisation google", "contact remove REF", ""},
	{"chair", "commitment list", "commitment update REF --evidence x", ""}, {"chair", "article list", "article update REF --title x", ""}, {"google", "article list", "article endorse REF", ""},
	{"secretariat", "training list --all", "training update REF --trained 3", ""}, {"secretariat", "sheet list", "sheet update REF --title x", "texte"},
	{"chair", "meeting list --query 2015-05-06", "meeting edit REF --title x", ""}, {"chair", "meeting list --query 2015-05-06", "meeting agenda REF add Point", ""},
	{"google", "view list", "view save REF --query mine", ""}, {"google", "view list", "view update REF --slot 7", ""}, {"google", "view list", "view remove REF", ""},
	{"chair", "action list", "action due REF 20/12", ""}, {"chair", "action list", "action note REF", "note"},
	{"google", "request list --query status:sent", "request claim REF", ""}, {"google", "request list --query status:sent", "request note REF", "note"},
	{"google", "request list --query status:sent", "reply add REF --outcome removed_law", ""},
	{"pharos", "request list --query status:sent", "request label REF P0 --reason x", ""}, {"pharos", "request list --query status:draft", "request edit REF", `{"subject":"Autre"}`},
	{"google", "template list", "template update REF --purpose reply", ""}, {"google", "template list", "template remove REF", ""},
}

// firstOf is the reference and the revision of the first thing of a list.
func firstOf(t *testing.T, desk *store.Desk, list string) (ref string, rev int, shown string) {
	t.Helper()
	shown, code := answered(t.Context(), desk, lang.English, door{}, append(strings.Fields(list), "--json"), "")
	var found struct{ Items []map[string]any }
	if err := json.Unmarshal([]byte(shown), &found); err != nil || code != 0 || len(found.Items) == 0 {
		t.Fatalf("%s: %s = %d: %s", desk.Who().Login, list, code, shown)
	}
	for _, name := range []string{"fingerprint", "ref", "code", "login", "name"} {
		if text, ok := found.Items[0][name].(string); ok {
			ref = text
			break
		}
	}
	number, ok := found.Items[0]["rev"].(float64)
	if !ok {
		number, ok = found.Items[0]["version"].(float64) // a sheet is its text: its versions are its revisions
	}
	if !ok {
		t.Fatalf("%s: %s tells no revision: %s", desk.Who().Login, list, shown)
	}
	return ref, int(number), shown
}

// TestAWriteForAnotherRevisionChangesNothing: it ends with 5 and says so, and
// that for the revision that there is may be done.
func TestAWriteForAnotherRevisionChangesNothing(t *testing.T) {
	db := openDemoCopy(t)
	desk := func(login string) *store.Desk {
		d, err := db.As(t.Context(), login)
		must(t, err)
		return d
	}
	if answer, code := answered(t.Context(), desk("google"), lang.English, door{}, strings.Fields("view save urgences --query label:P0"), ""); code != 0 {
		t.Fatalf("a view is kept = %d %s", code, answer)
	}
	for _, tc := range guardedLines {
		d := desk(tc.login)
		ref, rev, before := firstOf(t, d, tc.list)
		words := strings.Fields(tc.line)
		words[slices.Index(words, "REF")] = ref
		stale, code := answered(t.Context(), d, lang.English, door{}, append(slices.Clone(words), "--if-rev", fmt.Sprint(rev+1)), tc.in)
		if code != 5 || !strings.Contains(stale, "changed meanwhile") {
			t.Errorf("%s: %s for revision %d of %d = %d: %s", tc.login, tc.line, rev+1, rev, code, stale)
		}
		if _, _, after := firstOf(t, d, tc.list); after != before {
			t.Errorf("%s: %s for another revision changed\n%s to\n%s", tc.login, tc.line, before, after)
		}
		if answer, code := answered(t.Context(), d, lang.English, door{}, append(words, "--dry-run", "--if-rev", fmt.Sprint(rev)), tc.in); code != 0 {
			t.Errorf("%s: %s for its revision = %d: %s", tc.login, tc.line, code, answer)
		}
	}
}

// TestWhatAdministratorsDoCountsRevisions: one more for each change, none for what changes nothing.
func TestWhatAdministratorsDoCountsRevisions(t *testing.T) {
	db := openDemoCopy(t)
	admin, err := db.As(t.Context(), "admin")
	must(t, err)
	for _, tc := range []struct{ list, line string }{
		{"organisation list --query google", "organisation update google --name Alphabet"}, {"member list --query afa", "member update afa --name Permanence"}, {"key list --query google", "key update REF --label bureau"},
	} {
		ref, rev, _ := firstOf(t, admin, tc.list)
		for _, want := range []int{rev + 1, rev + 1} { // the second time nothing changes
			answer, code := answered(t.Context(), admin, lang.English, door{}, append(strings.Fields(strings.ReplaceAll(tc.line, "REF", ref)), "--json=rev"), "")
			_, now, _ := firstOf(t, admin, tc.list)
			if code != 0 || now != want || !strings.Contains(answer, fmt.Sprintf(`"rev": %d`, want)) {
				t.Errorf("%s: revision %d, want %d (%d %s)", tc.line, now, want, code, answer)
			}
		}
	}
	google, err := db.As(t.Context(), "google")
	must(t, err)
	for _, list := range []string{"organisation list", "member list", "key list"} {
		if shown, _ := answered(t.Context(), google, lang.English, door{}, append(strings.Fields(list), "--json"), ""); strings.Contains(shown, `"rev"`) {
			t.Errorf("a correspondent sees revisions: %s", shown)
		}
	}
}

// makesAnew are the writes that have no revision to be made for: they make
// something, concern what has none, or are guarded by their state.
var makesAnew = strings.Fields("add new import start end acknowledge set undo redo use cadence")

// TestEveryWriteOnAThingWithARevisionIsGuarded fails when a verb is added without --if-rev.
func TestEveryWriteOnAThingWithARevisionIsGuarded(t *testing.T) {
	db := openDemoCopy(t)
	chair, err := db.As(t.Context(), "chair")
	must(t, err)
	exempt := []string{"invitation revoke", "clock update", "regime update", "retention update", // one code, versions that are kept
		"settings mail", "settings quiet", "settings digest"} // one's own, as settings set
	for verb := range lang.English.Command.Verbs {
		help, _ := answered(t.Context(), chair, lang.English, door{}, append([]string{"help"}, strings.Fields(verb)...), "")
		words := strings.Fields(verb)
		if !strings.Contains(help, "  --dry-run ") || slices.Contains(exempt, verb) || slices.Contains(makesAnew, words[len(words)-1]) {
			continue
		}
		if !strings.Contains(help, "  --if-rev ") {
			t.Errorf("%s has no --if-rev", verb)
		}
	}
}
