package meeting_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

var now = time.Date(2015, 5, 5, 9, 0, 0, 0, schema.Paris).UTC()

var (
	secretariat = schema.Actor{Member: 2, Login: "secretariat", Name: "Secrétariat", Role: schema.RoleSecretariat, Org: 1, OrgCode: "ministry",
		OrgName: "Ministère de l’intérieur", OrgKind: schema.OrgAuthority, Zone: "Europe/Paris"}
	afa = schema.Actor{Member: 9, Login: "afa", Name: "AFA", Role: schema.RoleCorrespondent, Org: 4, OrgCode: "afa", OrgName: "AFA",
		OrgKind: schema.OrgAssociation, Zone: "Europe/Paris"}
)

// desk is a register of meetings, as one member sees it.
type desk struct {
	who       schema.Actor
	meetings  []schema.Meeting
	actions   []schema.Action
	added     []schema.ActionDraft
	steps     []schema.ActionStep
	refuse    error
	refuseAct error
	plans     []schema.MeetingPlan
	sat       []schema.MeetingStep
	rhythm    schema.Rhythm
	set       []string            // cadences, with their kinds
	drafts    time.Time           // of the meeting that closing would draft
	next      string              // meeting that what is carried over goes to
	linked    map[string][]string // what refers to a thing
	thread    []schema.Event
	*uitest.Notebook

	commitment schema.Commitment
	judged     []schema.CommitmentDraft
}

func (d *desk) Who() schema.Actor { return d.who }
func (d *desk) Organisations(context.Context) ([]schema.Organisation, error) {
	return []schema.Organisation{{Code: "google", Name: "Google"}, {Code: "afa", Name: "AFA"}, {Code: "ministry", Name: "Ministère"}}, nil
}
func (d *desk) Members(context.Context) ([]schema.Member, error)   { return nil, nil }
func (d *desk) Meetings(context.Context) ([]schema.Meeting, error) { return d.meetings, nil }
func (d *desk) Meeting(_ context.Context, ref string) (schema.Meeting, error) {
	for _, m := range d.meetings {
		if m.Ref == ref || ref == "next" && m.State == schema.MeetingConvened {
			return m, nil
		}
	}
	return schema.Meeting{}, schema.NotFound(ref)
}
func (d *desk) Register(_ context.Context, ref string, _ schema.Date) (schema.Register, error) {
	return schema.Register{AsOf: schema.DateOf(now, schema.Paris), Actions: slices.Clone(d.actions)}, nil
}
func (d *desk) AddAction(ctx context.Context, a schema.ActionDraft) (schema.Action, error) {
	if err := d.refuse; err != nil {
		d.refuse = nil
		return schema.Action{}, err
	}
	d.added = append(d.added, a)
	d.Did(ctx, schema.VerbNew, schema.NounAction, 0)
	x := schema.Action{ID: schema.ID(100 + len(d.added)), Ref: fmt.Sprintf("A-2015-%03d", 50+len(d.added)), Text: a.Text, Owner: a.Owner, Due: a.Due, State: schema.ActionOpen}
	d.actions = append(d.actions, x)
	return x, nil
}
func (d *desk) ActOn(ctx context.Context, id schema.ID, _ int, step schema.ActionStep) (schema.Action, error) {
	if err := d.refuseAct; err != nil {
		d.refuseAct = nil
		return schema.Action{}, err
	}
	d.steps = append(d.steps, step)
	d.Did(ctx, step.Verb, schema.NounAction, id)
	for i, x := range d.actions {
		if x.ID == id {
			d.actions = slices.Delete(d.actions, i, i+1)
			return x, nil
		}
	}
	return schema.Action{}, schema.NotFound("")
}

