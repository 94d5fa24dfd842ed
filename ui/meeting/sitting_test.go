package meeting_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

// in is deskOf with the next meeting in a state.
func in(who schema.Actor, state schema.MeetingState) *desk {
	d := deskOf(who)
	d.meetings[0].State, d.meetings[0].Rev = state, 3
	return d
}

// to puts the cursor on the line that holds a text.
func to(g *uitest.Solo, text string) *uitest.Solo {
	return g.Press("g g", "/").Type(text).Press("enter")
}

func verbs(steps []schema.MeetingStep) string {
	var out []string
	for _, s := range steps {
		out = append(out, string(s.Verb))
	}
	return strings.Join(out, " ")
}

func TestAMeetingGoesFromDraftToClosedByOneKeyAndAConfirmation(t *testing.T) {
	d := in(secretariat, schema.MeetingDraft)
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.New(g.Session, d, meeting.Options{}, "2015-05-06"))
	g.Shows("Convocation à adresser le 21/04/2015 (J-15)")
	g.Press("u")
	g.Shows("Convocation à la réunion plénière du 6 mai 2015", "1. Label · Ministère · 20 min", "au plus tard le 11 avril 2015 (J-25)", "y oui", "n non")
	if g.Press("n"); len(g.Dialogs) != 0 || len(d.sat) != 0 {
		t.Fatalf("no is taken for %s", verbs(d.sat))
	}
	g.Press("u", "y").Press("u")
	g.Shows("Ouvrir la séance du 2015-05-06 sur le point « Label » ?")
	g.Press("y").Press("u")
	g.Shows("décisions 1, actions soldées 0, actions reportées 2", "A-2015-001  afa · 04/05/2015 · reportée ×2 · Fiche contact", "dans l’attente")
	g.Press("y")
	if verbs(d.sat) != "convene open close" || d.meetings[0].State != schema.MeetingClosed {
		t.Fatalf("went by %s to %s", verbs(d.sat), d.meetings[0].State)
	}
	g.Shows("close", "relevé v1 · 09:00 · sha256 0123456789ab")
	if g.Press("u"); len(g.Dialogs) != 0 {
		t.Error("a closed meeting goes on")
	}
}

func TestOthersDoNotLeadAMeeting(t *testing.T) {
	for _, key := range []string{"u", "t", "T", "i", "e", "S"} {
		d := in(afa, schema.MeetingHeld)
		g := opened2(t, d).Press(key)
		if !g.Failed(schema.WhyRole) || len(g.Dialogs) != 0 || len(d.sat) != 0 {
			t.Errorf("%s: failures %v, %d dialogs, %s", key, g.Fails, len(g.Dialogs), verbs(d.sat))
		}
	}
}

func opened2(t *testing.T, d *desk) *uitest.Solo {
	g := uitest.NewSolo(t, lang.French, now)
	return g.Open(meeting.New(g.Session, d, meeting.Options{}, "2015-05-06"))
}

func TestTheTimerRunsOnThePointUnderTheHandAndStops(t *testing.T) {
	d := in(secretariat, schema.MeetingHeld)
	g := to(opened2(t, d), "Formation").Press("T")
	if d.meetings[0].Live.Point != 2 {
		t.Fatalf("treats %+v", d.meetings[0].Live)
	}
	g.Shows("2● Formation · AFA · 0 min · en cours")
	d.meetings[0].Live.Since = now.Add(-25 * time.Minute)
	g.Send(widget.Changed{Events: []schema.Event{{Noun: schema.NounMeeting, Subject: 2}}})
	g.Shows("2● Formation · AFA · 25 min · en cours")
	g.Press("T")
	g.Shows("en pause")
	to(g, "Label").Press("T")
	d.meetings[0].Live.Since = now.Add(-21 * time.Minute)
	d.meetings[0].Rev++
	g.Send(widget.Changed{Anew: true})
	g.Shows("1● Label · Ministère · 21/20 min, dépassé · en cours")
	if verbs(d.sat) != "point pause point" {
		t.Errorf("did %s", verbs(d.sat))
	}
}

func TestAMinuteThatPassesIsShownWithoutReadingAnything(t *testing.T) {
	d := in(secretariat, schema.MeetingHeld)
	d.meetings[0].Live = schema.Live{Point: 1, Since: now}
	at := now
	g := uitest.NewSolo(t, lang.French, now)
	g.Session.Now = func() time.Time { return at }
	g.Open(meeting.New(g.Session, d, meeting.Options{}, "2015-05-06"))
	g.Shows("0/20 min")
	at = now.Add(7 * time.Minute)
	d.meetings = nil // nothing is left to be read
	g.Send(widget.Minute{})
	g.Shows("7/20 min · en cours")
}

