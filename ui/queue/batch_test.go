package queue_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

func TestABatchShowsABarAndEscapeStopsItAfterItsPresentStep(t *testing.T) {
	for _, key := range []string{"esc", "ctrl+c"} {
		g := crowd(100)
		d := open(t, g, "google", ui.Options{})
		d.Press("*")
		pressed := false
		g.Acting = func(context.Context) {
			if pressed || g.Calls["Act"] < 45 {
				return
			}
			pressed = true
			d.Meanwhile(func() {
				d.Look()
				d.Shows("█", "░", "claim 40/100, Esc stops")
				d.Hit(key)
			})
		}
		d.Press("i")
		d.Shows("60 of 100 done, 40 left marked.", "z undo", "40 marked")
		claimed := 0
		for n := range 100 {
			if g.Find(fmt.Sprintf("GOO-2015-%04d", n+1)).Assignee == 21 {
				claimed++
			}
		}
		if claimed != 60 {
			t.Errorf("%s: %d are claimed", key, claimed)
		}
		d.Press("z")
		d.Shows("Undone: claimed, 60 items.", "40 marked")
		d.Press("i") // and goes on with what was left
		d.Shows("claimed ×40")
	}
}

func TestWhatABatchDidNotComeToIsToldAndLeftMarkedInEachLanguage(t *testing.T) {
	for words, want := range map[*lang.Words][]string{lang.English: {"20 of 30 done, 10 left marked.", "19 of 30 done, 1 refused (gf lists them), 10 left marked."},
		lang.French: {"Fait : 20 sur 30 ; 10 restent marquées.", "Fait : 19 sur 30 ; refus : 1 (gf les montre) ; 10 restent marquées."}} {
		for refused, text := range want {
			g := crowd(30)
			if refused > 0 {
				g.Change("GOO-2015-0003", func(r *schema.Request) { r.Assignee = 22 })
			}
			d := open(t, g, "google", ui.Options{Words: words})
			d.Press("*")
			g.Acting = func(context.Context) {
				if g.Calls["Act"] == 5 {
					d.Meanwhile(func() { d.Hit("esc") })
				}
			}
			d.Press("i")
			d.Shows(text)
		}
	}
}

func TestWhatABatchCannotWriteIsLeftMarked(t *testing.T) {
	g := crowd(30)
	d := open(t, g, "google", ui.Options{})
	d.Press("*")
	g.Acting = func(context.Context) {
		if g.Calls["Act"] == 5 {
			g.Broken = &schema.Fault{Class: schema.ErrReadOnly, Why: schema.WhyDisk}
		}
	}
	d.Press("i")
	d.Shows("24 marked") // what it was refused on is under gf
}

func TestWhatWasRefusedIsListedWithItsReasonAndMarkedAgain(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	d.Press("*", "x")
	d.Shows("Batch: closed ×1; 6 refused. gf lists them.")
	d.Press("g", "f")
	d.Shows("Refused in the last batch: 6", "► m  mark the 6 again", "GOO-2015-0042, in progress: you cannot close. Possible if: answered.")
	d.Press("m")
	d.Shows("6 marked again", "6 marked", "✓ GOO-2015-0042")
	d.Press("esc", "g", "f", "j", "enter")
	d.Shows("GOO-2015-0017", "hxxps://")
	d.Press("q")
	d.Press("space", "w", "enter") // a batch that goes well forgets it
	d.Press("g", "f")
	d.Shows("Nothing was refused in the last batch.")
}

func TestTheLastVerbIsRepeatedWithItsArgument(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	d.Press(".")
	d.Shows("Nothing to repeat")
	on(t, d, "GOO-2015-0050")
	d.Press("L", "1")
	d.Type("attentat")
	d.Press("enter")
	on(t, d, "GOO-2015-0042")
	d.Press(".")
	if r := g.Find("GOO-2015-0042"); r.Label != schema.P1 || r.LabelReason != "attentat" {
		t.Errorf("not repeated: %s %q\n%s", r.Label, r.LabelReason, d.Screen())
	}
	on(t, d, "B-2015-0007")
	d.Press("space", "space", ".") // on marks too, one unit
	d.Shows("label changed ×2.")
	on(t, d, "TWT-2015-0031")
	d.Press("enter", ".") // and on the page of a request
	if r := g.Find("TWT-2015-0031"); r.Label != schema.P1 {
		t.Errorf("not repeated on the page: %s\n%s", r.Label, d.Screen())
	}
}

func TestUndoAndRedoReachAcrossTheMembersSessions(t *testing.T) {
	g := crowd(5)
	one, two := open(t, g, "google", ui.Options{}), open(t, g, "google", ui.Options{})
	one.Press("i")
	two.Settle()
	two.Press("z")
	two.Shows("Undone: claimed, GOO-2015-0001.")
	one.Settle()
	if strings.Contains(one.Line("GOO-2015-0001"), "(you)") {
		t.Errorf("the other session shows %q", one.Line("GOO-2015-0001"))
	}
	one.Press("Z")
	one.Shows("Redone: claimed, GOO-2015-0001.")
	if g.Find("GOO-2015-0001").Assignee != 21 {
		t.Error("not done again")
	}
}

func TestARequestIsPutOnTheNextAgendaUnderANeutralTitle(t *testing.T) {
	for name, do := range map[string]func(d *uitest.Driver){
		"from the list": func(d *uitest.Driver) { d.Press("m") }, "from its page": func(d *uitest.Driver) { d.Press("enter", "m") },
		"all marked": func(d *uitest.Driver) { d.Press("*", "m") },
	} {
		t.Run(name, func(t *testing.T) {
			g := crowd(3)
			d := open(t, g, "secretariat", ui.Options{})
			do(d)
			d.Shows("agenda of 2015-05-06, neutral title", "read by all: no number, no subject")
			d.Press("enter") // a title is needed
			d.Type("Délais d’un opérateur")
			d.Press("enter")
			d.Shows("Agenda of 2015-05-06: “Délais d’un opérateur”.", "z undo")
			want := 1
			if name == "all marked" {
				want = 3
			}
			if len(g.Points) != 1 || g.Points[0].Title != "Délais d’un opérateur" || len(g.Points[0].Links) != want {
				t.Errorf("the agenda has %+v", g.Points)
			}
		})
	}
}

func TestWhoMayNotSetAnAgendaIsToldWhy(t *testing.T) {
	g := crowd(1)
	d := open(t, g, "pharos", ui.Options{})
	d.Press("m")
	d.Shows("Your role does not allow you")
	if len(g.Points) != 0 {
		t.Error("it is on the agenda")
	}
}

func TestWhatOthersDoDuringABatchIsShownAtItsEnd(t *testing.T) {
	g := crowd(25)
	d := open(t, g, "google", ui.Options{})
	d.Press("*")
	came := false
	g.Acting = func(context.Context) {
		if came || g.Calls["Act"] < 10 {
			return
		}
		came = true
		d.Meanwhile(func() {
			g.Add(schema.Request{Ref: "GOO-2015-0777", Subject: "Nouvelle"})
			before := g.Calls["CountRequests"]
			d.Send(widget.Changed{Events: []schema.Event{{Noun: schema.NounRequest, Ref: "GOO-2015-0777", Subject: 777}}})
			if n := g.Calls["CountRequests"] - before; n > 0 {
				t.Errorf("%d views were counted during the batch", n)
			}
		})
	}
	d.Hit("i")
	d.Shows("claimed ×25", "1 new")
	if !came {
		t.Error("nothing came meanwhile")
	}
}