func deskOf(who schema.Actor) *desk {
	day := func(m time.Month, d int) schema.Date { return schema.Date{Year: 2015, Month: m, Day: d} }
	return &desk{who: who, Notebook: &uitest.Notebook{},
		meetings: []schema.Meeting{
			{ID: 2, Ref: "2015-05-06", Format: schema.MeetingPlenary, State: schema.MeetingConvened, Title: "Première réunion du groupe", Place: "Place Beauvau",
				Starts:     time.Date(2015, 5, 6, 10, 0, 0, 0, schema.Paris).UTC(),
				Agenda:     []schema.AgendaPoint{{N: 1, Title: "Label", Rapporteur: "ministry", Minutes: 20, Mark: 1}, {N: 2, Title: "Formation", Rapporteur: "afa", Mark: 2}},
				Attendance: []schema.Attendance{{Org: "google", Person: "Affaires publiques", Mode: "remote"}},
				Decisions:  []schema.Decision{{N: 1, Text: "Un point mensuel."}}},
			{ID: 1, Ref: "2015-04-22", Format: schema.MeetingPlenary, State: schema.MeetingClosed, Title: "Signature", Starts: time.Date(2015, 4, 22, 10, 0, 0, 0, schema.Paris).UTC()},
		},
		actions: []schema.Action{
			{ID: 11, Ref: "A-2015-001", Text: "Fiche contact", Owner: "afa", Due: day(5, 4), State: schema.ActionOpen, Carried: 2, Theme: "contact"},
			{ID: 12, Ref: "A-2015-002", Text: "Projet de code de bonne conduite", Owner: "google", Member: "google", State: schema.ActionInProgress},
		}}
}

func opened(t *testing.T, d *desk, o meeting.Options) *uitest.Solo {
	g := uitest.NewSolo(t, lang.French, now)
	return g.Open(meeting.New(g.Session, d, o, "next"))
}

func TestAMeetingShowsItsAgendaAttendanceDecisionsAndActions(t *testing.T) {
	opened(t, deskOf(secretariat), meeting.Options{}).Shows("2015-05-06", "plénière", "convoquée", "mercredi 6 mai 2015 à 10 h · Place Beauvau",
		"1  Label · Ministère · 20 min", "Google · Affaires publiques · à distance", "Un point mensuel.",
		"A-2015-001  AFA · 04/05/2015 · RETARD · ouverte · reportée ×2 · #contact", "Projet de code", "sans échéance",
		"actions 2, en retard 1, reports 1")
}

func TestWhoLooksAtAMeetingThatIsRemovedIsToldAndGoesOn(t *testing.T) {
	d := deskOf(secretariat)
	g := opened(t, d, meeting.Options{})
	d.meetings = d.meetings[1:]
	g.Send(widget.Changed{Events: []schema.Event{{Noun: schema.NounMeeting, Subject: 2, Verb: schema.VerbRemove}}})
	g.Shows("La réunion 2015-05-06 n’est plus là", "Entrée")
	g.Hides("Label")
	g.Press("enter")
	if len(g.Fails) != 0 || len(g.Pushed) != 1 {
		t.Fatalf("failed %v, went on to %d pages", g.Fails, len(g.Pushed))
	}
	g.Open(g.Pushed[0]).Shows("Signature")
}

func TestAnActionIsAddedInOneLineAndShownAsUnderstood(t *testing.T) {
	d := deskOf(secretariat)
	g := opened(t, d, meeting.Options{}).Press("n").Type("AFA : fiche contact @afa")
	g.Shows("= AFA : fiche contact · AFA · Indiquez une échéance")
	g.Type(" 20/05 #formation")
	g.Shows("= AFA : fiche contact · AFA · 20/05/2015 · #formation")
	g.Press("enter")
	if len(d.added) != 1 || d.added[0].Owner != "afa" || d.added[0].Meeting != "2015-05-06" || d.added[0].Theme != "formation" || d.added[0].Internal {
		t.Fatalf("added %+v", d.added)
	}
	g.Shows("A-2015-051")
	if !slices.Contains(g.Told, "A-2015-051 ajoutée.") {
		t.Errorf("told %q", g.Told)
	}
}

func TestALineThatLacksSomethingIsNotAdded(t *testing.T) {
	for line, why := range map[string]string{
		"fiche @afa":          "Indiquez une échéance",
		"fiche 20/05":         "Indiquez l’organisation responsable",
		"fiche @nobody 20/05": "« @nobody » est inconnu",
		"@afa 20/05":          "Un texte est nécessaire",
	} {
		d := deskOf(secretariat)
		g := opened(t, d, meeting.Options{}).Press("n").Type(line).Press("enter")
		g.Shows(why)
		if len(d.added) != 0 || len(g.Dialogs) != 1 {
			t.Errorf("%q: added %+v, %d dialogs", line, d.added, len(g.Dialogs))
		}
	}
}

