package queue_test

import (
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/uitest"
)

// on puts the hand on the row of a reference, among all requests.
func on(t *testing.T, d *uitest.Driver, ref string) {
	t.Helper()
	d.Press("g", "g")
	for range 30 {
		if strings.Contains(d.Hand(), ref) {
			return
		}
		d.Press("j")
	}
	t.Fatalf("%s is not in the list:\n%s", ref, d.Screen())
}

func TestEachVerbDoesWhatItsKeySays(t *testing.T) {
	tomorrow := time.Date(2015, 5, 6, 9, 0, 0, 0, schema.Paris)
	for _, tc := range []struct {
		name, login, ref string
		keys             []string
		typed            string
		then             []string
		want             func(r schema.Request) bool
	}{
		{"i claims", "google", "GOO-2015-0050", []string{"i"}, "", nil, func(r schema.Request) bool { return r.Assignee == 21 && r.State == schema.StateInProgress }},
		{"A releases", "pharos", "GOO-2015-0042", []string{"A"}, "", nil, func(r schema.Request) bool { return r.Assignee == 0 }},
		{"a assigns to a colleague", "pharos", "GOO-2015-0050", []string{"a"}, "coll", []string{"enter"}, func(r schema.Request) bool { return r.AssigneeLogin == "colleague" }},
		{"u takes the writer's next step", "pharos", "B-2015-0007", []string{"u"}, "", nil, func(r schema.Request) bool { return r.State == schema.StateToApprove }},
		{"u takes the validator's next step", "validator", "B-2015-0008", []string{"u"}, "", nil, func(r schema.Request) bool { return !r.Visa.IsZero() }},
		{"u takes the addressee's next step", "google", "GOO-2015-0017", []string{"u"}, "", nil, func(r schema.Request) bool { return !r.Received.IsZero() }},
		{"U returns with a reason", "validator", "B-2015-0008", []string{"U"}, "base légale ?", []string{"enter"}, func(r schema.Request) bool { return r.State == schema.StateDraft }},
		{"L changes the label with a reason", "pharos", "GOO-2015-0050", []string{"L", "1"}, "attentat", []string{"enter"},
			func(r schema.Request) bool { return r.Label == schema.P1 && r.LabelReason == "attentat" }},
		{"d sets a due time where no law does", "pharos", "GOO-2015-0050", []string{"d"}, "demain 9h", []string{"enter"}, func(r schema.Request) bool { return r.Due.Equal(tomorrow) }},
		{"w snoozes", "pharos", "GOO-2015-0050", []string{"w"}, "2h", []string{"enter"}, func(r schema.Request) bool { return r.Snoozed.After(uitest.Noon.Add(2 * time.Hour)) }},
		{"+ accepts a reply", "pharos", "GOO-2015-0051", []string{"+"}, "", nil, func(r schema.Request) bool { return r.LastReply == schema.ReplyAccepted }},
		{"- disputes a reply", "pharos", "GOO-2015-0051", []string{"-"}, "encore en ligne", []string{"enter"},
			func(r schema.Request) bool {
				return r.LastReply == schema.ReplyDisputed && r.State == schema.StateInProgress
			}},
		{"x closes", "pharos", "GOO-2015-0051", []string{"x"}, "", nil, func(r schema.Request) bool { return r.State == schema.StateClosed }},
		{"X reopens", "pharos", "GOO-2015-0051", []string{"X"}, "à revoir", []string{"enter"}, func(r schema.Request) bool { return r.State == schema.StateInProgress }},
		{"s withdraws through the menu", "pharos", "GOO-2015-0050", []string{"s", "W"}, "sans objet", []string{"enter"}, func(r schema.Request) bool { return r.State == schema.StateWithdrawn }},
		{"s declares impossible with a ground", "google", "GOO-2015-0050", []string{"s", "I", "3"}, "adresse incomplète", []string{"enter"},
			func(r schema.Request) bool {
				return r.State == schema.StateImpossible && r.Ground == schema.GroundInsufficient
			}},
		{"s marks a duplicate", "pharos", "GOO-2015-0050", []string{"s", "D"}, "GOO-2015-0042", []string{"enter"},
			func(r schema.Request) bool {
				return r.State == schema.StateDuplicate && r.DuplicateOf == "GOO-2015-0042"
			}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := group()
			d := open(t, g, tc.login, ui.Options{})
			on(t, d, tc.ref)
			d.Press(tc.keys...)
			if tc.typed != "" {
				if tc.want(g.Find(tc.ref)) {
					t.Fatal("done before it was asked for")
				}
				d.Type(tc.typed)
			}
			d.Press(tc.then...)
			if !tc.want(g.Find(tc.ref)) {
				t.Fatalf("not done: %+v\n%s", g.Find(tc.ref), d.Screen())
			}
			d.Shows(tc.ref + ":") // what was done is told
		})
	}
}

