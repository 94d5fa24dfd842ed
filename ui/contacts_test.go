package ui_test

import (
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
)

func TestWhomToReachIsOneKeyAwayFromEverywhere(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
		g := register()
		g.Contacts = []schema.Contact{
			{Ref: "google/1", Org: "google", Function: "Duty\x1b[2J", Phone: "+33 1 99 00 12 34", Mail: "duty@google.example", Zone: "Europe/Paris", Rank: 1},
			{Ref: "google/2", Org: "google", Function: "Night", Mail: "night@google.example", Hours: "sun 03:00-03:01", Zone: "Europe/Paris", Rank: 2},
		}
		d := open(t, g, "google", ui.Options{Width: size[0], Height: size[1]})
		d.Press("enter", "g", "c")
		d.Shows("google/1", "+33 1 99 00 12 34")
		d.Hides("\x1b[2J")
		d.Press("y")
		if d.Canvas.Copied != "+33 1 99 00 12 34 duty@google.example" {
			t.Errorf("copied %q", d.Canvas.Copied)
		}
		d.Press("q")
		d.Hides("google/1")
	}
}
