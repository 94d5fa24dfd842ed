package widget_test

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

func session(profile termenv.Profile) *widget.Session {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(profile)
	return &widget.Session{Ctx: context.Background(), Words: lang.English, Theme: widget.NewTheme(r, widget.ThemeDark), Zone: time.UTC,
		Now: func() time.Time { return time.Date(2015, 5, 5, 10, 0, 0, 0, time.UTC) }, Copy: func(string) {}, Drafts: map[string][]string{}}
}

var texts = []string{"", "plain", "accentué œuvre", "► ✓ ● ─│…", "日本語", "e\u0301", "👨\u200d👩\u200d👧", "\x1b[1mgras\x1b[0m", "\x1b[38;5;203mé\x1b[0m 漢", "\x1b]52;c;x\x07", "a\tb", "⟨U+202E⟩", "ﷺ", "\xff"}

func FuzzWidthIsTheTerminals(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := widget.Width(s), ansi.StringWidth(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	})
}

func FuzzACellIsAsWideAsAsked(f *testing.F) {
	for i, s := range texts {
		f.Add(s, i)
	}
	f.Fuzz(func(t *testing.T, s string, w int) {
		s, w = schema.VisibleLine(s), min(max(w, 0), 200)
		for _, cell := range []string{widget.Cell(s, w), widget.CellRight(s, w), widget.Ends(s, s, w)} {
			if got := ansi.StringWidth(cell); got != w {
				t.Errorf("%d columns for %q in %d: %q", got, s, w, cell)
			}
		}
	})
}

func FuzzASCIIKeepsTheWidth(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = schema.VisibleLine(s)
		got := widget.ASCII(s)
		if ansi.StringWidth(got) != ansi.StringWidth(s) {
			t.Errorf("%q became %q", s, got)
		}
		for _, r := range got {
			if r > '~' {
				t.Errorf("%q still holds %q", got, r)
			}
		}
	})
}

func TestShortTextsAreCutWithASign(t *testing.T) {
	for _, tc := range []struct {
		in   string
		w    int
		want string
	}{{"abcdef", 4, "abc…"}, {"abc", 3, "abc"}, {"日本語", 4, "日…"}, {"abc", 0, ""}, {"abc", 1, "…"}, {"é", 1, "é"}} {
		if got := widget.Cut(tc.in, tc.w); got != tc.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", tc.in, tc.w, got, tc.want)
		}
	}
}

func TestColumnsLeaveInTheirOrderWhenRoomIsShort(t *testing.T) {
	columns := []widget.Column{{Width: 10}, {Width: 8, Drop: 1}, {Width: 6, Drop: 2}, {Width: 10, Flex: true}}
	for w, want := range map[int]string{50: "[10 8 6 23]", 37: "[10 8 6 10]", 36: "[10 8 0 16]", 29: "[10 0 0 18]", 5: "[10 0 0 1]"} {
		if got := fmt.Sprint(widget.Layout(columns, w)); got != want {
			t.Errorf("at %d: %s, want %s", w, got, want)
		}
	}
}

func TestSequencesOfKeysAreFoundAndBegun(t *testing.T) {
	table := []widget.Key{{Keys: []string{"g g", "home"}}, {Keys: []string{"g q"}}, {Keys: []string{"j", "down"}}}
	for _, tc := range []struct {
		pressed string
		found   int
		more    bool
	}{{"j", 2, false}, {"g", -1, true}, {"g g", 0, false}, {"home", 0, false}, {"g x", -1, false}} {
		key, more := widget.Find(table, tc.pressed)
		if more != tc.more || (key == nil) != (tc.found < 0) || (key != nil && key != &table[tc.found]) {
			t.Errorf("%q: %v, more %v", tc.pressed, key, more)
		}
	}
	if n := len(widget.Following(table, "g")); n != 2 {
		t.Errorf("%d keys follow g, want 2", n)
	}
}

func TestCommandsOfSendAreKnownAndOthersAreNot(t *testing.T) {
	if !widget.Sent(widget.Send(widget.Pop{})) || !widget.Sent(widget.Send(nil)) {
		t.Error("a command of Send is not known")
	}
	for _, cmd := range []tea.Cmd{nil, tea.Quit, func() tea.Msg { return widget.Pop{} }, tea.Batch(widget.Send(1), widget.Send(2))} {
		if widget.Sent(cmd) {
			t.Error("a command is taken for one of Send's")
		}
	}
}

func press(t *testing.T, s widget.Screen, names ...string) tea.Cmd {
	t.Helper()
	var cmd tea.Cmd
	for _, name := range names {
		k := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
		switch name {
		case "enter":
			k = tea.KeyMsg{Type: tea.KeyEnter}
		case "tab":
			k = tea.KeyMsg{Type: tea.KeyTab}
		case "esc":
			k = tea.KeyMsg{Type: tea.KeyEsc}
		case "f2":
			k = tea.KeyMsg{Type: tea.KeyF2}
		case "right":
			k = tea.KeyMsg{Type: tea.KeyRight}
		case "pgdown":
			k = tea.KeyMsg{Type: tea.KeyPgDown}
		case "home":
			k = tea.KeyMsg{Type: tea.KeyHome}
		case "end":
			k = tea.KeyMsg{Type: tea.KeyEnd}
		case "ctrl+v":
			k = tea.KeyMsg{Type: tea.KeyCtrlV}
		}
		cmd = s.Update(k)
	}
	return cmd
}

