package uitest

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Solo drives one screen and its dialogs without the root: it finds keys in
// tables, runs commands until nothing more comes, and remembers what was told.
type Solo struct {
	Session *widget.Session
	Top     widget.Screen
	Dialogs []widget.Screen
	Pushed  []widget.Screen // screens opened above or in place of Top; they are not begun
	Told    []string
	Fails   []widget.Fail
	Beside  []int
	Copied  []string
	Popped  bool
	Presses int

	t testing.TB
}

// NewSolo returns a session without colours at a time that stands, in Paris.
func NewSolo(t testing.TB, w *lang.Words, now time.Time) *Solo {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	g := &Solo{t: t}
	g.Session = &widget.Session{
		Ctx: context.Background(), Words: w, Theme: widget.NewTheme(r, ""), Zone: schema.Paris, Now: func() time.Time { return now },
		After: func(_ time.Duration, m tea.Msg) tea.Cmd { return widget.Send(m) },
		When:  func(<-chan struct{}, tea.Msg) tea.Cmd { return nil },
		Copy:  func(s string) { g.Copied = append(g.Copied, s) }, Drafts: map[string][]string{},
	}
	return g
}

// For lets a subtest be told of what fails.
func (g *Solo) For(t testing.TB) *Solo { g.t = t; return g }

// Open begins a screen.
func (g *Solo) Open(s widget.Screen) *Solo {
	g.Top = s
	g.Run(s.Init())
	return g
}

// Run runs a command and all that follows from it.
func (g *Solo) Run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			g.Run(c)
		}
	case widget.Several:
		for _, m := range msg {
			g.Run(widget.Send(m))
		}
	case widget.Run:
		g.Run(msg.Cmd)
	case widget.Show:
		g.Dialogs = append(g.Dialogs, msg.Dialog)
		g.Run(msg.Dialog.Init())
	case widget.Dismiss:
		if len(g.Dialogs) == 0 {
			g.t.Fatal("no dialog to dismiss")
		}
		g.Dialogs = g.Dialogs[:len(g.Dialogs)-1]
		g.Run(msg.Then)
	case widget.Push:
		g.Pushed = append(g.Pushed, msg.Screen)
	case widget.Replace:
		g.Pushed = append(g.Pushed, msg.Screen)
	case widget.Pop:
		g.Popped = true
	case widget.Tell:
		g.Told = append(g.Told, msg.Text)
	case widget.Final:
		g.Told = append(g.Told, msg.Text)
	case widget.Offer:
		g.Told = append(g.Told, msg.Text)
	case widget.Fail:
		g.Fails = append(g.Fails, msg)
	case widget.Beside:
		g.Beside = append(g.Beside, msg.Delta)
	default:
		g.Send(msg)
	}
}

// Send gives a message to the screen and to every dialog.
func (g *Solo) Send(msg tea.Msg) {
	for _, s := range append([]widget.Screen{g.Top}, g.Dialogs...) {
		if s != nil {
			g.Run(s.Update(msg))
		}
	}
}

// Front is what has the keys.
func (g *Solo) Front() widget.Screen {
	if n := len(g.Dialogs); n > 0 {
		return g.Dialogs[n-1]
	}
	return g.Top
}

// Press gives keys as tables name them: "g g" is a sequence.
func (g *Solo) Press(names ...string) *Solo {
	for _, name := range names {
		g.Presses++
		front := g.Front()
		if front.Capturing() {
			g.Run(front.Update(Key(name)))
			continue
		}
		k, _ := widget.Find(front.Keys(), name)
		switch {
		case k == nil:
		case k.Reason() != nil:
			g.Fails = append(g.Fails, widget.Fail{Err: k.Reason()})
		default:
			g.Run(k.Run())
		}
	}
	return g
}

// Type presses the letters of a text.
func (g *Solo) Type(text string) *Solo {
	for _, r := range text {
		g.Press(string(r))
	}
	return g
}

var named = map[string]tea.KeyType{"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "f2": tea.KeyF2, "down": tea.KeyDown,
	"up": tea.KeyUp, "shift+tab": tea.KeyShiftTab, "ctrl+s": tea.KeyCtrlS, "ctrl+f": tea.KeyCtrlF, "ctrl+t": tea.KeyCtrlT, "ctrl+x": tea.KeyCtrlX, "backspace": tea.KeyBackspace}

// Key is the press of a key named as tables name it.
func Key(name string) tea.KeyMsg {
	if t, ok := named[name]; ok {
		return tea.KeyMsg{Type: t}
	}
	if name == "space" {
		name = " "
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// View draws what has the keys.
func (g *Solo) View(w, h int) string { return g.Front().View(w, h) }

// Shows fails unless each text is in a large frame.
func (g *Solo) Shows(want ...string) {
	g.t.Helper()
	got := g.View(100, 60)
	for _, text := range want {
		if !strings.Contains(got, text) {
			g.t.Errorf("%q is not shown in\n%s", text, got)
		}
	}
}

// Hides fails if one of the texts is in a large frame.
func (g *Solo) Hides(unwanted ...string) {
	g.t.Helper()
	got := g.View(100, 60)
	for _, text := range unwanted {
		if strings.Contains(got, text) {
			g.t.Errorf("%q is shown in\n%s", text, got)
		}
	}
}

// Failed reports whether a failure with that reason was told.
func (g *Solo) Failed(why schema.Reason) bool {
	return slices.ContainsFunc(g.Fails, func(f widget.Fail) bool {
		var fault *schema.Fault
		return errors.As(f.Err, &fault) && fault.Why == why
	})
}

// Fits fails unless a frame keeps its size and lets no control through. A
// dialog may be lower than the page it is laid over.
func (g *Solo) Fits(t interface{ Fatalf(string, ...any) }, w, h int) {
	lines := strings.Split(g.View(w, h), "\n")
	if len(g.Dialogs) == 0 && len(lines) != h || len(lines) > h {
		t.Fatalf("%d×%d: %d lines", w, h, len(lines))
	}
	for _, l := range lines {
		if widget.Width(l) > w {
			t.Fatalf("%d×%d: %q is %d wide", w, h, l, widget.Width(l))
		}
		if strings.ContainsFunc(l, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u202e' || r == '\u200b' }) {
			t.Fatalf("%d×%d: %q lets a control through", w, h, l)
		}
	}
}

// Golden compares a frame with testdata/NAME.golden, blanks at the ends of lines
// left out; with write it makes the file anew.
func Golden(t testing.TB, name, frame string, write bool) {
	t.Helper()
	var b strings.Builder
	for line := range strings.SplitSeq(frame, "\n") {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	path := filepath.Join("testdata", name+".golden")
	if write {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
