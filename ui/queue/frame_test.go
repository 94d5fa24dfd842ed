package queue_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden frames anew")

func TestFramesAsAgreed(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}, {30, 8}} {
			for _, scene := range []struct {
				name  string
				login string
				keys  []string
			}{
				{"requests", "pharos", []string{"j", "space"}},
				{"operator", "google", nil},
				{"replies", "pharos", []string{"4"}},
				{"actions", "secretariat", []string{"5"}},
				{"status", "pharos", []string{"j", "s"}},
				{"help", "pharos", []string{"?"}},
			} {
				name := fmt.Sprintf("%s-%s-%dx%d", scene.name, w.Code, size[0], size[1])
				t.Run(name, func(t *testing.T) {
					d := open(t, group(), scene.login, ui.Options{Words: w, Width: size[0], Height: size[1]})
					d.Press(scene.keys...)
					golden(t, name, d.Screen())
				})
			}
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	got += "\n"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: run go test ./ui/queue -update", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the frame changed (-want +got):\n%s", diff)
	}
}

// hostile are texts that break screens which count letters instead of columns,
// or which pass on what they are given.
var hostile = []string{"👨\u200d👩\u200d👧\u200d👦 famille 🇫🇷", "日本語のテキスト", "e\u0301te\u0301 NFD", "\x1b[2J\x1b]52;c;AAAA\x07", "عربي \u202e abc \u202c", "a\u200bb\u2028c\u202ed",
	"\t\r\n\b", "ﷺﷺﷺ", strings.Repeat("très long ", 40), "", "\u009b31m", "क्षि", "👍🏽❤\ufe0f\u200d🔥"}

func hostileGroup(pick func(string) string) *uitest.Register {
	g := uitest.NewRegister()
	for i := range 5 {
		g.Add(schema.Request{Ref: fmt.Sprintf("GOO-2015-%04d", i), Subject: pick("subject"), Due: uitest.Noon.Add(time.Duration(i) * time.Hour), ClockStart: uitest.Noon,
			Assignee: 12, AssigneeName: pick("name"), Reasons: pick("reasons"), Contents: []schema.Content{{N: 1, URL: "https://exemple.example/" + pick("url")}}})
	}
	g.AddReply("GOO-2015-0001", schema.Reply{Text: pick("reply")})
	g.AddAction(schema.Action{Ref: "A-2015-001", Text: pick("action"), Member: pick("member"), Notes: pick("notes")})
	return g
}

// pressed are keys after which a frame must still be whole.
var pressed = []string{"j", "k", "G", "1", "2", "4", "5", "space", "*", "/", "s", "?", ":", "c", "L", "d", "a", "enter", "esc", "p", "f", "!", "g", "tab", "o", "down", "x", "q", "ctrl+d"}

func TestEveryFrameFitsItsTerminalExactly(t *testing.T) {
	coloured := lipgloss.NewRenderer(&strings.Builder{})
	coloured.SetColorProfile(termenv.ANSI256)
	rapid.Check(t, func(r *rapid.T) {
		pick := func(label string) string { return rapid.SampledFrom(hostile).Draw(r, label) }
		o := ui.Options{Width: rapid.IntRange(1, 200).Draw(r, "w"), Height: rapid.IntRange(1, 60).Draw(r, "h"),
			Words: rapid.SampledFrom(lang.All).Draw(r, "words"), ASCII: rapid.Bool().Draw(r, "ascii")}
		if rapid.Bool().Draw(r, "coloured") {
			o.Renderer = coloured
		}
		d := open(t, hostileGroup(pick), "pharos", o)
		whole(r, d, o.ASCII)
		for range rapid.IntRange(0, 6).Draw(r, "presses") {
			if rapid.Bool().Draw(r, "resize") {
				d.Resize(rapid.IntRange(0, 200).Draw(r, "w"), rapid.IntRange(0, 60).Draw(r, "h"))
			}
			d.Press(rapid.SampledFrom(pressed).Draw(r, "key"))
			whole(r, d, o.ASCII)
			if err := d.Model.Err(); err != nil {
				r.Fatalf("the session ended: %v\n%s", err, err.(*ui.Crash).Stack)
			}
			if d.Left {
				return
			}
		}
	})
}

// whole fails unless the newest frame has exactly its lines, none too wide, and
// no sequence in it but styles.
func whole(r *rapid.T, d *uitest.Driver, ascii bool) {
	c := d.Canvas
	if len(c.Lines) != c.H {
		r.Fatalf("%d lines on a screen of %d×%d:\n%s", len(c.Lines), c.W, c.H, d.Screen())
	}
	for y, line := range c.Lines {
		if w := ansi.StringWidth(line); w > c.W {
			r.Fatalf("line %d takes %d columns of %d: %q", y, w, c.W, line)
		}
		for _, bad := range []string{"\x1b]", "\x1b[2J", "\u009b", "\r", "\b", "\u202e", "\u2028", "\x07"} {
			if strings.Contains(line, bad) {
				r.Fatalf("line %d passes %q on: %q", y, bad, line)
			}
		}
		if text := ansi.Strip(line); ascii && strings.ContainsFunc(text, func(r rune) bool { return r > '~' || r < ' ' }) {
			r.Fatalf("line %d is not ASCII: %q", y, text)
		}
	}
	if c.Cursor.X < 0 || c.Cursor.Y < 0 || c.Cursor.X >= max(c.W, 1) || c.Cursor.Y >= max(c.H, 1) {
		r.Fatalf("the cursor is at %+v of %d×%d", c.Cursor, c.W, c.H)
	}
}

