package queue_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

func TestWhatAnotherSessionDoesIsShownInItsRow(t *testing.T) {
	g := group()
	one, two := open(t, g, "pharos", ui.Options{}), open(t, g, "colleague", ui.Options{})
	on(t, one, "GOO-2015-0050")
	one.Press("i")
	two.Settle()
	if line := two.Line("GOO-2015-0050"); !strings.Contains(line, "Agent P") {
		t.Errorf("the other session shows %q", line)
	}
	two.Press("!")
	two.Shows("GOO-2015-0050: claimed (Agent PHAROS)")
}

func TestArrivalsAreCountedAndDoNotMoveTheRowUnderTheHand(t *testing.T) {
	g := crowd(40)
	d := open(t, g, "pharos", ui.Options{})
	d.Press("ctrl+d", "ctrl+d", "ctrl+d")
	before, at := d.Screen(), d.Canvas.Cursor
	hand := d.Hand()
	g.Add(schema.Request{Ref: "GOO-2015-0901", Subject: "Avant", Due: uitest.Noon.Add(30 * time.Second), ClockStart: uitest.Noon})
	g.Add(schema.Request{Ref: "GOO-2015-0902", Subject: "Avant aussi", Due: uitest.Noon.Add(40 * time.Second), ClockStart: uitest.Noon})
	g.Add(schema.Request{Ref: "GOO-2015-0903", Subject: "Après", Due: uitest.Noon.Add(100 * time.Hour), ClockStart: uitest.Noon})
	d.Settle()
	d.Shows("↑ 2 new above (gn)", "↓ 1 new below (gn)", "1 To do 43")
	if d.Hand() != hand || d.Canvas.Cursor != at {
		t.Errorf("the hand was moved from %q to %q\nbefore:\n%s\nafter:\n%s", hand, d.Hand(), before, d.Screen())
	}
	d.Press("g", "n")
	if !strings.Contains(d.Hand(), strings.Fields(hand)[1]) {
		t.Errorf("gn moved the hand to %q", d.Hand())
	}
	d.Hides("new above")
	d.Press("g", "g")
	d.Shows("GOO-2015-0901", "GOO-2015-0902")
}

func TestARowThatLeavesTheListStaysMarkedUntilTheHandMovesOn(t *testing.T) {
	g := crowd(5)
	d := open(t, g, "pharos", ui.Options{})
	d.Press("j")
	g.Change("GOO-2015-0002", func(r *schema.Request) { r.State = schema.StateWithdrawn })
	d.Settle()
	d.Shows("×► GOO-2015-0002", "gone")
	d.Press("j")
	hand(t, d, "GOO-2015-0003")
	d.Hides("GOO-2015-0002")
}

func TestWhatIsHiddenFromTheMemberNeverArrives(t *testing.T) {
	g := crowd(3)
	d := open(t, g, "twitter", ui.Options{})
	g.Add(schema.Request{Ref: "GOO-2015-0777", Subject: "canari"})
	d.Settle()
	d.Hides("GOO-2015", "canari", "new above")
}

func TestIntoAnEmptyListArrivalsComeAtOnce(t *testing.T) {
	g := crowd(0)
	d := open(t, g, "pharos", ui.Options{})
	g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: "Première"})
	d.Settle()
	hand(t, d, "GOO-2015-0001")
}

func TestASnoozedRequestLeavesThePlainListAndComesBackByItsNumber(t *testing.T) {
	g := crowd(3)
	d := open(t, g, "pharos", ui.Options{})
	d.Press("w")
	d.Type("2h")
	d.Press("enter")
	d.Shows("× GOO-2015-0001")
	d.Press("g", "n")
	d.Hides("Demande 1")
	d.Press("/")
	d.Type("ref:GOO-2015-0001")
	d.Press("enter")
	d.Shows("► GOO-2015-0001", "snoozed 14:0")
}

func TestCountdownsChangeWithTheMinuteAlone(t *testing.T) {
	g := crowd(1)
	d := open(t, g, "pharos", ui.Options{})
	frames := d.Canvas.Lines
	d.Pass(59 * time.Second)
	if !slices.Equal(d.Canvas.Lines, frames) {
		t.Errorf("the frame changed within the minute:\n%s", d.Screen())
	}
	d.Pass(2 * time.Second)
	d.Send(widget.Minute{})
	d.Shows("OVERDUE")
}

func TestACutOffRegisterIsToldAndComesBack(t *testing.T) {
	g := crowd(2)
	d := open(t, g, "pharos", ui.Options{})
	d.Shows("●live")
	g.Broken = &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyBusy}
	g.Change("GOO-2015-0001", func(r *schema.Request) { r.Subject = "Changée" })
	d.Settle()
	d.Shows("reconnecting", "Nothing that was saved is lost")
	g.Broken = nil
	d.Pass(3 * time.Second)
	d.Shows("●live", "Changée", "The register is back")
}

func TestADatabaseThatIsAwayIsNotAskedUntilItIsBack(t *testing.T) {
	g := crowd(2)
	d := open(t, g, "pharos", ui.Options{})
	g.Broken = &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyAway}
	g.Change("GOO-2015-0001", func(r *schema.Request) { r.Subject = "Changée" })
	d.Settle()
	d.Shows("reconnecting")
	d.Press("2")
	before := g.Calls["Changes"]
	d.Pass(time.Minute)
	if n := g.Calls["Changes"] - before; n > 0 {
		t.Errorf("asked %d times while it was away", n)
	}
	g.Broken = nil
	g.Change("GOO-2015-0002", func(r *schema.Request) { r.Subject = "Après" })
	d.Settle()
	d.Shows("●live", "The register is back")
	d.Press("1")
	d.Shows("Changée", "Après")
}

func TestABurstOfChangesIsReadOnce(t *testing.T) {
	g := crowd(50)
	d := open(t, g, "pharos", ui.Options{})
	before := g.Calls["Changes"]
	for range 100 {
		g.Change("GOO-2015-0003", func(r *schema.Request) { r.Subject = "encore" })
	}
	d.Settle()
	if n := g.Calls["Changes"] - before; n > 2 {
		t.Errorf("the log was read %d times for one burst", n)
	}
	d.Shows("encore")
}
