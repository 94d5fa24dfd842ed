package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

func register() *uitest.Register {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: "Première", Due: uitest.Noon.Add(time.Hour), ClockStart: uitest.Noon})
	g.Add(schema.Request{Ref: "GOO-2015-0002", Subject: "Deuxième", Due: uitest.Noon.Add(2 * time.Hour), ClockStart: uitest.Noon})
	return g
}

func open(t *testing.T, g *uitest.Register, login string, o ui.Options) *uitest.Driver {
	t.Helper()
	d := uitest.Open(t, g.As(login), o, g.Pass)
	d.Settle()
	return d
}

func TestLeavingAsksAtTheTopAndQuitsWhenTold(t *testing.T) {
	for _, tc := range []struct {
		name string
		keys []string
		left bool
	}{
		{"q asks", []string{"q"}, false},
		{"q, then y", []string{"q", "y"}, true},
		{"q, then n", []string{"q", "n"}, false},
		{"q inside goes back", []string{"enter", "q"}, false},
		{"Q quits", []string{"Q"}, true},
		{"Ctrl+C asks", []string{"ctrl+c"}, false},
		{"Ctrl+C twice quits", []string{"ctrl+c", "ctrl+c"}, true},
		{"Ctrl+C twice quits from a field", []string{"/", "ctrl+c", "ctrl+c"}, true},
		{"Q in a field is text", []string{"/", "Q"}, false},
	} {
		d := open(t, register(), "pharos", ui.Options{})
		d.Press(tc.keys...)
		if d.Left != tc.left {
			t.Errorf("%s: left is %v", tc.name, d.Left)
		}
	}
}

func TestTheHelpFindsKeysTellsWhyNotAndDoesThem(t *testing.T) {
	g := register()
	d := open(t, g, "google", ui.Options{})
	d.Press("?")
	d.Type("close")
	d.Shows("close  (not for your role)", "Your role does not allow you to close.")
	d.Press("esc", "f1")
	d.Type("claim")
	d.Press("enter")
	if g.Find("GOO-2015-0001").Assignee != 21 {
		t.Errorf("not claimed from the help:\n%s", d.Screen())
	}
}

func TestThePaletteDoesVerbsAndOpensReferences(t *testing.T) {
	g := register()
	d := open(t, g, "google", ui.Options{Words: lang.French})
	d.Press(":")
	d.Type("prendre")
	d.Press("enter")
	if g.Find("GOO-2015-0001").Assignee != 21 {
		t.Errorf("not claimed from the palette:\n%s", d.Screen())
	}
	d.Press(":")
	d.Type("goo-2015-0002")
	d.Press("enter")
	d.Shows("Deuxième", "hxxps://")
	d.Press("q", ":")
	d.Type("zzzz")
	d.Press("enter")
	d.Shows("« zzzz » n’est ni une commande ni un numéro.")
}

func TestAPanicEndsTheSessionWithoutSayingWhatItHeld(t *testing.T) {
	g := register()
	d := open(t, g, "pharos", ui.Options{})
	d.Send(widget.Push{Screen: exploding{}})
	var crash *ui.Crash
	if err := d.Model.Err(); !errors.As(err, &crash) || strings.Contains(err.Error(), "secret") {
		t.Fatalf("the session ended with %v", err)
	}
	d.Send(widget.Minute{})
	if !d.Left {
		t.Error("the program goes on")
	}
}

func TestAPanicInACommandEndsTheSessionToo(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	d.Send(widget.Push{Screen: exploding{later: true}})
	if d.Model.Err() == nil || !d.Left {
		t.Error("the session goes on")
	}
}

// exploding is a screen with a fault.
type exploding struct {
	widget.Screen
	later bool
}

func (e exploding) Init() tea.Cmd {
	if e.later {
		return func() tea.Msg { panic("secret") }
	}
	panic("secret")
}

func TestSizesOfNothingAreTakenForAUsualTerminal(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	d.Resize(0, 0)
	if d.Canvas.W != 80 || d.Canvas.H != 24 {
		t.Errorf("drawn for %d×%d", d.Canvas.W, d.Canvas.H)
	}
	d.Resize(20, 5)
	d.Shows("GOO-2015-0001")
}