func TestPointsAreAddedReorderedReworded(t *testing.T) {
	d := in(secretariat, schema.MeetingDraft)
	g := opened2(t, d).Press("i").Type("Délais").Press("tab").Type("AFA").Press("tab").Type("15").Press("tab").Type("A-2015-001").Press("f2")
	g.Shows("Délais · AFA · 15 min · A-2015-001", "y enregistrer")
	g.Press("y")
	p := d.meetings[0].Agenda[2]
	if p.Title != "Délais" || p.Rapporteur != "afa" || p.Minutes != 15 || !slices.Equal(p.Links, []string{"A-2015-001"}) {
		t.Fatalf("added %+v", p)
	}
	to(g, "Délais").Press("<", "<", "<")
	if d.meetings[0].Agenda[0].Title != "Délais" {
		t.Fatalf("moved to %+v", d.meetings[0].Agenda)
	}
	g.Shows("►  1  Délais · AFA · 15 min · → A-2015-001")
	g.Press(">")
	g.Shows("►  2  Délais")
	g.Press("e", "tab", "backspace", "backspace", "backspace", "f2", "y")
	if p := d.sat[len(d.sat)-1].Point; p.Rapporteur != schema.Nobody || p.Minutes != 15 {
		t.Errorf("edited as %+v", p)
	}
	g.Press("e", "tab", "tab", "tab").Press(slices.Repeat([]string{"backspace"}, len("A-2015-001"))...).Type("E-2015-003").Press("f2", "y")
	if step := d.sat[len(d.sat)-1]; !slices.Equal(step.Unlink, []string{"A-2015-001"}) || !slices.Equal(step.Point.Links, []string{"E-2015-003"}) {
		t.Errorf("linked anew as %+v", step)
	}
	g.Press("D")
	g.Shows("Retirer le point 2 « Délais » de l’ordre du jour ?")
	g.Press("y")
	if len(d.meetings[0].Agenda) != 2 {
		t.Errorf("left %+v", d.meetings[0].Agenda)
	}
}

func TestARefusedPointComesBackAsItWasTyped(t *testing.T) {
	d := in(secretariat, schema.MeetingDraft)
	g := opened2(t, d).Press("i").Type("Suites de GOO-2015-0042")
	d.refuse = schema.Invalid(schema.WhyNotNeutral, "title", "GOO-2015-0042")
	g.Press("f2", "y")
	if !g.Failed(schema.WhyNotNeutral) || len(g.Dialogs) != 1 {
		t.Fatalf("failures %v, %d dialogs", g.Fails, len(g.Dialogs))
	}
	g.Shows("Suites de GOO-2015-0042")
	g.Press("f2", "y")
	if len(d.meetings[0].Agenda) != 3 || len(d.sat) != 1 {
		t.Errorf("added %d times, agenda %+v", len(d.sat), d.meetings[0].Agenda)
	}
	if g.Press("i"); strings.Contains(g.View(80, 24), "Suites") {
		t.Error("what was added is still a draft")
	}
}

func TestOneKeyTicksPresentRemoteExcusedAndNothing(t *testing.T) {
	d := in(secretariat, schema.MeetingConvened)
	d.meetings[1].Attendance = []schema.Attendance{{Org: "afa", Person: "Délégation", Mode: "present"}}
	g := to(opened2(t, d), "Délégation")
	for _, want := range []string{"[x] AFA · Délégation · présent", "[x] AFA · Délégation · à distance", "[-] AFA · Délégation · excusé", "[ ] AFA · Délégation"} {
		g.Press("space")
		g.Shows("► " + want)
	}
	g.Shows("[ ] Ministère", "présents : 0, à distance : 1, excusés : 0")
	g.Press("S").Type("ministry Préfet").Press("enter")
	g.Shows("[x] Ministère · Préfet · présent")
}

func TestADecisionOfTenThousandCharactersIsKeptWhole(t *testing.T) {
	long := strings.Repeat("=cmd|' /C calc'!A0 ", 600)
	d := in(secretariat, schema.MeetingHeld)
	g := opened2(t, d).Press("t")
	paste := uitest.Key(long)
	paste.Paste = true
	g.Run(g.Front().Update(paste))
	d.refuse = errors.New("the database is away")
	g.Press("f2", "y")
	if len(g.Fails) != 1 || len(g.Dialogs) != 1 {
		t.Fatalf("failures %v, %d dialogs", g.Fails, len(g.Dialogs))
	}
	g.Press("f2", "y")
	if len(d.sat) != 1 || d.sat[0].Text != long {
		t.Fatalf("decided %d times, %d characters", len(d.sat), len(d.sat[0].Text))
	}
	g.Fits(t, 80, 24)
}

