package linear_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/linear"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

// output keeps what was written, for a test that reads it meanwhile.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// talk runs a session in which the lines are typed, and returns all that was written.
func talk(t *testing.T, g *uitest.Register, login string, w *lang.Words, lines ...string) string {
	t.Helper()
	out := &output{}
	run(t, g, login, w, strings.NewReader(strings.Join(lines, "\r")+"\rexit\r"), out, nil)
	return out.String()
}

func run(t *testing.T, g *uitest.Register, login string, w *lang.Words, in io.Reader, out io.Writer, change func(*linear.Options)) bool {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	desk := g.As(login)
	o := linear.Options{Desk: desk, Console: linear.NewConsole(in, out, 0, false), Screens: true,
		Session: &widget.Session{Ctx: ctx, Words: w, Theme: &widget.Theme{}, Zone: schema.Paris, Now: desk.Now}}
	if change != nil {
		change(&o)
	}
	return linear.Run(o)
}

func register() *uitest.Register {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: "Première", Due: uitest.Noon.Add(time.Hour), ClockStart: uitest.Noon, ContentCount: 2,
		Contents: []schema.Content{{N: 1, URL: "https://exemple.example/1"}, {N: 2, URL: "https://exemple.example/2"}}})
	g.Add(schema.Request{Ref: "GOO-2015-0002", Subject: "Deuxième \x1b[2J\u202e", Due: uitest.Noon.Add(2 * time.Hour), ClockStart: uitest.Noon})
	return g
}

// number is the number before a text in what was written last.
func number(t *testing.T, out, text string) string {
	t.Helper()
	for line := range strings.SplitSeq(out, "\r\n") {
		if n, rest, ok := strings.Cut(line, ". "); ok && rest == text {
			return n
		}
	}
	t.Fatalf("%q is not offered in:\n%s", text, out)
	return ""
}

func holds(t *testing.T, out string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(out, text) {
			t.Errorf("%q is not in:\n%s", text, out)
		}
	}
}

func TestARequestIsClaimedAndAnsweredByNumbersAlone(t *testing.T) {
	for _, w := range lang.All {
		g := register()
		verbs := talk(t, g, "google", w, "1")
		holds(t, verbs, "1. GOO-2015-0001, P3, "+w.Domain.Lights[schema.Amber]+", 1 h 00", "2. GOO-2015-0002", "hxxps://exemple[.]example/2", w.Item.Thread)
		claim := number(t, verbs, w.Domain.Verbs[schema.VerbClaim])
		out := talk(t, g, "google", w, "1", claim)
		holds(t, out, lang.Fill(w.Item.Pair, "name", "GOO-2015-0001", "value", w.Domain.Done[schema.VerbClaim]))
		if g.Find("GOO-2015-0001").Assignee != 21 {
			t.Fatalf("not claimed:\n%s", out)
		}
		what := lang.Fill(w.Linear.What, "ref", "GOO-2015-0001")
		reply := number(t, out[strings.LastIndex(out, what):], w.Domain.Verbs[schema.VerbReply])
		out = talk(t, g, "google", w, "1", reply, "99", "1", "2", "Retirée.", ".", "", "1")
		holds(t, out, w.Linear.Review, lang.Fill(w.Linear.Row, "n", "1", "text", w.Domain.Outcomes[schema.Outcomes[0]]), lang.Fill(w.Item.ReplyHeld, "ref", "GOO-2015-0001"))
		if r := g.Find("GOO-2015-0001"); r.Contents[0].Outcome != schema.Outcomes[0] && r.Replies != 1 {
			t.Errorf("not answered: %+v\n%s", r, out)
		}
	}
}

func TestTriageByNumbers(t *testing.T) {
	w := lang.French
	verb := func(v schema.Verb) string { return w.Domain.Verbs[v] }
	for _, tc := range []struct {
		name, login, ref string
		verb             schema.Verb
		answers          []string
		done             func(*testing.T, *uitest.Register) bool
	}{
		{"label", "pharos", "GOO-2015-0001", schema.VerbLabel, []string{"2", "attentat en cours"}, func(_ *testing.T, g *uitest.Register) bool { return g.Find("GOO-2015-0001").Label == schema.P1 }},
		{"snooze", "pharos", "GOO-2015-0001", schema.VerbSnooze, []string{"jamais", "demain 9h", "0", "demain 9h", ""}, func(_ *testing.T, g *uitest.Register) bool { return !g.Find("GOO-2015-0001").Snoozed.IsZero() }},
		{"assign", "pharos", "GOO-2015-0001", schema.VerbAssign, []string{"2"}, func(_ *testing.T, g *uitest.Register) bool { return g.Find("GOO-2015-0001").Assignee == 12 }},
		{"note", "pharos", "GOO-2015-0001", schema.VerbNote, []string{"Vérifier.", "Deux lignes.", ".", "1"}, func(_ *testing.T, g *uitest.Register) bool {
			s := g.Steps[len(g.Steps)-1]
			return s.Verb == schema.VerbNote && s.Internal && s.Reason == "Vérifier.\nDeux lignes."
		}},
		{"accept", "pharos", "GOO-2015-0003", schema.VerbAccept, nil, func(_ *testing.T, g *uitest.Register) bool { return g.Steps[len(g.Steps)-1].Verb == schema.VerbAccept }},
		{"dispute", "pharos", "GOO-2015-0003", schema.VerbDispute, []string{"", "toujours en ligne"}, func(_ *testing.T, g *uitest.Register) bool {
			s := g.Steps[len(g.Steps)-1]
			return s.Verb == schema.VerbDispute && s.Reason == "toujours en ligne"
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := register()
			g.Add(schema.Request{Ref: "GOO-2015-0003", Subject: "Répondue", State: schema.StateAnswered, Due: uitest.Noon.Add(time.Minute), ClockStart: uitest.Noon})
			g.AddReply("GOO-2015-0003", schema.Reply{Text: "Retirée.", Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRemovedTerms}}})
			list := talk(t, g, tc.login, w)
			var row string
			for line := range strings.SplitSeq(list, "\r\n") {
				if n, rest, ok := strings.Cut(line, ". "); ok && strings.HasPrefix(rest, tc.ref) {
					row = n
				}
			}
			n := number(t, talk(t, g, tc.login, w, row), verb(tc.verb))
			out := talk(t, g, tc.login, w, append([]string{row, n}, tc.answers...)...)
			if !tc.done(t, g) {
				t.Errorf("not done:\n%s", out)
			}
		})
	}
}

