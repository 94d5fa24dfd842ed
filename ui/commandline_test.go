package ui_test

import (
	"context"
	"strings"
	"testing"

	"contactgroup/ui"
	"contactgroup/ui/lang"
)

// fewCommands are "contact list", which says something, "contact remove", which
// says nothing, and "contact add", which is refused.
type fewCommands struct{}

func (fewCommands) Names(line string) bool {
	noun, rest, _ := strings.Cut(line, " ")
	return noun == "contact" && rest != ""
}

func (fewCommands) Run(_ context.Context, line string, words *lang.Words) (said string, ok bool) {
	switch {
	case strings.HasPrefix(line, "contact add"):
		return words.Command.Unclosed + "\n", false
	case strings.HasPrefix(line, "contact remove"):
		return "", true
	}
	return "ref       function         telephone\ngoogle/1  Astreinte Google  +33 1 00 00 00 01\nafa/1     Permanence\x1b[31m     +33 1 00 00 00 02\n", true
}

// line is a text as it is typed.
func line(text string) []string {
	keys := strings.Split(text, "")
	for i, k := range keys {
		if k == " " {
			keys[i] = "space"
		}
	}
	return keys
}

func TestThePaletteRunsWhatHasNoKeyAsACommand(t *testing.T) {
	d := open(t, register(), "google", ui.Options{Words: lang.English, Commands: fewCommands{}})
	d.Press(line(":contact list")...)
	d.Shows("contact list  run the command")
	d.Press("enter")
	d.Shows("── : contact list", "google/1  Astreinte Google", "Permanence⟨U+001B⟩[31m")
	d.Press("y")
	if d.Canvas.Copied != "contact list" {
		t.Errorf("copied %q", d.Canvas.Copied)
	}
	d.Press("/", "0", "0", "enter", "?")
	d.Shows("n              next match  ")
	d.Press("esc", "q")
	d.Shows("GOO-2015-0001")
	d.Press(append(line(":contact remove google/1"), "enter")...)
	d.Shows("Nothing to show.")
	d.Press(append(append([]string{"q"}, line(":contact add")...), "enter")...)
	d.Shows("not done", "Unclosed quote: nothing is done.")
	d.Press(append(append([]string{"q"}, line(":contact")...), "enter")...)
	d.Shows("No contact is known")
}

// Where no commands are wired, the palette is what it was.
func TestAPaletteWithoutCommandsOffersNone(t *testing.T) {
	d := open(t, register(), "google", ui.Options{Words: lang.English})
	d.Press(append(line(":contact list"), "enter")...)
	d.Shows("neither a command nor a number")
}
