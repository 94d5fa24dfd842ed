package meeting_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

// withItem is a desk whose first action item holds something in each column.
func withItem(who schema.Actor) *desk {
	d := deskOf(who)
	x := &d.actions[0]
	x.Raised, x.Meeting, x.Point, x.Notes = schema.Date{Year: 2015, Month: 4, Day: 22}, "2015-05-06", "Label", "Relancée le 30/04."
	x.Links = []string{"2015-05-06#1", "E-2015-003", "GOO-2015-0042"}
	d.linked = map[string][]string{"A-2015-001": {"2015-05-06:2", "A-2015-002"}}
	d.thread = []schema.Event{
		{At: now, Actor: "Secrétariat", Verb: schema.VerbNew, Noun: schema.NounAction, Subject: 11, Changes: []schema.Change{{Field: schema.FieldOwner, To: "afa"}, {Field: schema.FieldDue, To: "2015-05-04"}}},
		{At: now, Actor: "AFA", Verb: schema.VerbStart, Noun: schema.NounAction, Subject: 11, Changes: []schema.Change{{Field: schema.FieldState, From: "open", To: "in_progress"}}}}
	return d
}

func itemOf(t *testing.T, d *desk) *uitest.Solo {
	g := uitest.NewSolo(t, lang.French, now)
	o := meeting.Options{Request: func(ref string) widget.Screen { return widget.NewPager(g.Session, ref, ref, "") }}
	return g.Open(meeting.NewItem(g.Session, d, o, "A-2015-001"))
}

func TestAnItemShowsEveryColumnOfTheRegister(t *testing.T) {
	itemOf(t, withItem(secretariat)).Shows("A-2015-001 ─ ouverte ─ AFA ─ échéance 04/05/2015 ─ RETARD", "Fiche contact",
		"Numéro       A-2015-001", "Ouverte le   22/04/2015", "Réunion      2015-05-06", "Point        Label", "Responsable  AFA", "Échéance     04/05/2015 · RETARD",
		"Statut       ouverte", "Feu          rouge", "Reports      ×2", "Thème        contact", "Notes        Relancée le 30/04.",
		"Citée par (2)", "09:00 · Secrétariat · création · responsable : AFA, échéance : 04/05/2015", "statut : ouverte → en cours")
}

func TestLinksOfAnItemAreFollowedBothWays(t *testing.T) {
	for text, want := range map[string]string{
		"GOO-2015-0042": "GOO-2015-0042", "E-2015-003": "Former les équipes", "2015-05-06#1": "►  1  Un point mensuel.", "2015-05-06:2": "►  2  Formation",
		"A-2015-002": "Projet de code de bonne conduite",
	} {
		g := to(itemOf(t, withItem(secretariat)), text)
		g.Press("esc").Press("enter")
		if len(g.Pushed) != 1 {
			t.Errorf("%s: %d screens opened, told %q", text, len(g.Pushed), g.Told)
			continue
		}
		g.Open(g.Pushed[0]).Shows(want)
	}
}

func TestADecisionLeadsToTheItemsThatReferToIt(t *testing.T) {
	d := withItem(secretariat)
	d.linked["2015-05-06#1"] = []string{"A-2015-001"}
	g := opened(t, d, meeting.Options{})
	g.Shows("actions : A-2015-001")
	to(g, "Un point mensuel").Press("esc", "enter")
	if len(g.Pushed) != 1 {
		t.Fatalf("%d screens opened", len(g.Pushed))
	}
	g.Open(g.Pushed[0]).Shows("Fiche contact", "Numéro")
}

func TestEachVerbOfAnItemHasItsKey(t *testing.T) {
	for _, tc := range []struct {
		keys string
		text string
		want schema.ActionStep
	}{
		{"x", "Envoyée.", schema.ActionStep{Verb: schema.VerbDone, Text: "Envoyée."}},
		{"c", "Relancée.", schema.ActionStep{Verb: schema.VerbNote, Text: "Relancée."}},
		{"e", " bis", schema.ActionStep{Verb: schema.VerbEdit, Text: "Fiche contact bis"}},
		{"s", "B", schema.ActionStep{Verb: schema.VerbStart}},
		{"s", "P", schema.ActionStep{Verb: schema.VerbCarry}},
		{"s", "HAttend la CNIL", schema.ActionStep{Verb: schema.VerbBlock, Text: "Attend la CNIL"}},
		{"s", "DSans objet", schema.ActionStep{Verb: schema.VerbDrop, Text: "Sans objet"}},
		{"s", "D2015-05-06#1", schema.ActionStep{Verb: schema.VerbDrop, Link: "2015-05-06#1"}},
		{"s", "IGOO-2015-0042", schema.ActionStep{Verb: schema.VerbLink, Link: "GOO-2015-0042"}},
		{"a", "google", schema.ActionStep{Verb: schema.VerbAssign, Owner: "google"}},
	} {
		d := withItem(secretariat)
		d.actions[0].Correctable = true
		g := itemOf(t, d).Press(tc.keys).Type(tc.text)
		if len(g.Dialogs) > 0 {
			g.Press("enter")
		}
		if len(d.steps) != 1 || d.steps[0] != tc.want {
			t.Errorf("%s %s: %+v, failures %v", tc.keys, tc.text, d.steps, g.Fails)
		}
	}
}

func TestTheLinkUnderTheHandIsTakenAway(t *testing.T) {
	d := withItem(secretariat)
	g := itemOf(t, d)
	link := d.actions[0].Links[0]
	to(g, link).Press("D")
	if len(d.steps) != 1 || d.steps[0] != (schema.ActionStep{Verb: schema.VerbLink, Unlink: link}) {
		t.Fatalf("%+v, failures %v", d.steps, g.Fails)
	}
	if last := g.Told[len(g.Told)-1]; last != "A-2015-001 : lien" {
		t.Errorf("told %v", g.Told)
	}
}

