package ui_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// scene is one screen as a member comes to it.
type scene struct {
	name  string
	login string
	keys  []string
	tiny  bool // it is looked at in a window of 20×5 too
	// set changes the register before the desk is opened; nil: nothing.
	set func(*testing.T, *uitest.Register)
	// do goes on after the keys; it returns the frame to look at, "" for the newest.
	do func(*testing.T, *uitest.Register, *uitest.Driver, *lang.Words) string
}

// scenes are all of them: TestEveryScreenIsAmongTheScenes fails for one that is left out.
var scenes = []scene{
	{name: "list", tiny: true, login: "pharos", keys: []string{"j", "space"}},
	{name: "list-operator", login: "google"},
	{name: "list-observer", login: "overseer"},
	{name: "list-empty", login: "twitter", keys: []string{"2"}},
	{name: "list-full", login: "pharos", keys: []string{"f"}},
	{name: "list-no-preview", login: "google", keys: []string{"p"}},
	{name: "list-late", login: "pharos", keys: []string{"3"}},
	{name: "list-filter", login: "pharos", keys: []string{"/", "l", "a", "b"}},
	{name: "list-filter-nothing", login: "pharos", keys: []string{"/", "z", "z", "z", "enter"}},
	{name: "list-replies", login: "pharos", keys: []string{"4"}},
	{name: "list-actions", login: "secretariat", keys: []string{"5"}},
	{name: "list-undo", login: "pharos", keys: []string{"j", "i"}},
	{name: "list-refused", login: "google", keys: []string{"x"}},
	{name: "list-unknown-key", login: "pharos", keys: []string{"%"}},
	{name: "list-arrivals", login: "pharos", keys: []string{"j"}, do: arriving},
	{name: "list-presence", login: "pharos", do: accompanied},
	{name: "columns", login: "pharos", keys: []string{"C"}},
	{name: "views", login: "pharos", keys: []string{"S", "ctrl+u", "N", "u", "i", "t", "enter", "6", "g", "v"}},
	{name: "save-view", login: "pharos", keys: []string{"S"}},
	{name: "status", login: "pharos", keys: []string{"j", "s"}},
	{name: "status-marked", login: "pharos", keys: []string{"*", "s"}},
	{name: "status-operator", login: "google", keys: []string{"s"}},
	{name: "label", login: "pharos", keys: []string{"L"}},
	{name: "label-reason", login: "pharos", keys: []string{"L", "1"}},
	{name: "assign", login: "pharos", keys: []string{"a"}},
	{name: "snooze", login: "pharos", keys: []string{"w", "2", "h"}},
	{name: "due", login: "pharos", keys: []string{"d", "d", "e", "m", "a", "i", "n"}},
	{name: "agenda", login: "secretariat", keys: []string{"j", "m"}},
	{name: "agenda-refused", login: "pharos", keys: []string{"m"}},
	{name: "new-request", login: "pharos", keys: []string{"n"}},
	{name: "new-action", login: "google", keys: []string{"5", "n"}},
	{name: "simple", login: "google", keys: []string{"R"}},
	{name: "simple-marked", login: "google", keys: []string{"*", "R", "1"}},
	{name: "batch", login: "google", keys: []string{"*"}, do: halfway},
	{name: "batch-refused", login: "pharos", keys: []string{"*", "x"}},
	{name: "refused", login: "pharos", keys: []string{"*", "x", "g", "f"}},
	{name: "conflict", tiny: true, login: "pharos", keys: []string{"j"}, do: conflicting},
	{name: "conflict-form", login: "google", keys: []string{"r", "1", "f2"}, do: outrun},
	{name: "read-only", login: "pharos", do: full},
	{name: "reconnecting", login: "pharos", do: broken},
	{name: "crisis", login: "google", do: alarmed},
	{name: "crisis-declaring", login: "secretariat", keys: []string{":"}, do: declaring},
	{name: "locked", tiny: true, login: "pharos", do: covered},
	{name: "activity", login: "pharos", keys: []string{"x", "!"}},
	{name: "activity-empty", login: "pharos", keys: []string{"!"}},
	{name: "help", tiny: true, login: "pharos", keys: []string{"?"}},
	{name: "help-search", login: "google", keys: []string{"?", "a", "c", "c"}},
	{name: "go", login: "pharos", keys: []string{"g"}},
	{name: "palette", login: "pharos", keys: []string{":"}},
	{name: "palette-text", login: "pharos", keys: []string{":", "r", "e"}},
	{name: "command-line", tiny: true, login: "google", keys: line(":contact list")},
	{name: "command-said", tiny: true, login: "google", keys: append(line(":contact list"), "enter")},
	{name: "command-refused", login: "google", keys: append(line(":contact add --name Nuit"), "enter")},
	{name: "leave", login: "pharos", keys: []string{"q"}},
	{name: "drafts", login: "pharos", keys: []string{"g", "d"}, set: begun},
	{name: "drafts-empty", login: "pharos", keys: []string{"g", "d"}},
	{name: "contacts", login: "pharos", keys: []string{"g", "c"}},
	{name: "settings", tiny: true, login: "pharos", keys: []string{"g", "p"}},
	{name: "setting", login: "pharos", keys: []string{"g", "p", "j", "j", "enter"}},
	{name: "setting-zone", login: "pharos", keys: []string{"g", "p", "j", "enter", "x"}},
	{name: "tour", tiny: true, login: "pharos", keys: []string{"g", "t"}},
	{name: "tour-end", login: "pharos", keys: []string{"g", "t", "space", "space", "space", "space", "space", "space", "space", "space", "space"}},
	{name: "export", login: "secretariat", keys: []string{"E"}},
	{name: "document", login: "secretariat", keys: []string{"E", "1"}},
	{name: "figures", login: "pharos", keys: []string{"g", "s"}},
	{name: "request", tiny: true, login: "pharos", keys: []string{"j", "enter"}},
	{name: "request-operator", login: "google", keys: []string{"enter"}},
	{name: "request-end", login: "pharos", keys: []string{"j", "enter", "G"}},
	{name: "request-search", login: "pharos", keys: []string{"j", "enter", "/", "r", "e", "t", "enter"}},
	{name: "request-menu", login: "google", keys: []string{"enter", "s"}},
	{name: "reply", login: "google", keys: []string{"r", "1"}},
	{name: "reply-territories", login: "google", keys: []string{"r", "3"}},
	{name: "reply-templates", login: "google", keys: []string{"r", "1", "f4"}, set: models},
	{name: "reply-review", login: "google", keys: []string{"j", "j", "r", "1", "2", "8", "f2"}},
	{name: "reply-held", login: "google", keys: []string{"r", "1", "1", "1", "f2", "y"}},
	{name: "clarify", login: "google", keys: []string{"s", "P"}},
	{name: "note", login: "pharos", keys: []string{"c"}},
	{name: "note-internal", login: "pharos", keys: []string{"c", "i"}},
	{name: "correct", login: "pharos", keys: []string{"j", "e"}},
	{name: "verify", login: "pharos", keys: []string{"4", "="}},
	{name: "dispute", login: "pharos", keys: []string{"4", "-"}},
	{name: "escalate", login: "pharos", keys: []string{"4", "=", "E"}},
	{name: "meetings", login: "secretariat", keys: []string{"g", "m"}, set: sitting(schema.MeetingDraft)},
	{name: "meeting-plan", login: "secretariat", keys: []string{"g", "m", "n"}, set: sitting(schema.MeetingDraft)},
	{name: "meeting-draft", login: "secretariat", keys: []string{"g", "m", "enter"}, set: sitting(schema.MeetingDraft)},
	{name: "meeting-convening", login: "secretariat", keys: []string{"g", "m", "enter", "u"}, set: sitting(schema.MeetingDraft)},
	{name: "meeting-point", login: "secretariat", keys: []string{"g", "m", "enter", "i"}, set: sitting(schema.MeetingDraft)},
	{name: "meeting-operator", login: "google", keys: []string{"g", "m", "enter"}, set: sitting(schema.MeetingConvened)},
	{name: "meeting-live", login: "secretariat", keys: []string{"g", "m", "enter"}, set: sitting(schema.MeetingHeld)},
	{name: "meeting-attendance", login: "secretariat", keys: []string{"g", "m", "enter", "S"}, set: sitting(schema.MeetingHeld)},
	{name: "meeting-decision", login: "secretariat", keys: []string{"g", "m", "enter", "t"}, set: sitting(schema.MeetingHeld)},
	{name: "meeting-action", login: "secretariat", keys: []string{"g", "m", "enter", "n", "x", " ", "@", "g", "o", "o", "g", "l", "e"}, set: sitting(schema.MeetingHeld)},
	{name: "meeting-closing", login: "secretariat", keys: []string{"g", "m", "enter", "u"}, set: sitting(schema.MeetingHeld)},
	{name: "meeting-export", login: "secretariat", keys: []string{"g", "m", "enter", "E"}, set: sitting(schema.MeetingHeld)},
	{name: "board", login: "secretariat", keys: []string{"g", "a"}},
	{name: "action", login: "google", keys: []string{"5", "j", "enter"}},
	{name: "action-done", login: "google", keys: []string{"5", "j", "x"}},
	{name: "action-refused", login: "google", keys: []string{"5", "x"}},
	{name: "registers", login: "pharos", keys: []string{"g", "r"}},
	{name: "commitments", login: "secretariat", keys: []string{"g", "r", "enter"}},
	{name: "commitment", login: "secretariat", keys: []string{"g", "r", "enter", "enter"}},
	{name: "commitment-review", login: "secretariat", keys: []string{"g", "r", "enter", "enter", "s"}},
	{name: "commitment-evidence", login: "secretariat", keys: []string{"g", "r", "enter", "enter", "e"}},
	{name: "commitment-new", login: "secretariat", keys: []string{"g", "r", "enter", "n"}},
	{name: "article", login: "google", keys: []string{"g", "r", "j", "enter", "enter"}},
	{name: "article-reserve", login: "google", keys: []string{"g", "r", "j", "enter", "enter", "-"}},
	{name: "sheet", login: "google", keys: []string{"g", "r", "j", "j", "enter", "enter"}},
	{name: "sheet-new", login: "secretariat", keys: []string{"g", "r", "j", "j", "enter", "n"}},
	{name: "training-new", login: "secretariat", keys: []string{"g", "r", "j", "j", "j", "enter", "n"}},
	{name: "rechecks", login: "pharos", keys: []string{"g", "r", "G", "k", "enter"}},
	{name: "sample", login: "overseer", keys: []string{"g", "r", "G", "k", "enter"}},
	{name: "recommend", login: "overseer", keys: []string{"g", "r", "G", "k", "enter", "t"}},
}