func TestASmallWindowIsForReading(t *testing.T) {
	g := register()
	d := open(t, g, "google", ui.Options{Width: 30, Height: 8})
	d.Press("i", "j")
	if g.Find("GOO-2015-0001").Assignee != 0 {
		t.Error("a small window changed the register")
	}
	if !strings.Contains(d.Hand(), "GOO-2015-0002") {
		t.Error("the hand did not move")
	}
}

func TestTheDemonstrationNamesItsClock(t *testing.T) {
	g := register()
	g.Demo = true
	d := open(t, g, "pharos", ui.Options{Words: lang.French, Width: 140, Height: 40})
	d.Shows("démo 05/05/2015 12:00")
	d.Pass(time.Minute)
	d.Send(widget.Minute{})
	d.Shows("démo 05/05/2015 12:01")
	d.Resize(80, 24)
	d.Shows("démo 12:01", "●")
}

func TestCountsBeyondTheLimitHaveAPlus(t *testing.T) {
	g := uitest.NewRegister()
	for range 1200 {
		g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: "x"})
	}
	d := open(t, g, "pharos", ui.Options{})
	d.Shows("999+")
}

func TestRedrawIsTheCanvasAffair(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	d.Press("ctrl+l", "/", "ctrl+l")
	if d.Canvas.Redrawn != 2 {
		t.Errorf("redrawn %d times", d.Canvas.Redrawn)
	}
}

func TestUnknownKeysSayThatTheyDoNothing(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	d.Press("%")
	d.Shows("% does nothing here. ? shows the keys.")
	d.Press("g", "%")
	d.Shows("g% does nothing here.")
}

func TestTheRegisterOfActionsIsExportedOnTheScreen(t *testing.T) {
	g := register()
	g.AddAction(schema.Action{Ref: "A-2015-001", Text: "Fiche"})
	o := ui.Options{Meeting: meeting.Options{SSH: "ssh -p 2222 host", Export: func(_ context.Context, meeting, _, format string) ([]byte, error) {
		if format == "json" {
			return nil, schema.Invalid(schema.WhyUnknown, "format", format)
		}
		return []byte("# " + meeting + " " + format + "\r\n\x1b[2J| A-2015-001 |\n"), nil
	}}}
	d := open(t, g, "secretariat", o)
	d.Press("5", "E", "1")
	d.Shows("# next md", "⟨U+001B⟩[2J| A-2015-001 |", "ssh -p 2222 host meeting export next --format md")
	d.Press("y")
	if !strings.HasPrefix(d.Canvas.Copied, "ssh -p 2222 host meeting export next --format md") {
		t.Errorf("copied %q", d.Canvas.Copied)
	}
	d.Press("esc", "E", "4")
	d.Shows("“json” is unknown")
}

func TestTheMeetingIsReachedFromEverywhere(t *testing.T) {
	d := open(t, register(), "secretariat", ui.Options{})
	d.Press("enter", "g", "m")
	d.Shows("Groupe de contact permanent")
	d.Press("q")
	d.Shows("GOO-2015-0001")
}

func TestErrorsStayUnderTheirNumber(t *testing.T) {
	d := open(t, register(), "google", ui.Options{})
	d.Press("x")
	d.Shows("(! no. 1)")
	d.Press("j")
	d.Hides("(! no. 1)")
	d.Press("!")
	d.Shows("error 1", "Your role does not allow you to close.")
}

func TestWhatDidNotArriveIsToldAboveTheErrors(t *testing.T) {
	g := register()
	g.Alerts = []schema.Alert{{Org: "afa", Noun: schema.NounMember, Cause: schema.AlertLetter, Contact: "afa", State: schema.AlertCalling,
		Channel: schema.ChannelLetter, Delivery: schema.DeliveryWaiting, Attempts: 2, Problem: "550 no such\x1b[2J user"}}
	d := open(t, g, "secretariat", ui.Options{})
	d.Press("x", "!")
	d.Shows("mails that did not arrive", "afa  afa  mail to a member  to be delivered", "550 no such", "error 1")
	d.Hides("\x1b[2J")
}