func TestARefusedLineComesBack(t *testing.T) {
	d := deskOf(secretariat)
	d.refuse = &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyBeforeMeet, Value: "2015-05-05"}
	g := opened(t, d, meeting.Options{}).Press("n").Type("fiche @afa 05/05/2015").Press("enter")
	if !g.Failed(schema.WhyBeforeMeet) || len(g.Dialogs) != 1 {
		t.Fatalf("failures %v, %d dialogs", g.Fails, len(g.Dialogs))
	}
	g.Shows("fiche @afa 05/05/2015")
	if len(g.Told) != 0 {
		t.Errorf("over the reason stands %q", g.Told)
	}
}

func TestOthersAddActionsOfTheirOwnOrganisationAlone(t *testing.T) {
	d := deskOf(afa)
	g := opened(t, d, meeting.Options{}).Press("n")
	g.Shows("Action interne à AFA")
	g.Type("relire la fiche 20/05").Press("enter")
	if len(d.added) != 1 || !d.added[0].Internal || d.added[0].Owner != "afa" {
		t.Errorf("added %+v", d.added)
	}
}

func TestAnActionOfTheNextMeetingFromAnyScreen(t *testing.T) {
	d := deskOf(secretariat)
	g := uitest.NewSolo(t, lang.English, now)
	g.Run(widget.Send(widget.Show{Dialog: meeting.NewAction(g.Session, d)}))
	g.Type("relire @afa tomorrow").Press("enter")
	if len(d.added) != 1 || d.added[0].Meeting != "" || d.added[0].Due != (schema.Date{Year: 2015, Month: 5, Day: 6}) {
		t.Errorf("added %+v", d.added)
	}
}

func TestTheActionUnderTheHandIsTickedWithItsEvidence(t *testing.T) {
	d := deskOf(secretariat)
	g := opened(t, d, meeting.Options{}).Press("/").Type("A-2015-001").Press("enter", "x").Type("envoyée").Press("enter")
	if len(d.steps) != 1 || d.steps[0].Verb != schema.VerbDone || d.steps[0].Text != "envoyée" {
		t.Fatalf("steps %+v, failures %v", d.steps, g.Fails)
	}
	g.Hides("Fiche contact")
}

func TestAnActionOfAnotherOrganisationIsNotTicked(t *testing.T) {
	d := deskOf(afa)
	g := opened(t, d, meeting.Options{}).Press("/").Type("A-2015-002").Press("enter", "x")
	if !g.Failed(schema.WhyRole) || len(g.Dialogs) != 0 {
		t.Errorf("failures %v", g.Fails)
	}
}

func TestADocumentIsShownWithTheCommandThatFetchesIt(t *testing.T) {
	var asked []string
	o := meeting.Options{SSH: "ssh -p 2222 group", Export: func(_ context.Context, ref, what, format string) ([]byte, error) {
		asked = append(asked, ref+" "+what+" "+format)
		return []byte("\ufeffN°;Objet\r\nA-2015-001;Fiche\x1b[2J\r\n"), nil
	}}
	g := opened(t, deskOf(afa), o).Press("E", "2", "3")
	if !slices.Equal(asked, []string{"2015-05-06 pack fr.csv"}) {
		t.Fatalf("asked %q", asked)
	}
	const command = "ssh -p 2222 group meeting export 2015-05-06 --what pack --format fr.csv > pack.fr.csv"
	g.Shows("N°;Objet", "Fiche⟨U+001B⟩[2J", command)
	g.Hides("U+FEFF", "\x1b")
	if g.Press("y"); !slices.Equal(g.Copied, []string{command}) {
		t.Errorf("copied %q", g.Copied)
	}
	if g.Press("esc"); len(g.Dialogs) != 0 {
		t.Error("the document stayed")
	}
}

