package queue_test

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui"
)

func hand(t *testing.T, d interface{ Hand() string }, want string) {
	t.Helper()
	if !strings.Contains(d.Hand(), want) {
		t.Fatalf("under the hand is %q, want %s", d.Hand(), want)
	}
}

func TestMovingByRowsPagesAndEnds(t *testing.T) {
	d := open(t, crowd(450), "pharos", ui.Options{})
	for _, step := range []struct {
		keys []string
		want string
	}{
		{[]string{"j"}, "GOO-2015-0002"},
		{[]string{"down", "down"}, "GOO-2015-0004"},
		{[]string{"k", "up"}, "GOO-2015-0002"},
		{[]string{"k", "k", "k"}, "GOO-2015-0001"},
		{[]string{"ctrl+d", "ctrl+u"}, "GOO-2015-0001"},
		{[]string{"G"}, "GOO-2015-0450"},
		{[]string{"k"}, "GOO-2015-0449"},
		{[]string{"pgup"}, "GOO-2015-0440"},
		{[]string{"g", "g"}, "GOO-2015-0001"},
		{[]string{"end"}, "GOO-2015-0450"},
		{[]string{"home"}, "GOO-2015-0001"},
	} {
		d.Press(step.keys...)
		hand(t, d, step.want)
	}
}

func TestHoldingAKeyWalksThroughAllPagesAndReadsNoPreviewOnTheWay(t *testing.T) {
	g := crowd(450)
	d := open(t, g, "pharos", ui.Options{})
	before := g.Calls["FullRequest"]
	for range 320 {
		d.Hit("j")
	}
	hand(t, d, "GOO-2015-0321")
	if n := g.Calls["FullRequest"] - before; n != 0 {
		t.Errorf("%d previews were read while the key was held", n)
	}
	d.Settle()
	if n := g.Calls["FullRequest"] - before; n != 1 {
		t.Errorf("%d previews were read once the hand rested, want 1", n)
	}
	for range 320 {
		d.Hit("k")
	}
	hand(t, d, "GOO-2015-0001")
}

func TestTheWindowStaysBoundedInALongList(t *testing.T) {
	d := open(t, crowd(1500), "pharos", ui.Options{})
	for range 140 {
		d.Hit("pgdown")
	}
	hand(t, d, "GOO-2015-1")
	for range 160 {
		d.Hit("pgup")
	}
	hand(t, d, "GOO-2015-0001")
}

func TestQuickKeysInOneMessageAreAllTaken(t *testing.T) {
	d := open(t, crowd(10), "pharos", ui.Options{})
	d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("jj")})
	hand(t, d, "GOO-2015-0003")
	d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("gg")})
	hand(t, d, "GOO-2015-0001")
}

func TestTextPastedOverTheListDoesNothing(t *testing.T) {
	g := group()
	d := open(t, g, "google", ui.Options{})
	d.Paste("ixQ")
	d.Shows("Paste ignored")
	d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("ixiix")}) // without brackets
	d.Shows("Paste ignored")
	if d.Left || g.Calls["Act"] != 0 {
		t.Error("a paste acted on the list")
	}
}

func TestViewsByNumberBySequenceAndAside(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	for _, step := range []struct {
		keys []string
		want string
	}{
		{[]string{"2"}, "GOO-2015-0042"},
		{[]string{"3"}, "GOO-2015-0017"},
		{[]string{"4"}, "GOO-2015-0051"},
		{[]string{"5"}, "A-2015-018"},
		{[]string{"h"}, "GOO-2015-0051"},
		{[]string{"right"}, "A-2015-018"},
		{[]string{"g", "q"}, "GOO-2015-0017"},
		{[]string{"g", "a"}, "A-2015-017"}, // the board, by owner
		{[]string{"&"}, "GOO-2015-0017"},   // 1 on a French keyboard
		{[]string{"é"}, "GOO-2015-0042"},
		{[]string{"tab"}, "GOO-2015-0017"},
	} {
		d.Press(step.keys...)
		hand(t, d, step.want)
	}
	d.Shows("1 To do 7", "2 Mine 1", "3 Overdue 1", "4 Replies 1", "5 Actions 2")
}

func TestAViewIsFoundAsItWasLeft(t *testing.T) {
	d := open(t, crowd(20), "pharos", ui.Options{})
	d.Press("j", "j", "space", "5", "1")
	hand(t, d, "GOO-2015-0004")
	d.Shows("1 marked")
}

func TestWhichKeysMayFollowIsShownToThoseWhoWait(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Hit("g")
	d.Hides("queue of requests")
	d.Pass(500 * time.Millisecond)
	d.Shows("queue of requests", "top of the list")
	d.Press("esc")
	d.Hides("queue of requests")
}

func TestSortingTurnsThroughTheFieldsAndRound(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Shows("sort: due ↑")
	d.Press("o")
	d.Shows("sort: label ↑")
	hand(t, d, "GOO-2015-0017")
	d.Press("O")
	d.Shows("sort: label ↓")
	d.Press("o")
	d.Shows("sort: number ↑")
	hand(t, d, "B-2015-0007")
}

func TestThePreviewFollowsTheHandAndGoesAway(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Press("j")
	d.Shows("── GOO-2015-0042 ─ in progress ─ P2 ─ TLP:AMBER ─ ● due 14:10", "hxxps://exemple[.]example/1", "removed – law")
	d.Press("p")
	d.Hides("── GOO-2015-0042")
	d.Press("p", "f")
	d.Hides("── GOO-2015-0042")
	d.Press("esc")
	d.Shows("── GOO-2015-0042")
}

func TestCopyingPrintsTheReferenceToo(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Press("y")
	d.Shows("Copied: GOO-2015-0017")
	if d.Canvas.Copied != "GOO-2015-0017" {
		t.Errorf("the clipboard holds %q", d.Canvas.Copied)
	}
}

func TestEmptyViewsSayWhyAndOfferTheNextKey(t *testing.T) {
	d := open(t, crowd(0), "pharos", ui.Options{})
	for key, want := range map[string]string{
		"1": "Nothing to do. n writes a request", "2": "You hold no request. 1 shows the queue", "3": "Nothing is overdue.",
		"4": "No reply is waiting.", "5": "No action is open. n adds one",
	} {
		d.Press(key)
		d.Shows(want)
	}
	d.Press("1", "j", "k", "space", "i", "enter", "v", "V", "G", "s", "y", "x")
	d.Shows("Nothing to do.")
}

func TestAnUnreadableRegisterIsToldAndCanBeReadAgain(t *testing.T) {
	g := crowd(3)
	g.Broken = &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyBusy}
	d := open(t, g, "pharos", ui.Options{})
	d.Shows("The list could not be read. gn tries again")
	g.Broken = nil
	d.Press("g", "n")
	hand(t, d, "GOO-2015-0001")
}

func TestEnterOpensTheRequestAndNeighboursFollow(t *testing.T) {
	d := open(t, crowd(3), "pharos", ui.Options{})
	d.Press("enter")
	d.Shows("Demande 1", "hxxps://video[.]example")
	d.Hides("GOO-2015-0002")
	d.Press("J")
	d.Shows("GOO-2015-0002", "Demande 2")
	d.Press("q")
	hand(t, d, "GOO-2015-0002")
}

func TestThePreviewFollowsTheHandOnceItRests(t *testing.T) {
	d := open(t, crowd(9), "pharos", ui.Options{})
	d.Press("j", "k") // the details of both rows are read
	d.Hit("j")
	hand(t, d, "GOO-2015-0002")
	d.Shows("── GOO-2015-0001")
	d.Settle()
	d.Shows("── GOO-2015-0002")
}
