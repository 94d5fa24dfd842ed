package ui_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/painter"
	"contactgroup/ui/uitest"
)

// hostile are texts that would move, hide, reorder, copy or ask, were they passed on.
var hostile = []string{
	"\x1b[2J\x1b[H\x1b]0;owned\x07", "\x1b]52;c;AAAA\x1b\\", "\u009b31m\u009d52;c;AAAA\u009c", "\x1b[6n\x05\x0e\x0f", "a\u202eb\u2066c\u2069\u200f", "a\u200bb\ufeffc\u2060",
	"x\U000e0041\U000e0042y", "l\u2028m\u2029n", "\r\n\t\b\x7f", "\x1bP+q544e\x1b\\", "https://user:pw@xn--pple-43d.example/\u202egnp.exe", "👨\u200d👩\u200d👧 é日本語 عربي 🇫🇷",
	strings.Repeat("e\u0301\u0302\u0303\u0304\u0305\u0306", 40), strings.Repeat("sansfin", 200), "\xff\xfe",
}

// own are the painter's own sequences.
var own = regexp.MustCompile(`^\x1b\[(\?(1049|25|7|2004|2026)[hl]|\d+(;\d+)?H|K|2J|[\d;]*m)`)

func TestWhateverTheRegisterHoldsTheTerminalGetsThePaintersOwnSequencesAlone(t *testing.T) {
	screens := [][]string{{}, {"2"}, {"4"}, {"5"}, {"enter"}, {"enter", "G"}, {"r"}, {"c", "i"}, {"?"}, {":"}, {"g", "c"}, {"g", "r"}, {"g", "r", "enter"}, {"g", "r", "enter", "enter"}, {"g", "r", "j", "enter", "enter"}, {"g", "r", "j", "j", "enter", "enter"}, {"g", "r", "j", "j", "j", "enter"}, {"g", "m"}, {"g", "p"}, {"g", "t"}, {"!"}, {"a"}, {"s"}, {"L"}, {"/"}, {"f"}, {"space"}}
	for _, text := range hostile {
		g := uitest.NewRegister()
		g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: text, Reasons: text, LegalBasis: text, Case: text, Service: "PHAROS", Assignee: 12, AssigneeName: text, Due: uitest.Noon, ClockStart: uitest.Noon,
			ContentCount: 1, Contents: []schema.Content{{N: 1, URL: "https://e.example/" + text, Hash: text}}})
		g.Add(schema.Request{Ref: "GOO-2015-0002", Subject: text, State: schema.StateInProgress, Due: uitest.Noon, ClockStart: uitest.Noon})
		g.AddReply("GOO-2015-0002", schema.Reply{Text: text, By: text, Reason: text})
		g.AddAction(schema.Action{Ref: "A-2015-001", Text: text, Notes: text, Owner: "google"})
		g.Contacts = []schema.Contact{{Ref: "google/1", Org: "google", Function: text, Phone: text, Mail: text, Notes: text, Zone: text}}
		g.Rolls = uitest.Rolls{
			Commitments: []schema.Commitment{{ID: 1, Ref: "E-2015-001", Rev: 1, Org: "google", Text: text, Theme: text, Origin: text, Evidence: text, State: schema.CommitmentOpen, Reviews: []schema.Review{{N: 1, Meeting: "2015-05-06", Note: text}}}},
			Articles: []schema.Article{{ID: 1, Ref: "ART-1", Rev: 1, Versions: []schema.ArticleVersion{
				{N: 1, Title: "Avant", Text: "Avant", Stances: []schema.Stance{{Org: "google", Stance: schema.StanceReserved, Text: text}}}, {N: 2, Title: text, Text: text}}}},
			Sheets:    []schema.Sheet{{ID: 1, Ref: "FP-1", Rev: 1, Title: text, Text: "# " + text + "\n- " + text + "\n" + text}},
			Trainings: []schema.Training{{ID: 1, Ref: "F-2015-001", Rev: 1, Service: text, Topic: text, Org: "google"}},
			Needs:     []schema.TrainingNeed{{Service: text, Insufficient: 1}},
		}
		for _, keys := range screens {
			d := open(t, g, "pharos", ui.Options{Words: lang.French, Renderer: coloured()})
			d.Press(keys...)
			if err := d.Model.Err(); err != nil {
				t.Fatalf("%q, %v: %v", text, keys, err)
			}
			var out bytes.Buffer
			p := painter.New(&out, painter.Options{Term: "xterm-256color", Width: d.Canvas.W, Height: d.Canvas.H})
			p.Show(painter.Frame{Lines: d.Canvas.Lines, Width: d.Canvas.W, Height: d.Canvas.H})
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			onlyOwn(t, text, keys, out.String())
		}
	}
}

func onlyOwn(t *testing.T, text string, keys []string, out string) {
	t.Helper()
	for out != "" {
		if n := len(own.FindString(out)); n > 0 {
			out = out[n:]
			continue
		}
		r := []rune(out[:min(len(out), 4)])[0]
		joins := r == '\u200d' || r == '\ufe0f' // of an emoji
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && !joins || r == '\u2028' || r == '\u2029' {
			t.Fatalf("%q on %v sends %q", text, keys, out[:min(len(out), 20)])
		}
		if r == unicode.ReplacementChar {
			t.Fatalf("%q on %v sends what is no letter: %q", text, keys, out[:min(len(out), 20)])
		}
		out = out[len(string(r)):]
	}
}

// altGr are the signs that a French keyboard gives with AltGr or by a dead key alone.
const altGr = "~#{}[]|`\\^@¨€"

func TestNoKeyNeedsAltGrOrADeadKeyAndTheTopRowIsTheDigits(t *testing.T) {
	for _, page := range [][]string{nil, {"enter"}, {"g", "m"}, {"g", "c"}, {"g", "r"}, {"g", "r", "j", "enter"}, {"g", "p"}, {"5"}} {
		d := open(t, register(), "pharos", ui.Options{})
		d.Press(page...)
		table := d.Model.KeyReference()
		for _, name := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(table, -1) {
			if strings.ContainsAny(name[1], altGr) {
				t.Errorf("%v: %q is not on a French keyboard", page, name[1])
			}
		}
	}
	for i, sign := range []string{"&", "é", "\"", "'", "("} {
		d, same := open(t, register(), "pharos", ui.Options{}), open(t, register(), "pharos", ui.Options{})
		d.Press(sign)
		same.Press(string(rune('1' + i)))
		if d.Screen() != same.Screen() {
			t.Errorf("%s is not %d", sign, i+1)
		}
	}
}