func TestADueDayIsUnderstoodAndARefusedOneComesBack(t *testing.T) {
	d := withItem(secretariat)
	g := itemOf(t, d).Press("d")
	for range len("2015-05-04") {
		g.Press("backspace")
	}
	g.Type("20/05")
	g.Shows("= 20/05/2015")
	g.Press("enter")
	if d.steps[0].Due != (schema.Date{Year: 2015, Month: 5, Day: 20}) {
		t.Errorf("due %v", d.steps[0].Due)
	}
	g = itemOf(t, withItem(secretariat)).Press("d")
	for range len("2015-05-04") {
		g.Press("backspace")
	}
	g.Type("01/05").Press("enter") // past in this year: another one is written
	g.Shows("« 01/05 » est déjà passé", "01/05/2016")
	d = withItem(secretariat)
	d.refuseAct = schema.Invalid(schema.WhyBeforeMeet, "due", "2015-05-04")
	g = itemOf(t, d).Press("d", "enter")
	if !g.Failed(schema.WhyBeforeMeet) || len(g.Dialogs) != 1 || len(d.steps) != 0 {
		t.Fatalf("failures %v, %d dialogs", g.Fails, len(g.Dialogs))
	}
	g.Shows("> 2015-05-04")
}

func TestAConflictOnAnItemIsLeftToTheMember(t *testing.T) {
	d := withItem(secretariat)
	d.refuseAct = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: "A-2015-001"}
	g := itemOf(t, d).Press("s", "B")
	if len(g.Dialogs) != 0 || len(g.Fails) != 1 || g.Fails[0].Again == nil || !errors.Is(g.Fails[0].Err, schema.ErrStale) {
		t.Fatalf("failures %+v", g.Fails)
	}
	g.Run(g.Fails[0].Again)
	if len(d.steps) != 1 {
		t.Errorf("applied %d times", len(d.steps))
	}
}

func TestOfAnothersItemOnlyWhatTheRoleAllowsIsOffered(t *testing.T) {
	d := withItem(afa)
	g := to(opened(t, d, meeting.Options{}), "A-2015-002").Press("s")
	g.Hides("réaliser", "fixer l’échéance")
	d = withItem(afa)
	g = itemOf(t, d)
	if g.Press("d"); !g.Failed(schema.WhyRole) {
		t.Errorf("an owner sets the due day: %v", g.Fails)
	}
}

func TestTheBoardGroupsByOwnerDueAndTheme(t *testing.T) {
	d := withItem(secretariat)
	d.actions = append(d.actions, schema.Action{ID: 13, Ref: "A-2015-003", Text: "Réponse", Owner: "afa", Due: schema.Date{Year: 2015, Month: 5, Day: 8}, State: schema.ActionOpen})
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.NewBoard(g.Session, d, meeting.Options{}))
	g.Shows("Actions par responsable ─ 3 · 1 en retard · 1 sous 7 jours", "AFA (2 · 1 en retard · 1 sous 7 jours)", "Google (1)")
	to(g, "A-2015-003").Press("o")
	g.Shows("Actions par échéance", "En retard (1", "Sous 7 jours (1", "Sans échéance (1", "► A-2015-003  AFA · 08/05/2015 · bientôt échue")
	g.Press("o")
	g.Shows("Actions par thème", "#contact (1", "Sans thème (2", "► A-2015-003")
	g.Press("esc", "enter")
	if len(g.Pushed) != 1 {
		t.Fatal("nothing opened")
	}
	g.Send(widget.Beside{Delta: -1})
	if len(g.Pushed) != 2 {
		t.Error("its neighbour is not opened")
	}
	g.Press("x").Type("Fait.").Press("enter")
	if len(d.steps) != 1 {
		t.Errorf("steps %+v", d.steps)
	}
}

func TestAnEmptyBoardSaysWhatToDo(t *testing.T) {
	d := deskOf(secretariat)
	d.actions = nil
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.NewBoard(g.Session, d, meeting.Options{})).Shows("Aucune action ouverte. n en crée une")
}

func TestItemAndBoardFramesLookAsAgreed(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
			g := uitest.NewSolo(t, w, now)
			g.Open(meeting.NewItem(g.Session, withItem(secretariat), meeting.Options{}, "A-2015-001"))
			uitest.Golden(t, fmt.Sprintf("item-%s-%dx%d", w.Code, size[0], size[1]), g.View(size[0], size[1]), *update)
			g = uitest.NewSolo(t, w, now)
			g.Open(meeting.NewBoard(g.Session, withItem(secretariat), meeting.Options{}))
			uitest.Golden(t, fmt.Sprintf("board-%s-%dx%d", w.Code, size[0], size[1]), g.View(size[0], size[1]), *update)
		}
	}
}

func TestTheKeysOfAPageAreEachThereOnce(t *testing.T) {
	d := in(secretariat, schema.MeetingHeld)
	g := uitest.NewSolo(t, lang.French, now)
	o := meeting.Options{Request: func(string) widget.Screen { return nil }}
	for name, s := range map[string]widget.Screen{"meeting": meeting.New(g.Session, d, o, "2015-05-06"), "item": meeting.NewItem(g.Session, d, o, "A-2015-001"), "board": meeting.NewBoard(g.Session, d, o)} {
		g.Open(s)
		var seen []string
		for _, k := range s.Keys() {
			for _, key := range k.Keys {
				if slices.Contains(seen, key) {
					t.Errorf("%s: %q twice", name, key)
				}
				seen = append(seen, key)
			}
		}
	}
}
