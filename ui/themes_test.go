package ui_test

import (
	"io"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest/contrast"
	"contactgroup/ui/widget"
)

// dress is a theme on the terminal it is made for.
type dress struct {
	theme      string
	profile    termenv.Profile
	paper, ink string // the terminal's own colours
	least      float64
}

var wardrobe = []dress{
	{widget.ThemeDark, termenv.ANSI256, "#1e1e1e", "#d0d0d0", 4.5},
	{widget.ThemeLight, termenv.ANSI256, "#ffffff", "#000000", 4.5},
	{widget.ThemeContrast, termenv.ANSI256, "#000000", "#ffffff", 7},
	{widget.ThemeSixteen, termenv.ANSI, "#000000", "#d0d0d0", 4.5},
	{widget.ThemeNone, termenv.ANSI256, "#000000", "#d0d0d0", 4.5},
}

func (d dress) renderer() *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(d.profile)
	return r
}

// look is how a piece of a line is shown: colours as SGR names them, "" for the
// terminal's own.
type look struct {
	fg, bg  string
	reverse bool
}

// piece is a part of a line in one look.
type piece struct {
	look
	text string
}

var sequence = regexp.MustCompile("\x1b\\[([0-9;]*)m")

// pieces reads a line; ok is false for a style that no theme has.
func pieces(line string) (out []piece, ok bool) {
	var now look
	at := 0
	for _, m := range sequence.FindAllStringSubmatchIndex(line, -1) {
		if m[0] > at {
			out = append(out, piece{now, line[at:m[0]]})
		}
		if !now.take(line[m[2]:m[3]]) {
			return nil, false
		}
		at = m[1]
	}
	return append(out, piece{now, line[at:]}), true
}

// take follows one sequence.
func (l *look) take(sgr string) bool {
	codes := strings.Split(sgr, ";")
	for i := 0; i < len(codes); i++ {
		switch c := codes[i]; {
		case c == "" || c == "0":
			*l = look{}
		case c == "1" || c == "22":
		case c == "7":
			l.reverse = true
		case (c == "38" || c == "48") && i+2 < len(codes) && codes[i+1] == "5":
			if c == "38" {
				l.fg = codes[i+2]
			} else {
				l.bg = codes[i+2]
			}
			i += 2
		case len(c) == 2 && c[0] == '9': // the bright half of sixteen
			l.fg = map[byte]string{'1': "9", '2': "10", '3': "11", '4': "12", '5': "13", '6': "14", '7': "15"}[c[1]]
		default:
			return false
		}
	}
	return true
}

// contrast is that of the piece on the dress's terminal.
func (l look) contrast(d dress) float64 {
	fg, bg := l.fg, l.bg
	if fg == "" {
		fg = d.ink
	}
	if bg == "" {
		bg = d.paper
	}
	return contrast.Of(fg, bg)
}

// colours are those that the inks of a theme have.
func (d dress) colours(t *testing.T) map[string]bool {
	out := map[string]bool{"": true}
	theme := reflect.ValueOf(*widget.NewTheme(d.renderer(), d.theme))
	for i := range theme.NumField() {
		ink, is := theme.Field(i).Interface().(widget.Ink)
		if !is {
			continue
		}
		painted, ok := pieces(ink.Paint("x"))
		if !ok {
			t.Fatalf("%s: %q", d.theme, ink.Paint("x"))
		}
		for _, p := range painted {
			out[p.fg], out[p.bg] = true, true
		}
	}
	return out
}

func TestEveryScreenIsLegibleInEveryTheme(t *testing.T) {
	for _, d := range wardrobe {
		allowed := d.colours(t)
		if (len(allowed) == 1) != (d.theme == widget.ThemeNone) {
			t.Errorf("%s has %d colours", d.theme, len(allowed)-1)
		}
		for _, s := range scenes {
			desk, _ := s.play(t, ui.Options{Words: lang.French, Renderer: d.renderer(), Settings: schema.Settings{Theme: d.theme}})
			for _, line := range desk.Canvas.Lines {
				shown, ok := pieces(line)
				if !ok {
					t.Errorf("%s, %s: a style of no theme in %q", d.theme, s.name, line)
				}
				for _, p := range shown {
					if !allowed[p.fg] || !allowed[p.bg] {
						t.Errorf("%s, %s: %q in a colour of no ink", d.theme, s.name, p.text)
					}
					if got := p.contrast(d); strings.TrimSpace(p.text) != "" && got < d.least {
						t.Errorf("%s, %s: %q stands out by %.1f, want %.1f", d.theme, s.name, p.text, got, d.least)
					}
				}
			}
		}
	}
}

// What is in the colour of a state somewhere and in another one elsewhere would
// mean by its colour what nobody can read.
func TestNoTextMeansByItsColourWhatItDoesNotSay(t *testing.T) {
	d := wardrobe[0]
	theme := widget.NewTheme(d.renderer(), d.theme)
	states := map[string]bool{}
	for _, ink := range []widget.Ink{theme.Alert, theme.Warn, theme.Good} {
		painted, _ := pieces(ink.Paint("x"))
		states[painted[0].fg] = true
	}
	type sight struct{ colour, scene string }
	said := map[string]sight{} // a text to a reader, and where it was seen
	for _, s := range scenes {
		desk, _ := s.play(t, ui.Options{Words: lang.French, Renderer: d.renderer(), Settings: schema.Settings{Theme: d.theme}})
		for _, line := range desk.Canvas.Lines {
			shown, _ := pieces(line)
			for _, p := range shown {
				text := strings.TrimSpace(p.text)
				if text == "" || p.bg != "" || p.reverse {
					continue
				}
				told := s.login + ": " + text
				was, seen := said[told]
				if seen && was.colour != p.fg && (states[was.colour] || states[p.fg]) {
					t.Errorf("%q is in the colour %q on %s, and in %q on %s", text, was.colour, was.scene, p.fg, s.name)
				}
				if !seen || states[p.fg] {
					said[told] = sight{p.fg, s.name}
				}
			}
		}
	}
}
