package meeting_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
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
	who      schema.Actor
	meetings []schema.Meeting
	actions  []schema.Action
	added    []schema.ActionDraft
	steps    []schema.ActionStep
	refuse   error
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
func (d *desk) AddAction(_ context.Context, a schema.ActionDraft) (schema.Action, error) {
	if err := d.refuse; err != nil {
		d.refuse = nil
		return schema.Action{}, err
	}
	d.added = append(d.added, a)
	x := schema.Action{ID: schema.ID(100 + len(d.added)), Ref: fmt.Sprintf("A-2015-%03d", 50+len(d.added)), Text: a.Text, Owner: a.Owner, Due: a.Due, State: schema.ActionOpen}
	d.actions = append(d.actions, x)
	return x, nil
}
func (d *desk) ActOn(_ context.Context, id schema.ID, _ int, step schema.ActionStep) (schema.Action, error) {
	d.steps = append(d.steps, step)
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
	return &desk{who: who,
		meetings: []schema.Meeting{
			{ID: 2, Ref: "2015-05-06", Format: schema.MeetingPlenary, State: schema.MeetingConvened, Title: "Première réunion du groupe", Place: "Place Beauvau",
				Starts:     time.Date(2015, 5, 6, 10, 0, 0, 0, schema.Paris).UTC(),
				Agenda:     []schema.AgendaPoint{{N: 1, Title: "Label", Rapporteur: "ministry", Minutes: 20}, {N: 2, Title: "Formation", Rapporteur: "afa"}},
				Attendance: []schema.Attendance{{Org: "google", Person: "Affaires publiques", Mode: "remote"}},
				Decisions:  []schema.Decision{{N: 1, Text: "Un point mensuel."}}},
			{ID: 1, Ref: "2015-04-22", Format: schema.MeetingPlenary, State: schema.MeetingClosed, Title: "Signature", Starts: time.Date(2015, 4, 22, 10, 0, 0, 0, schema.Paris).UTC()},
		},
		actions: []schema.Action{
			{ID: 11, Ref: "A-2015-001", Text: "Fiche contact", Owner: "afa", Due: day(5, 4), State: schema.ActionOpen, Carried: 2, Theme: "contact"},
			{ID: 12, Ref: "A-2015-002", Text: "Projet de code de bonne conduite", Owner: "google", Member: "google", State: schema.ActionInProgress},
		}}
}

func opened(t *testing.T, d *desk, o meeting.Options) *rig {
	g := newRig(t, lang.French)
	return g.open(meeting.New(g.s, d, o, "next"))
}

func TestAMeetingShowsItsAgendaAttendanceDecisionsAndActions(t *testing.T) {
	opened(t, deskOf(secretariat), meeting.Options{}).shows("2015-05-06", "plénière", "convoquée", "06/05/2015 10:00 · Place Beauvau",
		"1  Label · Ministère · 20 min", "Google · Affaires publiques · à distance", "Un point mensuel.",
		"A-2015-001  AFA · 04/05/2015 · RETARD · ouverte · reportée ×2 · #contact", "Projet de code", "sans échéance",
		"2 en cours, 1 en retard, 1 reportées")
}

func TestAnActionIsAddedInOneLineAndShownAsUnderstood(t *testing.T) {
	d := deskOf(secretariat)
	g := opened(t, d, meeting.Options{}).press("n").typing("AFA : fiche contact @afa")
	g.shows("= AFA : fiche contact · AFA · Indiquez une échéance")
	g.typing(" 20/05 #formation")
	g.shows("= AFA : fiche contact · AFA · 20/05/2015 · #formation")
	g.press("enter")
	if len(d.added) != 1 || d.added[0].Owner != "afa" || d.added[0].Meeting != "2015-05-06" || d.added[0].Theme != "formation" || d.added[0].Internal {
		t.Fatalf("added %+v", d.added)
	}
	g.shows("A-2015-051")
	if !slices.Contains(g.told, "A-2015-051 ajoutée.") {
		t.Errorf("told %q", g.told)
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
		g := opened(t, d, meeting.Options{}).press("n").typing(line).press("enter")
		g.shows(why)
		if len(d.added) != 0 || len(g.dialogs) != 1 {
			t.Errorf("%q: added %+v, %d dialogs", line, d.added, len(g.dialogs))
		}
	}
}

