package ui_test

import (
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// known is how long after a hand came to rest everybody who may know does.
const known = 3 * time.Second

// office is a register with a few requests in the order of their numbers.
func office() *uitest.Register {
	g := uitest.NewRegister()
	for i, ref := range []string{"GOO-2015-0001", "GOO-2015-0002", "GOO-2015-0003", "GOO-2015-0004"} {
		g.Add(schema.Request{Ref: ref, Subject: "Vidéo", Received: g.Clock, Due: uitest.Noon.Add(time.Duration(i+1) * time.Hour), ClockStart: uitest.Noon})
	}
	return g
}

// seat opens a member's desk whose clock is the register's.
func seat(t *testing.T, g *uitest.Register, login string, o ui.Options) *uitest.Driver {
	t.Helper()
	return uitest.Open(t, g.As(login), o, g.Pass)
}

func TestAReplyBeingWrittenShowsInRowPreviewAndHeaderOfWhoMayKnow(t *testing.T) {
	g := office()
	google, relief, pharos, overseer := seat(t, g, "google", ui.Options{}), seat(t, g, "twitter", ui.Options{}), seat(t, g, "pharos", ui.Options{Words: lang.French}), seat(t, g, "overseer", ui.Options{})
	google.Press("r")
	for _, d := range []*uitest.Driver{relief, pharos, overseer} {
		d.Pass(known)
	}
	if row := pharos.Hand(); !strings.Contains(row, "GOO-2015-0001") || !strings.Contains(row, "Google répond…") {
		t.Errorf("the row shows %q", row)
	}
	if title := pharos.Line("─ GOO-2015-0001"); !strings.HasSuffix(title, "Google répond…") {
		t.Errorf("the preview's title is %q", title)
	}
	pharos.Press("enter")
	pharos.Shows("Google répond…")
	overseer.Hides("replies…")
	relief.Hides("replies…", "GOO")
	google.Press("esc", "esc")
	google.Press("j")
	google.Pass(known)
	pharos.Pass(known)
	pharos.Hides("répond…", "regarde…") // what the operator looks at is its own affair
}

func TestTheOperatorIsToldOfTheMinistryAloneAndColleaguesByName(t *testing.T) {
	g := office()
	pharos, colleague, chief, google := seat(t, g, "pharos", ui.Options{}), seat(t, g, "colleague", ui.Options{}), seat(t, g, "secretariat", ui.Options{}), seat(t, g, "google", ui.Options{})
	pharos.Press("j")
	pharos.Pass(known)
	colleague.Pass(known)
	colleague.Shows("PHAROS looks…")
	google.Pass(known)
	google.Hides("looks…")
	pharos.Press("c", "x") // an exchange
	for _, d := range []*uitest.Driver{colleague, chief, google} {
		d.Pass(known)
	}
	colleague.Shows("PHAROS replies…")
	chief.Shows("PHAROS replies…")
	google.Shows("Ministry replies…")
	google.Hides("PHAROS rep", "Agent")
	pharos.Press("esc", "esc", "c", "i") // an internal note
	google.Pass(known)
	chief.Pass(known)
	google.Hides("replies…", "looks…")
	chief.Shows("PHAROS looks…")
}

func TestWhoBeginsAReplyIsToldOfTheColleagueAtItAndGoesOn(t *testing.T) {
	g := office()
	first, second := seat(t, g, "google", ui.Options{}), seat(t, g, "google", ui.Options{Words: lang.French})
	first.Press("r")
	second.Press("r")
	second.Hides("y répond aussi") // the same member, on another terminal
	g2 := office()
	pharos, colleague := seat(t, g2, "pharos", ui.Options{}), seat(t, g2, "colleague", ui.Options{Words: lang.French})
	pharos.Press("c", "x")
	colleague.Pass(known)
	colleague.Press("c", "x")
	colleague.Shows("Agent PHAROS y répond aussi en ce moment ; vous pouvez continuer.")
	colleague.Type("Bonjour")
	colleague.Shows("Bonjour", "Agent PHAROS y répond aussi")
	pharos.Pass(known)
	pharos.Shows("Collègue is replying to it too; you may go on.")
	pharos.Press("esc", "esc")
	colleague.Pass(known)
	colleague.Hides("y répond aussi")
}

func TestAWalkThroughAListIsToldOnceWhereItEnds(t *testing.T) {
	g := office()
	d := seat(t, g, "pharos", ui.Options{})
	d.Pass(time.Hour)
	if n := g.Calls["Attend"]; n != 0 {
		t.Fatalf("before the first key the desk told %d times", n)
	}
	for range 6 {
		d.Hit("j", "j", "k", "j")
		d.Pass(100 * time.Millisecond)
		d.Hit("k", "k")
		d.Pass(100 * time.Millisecond)
	}
	if n := g.Calls["Attend"]; n != 0 {
		t.Errorf("while the hand moved the desk told %d times", n)
	}
	d.Hit("j")
	d.Pass(5 * time.Second)
	if n := g.Calls["Attend"]; n != 1 {
		t.Errorf("at rest the desk told %d times", n)
	}
	d.Pass(time.Hour)
	if n := g.Calls["Attend"]; n != 1 {
		t.Errorf("an idle desk told %d times", n)
	}
	d.Hit("p") // a key, and it is there still
	d.Pass(known)
	if n := g.Calls["Attend"]; n != 2 {
		t.Errorf("a key after long told %d times", n)
	}
	d.Send(ui.Lock{})
	d.Pass(known)
	seat(t, g, "colleague", ui.Options{}).Hides("looks…")
}

func TestPresenceFitsEveryWidthInSignsAndLetters(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}, {300, 90}} {
		for _, ascii := range []bool{false, true} {
			g := office()
			o := ui.Options{Width: size[0], Height: size[1], ASCII: ascii, Words: lang.French}
			google, pharos := seat(t, g, "google", ui.Options{}), seat(t, g, "pharos", o)
			google.Press("r")
			pharos.Pass(known)
			want := "Google répond…"
			if ascii {
				want = "Google repond."
			}
			pharos.Shows(want)
			pharos.Press("enter")
			pharos.Shows(want, "GOO-2015-0001")
		}
	}
}
