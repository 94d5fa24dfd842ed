package ui_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// rooms are the ways to each page of the desk, from the list.
var rooms = [][]string{{}, {"3"}, {"4"}, {"5"}, {"enter"}, {"4", "enter"}, {"="}, {"g", "a"}, {"g", "c"}, {"g", "s"}, {"g", "m"}, {"g", "m", "enter"}, {"g", "m", "enter", "S"},
	{"5", "enter"}, {"g", "r"}, {"g", "r", "enter"}, {"g", "r", "enter", "enter"}, {"g", "r", "j", "enter"}, {"g", "r", "j", "enter", "enter"}, {"g", "r", "j", "j", "enter"},
	{"g", "r", "j", "j", "enter", "enter"}, {"g", "r", "j", "j", "j", "enter"}, {"g", "r", "G", "k", "enter"}, {"g", "r", "G", "enter"}, {"g", "p"}}

// moving are the keys that have nowhere to go at an end, or in what is shown whole.
var moving = []string{"j", "k", "J", "K", "n", "N", "g g", "G", "ctrl+d", "ctrl+u", "pgdown", "pgup", "h", "l", "esc", "space", "tab", "shift+tab", "ctrl+f", "ctrl+b", "f", "b"}

func TestAKeyThatIsOfferedDoesSomethingOrTellsWhyNot(t *testing.T) {
	full := func() *uitest.Register {
		g := workday()
		sitting(schema.MeetingHeld)(t, g)
		return g
	}
	for _, login := range []string{"pharos", "secretariat", "validator", "google", "overseer", "admin"} {
		for of, register := range map[string]func() *uitest.Register{"with work": full, "with nothing in it": uitest.NewRegister} {
			for _, way := range rooms {
				come := func() *uitest.Driver { return comeTo(t, register(), login, way) }
				for _, name := range offered(come()) {
					d := come()
					before := d.Screen()
					d.Press(strings.Split(name, " ")...)
					if d.Screen() == before && d.Canvas.Copied == "" {
						t.Errorf("%s, in a register %s, after %v: %s does nothing, and says nothing", login, of, way, name)
					}
				}
			}
		}
	}
}

func comeTo(t *testing.T, g *uitest.Register, login string, way []string) *uitest.Driver {
	t.Helper()
	o := ui.Options{Words: lang.English, Width: 140, Height: 40}
	o.Meeting.Export = func(context.Context, string, string, string) ([]byte, error) { return []byte("# Actions\n"), nil }
	d := open(t, g, login, o)
	d.Press(way...)
	d.Settle()
	return d
}

// offered are the keys of the page in sight that may be pressed now.
func offered(d *uitest.Driver) []string {
	all := d.Model.Showing()
	var out []string
	for _, k := range all[len(all)-1].Keys() {
		if k.Reason() == nil && !slices.Contains(moving, k.Keys[0]) {
			out = append(out, k.Keys[0])
		}
	}
	return out
}