func TestAnASCIITerminalGetsASCIIByTheSameWidth(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{ASCII: true, Words: lang.French})
	d.Shows("1 A traiter 2|2 Miennes 0", " > GOO-2015-0001", "Premiere")
}

func TestEveryKeyOfTheListIsInTheTable(t *testing.T) {
	g := register()
	o := ui.Options{Width: 100, Height: 100, Meeting: meeting.Options{Export: func(context.Context, string, string, string) ([]byte, error) { return nil, nil }}}
	d := open(t, g, "pharos", o)
	d.Press("?")
	help := d.Screen()
	for _, key := range []string{"?", "F1", ":", "1", "2", "3", "4", "5", "gg", "gq", "gm", "gc", "ga", "gd", "gn", "G", "Tab", "!", "Ctrl+L", "Esc", "q", "Q", "Ctrl+C",
		"j", "k", "↑", "↓", "h", "l", "Enter", "/", "o", "O", "p", "f", "Ctrl+D", "Ctrl+U",
		"i", "A", "u", "U", "a", "s", "w", "d", "L", "r", "+", "-", "c", "x", "X", "e", "n", "y", "z", "E", "Space", "v", "*", "V"} {
		found := false
		for line := range strings.SplitSeq(help, "\n") {
			names, _, _ := strings.Cut(strings.TrimLeft(line, " ►"), "  ")
			for name := range strings.FieldsSeq(names) {
				found = found || name == key
			}
		}
		if !found {
			t.Errorf("no key %s in the help", key)
		}
	}
}

func TestAKeyTypedRightAfterAnotherMeetsTheDialogThatOneOpened(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	keys := []tea.Msg{
		tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("L")}, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("1")}, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q")},
		tea.KeyMsg{Type: tea.KeyEsc}, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q")},
	}
	for _, key := range keys {
		d.Model.Update(key) // the commands they give are not run yet
	}
	if _, cmd := d.Model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("y")}); cmd == nil || cmd() != tea.Quit() {
		d.Model.View()
		t.Errorf("the keys did not meet the label's menu, its reason, the list and the question in turn:\n%s", d.Screen())
	}
}

func TestEscTypedJustBeforeAKeyIsEscAndThatKey(t *testing.T) {
	alt := func(r rune) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: true} }
	d := open(t, register(), "pharos", ui.Options{})
	d.Press("space", "k")
	d.Shows("1 marked")
	d.Send(alt('j'))
	d.Hides("1 marked")
	if !strings.Contains(d.Hand(), "GOO-2015-0002") {
		t.Errorf("Esc and j left the hand at %q", d.Hand())
	}
	d.Press("?")
	d.Send(alt('k'))
	d.Hides("Help")
	if !strings.Contains(d.Hand(), "GOO-2015-0001") {
		t.Errorf("Esc and k left the hand at %q", d.Hand())
	}
	d.Press("/")
	d.Type("deux mots")
	d.Send(alt('b'))
	d.Type("x")
	d.Shows("/deux xmots")
	d.Send(alt('j'))
	d.Hides("/deux xmots")
}

func TestThePaletteAsksTheRegisterOnceTypingRests(t *testing.T) {
	g := register()
	g.AddAction(schema.Action{Ref: "GOO-A-2015-001", Text: "Fiche"})
	d := open(t, g, "pharos", ui.Options{})
	d.Press(":")
	before := g.Calls["Requests"]
	for _, r := range "goo-" {
		d.Hit(string(r))
	}
	if n := g.Calls["Requests"] - before; n != 0 {
		t.Errorf("asked %d times while typing", n)
	}
	d.Settle()
	d.Shows("GOO-2015-0002", "request · Deuxième")
	if n := g.Calls["Requests"] - before; n != 1 {
		t.Errorf("asked %d times for one text", n)
	}
	d.Type("2015-0002")
	d.Press("enter")
	d.Shows("Deuxième", "hxxps://")
	d.Press("q", ":")
	d.Type("collègue")
	d.Shows("requests claimed by Collègue", "person · colleague")
	d.Press("enter")
	d.Shows("/by:colleague")
	twitter := open(t, g, "twitter", ui.Options{})
	twitter.Press(":")
	twitter.Type("goo-2015")
	twitter.Hides("Première", "Deuxième", "GOO-2015-0001")
}