func TestADecisionIsRewordedUntilTheClosingAndCorrectedAfterIt(t *testing.T) {
	d := in(secretariat, schema.MeetingHeld)
	g := to(opened2(t, d), "Un point mensuel").Press("e").Type(" En visio.").Press("f2", "y")
	if s := d.sat[0]; s.N != 1 || s.Text != "Un point mensuel. En visio." {
		t.Fatalf("reworded by %+v", s)
	}
	d.meetings[0].State, d.meetings[0].Versions = schema.MeetingClosed, []schema.MinutesVersion{{N: 1, At: now, Hash: "0123456789abcdef"}}
	d.meetings[0].Rev++
	g.Send(widget.Changed{Anew: true})
	g.Press("e").Type(" Oui.").Press("tab").Type("Oubli").Press("f2", "y")
	if s := d.sat[1]; s.Verb != schema.VerbCorrect || s.Text != "Oubli" || s.Correction.Decisions[0].N != 1 {
		t.Fatalf("corrected by %+v", s)
	}
	g.Shows("relevé v2 · 09:00 · sha256 fedcba987654… · motif : Oubli", "décision 1 : « Un point mensuel. En visio. » → « Un point mensuel. En visio. Oui. »")
}

func TestOfTwoClosingsAtOnceOneIsToldWhoWasFirst(t *testing.T) {
	d := in(secretariat, schema.MeetingHeld)
	g := opened2(t, d).Press("u")
	d.meetings[0].State = schema.MeetingClosed
	g.Press("y")
	if !g.Failed(schema.WhyFrozen) || len(d.sat) != 0 {
		t.Errorf("failures %v, %s", g.Fails, verbs(d.sat))
	}
}

func TestAnAgendaThatChangedMeanwhileIsAConflict(t *testing.T) {
	d := in(secretariat, schema.MeetingDraft)
	g := to(opened2(t, d), "Formation")
	d.meetings[0].Rev++
	g.Press("<")
	if !g.Failed(schema.WhyChanged) || g.Fails[0].Again == nil || g.Fails[0].View == nil {
		t.Errorf("failures %+v", g.Fails)
	}
}

func TestANewMeetingBeginsWithTheDateOfTheCadence(t *testing.T) {
	d := deskOf(secretariat)
	d.rhythm = schema.Rhythm{Every: schema.Monthly, Next: time.Date(2015, 6, 3, 10, 0, 0, 0, schema.Paris).UTC()}
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.NewList(g.Session, d, meeting.Options{})).Press("n")
	g.Shows("2015-06-03 10:00")
	g.Press("f2")
	g.Shows("plénière · Réunion plénière · mercredi 3 juin 2015 à 10 h, selon la cadence · Tout le groupe")
	g.Press("y")
	if len(d.plans) != 1 || !d.plans[0].Starts.Equal(d.rhythm.Next) || len(g.Pushed) != 1 {
		t.Errorf("planned %+v, opened %d", d.plans, len(g.Pushed))
	}
}

func TestOthersPlanMeetingsOfTheirOwnOrganisationAlone(t *testing.T) {
	d := deskOf(afa)
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.NewList(g.Session, d, meeting.Options{})).Press("n")
	g.Shows("Nouvelle réunion · Interne à AFA")
	g.Press("tab").Type("03/06/2015 10:00").Press("f2", "y")
	if len(d.plans) != 1 || !d.plans[0].Internal || len(d.plans[0].Invited) != 0 {
		t.Errorf("planned %+v", d.plans)
	}
}

func TestOneSeesWhoIsInvitedToARestrictedMeeting(t *testing.T) {
	d := in(secretariat, schema.MeetingConvened)
	d.meetings[0].Format, d.meetings[0].Circle = schema.MeetingRestricted, []string{"google", "ministry"}
	g := opened2(t, d)
	g.Shows("Sur invitation : Google, Ministère", "[ ] Ministère")
	g.Hides("[ ] AFA")
	g.Press("I").Type("afa, google").Press("enter")
	if len(d.sat) != 1 || !slices.Equal(d.sat[0].Plan.Invited, []string{"afa", "google"}) {
		t.Errorf("invited %+v", d.sat)
	}
}

func TestTheTimerOpensNoSittingUnasked(t *testing.T) {
	d := in(secretariat, schema.MeetingConvened)
	g := to(opened2(t, d), "Formation").Press("T")
	g.Shows("Ouvrir la séance du 2015-05-06 sur le point « Formation » ?")
	if g.Press("n"); len(d.sat) != 0 {
		t.Fatalf("no is taken for %s", verbs(d.sat))
	}
	if g.Press("T", "y"); len(d.sat) != 1 || d.sat[0].Verb != schema.VerbPoint || d.sat[0].N != 2 {
		t.Errorf("sat %+v", d.sat)
	}
}

