package ui_test

import (
	"slices"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/queue"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

// tablesOf are the tables of keys on which menus of statuses open.
func tablesOf(t *testing.T, g *uitest.Register) [][]widget.Key {
	solo := uitest.NewSolo(t, lang.English, uitest.Noon)
	var tables [][]widget.Key
	for _, login := range []string{"pharos", "google"} {
		tables = append(tables, queue.New(solo.Session, g.As(login), queue.Doors{}, 24).Keys(), item.New(solo.Session, g.As(login), "GOO-2015-0001").Keys())
	}
	return tables
}

func TestALetterOfAMenuIsThatOfTheKeyAndOfNoOther(t *testing.T) {
	for _, table := range tablesOf(t, register()) {
		for _, v := range schema.RequestVerbs() {
			letter := widget.MenuKey(v, "")
			for _, k := range table {
				switch {
				case letter != "" && slices.Contains(k.Keys, letter) && k.Verb != v && !(v == schema.VerbAmend && k.Verb == schema.VerbEdit):
					t.Errorf("%s is %s in the menu and %q as a key", letter, v, k.Help)
				case k.Verb == v && len(k.Keys[0]) == 1 && k.Keys[0] != letter && k.Keys[0] != "R":
					t.Errorf("%s is %q in the menu and %s as a key", v, letter, k.Keys[0])
				}
			}
		}
	}
	if got := widget.MenuKey(schema.VerbSend, schema.VerbSend); got != "u" {
		t.Errorf("the next step is %q in the menu", got)
	}
}

func TestTheHintsKeepHelpPaletteSearchAndTheWayOut(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
			for _, login := range []string{"pharos", "google", "secretariat"} {
				for _, keys := range [][]string{nil, {"*"}, {"5"}, {"4"}, {"enter"}} {
					d := open(t, register(), login, ui.Options{Words: w, Width: size[0], Height: size[1]})
					d.Press(keys...)
					k, search := w.Root.Keys, w.Queue.Keys.HintFilter
					if len(keys) > 0 && keys[0] == "enter" {
						search = w.Widget.Search
					}
					if d.Shows("? "+k.HintHelp, "q "+k.HintBack); size[0] < 60 {
						d.Shows(": ", "/ ")
						continue
					}
					d.Shows(": "+k.HintPalette, "/ "+search)
				}
			}
		}
	}
}

func TestNothingIsHintedThatCannotBeDoneNow(t *testing.T) {
	g := register()
	g.Change("GOO-2015-0001", func(r *schema.Request) { r.State = schema.StateInProgress })
	for _, where := range [][]string{{"k"}, {"enter"}} {
		d := open(t, g, "google", ui.Options{Width: 140, Height: 40})
		d.Press(where...)
		d.Shows("i claim")
		d.Press("i", "esc")
		d = open(t, g, "google", ui.Options{Width: 140, Height: 40})
		d.Press(where...)
		d.Hides("i claim")
		d.Press("i")
		d.Shows("already yours")
		g.Change("GOO-2015-0001", func(r *schema.Request) { r.Assignee, r.AssigneeLogin, r.AssigneeName = 0, "", "" })
	}
}

func TestThePaletteTeachesTheKeyOfWhatCannotBeDoneNow(t *testing.T) {
	d := open(t, register(), "google", ui.Options{Width: 100, Height: 40})
	d.Press(":")
	d.Type("release")
	d.Shows("► A       release", "is with nobody")
}

func TestWhatABatchWasRefusedOnIsTwoKeysAwayFromEverywhere(t *testing.T) {
	for _, page := range [][]string{nil, {"enter"}, {"g", "m"}, {"g", "a"}, {"5"}} {
		g := register()
		d := open(t, g, "pharos", ui.Options{Width: 100, Height: 40})
		d.Press(append([]string{"*", "x"}, page...)...) // neither is answered
		d.Press("g", "f")
		d.Shows("GOO-2015-0001", "GOO-2015-0002", "cannot close. Possible if: answered.")
	}
}