func TestNothingButLettersAndLineEndsIsWritten(t *testing.T) {
	for _, w := range lang.All {
		g := register()
		g.AddAction(schema.Action{Ref: "A-2015-001", Text: "Fiche \x1b]52;c;AAAA\x07"})
		out := talk(t, g, "pharos", w, "2", "0", "v", "5", "1", "0", "?", "p", "0", "/", "org:google", "é\x7f\x7f\x7fxx\x1b[A\u202e", "zz")
		for _, r := range out {
			if r < ' ' && r != '\r' && r != '\n' && r != '\b' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x202e {
				t.Fatalf("%q is written:\n%q", r, out)
			}
		}
		holds(t, out, "⟨U+001B⟩", "⟨U+202E⟩")
	}
}

func TestWhatArrivesIsALineOfItsOwnAndWhatIsTypedStands(t *testing.T) {
	g := register()
	in, keys := io.Pipe()
	out := &output{}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run(t, g, "google", lang.English, in, out, nil)
	}()
	until := func(text string) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); !strings.Contains(out.String(), text); time.Sleep(time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%q does not come:\n%s", text, out.String())
			}
		}
	}
	until("To do> ")
	io.WriteString(keys, "half a li")
	until("half a li")
	desk := g.As("pharos")
	if _, err := desk.Act(context.Background(), g.Find("GOO-2015-0002").ID, 0, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "x"}); err != nil {
		t.Fatal(err)
	}
	until("New: 12:00 GOO-2015-0002")
	until("\r\nTo do> half a li")
	io.WriteString(keys, "\x15q\r1\r")
	<-ended
}

func TestSettingsByNumbersApplyAtOnce(t *testing.T) {
	g := register()
	out := talk(t, g, "pharos", lang.French, "p", "1", "3", "?")
	holds(t, out, "Language: English.", "To do> ", lang.English.Linear.Help[0])
	screens := run(t, g, "pharos", lang.French, strings.NewReader("p\r4\r1\r"), io.Discard, nil)
	if !screens || g.Settings["pharos"].Accessible {
		t.Error("turning accessible mode off does not lead to the screens")
	}
}

func TestUndoAndWhatIsNoChoice(t *testing.T) {
	g := register()
	w := lang.English
	claim := number(t, talk(t, g, "google", w, "1"), w.Domain.Verbs[schema.VerbClaim])
	out := talk(t, g, "google", w, "1", claim, "z", "0", "77", "x", "\x03")
	holds(t, out, "Undone: ", "“77” is not a choice here", "“x” is not a choice here")
	if g.Find("GOO-2015-0001").Assignee != 0 {
		t.Errorf("not undone:\n%s", out)
	}
}

func TestLinesAreWrappedAtWordsAndWrittenInTheTerminalsLetters(t *testing.T) {
	g := register()
	out := &output{}
	run(t, g, "google", lang.French, strings.NewReader("1\rq\rexit\r"), out, func(o *linear.Options) {
		o.Console = linear.NewConsole(strings.NewReader("1\rq\rexit\r"), out, 40, true)
	})
	for line := range strings.SplitSeq(out.String(), "\r\n") {
		if !strings.Contains(line, "> ") && len(line) > 40 {
			t.Errorf("%d columns: %q", len(line), line)
		}
		for _, r := range line {
			if r > '~' {
				t.Fatalf("%q in %q", r, line)
			}
		}
	}
}

func TestCtrlCAtTheListAsksToLeaveAndTwiceLeaves(t *testing.T) {
	w := lang.English
	for keys, again := range map[string]bool{"\x03\x03": false, "\x03n\r": true} {
		out := &output{}
		run(t, register(), "google", w, strings.NewReader(keys+"77\r"), out, nil)
		if got := out.String(); !strings.Contains(got, w.Linear.Leave) || strings.Contains(got, "77") != again {
			t.Errorf("%q: goes on %t:\n%s", keys, !again, got)
		}
	}
}
