package meeting_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// rig stands in for the root: it keeps dialogs, finds keys in tables, runs
// commands until nothing more comes, and remembers what was told.
type rig struct {
	t       *testing.T
	s       *widget.Session
	top     widget.Screen
	dialogs []widget.Screen
	told    []string
	fails   []widget.Fail
	beside  []int
	copied  []string
	popped  bool
	pushed  []widget.Screen
}

func newRig(t *testing.T, w *lang.Words) *rig {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	g := &rig{t: t}
	g.s = &widget.Session{
		Ctx: context.Background(), Words: w, Theme: widget.NewTheme(r, ""), Zone: schema.Paris, Now: func() time.Time { return now },
		After: func(_ time.Duration, m tea.Msg) tea.Cmd { return widget.Send(m) },
		Copy:  func(s string) { g.copied = append(g.copied, s) }, Drafts: map[string][]string{},
	}
	return g
}

func (g *rig) open(s widget.Screen) *rig {
	g.top = s
	g.run(s.Init())
	return g
}

func (g *rig) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			g.run(c)
		}
	case widget.Show:
		g.dialogs = append(g.dialogs, msg.Dialog)
		g.run(msg.Dialog.Init())
	case widget.Dismiss:
		if len(g.dialogs) == 0 {
			g.t.Fatal("no dialog to dismiss")
		}
		g.dialogs = g.dialogs[:len(g.dialogs)-1]
		g.run(msg.Then)
	case widget.Tell:
		g.told = append(g.told, msg.Text)
	case widget.Offer:
		g.told = append(g.told, msg.Text)
	case widget.Fail:
		g.fails = append(g.fails, msg)
	case widget.Beside:
		g.beside = append(g.beside, msg.Delta)
	case widget.Push:
		g.pushed = append(g.pushed, msg.Screen)
	case widget.Replace:
		g.pushed = append(g.pushed, msg.Screen)
	case widget.Pop:
		g.popped = true
	default:
		g.send(msg)
	}
}

// send gives a message to the screen and to every dialog.
func (g *rig) send(msg tea.Msg) {
	for _, s := range append([]widget.Screen{g.top}, g.dialogs...) {
		if s != nil {
			g.run(s.Update(msg))
		}
	}
}

func (g *rig) front() widget.Screen {
	if n := len(g.dialogs); n > 0 {
		return g.dialogs[n-1]
	}
	return g.top
}

var special = map[string]tea.KeyType{"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "f2": tea.KeyF2,
	"down": tea.KeyDown, "up": tea.KeyUp, "shift+tab": tea.KeyShiftTab, "ctrl+s": tea.KeyCtrlS, "ctrl+f": tea.KeyCtrlF, "backspace": tea.KeyBackspace}

// press gives keys as their table names: "g g" is a sequence.
func (g *rig) press(names ...string) *rig {
	for _, name := range names {
		if front := g.front(); front.Capturing() {
			g.run(front.Update(keyMsg(name)))
		} else if k, _ := widget.Find(front.Keys(), name); k != nil {
			if err := k.Reason(); err != nil {
				g.fails = append(g.fails, widget.Fail{Err: err})
			} else {
				g.run(k.Run())
			}
		}
	}
	return g
}

func keyMsg(name string) tea.KeyMsg {
	if t, ok := special[name]; ok {
		return tea.KeyMsg{Type: t}
	}
	if name == "space" {
		name = " "
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

func (g *rig) typing(text string) *rig {
	for _, r := range text {
		g.press(string(r))
	}
	return g
}

func (g *rig) view(w, h int) string { return g.front().View(w, h) }

func (g *rig) shows(want ...string) {
	g.t.Helper()
	got := g.view(100, 60)
	for _, text := range want {
		if !strings.Contains(got, text) {
			g.t.Errorf("%q is not shown in\n%s", text, got)
		}
	}
}

func (g *rig) hides(unwanted ...string) {
	g.t.Helper()
	got := g.view(100, 60)
	for _, text := range unwanted {
		if strings.Contains(got, text) {
			g.t.Errorf("%q is shown in\n%s", text, got)
		}
	}
}

// failed reports whether a failure with that reason was shown.
func (g *rig) failed(why schema.Reason) bool {
	return slices.ContainsFunc(g.fails, func(f widget.Fail) bool {
		var fault *schema.Fault
		return errors.As(f.Err, &fault) && fault.Why == why
	})
}
