package ui_test

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
)

var update = flag.Bool("update", false, "write the golden frames anew")

// settingKeys open the settings and choose the n-th value of one.
func settingKeys(key string, value int) []string {
	keys := []string{"g", "p"}
	for _, k := range schema.SettingKeys {
		if k.Key == key {
			break
		}
		keys = append(keys, "j")
	}
	return append(keys, "enter", fmt.Sprint(value))
}

func coloured() *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.ANSI256)
	return r
}

func TestALanguageChosenIsThatOfTheLiveScreenAndIsKept(t *testing.T) {
	g := register()
	d := open(t, g, "pharos", ui.Options{Words: lang.French})
	d.Shows("1 À traiter 2", "? aide")
	d.Press(settingKeys("language", 3)...)
	d.Shows("1 To do 2", "Settings", "? help", "Language: English.")
	if got := g.Settings["pharos"].Lang; got != schema.English {
		t.Errorf("kept %q", got)
	}
	d.Press("q", "?")
	d.Type("claim")
	d.Shows("claim")
	d.Press("esc", "j")
	if !strings.Contains(d.Hand(), "GOO-2015-0002") {
		t.Errorf("the hand is at %q", d.Hand())
	}
}

func TestATimeZoneChosenIsThatOfAllTimes(t *testing.T) {
	g := register()
	g.Demo = true
	d := open(t, g, "pharos", ui.Options{Words: lang.English, Width: 100})
	d.Shows("12:00")
	d.Press("g", "p", "j", "enter")
	d.Type("Asia/Tokyo")
	d.Press("enter")
	d.Shows("‹ Asia/Tokyo ›", "19:00")
	d.Press("enter")
	d.Type("Mars/Base")
	d.Press("enter")
	d.Shows("Mars/Base")
	if got := g.Settings["pharos"].Zone; got != "Asia/Tokyo" {
		t.Errorf("kept %q", got)
	}
	d.Press("enter", "enter")
	d.Shows("‹ the organisation’s ›", "12:00")
}

func TestAThemeChosenIsThatOfTheLiveScreen(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{Renderer: coloured()})
	seen := map[string]string{}
	for i, name := range schema.SettingKeys[2].Values {
		d.Press(append(settingKeys("theme", i+1), "q")...)
		frame := strings.Join(d.Canvas.Lines, "\n")
		for other, same := range seen {
			if same == frame {
				t.Errorf("%s looks as %s", name, other)
			}
		}
		seen[name] = frame
		if colours := strings.Contains(frame, "38;5;") || strings.Contains(frame, "\x1b[9"); colours == (name == "none") {
			t.Errorf("%s has colours: %v", name, colours)
		}
	}
}

func TestSignsChosenAreThoseOfTheLiveScreenAndLettersKeepTheirAccents(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{Words: lang.French})
	d.Press(append(settingKeys("glyphs", 2), "q")...)
	d.Shows("1 À traiter 2|2 Miennes 0", " > GOO-2015-0001", "Première")
	d.Press(settingKeys("language", 3)...)
	for range schema.SettingKeys {
		for _, line := range d.Canvas.Lines {
			for _, r := range line {
				if r > '~' && !strings.ContainsRune("çÀè", r) {
					t.Fatalf("%q in %q", r, line)
				}
			}
		}
		d.Press("j")
	}
}

func TestTheMouseIsSilentUntilItIsWanted(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	if d.Canvas.Mice {
		t.Error("on from the beginning")
	}
	d.Press(settingKeys("mouse", 2)...)
	if !d.Canvas.Mice {
		t.Error("off though chosen")
	}
	d.Press("left")
	if d.Canvas.Mice {
		t.Error("on though no longer chosen")
	}
}

func TestTheWheelMovesAndAClickChoosesForThoseWhoWantIt(t *testing.T) {
	press := func(b tea.MouseButton, y int) tea.MouseMsg {
		return tea.MouseMsg{Action: tea.MouseActionPress, Button: b, X: 5, Y: y}
	}
	for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
		d := open(t, register(), "pharos", ui.Options{Width: size[0], Height: size[1]})
		at := func(ref string) {
			t.Helper()
			if !strings.Contains(d.Hand(), ref) {
				t.Errorf("%v: the hand is at %q, want %s", size, d.Hand(), ref)
			}
		}
		d.Send(press(tea.MouseButtonWheelDown, 3))
		at("GOO-2015-0001")
		d.Press(append(settingKeys("mouse", 2), "q")...)
		d.Send(press(tea.MouseButtonWheelDown, 3))
		at("GOO-2015-0002")
		y := slices.IndexFunc(strings.Split(d.Screen(), "\n"), func(line string) bool { return strings.Contains(line, "GOO-2015-0001 ▲ 1 h 00") })
		d.Send(press(tea.MouseButtonLeft, y))
		at("GOO-2015-0001")
		d.Send(press(tea.MouseButtonLeft, 0))
		d.Send(press(tea.MouseButtonLeft, size[1]-1))
		at("GOO-2015-0001")
	}
}

func TestAccessibleModeLeavesForTheDeskByNumbers(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	d.Press(settingKeys("accessible", 2)...)
	if !d.Left || !d.Model.Linear() {
		t.Errorf("left %v, for the desk by numbers %v", d.Left, d.Model.Linear())
	}
}

func TestSettingsThatCannotBeKeptAreToldAndStayAsTheyWere(t *testing.T) {
	g := register()
	d := open(t, g, "pharos", ui.Options{})
	d.Press("g", "p")
	g.Broken = &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyAway}
	d.Press("enter", "2")
	d.Shows("‹ the terminal’s ›", "(! no. 1)")
}

func TestTheFirstVisitIsOfferedSettingsAndATourOnce(t *testing.T) {
	for _, w := range lang.All {
		g := register()
		o := ui.Options{Words: w, Greeting: "last login"}
		d := open(t, g, "pharos", o)
		d.Shows("GOO-2015-0001", w.Settings.First)
		if g.Settings["pharos"].Tour != schema.TourSeen {
			t.Error("not kept that it was offered")
		}
		d.Press("j")
		d.Hides(w.Settings.First)
		if !strings.Contains(d.Hand(), "GOO-2015-0002") {
			t.Error("the first key did not move the hand")
		}
		o.Settings = g.Settings["pharos"]
		again := open(t, g, "pharos", o)
		again.Hides(w.Settings.First)
		again.Shows("last login")
	}
}

func TestTheTourShowsTenKeysOfTheTableAndIsLeftAtAnyKey(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {40, 12}} {
			d := open(t, register(), "google", ui.Options{Words: w, Width: size[0], Height: size[1]})
			d.Press("g", "t")
			for n := 1; n <= 10; n++ {
				d.Shows(lang.Fill(w.Settings.TourTitle, "n", fmt.Sprint(n), "total", "10"), w.Settings.TourNext)
				d.Press("space")
			}
			d.Hides(w.Settings.TourNext)
			for _, key := range []string{"q", "esc", "x", "j"} {
				d.Press("g", "t", "space", key)
				d.Hides(w.Settings.TourNext)
			}
			d.Press("?")
			d.Type(w.Settings.Tour)
			d.Press("enter")
			d.Shows(w.Settings.TourNext)
		}
	}
}

func TestEverySettingIsReachedAtEverySize(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range append(sizes, little) {
			d := open(t, register(), "pharos", ui.Options{Words: w, Width: size[0], Height: size[1]})
			d.Press("g", "p")
			for _, k := range schema.SettingKeys {
				d.Shows("► " + w.Settings.Names[k.Key][:4])
				d.Press("j")
			}
		}
	}
}