func TestARefusedLineComesBack(t *testing.T) {
	d := deskOf(secretariat)
	d.refuse = &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyBeforeMeet, Value: "2015-05-05"}
	g := opened(t, d, meeting.Options{}).press("n").typing("fiche @afa 05/05/2015").press("enter")
	if !g.failed(schema.WhyBeforeMeet) || len(g.dialogs) != 1 {
		t.Fatalf("failures %v, %d dialogs", g.fails, len(g.dialogs))
	}
	g.shows("fiche @afa 05/05/2015")
}

func TestOthersAddActionsOfTheirOwnOrganisationAlone(t *testing.T) {
	d := deskOf(afa)
	g := opened(t, d, meeting.Options{}).press("n")
	g.shows("Action interne à AFA")
	g.typing("relire la fiche 20/05").press("enter")
	if len(d.added) != 1 || !d.added[0].Internal || d.added[0].Owner != "afa" {
		t.Errorf("added %+v", d.added)
	}
}

func TestAnActionOfTheNextMeetingFromAnyScreen(t *testing.T) {
	d := deskOf(secretariat)
	g := newRig(t, lang.English)
	g.dialogs = append(g.dialogs, meeting.NewAction(g.s, d))
	g.typing("relire @afa tomorrow").press("enter")
	if len(d.added) != 1 || d.added[0].Meeting != "" || d.added[0].Due != (schema.Date{Year: 2015, Month: 5, Day: 6}) {
		t.Errorf("added %+v", d.added)
	}
}

func TestTheActionUnderTheHandIsTickedWithItsEvidence(t *testing.T) {
	d := deskOf(secretariat)
	g := opened(t, d, meeting.Options{}).press("/").typing("A-2015-001").press("enter", "x").typing("envoyée").press("enter")
	if len(d.steps) != 1 || d.steps[0].Verb != schema.VerbDone || d.steps[0].Text != "envoyée" {
		t.Fatalf("steps %+v, failures %v", d.steps, g.fails)
	}
	g.hides("Fiche contact")
}

func TestAnActionOfAnotherOrganisationIsNotTicked(t *testing.T) {
	d := deskOf(afa)
	g := opened(t, d, meeting.Options{}).press("/").typing("A-2015-002").press("enter", "x")
	if !g.failed(schema.WhyRole) || len(g.dialogs) != 0 {
		t.Errorf("failures %v", g.fails)
	}
}

func TestADocumentIsShownWithTheCommandThatFetchesIt(t *testing.T) {
	var asked []string
	o := meeting.Options{SSH: "ssh -p 2222 group", Export: func(_ context.Context, ref, format string) ([]byte, error) {
		asked = append(asked, ref+" "+format)
		return []byte("\ufeffN°;Objet\r\nA-2015-001;Fiche\x1b[2J\r\n"), nil
	}}
	g := opened(t, deskOf(afa), o).press("E", "3")
	if !slices.Equal(asked, []string{"2015-05-06 fr.csv"}) {
		t.Fatalf("asked %q", asked)
	}
	const command = "ssh -p 2222 group meeting export 2015-05-06 --format fr.csv > actions.fr.csv"
	g.shows("N°;Objet", "Fiche⟨U+001B⟩[2J", command)
	g.hides("U+FEFF", "\x1b")
	if g.press("y"); !slices.Equal(g.copied, []string{command}) {
		t.Errorf("copied %q", g.copied)
	}
	if g.press("esc"); len(g.dialogs) != 0 {
		t.Error("the document stayed")
	}
}