func BenchmarkView(b *testing.B) {
	coloured := lipgloss.NewRenderer(&strings.Builder{})
	coloured.SetColorProfile(termenv.ANSI256)
	for _, size := range [][2]int{{80, 24}, {120, 40}, {140, 40}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			d := open(b, crowd(500), "pharos", ui.Options{Renderer: coloured, Width: size[0], Height: size[1]})
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				d.Hit([]string{"j", "k"}[i/20%2]) // Update and View
			}
		})
	}
}

func TestTheTLPIsInSightWithOrWithoutAPreview(t *testing.T) {
	for _, tc := range []struct {
		name string
		w, h int
		keys []string
	}{
		{"preview", 80, 24, nil}, {"wide", 140, 40, nil}, {"no preview", 80, 24, []string{"p"}}, {"wide, no preview", 140, 40, []string{"p"}},
		{"full screen", 80, 24, []string{"f"}}, {"low", 80, 12, nil}, {"cards", 40, 12, nil},
	} {
		d := open(t, group(), "pharos", ui.Options{Width: tc.w, Height: tc.h})
		d.Press(tc.keys...)
		if n := strings.Count(d.Screen(), "TLP:AMBER"); n != 1 {
			t.Errorf("%s: the TLP is shown %d times:\n%s", tc.name, n, d.Screen())
		}
	}
}

func TestAnEmptyListOffersOnlyKeysThatDoSomethingForItsReader(t *testing.T) {
	for login, want := range map[string][]string{
		"pharos":   {"Nothing to do. n writes a request", "You hold no request. 1 shows the queue, i claims"},
		"google":   {"Nothing to do. 5 shows the actions.", "You hold no request. 1 shows the queue, i claims"},
		"overseer": {"Nothing to do. 5 shows the actions.", "Your role looks on and holds no request."},
		"admin":    {"The administration of the register sees neither", "The administration of the register sees neither"},
	} {
		d := open(t, uitest.NewRegister(), login, ui.Options{})
		d.Shows(want[0])
		d.Hides("Space", "Enter")
		d.Press("2")
		d.Shows(want[1])
	}
}

func TestTheCommandThatShowsARowIsCopied(t *testing.T) {
	o := ui.Options{Meeting: meeting.Options{SSH: "ssh -p 2222 pharos@host"}}
	d := open(t, group(), "pharos", o)
	for _, tc := range []struct{ view, key, want string }{
		{"1", "y", "GOO-2015-0017"}, {"1", "Y", "ssh -p 2222 pharos@host request show GOO-2015-0017"},
		{"4", "Y", "ssh -p 2222 pharos@host request show GOO-2015-0051"}, {"5", "Y", "ssh -p 2222 pharos@host action show A-2015-018"},
	} {
		d.Press(tc.view, tc.key)
		if d.Canvas.Copied != tc.want {
			t.Errorf("view %s, %s copied %q, want %q", tc.view, tc.key, d.Canvas.Copied, tc.want)
		}
	}
}

func TestAPreviewTellsHowManyContentsItDoesNotShow(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{Width: 80, Height: 24})
	d.Press("j") // from what is overdue to the three contents
	d.Shows("── GOO-2015-0042", "2 hxxps://exemple[.]example/2", "+1")
	d.Hides("3 hxxps://exemple[.]example/3")
	wide := open(t, group(), "pharos", ui.Options{Width: 140, Height: 40})
	wide.Press("j")
	wide.Shows("3 hxxps://exemple[.]example/3")
	wide.Hides("+1")
}

func TestNoTimeInAThreadIsCut(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: "Retrait"})
	g.Pass(10 * 24 * time.Hour)
	open(t, g, "google", ui.Options{}).Press("i")
	for span, want := range map[time.Duration]string{48 * time.Hour: "15 May 12:00 ", 365 * 24 * time.Hour: "15 May 2015 12:00 "} {
		g.Pass(span)
		open(t, g, "google", ui.Options{Width: 100, Height: 30}).Shows(want)
		g.Pass(-span)
	}
}

func TestAWideScreenShowsMoreOfASubjectAndOfAnAddressThanAClassicOne(t *testing.T) {
	subject := strings.Repeat("z", 200)
	address := "https://exemple.example/chaine/videos"
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: subject, Received: uitest.Noon, Contents: []schema.Content{{N: 1, URL: address, Outcome: schema.OutcomeInsufficient}}})
	last := 0
	for _, w := range []int{80, 120, 140, 200, 300} {
		d := open(t, g, "pharos", ui.Options{Words: lang.French, Width: w, Height: 40})
		row := d.Hand()
		if n := strings.Count(row, "z"); n <= last {
			t.Errorf("%d columns show %d of the subject, after %d: %s", w, n, last, row)
		} else {
			last = n
		}
		if w >= 140 && last < 30 {
			t.Errorf("%d columns show %d of the subject only", w, last)
		}
	}
	open(t, g, "pharos", ui.Options{Words: lang.French, Width: 180, Height: 40}).Shows(schema.Defang(address), "information insuffisante")
}

func TestAnActionOfAnotherYearTellsItWhole(t *testing.T) {
	g := uitest.NewRegister()
	g.AddAction(schema.Action{Ref: "A-2014-001", Text: "Ancienne", Owner: "google", Due: schema.Date{Year: 2014, Month: 12, Day: 15}})
	d := open(t, g, "pharos", ui.Options{Words: lang.French, Width: 80, Height: 24})
	d.Press("5")
	if row := d.Hand(); !strings.Contains(row, "✕ 12/2014 ") {
		t.Errorf("the row shows %q", row)
	}
}
