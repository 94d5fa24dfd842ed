package ui_test

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

// screens are the keys that lead to every screen and dialog from the list.
var screens = map[string][]string{
	"list": nil, "marked": {"*"}, "replies": {"4"}, "actions": {"5"}, "filter": {"/"}, "columns": {"C"}, "status": {"s"}, "label": {"L"}, "snooze": {"w"}, "note": {"c"},
	"assign": {"a"}, "palette": {":"}, "prefix": {"g"}, "activity": {"!"}, "page": {"enter"}, "page's menu": {"enter", "s"}, "meetings": {"g", "m"}, "board": {"g", "a"},
	"contacts": {"g", "c"}, "figures": {"g", "s"}, "registers": {"g", "r"}, "settings": {"g", "p"}, "tour": {"g", "t"}, "views": {"g", "v"}, "new": {"n"}, "leaving": {"q"},
}

// clocks is a register with a request in each light and one that stands.
func clocks() *uitest.Register {
	g := uitest.NewRegister()
	add := func(ref string, due time.Duration, set func(*schema.Request)) {
		r := schema.Request{Ref: ref, Subject: "Retrait", Due: uitest.Noon.Add(due), ClockStart: uitest.Noon.Add(-time.Hour)}
		if set != nil {
			set(&r)
		}
		g.Add(r)
	}
	add("GOO-2015-0001", -time.Hour, nil)
	add("GOO-2015-0002", 50*time.Minute, nil)
	add("GOO-2015-0003", 20*time.Hour, nil)
	add("GOO-2015-0004", time.Hour, func(r *schema.Request) {
		r.State, r.Due, r.ClockStop, r.Ground = schema.StateClarification, time.Time{}, uitest.Noon, schema.GroundClarification
	})
	return g
}

func TestEveryStateIsToldWithoutAnyStyle(t *testing.T) {
	coloured := lipgloss.NewRenderer(&strings.Builder{})
	coloured.SetColorProfile(termenv.ANSI256)
	for _, w := range lang.All {
		for _, o := range []ui.Options{{}, {Renderer: coloured}, {Renderer: coloured, Settings: schema.Settings{Theme: widget.ThemeNone}}, {ASCII: true}} {
			late, soon, fine := widget.SignLate, widget.SignAlarm, widget.SignLive
			if o.ASCII {
				late, soon, fine = widget.ASCII(late), widget.ASCII(soon), widget.ASCII(fine)
			}
			o.Words = w
			d := open(t, clocks(), "pharos", o)
			said := func(want ...string) {
				t.Helper()
				text := ansi.Strip(strings.Join(d.Canvas.Lines, "\n"))
				for _, one := range want {
					if o.ASCII {
						one = widget.ASCII(one)
					}
					if !strings.Contains(text, one) {
						t.Errorf("%s, ASCII %v: %q is told by style alone:\n%s", w.Code, o.ASCII, one, text)
					}
				}
			}
			q := w.Queue
			said(late+" "+q.Late, soon+" 45 min", fine+" 20 h 00", q.Standing, "P3")
			since, _, _ := strings.Cut(q.DueLights[schema.Red], " {")
			said(late + " " + since)
			d.Press("space", "k")
			said(widget.SignMark, q.Marked.One)
			d.Press("esc", "g", "g", "enter")
			said(late+" "+w.Domain.Lights[schema.Red], w.Domain.States[schema.StateSent])
			d.Press("q", "j", "enter")
			said(soon + " " + w.Domain.Lights[schema.Amber])
		}
	}
}

func TestNoLabelHintOrHeadingIsCutAt80Columns(t *testing.T) {
	for _, w := range lang.All {
		for _, login := range []string{"pharos", "google", "secretariat"} {
			for name, keys := range screens {
				d := open(t, clocks(), login, ui.Options{Words: w})
				d.Press(keys...)
				d.Settle()
				for y, line := range d.Canvas.Lines {
					text := ansi.Strip(line)
					heading := strings.HasPrefix(text, widget.SignRule) || y == 0 || y == len(d.Canvas.Lines)-1
					if rest := strings.TrimSuffix(text, "g"+widget.SignMore+" "); heading && strings.Contains(rest, widget.SignMore) && !strings.HasPrefix(text, widget.SignRule+widget.SignRule+" g"+widget.SignMore) {
						t.Errorf("%s, %s, %s: cut: %q", w.Code, login, name, text)
					}
				}
			}
		}
	}
}

func TestATerminalOfASCIIGetsNothingElseOnAnyScreen(t *testing.T) {
	for _, w := range lang.All {
		for name, keys := range screens {
			d := open(t, clocks(), "pharos", ui.Options{Words: w, ASCII: true})
			d.Press(keys...)
			d.Settle()
			for _, line := range d.Canvas.Lines {
				if text := ansi.Strip(line); strings.ContainsFunc(text, func(r rune) bool { return r > '~' || r < ' ' }) {
					t.Errorf("%s, %s: %q", w.Code, name, text)
				}
			}
			g, chosen := clocks(), schema.Settings{Glyphs: "ascii"}
			g.Settings = map[string]schema.Settings{"pharos": chosen}
			d = open(t, g, "pharos", ui.Options{Words: w, Settings: chosen})
			d.Press(keys...)
			d.Settle()
			for _, line := range d.Canvas.Lines {
				if text := ansi.Strip(line); strings.ContainsFunc(text, func(r rune) bool { return r > '~' && !unicode.IsLetter(r) }) {
					t.Errorf("%s, %s, signs of ASCII chosen: %q", w.Code, name, text)
				}
			}
		}
	}
}
