package ui_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"contactgroup/schema"
	"contactgroup/schema/hostile"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/painter"
	"contactgroup/ui/uitest"
)

// own are the painter's own sequences.
var own = regexp.MustCompile(`^\x1b\[(\?(1049|25|7|2004|2026)[hl]|\d+(;\d+)?H|K|2J|[\d;]*m)`)

func TestWhateverTheRegisterHoldsTheTerminalGetsThePaintersOwnSequencesAlone(t *testing.T) {
	screens := [][]string{{}, {"2"}, {"4"}, {"5"}, {"enter"}, {"enter", "G"}, {"r"}, {"c", "i"}, {"?"}, {":"}, {"g", "c"}, {"g", "r"}, {"g", "r", "enter"}, {"g", "r", "enter", "enter"}, {"g", "r", "j", "enter", "enter"}, {"g", "r", "j", "j", "enter", "enter"}, {"g", "r", "j", "j", "j", "enter"}, {"g", "m"}, {"g", "p"}, {"g", "t"}, {"!"}, {"a"}, {"s"}, {"L"}, {"/"}, {"f"}, {"space"}}
	texts := []string{"\r\n\t\b\x7f", "l\u2028m", hostile.Word, strings.Repeat("très long ", 200)}
	for _, h := range hostile.Texts {
		texts = append(texts, h.Text)
	}
	for i, text := range texts {
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
		for j, keys := range screens {
			size := sizes[(i+j)%len(sizes)] // every screen at every size, with one text or another
			d := open(t, g, "pharos", ui.Options{Words: lang.French, Renderer: coloured(), Width: size[0], Height: size[1]})
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
		joins := r == '\u200d' || r == '\ufe0f' || r == '\ufe0e' // of an emoji
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Variation_Selector) && !joins || r == '\u2028' || r == '\u2029' {
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
