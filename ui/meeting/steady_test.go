package meeting_test

import (
	"slices"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

// pointed gives points of an agenda their numbers, and marks by their first letters.
func pointed(titles ...string) []schema.AgendaPoint {
	out := make([]schema.AgendaPoint, len(titles))
	for i, t := range titles {
		out[i] = schema.AgendaPoint{N: i + 1, Title: t, Mark: int(t[0])}
	}
	return out
}

func TestWhatOthersDoToAMeetingNeverMovesTheHand(t *testing.T) {
	several := func(d *desk) {
		d.meetings[0].Attendance = append([]schema.Attendance{{Org: "google", Person: "Astreinte", Mode: "present"}, {Org: "afa", Person: "Déléguée", Mode: "present"}}, d.meetings[0].Attendance...)
		d.meetings[0].Decisions = append(slices.Clone(d.meetings[0].Decisions), schema.Decision{N: 2, Text: "Une lettre."})
		d.actions = append([]schema.Action{{ID: 20, Ref: "A-2015-000", Text: "Nouvelle", Owner: "afa", State: schema.ActionOpen}}, d.actions...)
		d.meetings[0].Agenda = append(pointed("Ouverture"), d.meetings[0].Agenda...)
		for i := range d.meetings[0].Agenda {
			d.meetings[0].Agenda[i].N = i + 1
		}
	}
	for _, on := range []string{"Projet de code", "Affaires publiques", "Un point mensuel"} {
		d := deskOf(secretariat)
		g := to(opened(t, d, meeting.Options{}), on)
		uitest.Steady(t, func() string { return g.View(80, 9) }, func() {
			several(d)
			g.Send(widget.Changed{Events: []schema.Event{{Noun: schema.NounMeeting, Subject: 2}}})
		})
	}
}

func TestTheHandStaysOnItsPointOfAnAgendaThatOthersSet(t *testing.T) {
	for _, tc := range []struct {
		name   string
		agenda []string
		on     string // what e would edit
	}{
		{"one more before it", []string{"Ouverture", "Label", "Formation", "Divers"}, "Formation"},
		{"one less before it", []string{"Formation", "Divers"}, "Formation"},
		{"moved", []string{"Divers", "Formation", "Label"}, "Formation"},
		{"given another title", []string{"Label", "Formations de mai", "Divers"}, "Formations de mai"},
		{"removed", []string{"Label", "Divers"}, ""},
	} {
		d := deskOf(secretariat)
		d.meetings[0].Agenda = pointed("Label", "Formation", "Divers")
		g := to(opened(t, d, meeting.Options{}), "Formation")
		d.meetings[0].Agenda = pointed(tc.agenda...)
		d.meetings[0].Rev++
		g.Send(widget.Changed{Anew: true})
		g.Press("e")
		switch {
		case tc.on == "":
			g.Shows("× n’est plus ici", "►")
			if len(g.Dialogs) != 0 || len(d.sat) != 0 {
				t.Errorf("%s: another point is edited:\n%s", tc.name, g.View(80, 24))
			}
		case len(g.Dialogs) != 1:
			t.Errorf("%s: nothing is edited:\n%s", tc.name, g.View(80, 24))
		default:
			g.Shows(tc.on)
		}
	}
}

func TestAPointRemovedByOneselfLeavesTheHandOnTheNext(t *testing.T) {
	d := deskOf(secretariat)
	d.meetings[0].Agenda = pointed("Label", "Formation", "Divers")
	g := to(opened(t, d, meeting.Options{}), "Formation").Press("D", "y")
	g.Shows("►  2  Divers")
	g.Hides("× n’est", "► ×")
}

func TestWhatOthersDoToTheBoardAndTheListNeverMovesTheHand(t *testing.T) {
	d := deskOf(secretariat)
	more := func() {
		d.actions = append([]schema.Action{{ID: 20, Ref: "A-2015-000", Text: "Nouvelle", Owner: "afa", State: schema.ActionOpen}}, d.actions...)
	}
	changed := func(g *uitest.Solo, n schema.Noun) { g.Send(widget.Changed{Events: []schema.Event{{Noun: n}}}) }
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.NewBoard(g.Session, d, meeting.Options{}))
	to(g, "A-2015-002")
	view := func() string { return g.View(80, 7) }
	uitest.Steady(t, view, func() { more(); changed(g, schema.NounAction) })
	d.actions = slices.DeleteFunc(d.actions, func(x schema.Action) bool { return x.Ref == "A-2015-002" }) // done by another
	changed(g, schema.NounAction)
	g.Shows("► × A-2015-002", "× n’est plus ici")
	if g.Press("x"); len(g.Dialogs) != 0 {
		t.Errorf("another item is to be done:\n%s", g.View(80, 24))
	}
	g.Press("k")
	g.Hides("× n’est", "► ×")

	g = uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.NewList(g.Session, d, meeting.Options{})).Press("j")
	uitest.Steady(t, func() string { return g.View(80, 7) }, func() {
		d.meetings = append([]schema.Meeting{{ID: 9, Ref: "2015-06-03", Title: "Juin", State: schema.MeetingDraft, Starts: now.AddDate(0, 1, 0)}}, d.meetings...)
		changed(g, schema.NounMeeting)
	})
}

func TestOnesOwnVerbOnTheBoardLeavesTheHandOnTheNext(t *testing.T) {
	d := deskOf(secretariat)
	d.actions = append(d.actions, schema.Action{ID: 13, Ref: "A-2015-003", Text: "Suivant", Owner: "google", State: schema.ActionOpen})
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.NewBoard(g.Session, d, meeting.Options{}))
	to(g, "A-2015-002").Press("x").Type("fait").Press("enter")
	g.Shows("► A-2015-003")
	g.Hides("× n’est", "► ×")
}

func TestWhatIsDoneToAnItemIsAddedBelowTheHand(t *testing.T) {
	d := deskOf(afa)
	d.thread = []schema.Event{{Audience: "group", Seq: 3, At: now, Actor: "Secrétariat", Verb: schema.VerbNew}}
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.NewItem(g.Session, d, meeting.Options{}, "A-2015-001")).Press("G")
	uitest.Steady(t, func() string { return g.View(80, 9) }, func() {
		d.actions[0].Links = []string{"2015-05-06#1", "A-2015-002"}
		d.thread = append(d.thread, schema.Event{Audience: "group", Seq: 4, At: now, Actor: "AFA", Verb: schema.VerbNote, Text: "En cours."})
		g.Send(widget.Changed{Events: []schema.Event{{Noun: schema.NounAction, Subject: d.actions[0].ID}}})
	})
}