func TestWhatOthersChangeIsShownWithoutMovingTheLineUnderTheHand(t *testing.T) {
	d := deskOf(afa)
	g := opened(t, d, meeting.Options{}).press("G")
	g.view(80, 12)
	d.actions = append([]schema.Action{{ID: 10, Ref: "A-2015-000", Text: "Nouvelle", Owner: "afa", State: schema.ActionOpen}}, d.actions...)
	g.send(widget.Changed{Events: []schema.Event{{Noun: schema.NounAction, Subject: 10}}})
	g.shows("Nouvelle", "►     Projet de code")
}

func TestTheListOpensAMeetingAndItsNeighbours(t *testing.T) {
	g := newRig(t, lang.French)
	l := meeting.NewList(g.s, deskOf(afa), meeting.Options{})
	g.open(l)
	g.shows("2015-05-06", "convoquée", "2015-04-22", "close", "Place Beauvau")
	g.press("enter")
	if len(g.pushed) != 1 {
		t.Fatal("nothing opened")
	}
	g.open(g.pushed[0]).press("K", "J") // K: there is none before the first
	if len(g.pushed) != 2 {
		t.Fatalf("%d screens opened", len(g.pushed))
	}
	g.open(g.pushed[1])
	g.shows("2015-04-22", "Signature")
}

func TestAnUnknownMeetingIsToldAndLeft(t *testing.T) {
	g := newRig(t, lang.French)
	g.open(meeting.New(g.s, deskOf(afa), meeting.Options{}, "2016-01-01"))
	if !g.failed(schema.WhyHidden) || !g.popped {
		t.Errorf("failures %v, left %v", g.fails, g.popped)
	}
}

func TestEveryFrameFits(t *testing.T) {
	const hostile = "\x1b[2J\u202e漢字👩🏽‍🚒e\u0301\u0085\nمرحبا\t\x9b1m"
	rapid.Check(t, func(rt *rapid.T) {
		d := deskOf(secretariat)
		bad := strings.Repeat(hostile, rapid.IntRange(1, 5).Draw(rt, "times"))
		d.meetings[0].Title, d.meetings[0].Agenda[0].Title, d.meetings[0].Attendance[0].Person = bad, bad, bad
		d.actions[0].Text, d.actions[0].Links, d.actions[1].Member = bad, []string{bad}, bad
		g := newRig(t, rapid.SampledFrom(lang.All).Draw(rt, "lang"))
		o := meeting.Options{Export: func(context.Context, string, string) ([]byte, error) { return []byte(bad), nil }}
		if rapid.Bool().Draw(rt, "list") {
			g.open(meeting.NewList(g.s, d, o))
		} else {
			g.open(meeting.New(g.s, d, o, "next"))
		}
		g.press(rapid.SliceOfN(rapid.SampledFrom([]string{"n", "x", "E", "1", "j", "tab", "/", "G", "a", "esc"}), 0, 6).Draw(rt, "keys")...)
		w, h := rapid.IntRange(1, 200).Draw(rt, "w"), rapid.IntRange(1, 60).Draw(rt, "h")
		frame := g.view(w, h)
		lines := strings.Split(frame, "\n")
		if len(g.dialogs) == 0 && len(lines) != h || len(lines) > h {
			rt.Fatalf("%d×%d: %d lines", w, h, len(lines))
		}
		for _, l := range lines {
			if widget.Width(l) > w || strings.ContainsAny(l, "\x1b\u009b\u202e\u0085") {
				rt.Fatalf("%d×%d: %q", w, h, l)
			}
		}
	})
}

var update = flag.Bool("update", false, "write the golden frames anew")

func TestFramesLookAsAgreed(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
			g := newRig(t, w)
			g.open(meeting.New(g.s, deskOf(secretariat), meeting.Options{}, "next"))
			golden(t, fmt.Sprintf("meeting-%s-%dx%d", w.Code, size[0], size[1]), g.view(size[0], size[1]))
			g.press("n").typing("AFA : fiche @afa 20/05")
			golden(t, fmt.Sprintf("action-%s-%dx%d", w.Code, size[0], size[1]), g.view(size[0], size[1]))
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	var b strings.Builder
	for line := range strings.SplitSeq(got, "\n") {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
