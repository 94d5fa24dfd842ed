package meeting_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/uitest"
)

var google = schema.Actor{Member: 7, Login: "google", Name: "Google", Role: schema.RoleCorrespondent, Org: 2, OrgCode: "google", OrgName: "Google",
	OrgKind: schema.OrgOperator, Zone: "Europe/Paris"}

func commitmentOf(t *testing.T, d *desk) *uitest.Solo {
	g := uitest.NewSolo(t, lang.French, now)
	return g.Open(meeting.Page(g.Session, d, meeting.Options{}, "E-2015-003"))
}

func TestACommitmentIsReviewedByTheMeetingThatIsHeld(t *testing.T) {
	held := func(d *desk) { d.meetings[0].State = schema.MeetingHeld }
	for name, tc := range map[string]struct {
		prepare func(*desk)
		want    string
	}{
		"the meeting being held":                    {held, "2015-05-06"},
		"before it, the next one":                   {func(*desk) {}, "2015-05-06"},
		"no meeting to come":                        {func(d *desk) { d.meetings = d.meetings[1:] }, ""},
		"not one that others do not know of":        {func(d *desk) { held(d); d.meetings[0].Circle = []string{"google", "ministry"} }, ""},
		"of two to come, the one that begins first": {func(d *desk) { d.meetings = append(later(d), d.meetings...) }, "2015-05-06"},
	} {
		t.Run(name, func(t *testing.T) {
			d := deskOf(secretariat)
			tc.prepare(d)
			g := commitmentOf(t, d)
			g.Press("s", "right", "tab", "tab").Type("Deux sessions tenues.").Press("tab").Type("Vu en séance.").Press("f2", "y")
			want := schema.CommitmentDraft{State: schema.CommitmentKept, Evidence: "Deux sessions tenues.", Meeting: tc.want, Note: "Vu en séance."}
			if len(d.judged) != 1 || d.judged[0] != want {
				t.Fatalf("on record %+v, want %+v; failures %v", d.judged, want, g.Fails)
			}
			g.Shows("E-2015-003 ─ tenu", "Deux sessions tenues.")
		})
	}
}

// later is another meeting to come, after the one of the desk.
func later(d *desk) []schema.Meeting {
	m := d.meetings[0]
	m.Ref, m.Starts = "2015-07-01", m.Starts.Add(56*24*time.Hour)
	return []schema.Meeting{m}
}

func TestACommitmentIsNotKeptWithoutEvidence(t *testing.T) {
	d := deskOf(secretariat)
	g := commitmentOf(t, d).Press("s", "right", "f2", "y")
	if len(d.judged) != 0 {
		t.Errorf("on record %+v", d.judged)
	}
	g.Shows("E-2015-003 : examen en réunion")
}

func TestWhoMadeACommitmentGivesEvidenceAndJudgesNothing(t *testing.T) {
	d := deskOf(google)
	g := commitmentOf(t, d).Press("s")
	if len(g.Fails) != 1 || len(g.Dialogs) > 0 {
		t.Fatalf("it may judge: failures %v, dialogs %d", g.Fails, len(g.Dialogs))
	}
	g.Press("e").Type("Guide publié.").Press("f2", "y")
	if want := (schema.CommitmentDraft{Evidence: "Guide publié."}); len(d.judged) != 1 || d.judged[0] != want {
		t.Errorf("on record %+v, failures %v", d.judged, g.Fails)
	}
	d = deskOf(afa)
	if g := commitmentOf(t, d).Press("e"); len(g.Fails) != 1 || len(g.Dialogs) > 0 {
		t.Errorf("another gives it: failures %v, dialogs %d", g.Fails, len(g.Dialogs))
	}
}

func TestAReviewThatMetAChangeIsThereAsItWasTyped(t *testing.T) {
	d := deskOf(secretariat)
	g := commitmentOf(t, d)
	g.Press("s", "right", "right", "tab", "tab", "tab").Type("À revoir en juin.").Press("f2")
	d.commitment.Rev++
	g.Press("y").Shows("À revoir en juin.")
	if len(g.Fails) != 1 || len(d.judged) != 0 {
		t.Fatalf("failures %v, on record %+v", g.Fails, d.judged)
	}
	g.Press("f2", "y")
	if len(d.judged) != 1 || d.judged[0].State != schema.CommitmentPartly || d.judged[0].Note != "À revoir en juin." {
		t.Errorf("on record %+v, failures %v", d.judged, g.Fails)
	}
}

func TestACommitmentLeadsToItsNeighboursAndIsCopied(t *testing.T) {
	g := commitmentOf(t, deskOf(afa)).Press("J", "K", "Y")
	if !slices.Equal(g.Beside, []int{1, -1}) {
		t.Errorf("went %v", g.Beside)
	}
	if len(g.Copied) != 1 || !strings.HasSuffix(g.Copied[0], " commitment show E-2015-003") {
		t.Errorf("copied %q", g.Copied)
	}
}

func TestACommitmentTellsItsHistory(t *testing.T) {
	d := deskOf(afa)
	d.thread = []schema.Event{{At: now, Actor: "Secrétariat", Verb: schema.VerbUpdate, Noun: schema.NounCommitment, Subject: 1,
		Changes: []schema.Change{{Field: schema.FieldState, From: "open", To: "partly"}, {Field: schema.FieldReviews, To: "2015-05-06 partly"}}}}
	commitmentOf(t, d).Shows("Historique (1)", "statut : en cours → tenu en partie", "examens : 2015-05-06")
}