// play opens the scene and returns its frame.
func (s scene) play(t *testing.T, o ui.Options) (*uitest.Driver, string) {
	t.Helper()
	g := workday()
	g.Settings = map[string]schema.Settings{s.login: o.Settings}
	if s.set != nil {
		s.set(t, g)
	}
	o.Meeting.Export = func(context.Context, string, string, string) ([]byte, error) {
		return []byte("# Groupe de contact\n\n| N° | Action |\n|---|---|\n| A-2015-017 | Fiche contact à jour |\n"), nil
	}
	o.Commands = fewCommands{}
	o.Meeting.SSH = "ssh -p 2222 pharos@127.0.0.1"
	d := open(t, g, s.login, o)
	d.Press(s.keys...)
	frame := ""
	if s.do != nil {
		frame = s.do(t, g, d, o.Words)
	}
	if frame == "" {
		frame = d.Screen()
	}
	if err := d.Model.Err(); err != nil {
		t.Fatalf("%s ended the session: %v", s.name, err)
	}
	return d, frame
}

// arriving has new requests come above and below the hand.
func arriving(_ *testing.T, g *uitest.Register, d *uitest.Driver, _ *lang.Words) string {
	for i := range 2 {
		g.Add(schema.Request{Ref: fmt.Sprintf("GOO-2015-009%d", i), Subject: "Arrivée", Due: uitest.Noon.Add(-time.Hour), ClockStart: uitest.Noon.Add(-2 * time.Hour)})
	}
	g.Change("GOO-2015-0050", func(r *schema.Request) { r.State = schema.StateWithdrawn })
	d.Settle()
	return ""
}