func TestWhatNoTerminalShowsIsFetchedByACommand(t *testing.T) {
	o := meeting.Options{SSH: "ssh group", Export: func(context.Context, string, string, string) ([]byte, error) {
		t.Error("asked for what cannot be shown")
		return nil, nil
	}}
	g := opened(t, deskOf(afa), o).Press("E", "1", "6")
	if !slices.Equal(g.Copied, []string{"ssh group meeting export 2015-05-06 --format pdf > actions.pdf"}) {
		t.Errorf("copied %q", g.Copied)
	}
}

func TestWhatOthersChangeIsShownWithoutMovingTheLineUnderTheHand(t *testing.T) {
	d := deskOf(afa)
	g := opened(t, d, meeting.Options{}).Press("G")
	g.View(80, 12)
	d.actions = append([]schema.Action{{ID: 10, Ref: "A-2015-000", Text: "Nouvelle", Owner: "afa", State: schema.ActionOpen}}, d.actions...)
	g.Send(widget.Changed{Events: []schema.Event{{Noun: schema.NounAction, Subject: 10}}})
	g.Shows("Nouvelle", "►     Projet de code")
}

func TestTheListOpensAMeetingAndItsNeighbours(t *testing.T) {
	g := uitest.NewSolo(t, lang.French, now)
	l := meeting.NewList(g.Session, deskOf(afa), meeting.Options{})
	g.Open(l)
	g.Shows("2015-05-06", "convoquée", "2015-04-22", "close", "Place Beauvau")
	g.Press("enter")
	if len(g.Pushed) != 1 {
		t.Fatal("nothing opened")
	}
	g.Open(g.Pushed[0]).Press("K", "J") // K: there is none before the first
	if len(g.Pushed) != 2 {
		t.Fatalf("%d screens opened", len(g.Pushed))
	}
	g.Open(g.Pushed[1])
	g.Shows("2015-04-22", "Signature")
}

func TestAnUnknownMeetingIsToldAndLeft(t *testing.T) {
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.New(g.Session, deskOf(afa), meeting.Options{}, "2016-01-01"))
	if !g.Failed(schema.WhyHidden) || !g.Popped {
		t.Errorf("failures %v, left %v", g.Fails, g.Popped)
	}
}

func TestEveryFrameFits(t *testing.T) {
	const hostile = "\x1b[2J\u202e漢字👩🏽‍🚒e\u0301\u0085\nمرحبا\t\x9b1m"
	rapid.Check(t, func(rt *rapid.T) {
		d := deskOf(secretariat)
		bad := strings.Repeat(hostile, rapid.IntRange(1, 5).Draw(rt, "times"))
		d.meetings[0].Title, d.meetings[0].Agenda[0].Title, d.meetings[0].Attendance[0].Person = bad, bad, bad
		d.actions[0].Text, d.actions[0].Links, d.actions[1].Member = bad, []string{bad}, bad
		g := uitest.NewSolo(t, rapid.SampledFrom(lang.All).Draw(rt, "lang"), now)
		o := meeting.Options{Export: func(context.Context, string, string, string) ([]byte, error) { return []byte(bad), nil }}
		if rapid.Bool().Draw(rt, "list") {
			g.Open(meeting.NewList(g.Session, d, o))
		} else {
			g.Open(meeting.New(g.Session, d, o, "next"))
		}
		g.Press(rapid.SliceOfN(rapid.SampledFrom([]string{"n", "x", "E", "1", "j", "tab", "/", "G", "a", "esc"}), 0, 6).Draw(rt, "keys")...)
		w, h := rapid.IntRange(1, 200).Draw(rt, "w"), rapid.IntRange(1, 60).Draw(rt, "h")
		g.Fits(rt, w, h)
	})
}

var update = flag.Bool("update", false, "write the golden frames anew")

func TestFramesLookAsAgreed(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
			g := uitest.NewSolo(t, w, now)
			g.Open(meeting.New(g.Session, deskOf(secretariat), meeting.Options{}, "next"))
			uitest.Golden(t, fmt.Sprintf("meeting-%s-%dx%d", w.Code, size[0], size[1]), g.View(size[0], size[1]), *update)
			g.Press("n").Type("AFA : fiche @afa 20/05")
			uitest.Golden(t, fmt.Sprintf("action-%s-%dx%d", w.Code, size[0], size[1]), g.View(size[0], size[1]), *update)
		}
	}
}