func TestAFormIsReviewedBeforeItIsSentAndKeptWhenItIsLeft(t *testing.T) {
	s := session(termenv.Ascii)
	sent := ""
	make := func() *widget.Form {
		line, area := widget.NewLine(s, "Object"), widget.NewArea(s, "Text")
		line.Required = true
		pick := widget.NewPick(s, "Level", []string{"a", "b"}, []string{"first", "second"})
		form := widget.NewForm(s, "Title", "draft", line, area, pick)
		form.Review = func() (string, error) { return "goes to " + line.Value(), nil }
		form.Send = func() tea.Cmd { sent = strings.Join(form.Values(), "|"); return nil }
		return form
	}
	form := make()
	press(t, form, "f2")
	if view := form.View(60, 12); !strings.Contains(view, "this field is required") {
		t.Fatalf("sent without what is required:\n%s", view)
	}
	press(t, form, "x", "tab", "l", "enter", "m", "tab", "right", "esc")
	form = make()
	if got := fmt.Sprintf("%q", form.Values()); got != `["x" "l\nm" "b"]` {
		t.Fatalf("the draft came back as %s", got)
	}
	press(t, form, "f2")
	if view := form.View(60, 12); !strings.Contains(view, "goes to x") || sent != "" {
		t.Fatalf("no review, or sent %q:\n%s", sent, view)
	}
	press(t, form, "e", "f2", "y")
	if sent != "x|l\nm|b" {
		t.Errorf("sent %q", sent)
	}
}

func TestFieldsShowWhereOneTypesAndTakeNoClipboardOfTheServer(t *testing.T) {
	s := session(termenv.Ascii)
	p := widget.NewPrompt(s, "Title", "hint", func(string) tea.Cmd { return nil })
	p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a\x1b[2Jb\r\nc\u202e"), Paste: true})
	if cmd := press(t, p, "ctrl+v"); cmd != nil {
		t.Error("Ctrl+V runs a command")
	}
	view := p.View(40, 5)
	if !strings.Contains(view, "a⟨U+001B⟩[2Jb c⟨U+202E⟩") {
		t.Errorf("the paste shows as:\n%s", view)
	}
	if c := p.Cursor(); !c.Visible || c.Y != 1 || c.X != 2+len([]rune("a⟨U+001B⟩[2Jb c⟨U+202E⟩")) {
		t.Errorf("the cursor is at %+v in\n%s", c, view)
	}
	for range 200 {
		press(t, p, "é")
	}
	view = p.View(40, 5)
	if c := p.Cursor(); c.X >= 40 || !strings.Contains(view, "…") {
		t.Errorf("a long line leaves the cursor at %+v in\n%s", c, view)
	}
}

func TestTheCursorOfATextIsFoundAfterWrapping(t *testing.T) {
	s := session(termenv.Ascii)
	area := widget.NewArea(s, "Text")
	form := widget.NewForm(s, "Title", "", area)
	for _, r := range "one two three four five six" {
		press(t, form, string(r))
	}
	view := strings.Split(form.View(20, 10), "\n")
	c := form.Cursor()
	if !c.Visible || c.Y >= len(view) || !strings.HasSuffix(strings.TrimRight(view[c.Y], " "), "six") || c.X != widget.Width(strings.TrimRight(view[c.Y], " ")) {
		t.Errorf("the cursor is at %+v in\n%s", c, strings.Join(view, "\n"))
	}
}

func TestThemesOfOneServerDoNotShareTheirColours(t *testing.T) {
	plain, coloured := session(termenv.Ascii), session(termenv.ANSI256)
	if got := plain.Theme.Alert.Paint("x"); got != "x" {
		t.Errorf("NO_COLOR paints %q", got)
	}
	if got := coloured.Theme.Alert.Paint("x"); ansi.Strip(got) != "x" || got == "x" {
		t.Errorf("256 colours paint %q", got)
	}
	for _, name := range widget.Themes {
		r := lipgloss.NewRenderer(io.Discard)
		r.SetColorProfile(termenv.ANSI)
		th := widget.NewTheme(r, name)
		if th.Cursor.Paint("x") == "x" || th.TabOn.Paint("x") == "x" {
			t.Errorf("%s: the hand does not stand out", name)
		}
	}
}

func TestDatesAndReferencesStayWhole(t *testing.T) {
	for text, want := range map[string][]string{
		"à faire pour 2015-05-20": {"à faire pour", "2015-05-20"},
		"reprend GOO-2015-0042":   {"reprend", "GOO-2015-0042"},
		"la suite : A-2015-017":   {"la suite :", "A-2015-017"},
		"compte-rendu à relire":   {"compte-rendu à", "relire"},
	} {
		if got := widget.Wrap(text, 18); !slices.Equal(got, want) {
			t.Errorf("%q wraps as %q, want %q", text, got, want)
		}
	}
}

func TestFrenchPunctuationStaysWithItsWord(t *testing.T) {
	for text, want := range map[string][]string{
		"laisse le contenu public : retrait": {"laisse le contenu", "public : retrait"},
		"il est dit « licite » partout":      {"il est dit", "« licite » partout"},
		"public:":                            {"public:"},
	} {
		w := 24
		if strings.Contains(text, "«") {
			w = 18
		}
		if got := widget.Wrap(text, w); !slices.Equal(got, want) {
			t.Errorf("%q wraps as %q, want %q", text, got, want)
		}
	}
}
