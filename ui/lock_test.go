package ui_test

import (
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/uitest"
)

func TestACoveredDeskShowsNothingAndTakesNoKeyButEnter(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 12}, {20, 5}} {
		g := uitest.NewRegister()
		g.Add(schema.Request{Ref: "GOO-2015-0001"})
		fr, en := desks(t, g, ui.Options{Width: size[0], Height: size[1]})
		en.Press("/")
		en.Type("video")
		for _, d := range []*uitest.Driver{fr, en} {
			before := d.Screen()
			d.Send(ui.Lock{})
			d.Hides("GOO-2015-0001", "video", "À traiter", "To do")
			for _, line := range strings.Split(d.Screen(), "\n") {
				if len([]rune(line)) > size[0] {
					t.Errorf("%v: too wide: %q", size, line)
				}
			}
			covered := d.Screen()
			d.Press("j", "Q", "i", "esc", "ctrl+c", "z")
			d.Paste("enter\n")
			if d.Screen() != covered {
				t.Errorf("%v: a key did something:\n%s", size, d.Screen())
			}
			d.Press("enter")
			if d.Screen() != before {
				t.Errorf("%v: not as it was:\n%s\n%s", size, before, d.Screen())
			}
		}
	}
	fr, en := desks(t, uitest.NewRegister(), ui.Options{})
	fr.Send(ui.Lock{})
	en.Send(ui.Lock{})
	fr.Shows("Écran couvert", "Entrée")
	en.Shows("screen is covered", "Enter")
}