func TestAKeyForWhatIsNotUnderTheHandSaysSo(t *testing.T) {
	g := to(opened2(t, in(secretariat, schema.MeetingHeld)), "Présents")
	for _, key := range []string{"x", "<", ">"} {
		if g.Press(key); !g.Failed(schema.WhyNotHere) {
			t.Errorf("%s: %v", key, g.Fails)
		}
	}
}

func TestAMeetingWithNothingIsHeldAndClosed(t *testing.T) {
	d := in(secretariat, schema.MeetingConvened)
	d.meetings[0].Agenda, d.meetings[0].Decisions, d.meetings[0].Attendance, d.actions = nil, nil, nil, nil
	g := opened2(t, d)
	if g.Press("T"); !g.Failed(schema.WhyEmpty) {
		t.Errorf("a timer without a point: %v", g.Fails)
	}
	g.Press("u")
	g.Shows("sans ordre du jour")
	g.Press("y", "u")
	g.Shows("Aucune action à reporter.")
	if g.Press("y"); d.meetings[0].State != schema.MeetingClosed {
		t.Errorf("it is %s", d.meetings[0].State)
	}
}

func TestSittingFramesLookAsAgreed(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
			golden := func(name string, g *uitest.Solo) {
				uitest.Golden(t, fmt.Sprintf("%s-%s-%dx%d", name, w.Code, size[0], size[1]), g.View(size[0], size[1]), *update)
			}
			d := in(secretariat, schema.MeetingHeld)
			d.meetings[0].Live = schema.Live{Point: 1, Since: now.Add(-12 * time.Minute)}
			d.meetings[0].Agenda[1].Links = []string{"GOO-2015-0042"}
			g := uitest.NewSolo(t, w, now)
			g.Open(meeting.New(g.Session, d, meeting.Options{}, "2015-05-06"))
			golden("live", g)
			golden("closing", g.Press("u"))
			golden("closed", to(g.Press("y", "/").Type("Un point").Press("enter", "e").Type(" Bis.").Press("tab").Type("Oubli").Press("f2", "y"), "v2"))
			g = uitest.NewSolo(t, w, now)
			d = in(secretariat, schema.MeetingDraft)
			g.Open(meeting.New(g.Session, d, meeting.Options{}, "2015-05-06"))
			golden("convening", g.Press("u"))
			g = uitest.NewSolo(t, w, now)
			g.Open(meeting.New(g.Session, in(secretariat, schema.MeetingHeld), meeting.Options{}, "2015-05-06"))
			golden("decision", g.Press("t").Type("Le label est adopté."))
		}
	}
}

func listOf(t *testing.T, d *desk) *uitest.Solo {
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(meeting.NewList(g.Session, d, meeting.Options{}))
	return g
}

func TestTheCadenceOfEachKindIsSetOnTheList(t *testing.T) {
	d := deskOf(secretariat)
	d.rhythm = schema.Rhythm{Every: schema.Monthly, Next: time.Date(2015, 6, 3, 10, 0, 0, 0, schema.Paris).UTC()}
	g := listOf(t, d)
	g.Shows("Cadence : chaque mois ; prochaine date : 3 juin 2015")
	g.Press("c").Type("restreinte deux semaines").Press("enter")
	if len(d.set) != 1 || d.set[0] != "restricted fortnightly" {
		t.Errorf("set %q, failures %v", d.set, g.Fails)
	}
	other := deskOf(google)
	g = listOf(t, other).Press("c")
	if len(other.set) != 0 || len(g.Dialogs) != 0 {
		t.Errorf("google set %q", other.set)
	}
}

func TestADraftIsRemovedFromTheListAfterAQuestion(t *testing.T) {
	for state, want := range map[schema.MeetingState]string{schema.MeetingDraft: "remove", schema.MeetingConvened: ""} {
		d := in(secretariat, state)
		g := listOf(t, d)
		g.Press("D")
		if state == schema.MeetingDraft {
			g.Shows("Supprimer la réunion en préparation du 2015-05-06")
			g.Press("y")
		}
		if got := verbs(d.sat); got != want {
			t.Errorf("%s: %q, failures %v", state, got, g.Fails)
		}
	}
}

func TestClosingSaysWhichMeetingItDrafts(t *testing.T) {
	d := in(secretariat, schema.MeetingHeld)
	d.drafts = time.Date(2015, 6, 3, 10, 0, 0, 0, schema.Paris)
	g := opened2(t, d).Press("u")
	g.Shows("mercredi 3 juin 2015 à 10 h")
	g.Press("y")
	if s := d.sat[0]; s.Verb != schema.VerbClose || s.Plan.Title != "Réunion plénière" || s.Text != "Actions reportées" {
		t.Errorf("%+v", s)
	}
}
