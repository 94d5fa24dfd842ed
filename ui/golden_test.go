package ui_test

import (
	"fmt"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// everywhere are the keys that open what belongs to no one screen.
var everywhere = map[string][]string{
	"activity":     {"!"},
	"assign":       {"a"},
	"contacts":     {"g", "c"},
	"create":       {"n"},
	"refusal":      {"m"},
	"drafts":       {"g", "d"},
	"go":           {"g"},
	"help":         {"?"},
	"leave":        {"q"},
	"palette":      {":"},
	"palette-text": {":", "r", "e"},
	"snooze":       {"w", "2", "h"},
	"status":       {"s"},
}

func TestWhatOpensEverywhereLooksAsAgreed(t *testing.T) {
	for _, words := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
			for name, keys := range everywhere {
				g := register()
				g.Contacts = []schema.Contact{
					{Ref: "google/1", Org: "google", Function: "Astreinte", Phone: "+33 1 99 00 12 34", Mail: "astreinte@google.example", Zone: "Europe/Paris", Rank: 1},
					{Ref: "google/2", Org: "google", Function: "Nuit", Mail: "nuit@google.example", Hours: "sun 03:00-03:01", Zone: "Europe/Paris", Rank: 2},
				}
				u := schema.Unsent{Verb: schema.VerbNote, Noun: schema.NounRequest, Subject: g.Find("GOO-2015-0001").ID, Ref: "GOO-2015-0001", Body: "{}"}
				if _, err := g.As("pharos").KeepUnsent(t.Context(), u); err != nil {
					t.Fatal(err)
				}
				d := open(t, g, "pharos", ui.Options{Words: words, Width: size[0], Height: size[1]})
				d.Press(keys...)
				d.Settle() // hints of a prefix come a little later
				uitest.Golden(t, fmt.Sprintf("%s-%s-%dx%d", name, words.Code, size[0], size[1]), d.Screen(), *update)
			}
		}
	}
}
