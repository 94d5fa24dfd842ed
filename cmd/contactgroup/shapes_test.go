package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"contactgroup/ui/lang"
)

// TestEveryListHasTheOneEnvelope: schema, items, next, count, and nothing else.
func TestEveryListHasTheOneEnvelope(t *testing.T) {
	desks := desksOf(t, openDemoCopy(t))
	lists := 0
	for verb := range lang.English.Command.Verbs {
		if words := strings.Fields(verb); len(words) == 2 && words[1] == "list" {
			lists++
			if words[0] == "attachment" {
				words = append(words, "GOO-2015-0001")
			}
			answer, code := firstAllowed(t, desks, lang.English, append(words, "--json"))
			var list map[string]json.RawMessage
			if err := json.Unmarshal([]byte(answer), &list); err != nil || code != 0 {
				t.Errorf("%s --json = %d: %s", verb, code, answer)
				continue
			}
			members := slices.Sorted(maps.Keys(list))
			if want := []string{"count", "items", "next", "schema"}; !slices.Equal(members, want) || string(list["schema"]) != "1" || list["items"][0] != '[' {
				t.Errorf("%s --json has %q, want %q", verb, members, want)
			}
		}
	}
	if lists < 18 {
		t.Errorf("only %d lists", lists)
	}
}

// sideMembers are those of a request that are the ministry's alone, in order.
var sideMembers = strings.Fields("author case created_at credibility recommendations recommended reverify_at similar visa_at visa_by")

// TestWhatAnOperatorMayNotSeeIsNotThere: members of a request that the ministry
// alone has are absent from an operator's JSON, not null.
func TestWhatAnOperatorMayNotSeeIsNotThere(t *testing.T) {
	db := openDemoCopy(t)
	members := func(login string, words ...string) map[string]json.RawMessage {
		desk, err := db.As(t.Context(), login)
		must(t, err)
		answer, code := answered(t.Context(), desk, lang.English, door{}, append(words, "--json"), "")
		var doc struct {
			Item  map[string]json.RawMessage
			Items []map[string]json.RawMessage
		}
		if err := json.Unmarshal([]byte(answer), &doc); err != nil || code != 0 {
			t.Fatalf("%s: %v = %d: %s", login, words, code, answer)
		}
		if doc.Item == nil {
			doc.Item = doc.Items[0]
		}
		return doc.Item
	}
	for _, words := range [][]string{{"request", "show", "GOO-2015-0001"}, {"request", "list", "--all", "--query", "GOO-2015-0001"}} {
		own, theirs := members("pharos", words...), members("google", words...)
		var hidden []string
		for name := range own {
			if _, there := theirs[name]; !there {
				hidden = append(hidden, name)
			}
		}
		slices.Sort(hidden)
		if !slices.Equal(hidden, sideMembers) {
			t.Errorf("%v: an operator's answer lacks %q, want %q", words, hidden, sideMembers)
		}
	}
}