// accompanied has the operator reply to the request under the hand.
func accompanied(t *testing.T, g *uitest.Register, d *uitest.Driver, _ *lang.Words) string {
	other := seat(t, g, "google", ui.Options{})
	other.Press("r")
	d.Pass(known)
	return ""
}

// halfway is a batch at half of its way.
func halfway(_ *testing.T, g *uitest.Register, d *uitest.Driver, _ *lang.Words) (frame string) {
	g.Acting = func(context.Context) {
		d.Meanwhile(func() {
			d.Look()
			if frame == "" {
				frame = d.Screen()
			}
		})
	}
	d.Press("i")
	return frame
}

// conflicting has the row under the hand changed before the key.
func conflicting(_ *testing.T, g *uitest.Register, d *uitest.Driver, _ *lang.Words) string {
	g.Change("GOO-2015-0042", func(r *schema.Request) { r.Subject = "Retrait vidéo, 4 URL" })
	d.Hit("i")
	return ""
}

// outrun has a request changed while a reply to it is reviewed.
func outrun(_ *testing.T, g *uitest.Register, d *uitest.Driver, _ *lang.Words) string {
	g.Change("GOO-2015-0017", func(r *schema.Request) { r.Subject = "Comptes usurpés" })
	d.Hit("y")
	return ""
}

