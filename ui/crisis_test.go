package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

func TestACrisisIsToldAtOnceInWordAndSignAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{20, 5}, {40, 12}, {80, 24}, {140, 40}, {300, 90}} {
		for _, w := range lang.All {
			for _, ascii := range []bool{false, true} {
				g := office()
				d := seat(t, g, "google", ui.Options{Words: w, Width: size[0], Height: size[1], ASCII: ascii})
				g.StartCrisis()
				d.Settle()
				sign := map[bool]string{false: "▲", true: "!"}[ascii]
				d.Shows(sign + w.Root.Crisis)
				d.Press("j")
				d.Shows(sign + w.Root.Crisis)
				if size[0] >= 80 {
					d.Press("!")
					d.Shows("attentat")
				}
			}
		}
	}
}

func TestInACrisisTheFirstKeyShowsTheUrgentAndTheHandStaysUntilThen(t *testing.T) {
	g := office()
	g.Add(schema.Request{Ref: "GOO-2015-0099", Label: schema.P1, Subject: "Direct", Due: uitest.Noon.Add(50 * time.Hour), ClockStart: uitest.Noon})
	d := seat(t, g, "google", ui.Options{Words: lang.French})
	d.Press("j")
	hand := d.Hand()
	g.StartCrisis()
	d.Settle()
	d.Shows("▲ CRISE déclarée par Secrétariat : attentat. 1 montre les P0 et P1.")
	if d.Hand() != hand {
		t.Errorf("the hand moved from %q to %q", hand, d.Hand())
	}
	d.Press("1")
	d.Shows("GOO-2015-0099", "label:P0,P1")
	d.Hides("GOO-2015-0001")
	d.Press("1")
	d.Shows("GOO-2015-0099", "GOO-2015-0001")
	d.Press("1", "esc")
	d.Shows("GOO-2015-0001")
	g.EndCrisis()
	d.Settle()
	d.Hides("▲crise")
	d.Press("1")
	d.Shows("GOO-2015-0001")
}

func TestWhoLeadsDeclaresAndEndsACrisisFromThePaletteAndIsAsked(t *testing.T) {
	g := office()
	chief, google := seat(t, g, "secretariat", ui.Options{Words: lang.French}), seat(t, g, "google", ui.Options{Words: lang.French})
	google.Press(":")
	google.Type("déclarer une crise")
	google.Press("enter")
	if g.Crisis.ID != 0 {
		t.Fatal("an operator declared a crisis")
	}
	chief.Press(":")
	chief.Type("déclarer une crise")
	chief.Press("enter")
	chief.Type("attentat")
	chief.Press("enter")
	chief.Shows("Déclarer une crise à tout le groupe, opérateurs compris : « attentat » ?")
	chief.Press("n")
	if g.Crisis.ID != 0 {
		t.Fatal("declared without a yes")
	}
	chief.Press(":")
	chief.Type("déclarer une crise")
	chief.Press("enter")
	chief.Type("attentat")
	chief.Press("enter", "y")
	chief.Shows("▲crise")
	chief.Press(":")
	chief.Type("terminer la crise")
	chief.Press("enter")
	chief.Shows("Un retour d’expérience")
	chief.Press("y")
	if g.Crisis.ID != 0 || g.Debrief != "Retour d’expérience de la crise levée le 2015-05-05" {
		t.Errorf("crisis %d, debrief %q", g.Crisis.ID, g.Debrief)
	}
}

func TestBellAndNoticeComeToWhoChoseThemAndTellOfNoRequest(t *testing.T) {
	w := lang.French.Crisis
	arrive := func(g *uitest.Register) {
		g.Tell(schema.Event{Verb: schema.VerbSend, Noun: schema.NounRequest, Ref: "GOO-2015-0001", Actor: "PHAROS", Changes: []schema.Change{{Field: schema.FieldLabel, To: "P1"}}})
	}
	assign := func(g *uitest.Register) {
		g.Tell(schema.Event{Verb: schema.VerbAssign, Noun: schema.NounRequest, Ref: "GOO-2015-0001", Actor: "Relève", Changes: []schema.Change{{Field: schema.FieldAssignee, To: "google"}}})
	}
	note := func(g *uitest.Register) {
		g.Tell(schema.Event{Verb: schema.VerbNote, Noun: schema.NounRequest, Ref: "GOO-2015-0001", Actor: "PHAROS", Text: "canari"})
	}
	own := func(g *uitest.Register) {
		g.Tell(schema.Event{Verb: schema.VerbSend, Noun: schema.NounRequest, Actor: "Permanence Google", Changes: []schema.Change{{Field: schema.FieldLabel, To: "P0"}}})
	}
	for _, tc := range []struct {
		what    string
		set     schema.Settings
		happens func(*uitest.Register)
		rung    int
		noticed []string
	}{
		{"nothing chosen", schema.Settings{}, arrive, 0, nil},
		{"bell", schema.Settings{Bell: true}, arrive, 1, nil},
		{"bell, assigned to me", schema.Settings{Bell: true}, assign, 1, nil},
		{"bell, a note", schema.Settings{Bell: true}, note, 0, nil},
		{"bell, one's own", schema.Settings{Bell: true, Notifications: "all"}, own, 0, nil},
		{"urgent, P1", schema.Settings{Notifications: "urgent"}, arrive, 0, []string{w.CallUrgent}},
		{"urgent, a crisis", schema.Settings{Notifications: "urgent", Bell: true}, (*uitest.Register).StartCrisis, 1, []string{w.CallCrisis}},
		{"urgent, assigned to me", schema.Settings{Notifications: "urgent"}, assign, 0, nil},
		{"mine, assigned to me", schema.Settings{Notifications: "mine"}, assign, 0, []string{w.CallMine}},
		{"mine, a note", schema.Settings{Notifications: "mine"}, note, 0, nil},
		{"all, a note", schema.Settings{Notifications: "all"}, note, 0, []string{w.CallAny}},
	} {
		g := office()
		d := seat(t, g, "google", ui.Options{Words: lang.French, Settings: tc.set})
		tc.happens(g)
		d.Settle()
		if d.Canvas.Rung != tc.rung || !slices.Equal(d.Canvas.Noticed, tc.noticed) {
			t.Errorf("%s: rung %d, noticed %q", tc.what, d.Canvas.Rung, d.Canvas.Noticed)
		}
		if all := strings.Join(d.Canvas.Noticed, " "); strings.Contains(all, "GOO") || strings.Contains(all, "canari") {
			t.Errorf("%s: %q leaves the desk", tc.what, all)
		}
	}
}

func TestTheBenchmarkRunsBesideTheLegalClockInRowPreviewAndItem(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", Label: schema.P1, Due: uitest.Noon.Add(23 * time.Hour), ClockStart: uitest.Noon, Benchmark: uitest.Noon.Add(90 * time.Minute)})
	d := seat(t, g, "google", ui.Options{Words: lang.French})
	if row := d.Hand(); !strings.Contains(row, "23 h 00") || !strings.Contains(row, "repère 1 h 30") {
		t.Errorf("the row is %q", row)
	}
	d.Shows("─ repère 1 h 30")
	d.Press("enter")
	d.Shows("repère 1 h", "avant 13:30")
	d.Press("esc")
	d.Pass(91 * time.Minute)
	d.Send(widget.Minute{})
	if row := d.Hand(); !strings.Contains(row, "repère passé") {
		t.Errorf("after 90 minutes the row is %q", row)
	}
	d.Press("enter")
	d.Shows("repère passé", "passé de", "à 13:30")
}