func TestEscapeLeavesEveryQuestionWithoutDoingAnything(t *testing.T) {
	for _, key := range []string{"a", "L", "d", "w", "c", "s", "-", "X"} {
		g := group()
		d := open(t, g, "pharos", ui.Options{})
		on(t, d, "GOO-2015-0051")
		d.Press(key, "esc")
		if g.Calls["Act"] != 0 {
			t.Errorf("%s, then Esc, changed the register", key)
		}
		hand(t, d, "GOO-2015-0051")
	}
}

func TestAMomentIsShownBackAsItIsUnderstood(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	on(t, d, "GOO-2015-0050")
	d.Press("d")
	d.Type("demain 9h")
	d.Shows("= Wednesday 6 May 2015 at 09:00 (CEST)")
	d.Press("ctrl+u")
	d.Type("hier")
	d.Press("enter")
	d.Shows("“hier” has already passed")
}

func TestAReasonIsAskedUntilItIsGiven(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	on(t, d, "GOO-2015-0051")
	d.Press("-", "enter")
	d.Shows("this field is required")
	d.Type("encore en ligne")
	d.Press("enter")
	if g.Find("GOO-2015-0051").LastReply != schema.ReplyDisputed {
		t.Error("not disputed")
	}
}

func TestANoteIsWrittenFromTheList(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	on(t, d, "GOO-2015-0050")
	d.Press("c", "enter")
	d.Type("Vérifier la troisième.")
	d.Press("f2")
	if len(g.Steps) != 0 {
		t.Fatal("sent before it was reviewed")
	}
	d.Press("y")
	if len(g.Steps) != 1 || g.Steps[0].Verb != schema.VerbNote || g.Steps[0].Reason != "Vérifier la troisième." {
		t.Errorf("the desk was asked for %+v\n%s", g.Steps, d.Screen())
	}
}

func TestAfterAVerbTheHandGoesOnAndUndoIsOfferedForTenSeconds(t *testing.T) {
	g := group()
	d := open(t, g, "google", ui.Options{})
	on(t, d, "GOO-2015-0017")
	d.Press("i")
	hand(t, d, "GOO-2015-0042")
	d.Shows("GOO-2015-0017: claimed.", "z undo")
	d.Pass(8 * time.Second)
	d.Shows("z undo")
	d.Pass(2 * time.Second)
	d.Hides("z undo")
	d.Press("z")
	d.Shows("Undone: claimed, GOO-2015-0017.")
	if g.Find("GOO-2015-0017").Assignee != 0 {
		t.Error("not undone")
	}
	d.Press("z")
	d.Shows("Nothing to undo: nothing that you did within the last hour can be undone.")
}

func TestWhatIsNotPossibleSaysWhyAndIsNumberedUnderTheExclamationMark(t *testing.T) {
	d := open(t, group(), "google", ui.Options{})
	on(t, d, "GOO-2015-0050")
	d.Press("x")
	d.Shows("Your role does not allow you to close.")
	d.Press("n")
	d.Shows("Your role does not allow you to create a request.")
	d.Press("!")
	d.Shows("error 1, 12:00", "error 2, 12:00")
}

func TestTheStatusMenuPutsWhatIsPossibleFirstAndTellsWhyNotTheRest(t *testing.T) {
	d := open(t, group(), "google", ui.Options{Width: 110, Height: 40})
	on(t, d, "GOO-2015-0050")
	d.Press("s")
	d.Shows("GOO-2015-0050: sent", "acknowledge  (acknowledged already)")
	d.Hides("close") // never of this role
	screen := d.Screen()
	if strings.Index(screen, "i  claim") > strings.Index(screen, "acknowledge") {
		t.Error("a verb that is not possible comes before one that is")
	}
	d.Press("A")
	d.Shows("► A  release") // still open, the hand on what was tried
}