func full(_ *testing.T, g *uitest.Register, d *uitest.Driver, _ *lang.Words) string {
	g.Fill()
	d.Settle()
	return ""
}

// broken loses the register.
func broken(_ *testing.T, g *uitest.Register, d *uitest.Driver, _ *lang.Words) string {
	g.Broken = errors.New("no register")
	g.Tell(schema.Event{Verb: schema.VerbNote, Noun: schema.NounRequest, Actor: "PHAROS"})
	d.Settle()
	return ""
}

func alarmed(_ *testing.T, g *uitest.Register, d *uitest.Driver, _ *lang.Words) string {
	g.StartCrisis()
	d.Settle()
	return ""
}

func covered(_ *testing.T, _ *uitest.Register, d *uitest.Driver, _ *lang.Words) string {
	d.Send(ui.Lock{})
	return ""
}

// declaring is the question before a crisis.
func declaring(_ *testing.T, _ *uitest.Register, d *uitest.Driver, w *lang.Words) string {
	d.Type(w.Crisis.Start)
	d.Press("enter")
	d.Type("Attentat en cours")
	d.Press("enter")
	return ""
}

// begun are drafts that were left.
func begun(t *testing.T, g *uitest.Register) {
	for _, ref := range []string{"GOO-2015-0017", "GOO-2015-0042"} {
		u := schema.Unsent{Verb: schema.VerbNote, Noun: schema.NounRequest, Subject: g.Find(ref).ID, Ref: ref, Body: "{}"}
		if _, err := g.As("pharos").KeepUnsent(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
}

// models are templates of the operator.
func models(_ *testing.T, g *uitest.Register) {
	g.As("google").Models = []schema.Template{
		{ID: 1, Name: "Retiré, conditions d’utilisation", Lang: schema.French, Verb: schema.VerbReply, Text: "Bonjour,\n\nles contenus de {ref} ont été retirés.", Rev: 1},
		{ID: 2, Name: "Removed under our terms", Lang: schema.English, Verb: schema.VerbReply, Text: "Hello,\n\nthe contents of {ref} are gone.", Rev: 1},
	}
}

// sitting is a meeting in a state, with something in each of its parts.
func sitting(state schema.MeetingState) func(*testing.T, *uitest.Register) {
	return func(_ *testing.T, g *uitest.Register) {
		m := schema.Meeting{ID: 1, Ref: "2015-05-06", Rev: 1, Format: schema.MeetingPlenary, Title: "Groupe de contact permanent", Starts: uitest.Noon.AddDate(0, 0, 1).Add(-2 * time.Hour),
			Place: "Place Beauvau, salle Érignac", State: state,
			Agenda:     []schema.AgendaPoint{{N: 1, Title: "Label des demandes", Rapporteur: "ministry", Minutes: 20, Links: []string{"E-2015-001"}}, {N: 2, Title: "Formation", Rapporteur: "twitter"}},
			Attendance: []schema.Attendance{{Org: "google", Person: "Affaires publiques", Mode: "remote"}, {Org: "ministry", Person: "Préfet", Mode: "present"}}}
		if state == schema.MeetingHeld {
			m.Live = schema.Live{Point: 1, Since: uitest.Noon.Add(-12 * time.Minute)}
			m.Decisions = []schema.Decision{{N: 1, Text: "Un point mensuel est fait sur les délais de réaction."}}
		}
		g.Sitting = &m
	}
}

// workday is a register with something in each situation that screens tell apart.
func workday() *uitest.Register {
	g := uitest.NewRegister()
	requests(g)
	day := func(m time.Month, d int) schema.Date { return schema.Date{Year: 2015, Month: m, Day: d} }
	g.AddAction(schema.Action{Ref: "A-2015-017", Text: "Fiche contact à jour", Owner: "google", Due: day(5, 20), Theme: "formation", Meeting: "2015-04-22"})
	g.AddAction(schema.Action{Ref: "A-2015-018", Text: "Liste des points de contact d’astreinte, week-ends et jours fériés compris", Owner: "twitter", Due: day(5, 1), State: schema.ActionInProgress, Carried: 2})
	g.AddAction(schema.Action{Ref: "A-2015-019", Text: "Projet de circulaire", Owner: "ministry", State: schema.ActionBlocked})
	g.Contacts = []schema.Contact{
		{Ref: "google/1", Org: "google", Function: "Astreinte", Phone: "+33 1 99 00 12 34", Mail: "astreinte@google.example", Zone: "Europe/Paris", Rank: 1},
		{Ref: "google/2", Org: "google", Function: "Nuit", Mail: "nuit@google.example", Hours: "sun 03:00-03:01", Zone: "Europe/Paris", Rank: 2},
	}
	g.Rolls = uitest.Rolls{
		Commitments: []schema.Commitment{
			{ID: 1, Ref: "E-2015-001", Rev: 1, Org: "ministry", Theme: "label", Text: "Créer un label des demandes", Origin: "Réunion ministérielle", Made: day(4, 22), State: schema.CommitmentKept, Evidence: "Circulaire",
				Reviews: []schema.Review{{N: 1, Meeting: "2015-05-06", State: schema.CommitmentKept, Note: "En vigueur."}}},
			{ID: 2, Ref: "E-2015-002", Rev: 1, Org: "google", Theme: "contre-discours", Text: "Soutenir le contre-discours", Made: day(4, 22), State: schema.CommitmentOpen},
		},
		Articles: []schema.Article{{ID: 1, Ref: "ART-1", Rev: 1, Versions: []schema.ArticleVersion{
			{N: 1, Title: "Retrait sans délai", Text: "Un contenu signalé est examiné.\nLa suite est dite.", Adopted: day(4, 30)},
			{N: 2, Title: "Retrait sans délai", Text: "Un contenu signalé est examiné sans délai.\nLa suite est dite.", Stances: []schema.Stance{{Org: "twitter", Stance: schema.StanceReserved, Text: "Délai à préciser.", On: day(5, 4)}}}}}},
		Sheets:    []schema.Sheet{{ID: 1, Ref: "FP-1", Rev: 2, Title: "Demande précise", TLP: schema.TLPGreen, Text: "# Rédiger\n\n1. L’adresse **exacte** de chaque contenu.\n- La base légale", Updated: uitest.Noon}},
		Trainings: []schema.Training{{ID: 1, Ref: "F-2015-001", Rev: 1, Service: "PHAROS", Date: day(5, 4), Topic: "Label", Trained: 12, Org: "ministry"}},
		Needs:     []schema.TrainingNeed{{Service: "PHAROS", Answered: 9, Insufficient: 4}},
	}
	g.Stats = func(schema.Actor, schema.Date) schema.Stats {
		return schema.Stats{Single: true, Reactions: []schema.Reaction{{Org: "google", Answers: 12, Median: 35 * time.Minute, P90: 150 * time.Minute, Quarter: 12, Hour: 58, Day: 100},
			{Org: "twitter", Answers: 1, Median: 70 * time.Minute, P90: 5 * time.Hour, Hour: 44, Day: 98}}}
	}
	return g
}

// requests adds one in each light and of most states.
func requests(g *uitest.Register) {
	at := func(d time.Duration) time.Time { return uitest.Noon.Add(d) }
	started := at(-time.Hour)
	g.Add(schema.Request{Ref: "GOO-2015-0017", Label: schema.P1, Subject: "Compte usurpé", Due: at(-10 * time.Minute), ClockStart: started})
	g.Add(schema.Request{Ref: "GOO-2015-0042", Label: schema.P2, State: schema.StateInProgress, Kind: schema.KindWithdrawal, Regime: schema.RegimeLCEN,
		Subject: "Retrait vidéo, 3 URL", Reasons: "Provocation directe à des actes de terrorisme.", LegalBasis: "LCEN, art. 6-1", Due: at(130 * time.Minute), ClockStart: started, Received: started, Assignee: 11, AssigneeLogin: "pharos", AssigneeName: "Agent PHAROS",
		Contents: []schema.Content{{N: 1, URL: "https://exemple.example/1", Type: "video"}, {N: 2, URL: "https://exemple.example/2", Type: "page", Outcome: schema.OutcomeRemovedLaw, EffectiveAt: at(-20 * time.Minute)}, {N: 3, URL: "https://exemple.example/3", Type: "account"}}})
	g.Add(schema.Request{Ref: "TWT-2015-0031", Label: schema.P3, Addressee: "twitter", State: schema.StateClarification, Subject: "Précision sur la base légale", ClockStart: started,
		ClockStop: at(-5 * time.Minute), Ground: schema.GroundClarification, Received: started})
	g.Add(schema.Request{Ref: "GOO-2015-0049", Subject: "Image reprise d’un compte fermé", Due: at(50 * time.Minute), ClockStart: started, Received: started})
	g.Add(schema.Request{Ref: "GOO-2015-0050", Subject: "Apologie, page publique", Due: at(20 * time.Hour), ClockStart: started, Received: started})
	g.Add(schema.Request{Ref: "B-2015-0007", State: schema.StateDraft, Kind: schema.KindBlocking, Subject: "Blocage à préparer"})
	g.Add(schema.Request{Ref: "B-2015-0008", State: schema.StateToApprove, Kind: schema.KindWithdrawal, Subject: "Retrait à viser", Label: schema.P2})
	g.Add(schema.Request{Ref: "GOO-2015-0051", Subject: "Chaîne de propagande", State: schema.StateInProgress, Received: started,
		Contents: []schema.Content{{N: 1, URL: "https://exemple.example/c/1", Type: "video", Outcome: schema.OutcomeRemovedTerms, Observed: schema.ObservedLive, ObservedAt: at(-10 * time.Minute), EffectiveAt: at(-time.Hour)}}})
	g.Add(schema.Request{Ref: "GOO-2015-0052", Kind: schema.KindBlocking, Subject: "Site de recrutement", State: schema.StateAnswered, Received: started, Reverify: uitest.Noon.AddDate(0, 0, -1)})
	g.AddReply("GOO-2015-0051", schema.Reply{Text: "Retirée.", By: "Google", Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRemovedTerms}}})
}