func TestTwoMembersOnOneRevisionOneIsToldAndCanLookOrApplyAgain(t *testing.T) {
	for _, tc := range []struct {
		key  string
		want func(t *testing.T, g *uitest.Register, d *uitest.Driver)
	}{
		{"r", func(t *testing.T, g *uitest.Register, d *uitest.Driver) {
			if g.Find("GOO-2015-0050").Assignee != 11 {
				t.Error("not applied again")
			}
		}},
		{"v", func(t *testing.T, g *uitest.Register, d *uitest.Driver) { d.Shows("Apologie, deux pages") }},
		{"esc", func(t *testing.T, g *uitest.Register, d *uitest.Driver) {
			hand(t, d, "GOO-2015-0050")
			if g.Find("GOO-2015-0050").Assignee != 0 {
				t.Error("applied though it was left")
			}
		}},
	} {
		g := group()
		d := open(t, g, "pharos", ui.Options{})
		on(t, d, "GOO-2015-0050")
		g.Change("GOO-2015-0050", func(r *schema.Request) { r.Subject = "Apologie, deux pages" })
		d.Hit("i") // before the change is shown
		d.Shows(" GOO-2015-0050 changed while you looked (amended, subject: Apologie, page\n publique → Apologie, deux pages, by PHAROS).")
		d.Shows("v see  r apply again  Esc leave it")
		d.Press(tc.key)
		tc.want(t, g, d)
		d.Hides("changed while you looked")
	}
}

func TestRepliesAreDecidedFromTheirView(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	d.Press("4")
	d.Shows("1 removed – terms · Retirée.")
	d.Press("+")
	if g.Find("GOO-2015-0051").LastReply != schema.ReplyAccepted {
		t.Fatalf("not accepted:\n%s", d.Screen())
	}
	d.Shows("gone") // no longer waiting, still in its place
	d.Press("g", "n")
	d.Shows("No reply is waiting.")
}

func TestActionItemsAreSettledFromTheirView(t *testing.T) {
	for _, tc := range []struct {
		name  string
		keys  []string
		typed string
		then  []string
		want  func(schema.Action) bool
	}{
		{"x settles with evidence", []string{"x"}, "fiche reçue", []string{"enter"}, func(x schema.Action) bool { return x.State == schema.ActionDone && x.Evidence == "fiche reçue" }},
		{"a assigns", []string{"a"}, "secr", []string{"enter"}, func(x schema.Action) bool { return x.Member == "secretariat" }},
		{"d moves the due day", []string{"d"}, "2015-06-01", []string{"enter"}, func(x schema.Action) bool { return x.Due.String() == "2015-06-01" }},
		{"s blocks with a reason", []string{"s", "H"}, "attend l’AFA", []string{"enter"}, func(x schema.Action) bool { return x.State == schema.ActionBlocked }},
		{"s drops with the decision", []string{"s", "D"}, "décidé en séance", []string{"enter"}, func(x schema.Action) bool { return x.State == schema.ActionDropped }},
		{"e corrects the wording", []string{"e"}, " (v2)", []string{"enter"}, func(x schema.Action) bool { return x.Text == "Liste des points de contact (v2)" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := group()
			d := open(t, g, "secretariat", ui.Options{})
			d.Press("5")
			hand(t, d, "A-2015-018")
			d.Press(tc.keys...)
			d.Type(tc.typed)
			d.Press(tc.then...)
			if got := g.FindAction("A-2015-018"); !tc.want(got) {
				t.Fatalf("not done: %+v\n%s", got, d.Screen())
			}
		})
	}
}

func TestAnActionIsAddedInOneLineAndSeenAtOnce(t *testing.T) {
	g := group()
	d := open(t, g, "secretariat", ui.Options{})
	d.Press("5", "n")
	d.Type("Annuaire des astreintes @twitter 20/05 #formation")
	d.Shows("Annuaire des astreintes", "20 May 2015")
	d.Press("enter")
	d.Shows("A-2015-003")
	if x := g.FindAction("A-2015-003"); x.Owner != "twitter" || x.Theme != "formation" {
		t.Errorf("added %+v", x)
	}
}

func TestEnterOnAnActionShowsAllOfIt(t *testing.T) {
	d := open(t, group(), "secretariat", ui.Options{})
	d.Press("5", "enter")
	d.Shows("── A-2015-018 ─ in progress ─ Twitter ─ due 1 May", "Liste des points de contact")
	d.Press("esc")
	hand(t, d, "A-2015-018")
}

func TestAnActionItemIsGivenToItsOwnerBeforeOthers(t *testing.T) {
	g := group()
	d := open(t, g, "secretariat", ui.Options{})
	d.Press("5")
	on(t, d, "A-2015-017")
	d.Press("a") // a member of one's own would take it away from its owner unsaid
	d.Shows("A-2015-017: assign – to whom?", "► Google", "Ministère", "Twitter", "Agent PHAROS")
	d.Type("goog")
	d.Shows("► Google")
	d.Press("enter")
	d.Shows("A-2015-017: assigned")
	own := open(t, g, "google", ui.Options{})
	own.Press("5")
	on(t, own, "A-2015-017")
	own.Press("a")
	own.Shows("► Permanence Google")
	own.Hides("Agent PHAROS", "Ministère")
}
