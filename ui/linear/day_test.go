package linear_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// offered is the number of a choice in the last list that follows a title.
func offered(t *testing.T, out, title, text string) string {
	t.Helper()
	at := strings.LastIndex(out, title)
	if at < 0 {
		t.Fatalf("%q is not in:\n%s", title, out)
	}
	return number(t, out[at:], text)
}

func TestAFilterIsSavedAndRecalledByItsNumber(t *testing.T) {
	for _, w := range lang.All {
		g := register()
		out := talk(t, g, "google", w, "S", "/", "Première", "S", "Mes vidéos")
		holds(t, out, w.Linear.NoFilter, lang.Fill(w.Linear.ViewKept, "name", "Mes vidéos", "filter", "Première"))
		views, err := g.As("google").Views(t.Context())
		if err != nil || len(views) != 1 || views[0].Slot != 6 || views[0].Noun != schema.NounRequest {
			t.Fatalf("saved %+v, %v", views, err)
		}
		out = talk(t, g, "google", w, "v", "7")
		holds(t, out, "Mes vidéos> ", "1. GOO-2015-0001", lang.Fill(w.Linear.Filtered, "filter", "Première"))
		if list := out[strings.LastIndex(out, "Première"):]; strings.Contains(list, "GOO-2015-0002") {
			t.Errorf("not filtered:\n%s", out)
		}
	}
}

func TestARequestIsWrittenCorrectedAndAmendedByNumbers(t *testing.T) {
	for _, w := range lang.All {
		g := register()
		empty := talk(t, g, "pharos", w, "n", "1", "Objet", "https://x.example/1 [", ".", "https://x.example/1", ".")
		save := offered(t, empty, w.Item.NewRequest, w.Linear.Save)
		reasons := offered(t, empty, w.Item.NewRequest, lang.Fill(w.Item.Pair, "name", w.Domain.Fields[schema.FieldReasons], "value", ""))
		out := talk(t, g, "pharos", w, "n", "1", "Objet", "https://x.example/1", ".", reasons, "Parce que.", ".", save)
		r := g.Find("B-2015-0003")
		if r.Subject != "Objet" || r.Reasons != "Parce que." || len(r.Contents) != 1 || r.Contents[0].URL != "https://x.example/1" {
			t.Fatalf("written %+v:\n%s", r, out)
		}
		edit := offered(t, out, lang.Fill(w.Linear.What, "ref", r.Ref), w.Domain.Verbs[schema.VerbEdit])
		row := number(t, out[:strings.Index(out, lang.Fill(w.Linear.What, "ref", r.Ref))], lang.Fill(w.Item.Pair, "name", w.Domain.Fields[schema.FieldSubject], "value", "Objet"))
		list := talk(t, g, "pharos", w)
		at := ""
		for line := range strings.SplitSeq(list, "\r\n") {
			if n, rest, ok := strings.Cut(line, ". "); ok && strings.HasPrefix(rest, r.Ref) {
				at = n
			}
		}
		out = talk(t, g, "pharos", w, at, edit, row, "Objet corrigé", save)
		if g.Find(r.Ref).Subject != "Objet corrigé" {
			t.Errorf("not corrected:\n%s", out)
		}
		amend := number(t, talk(t, g, "pharos", w, "1"), w.Domain.Verbs[schema.VerbAmend])
		out = talk(t, g, "pharos", w, "1", amend, "Une de plus.", ".", "https://x.example/2", ".")
		if s := g.Steps[len(g.Steps)-1]; s.Verb != schema.VerbAmend || s.Reason != "Une de plus." || len(s.Contents) != 1 {
			t.Errorf("amended by %+v:\n%s", s, out)
		}
	}
}

func TestOperatorsWriteNoRequests(t *testing.T) {
	out := talk(t, register(), "google", lang.English, "n")
	if strings.Contains(out, lang.English.Item.NewRequest) {
		t.Errorf("asked for one:\n%s", out)
	}
}

func TestAMeetingIsReadAndAnActionAddedAndDoneByNumbers(t *testing.T) {
	for _, w := range lang.All {
		g := uitest.NewRegister()
		out := talk(t, g, "secretariat", w, "v", "6", "1")
		holds(t, out, "2015-05-06", w.Meeting.Agenda+w.Item.Colon, w.Meeting.Decisions+w.Item.Colon)
		what := lang.Fill(w.Linear.What, "ref", "2015-05-06")
		add, point := offered(t, out, what, w.Linear.AddAction), offered(t, out, what, w.Domain.Verbs[schema.VerbAgenda])
		out = talk(t, g, "secretariat", w, "v", "6", "1", add, "Fiche contact", "Fiche contact @ministry 20/05", "", point, "Divers")
		x := g.FindAction("A-2015-001")
		if x.Text != "Fiche contact" || x.Due != (schema.Date{Year: 2015, Month: 5, Day: 20}) || len(g.Points) != 1 {
			t.Fatalf("added %+v, %+v:\n%s", x, g.Points, out)
		}
		open := talk(t, g, "secretariat", w, "v", "5", "1")
		done := offered(t, open, lang.Fill(w.Linear.What, "ref", "A-2015-001"), w.Domain.Verbs[schema.VerbDone])
		out = talk(t, g, "secretariat", w, "v", "5", "1", done, "Faite.")
		if x := g.FindAction("A-2015-001"); x.State != schema.ActionDone || x.Evidence != "Faite." {
			t.Errorf("not done: %+v\n%s", x, out)
		}
	}
}

func TestAMeetingIsPlannedAndGoesOnByNumbers(t *testing.T) {
	for _, w := range lang.All {
		g := uitest.NewRegister()
		first := talk(t, g, "secretariat", w, "v", "6", "n")
		plan := offered(t, first, w.Linear.NewThing, w.Sitting.NewTitle)
		out := talk(t, g, "secretariat", w, "v", "6", "n", plan, "1", "03/06 14h30", "Point d’étape", "Beauvau", "")
		want := schema.MeetingPlan{Format: schema.MeetingFormats[0], Title: "Point d’étape", Starts: time.Date(2015, 6, 3, 12, 30, 0, 0, time.UTC), Place: "Beauvau"}
		if len(g.Plans) != 1 || !reflect.DeepEqual(g.Plans[0], want) {
			t.Fatalf("planned %+v:\n%s", g.Plans, out)
		}
		what := lang.Fill(w.Linear.What, "ref", "2015-05-06")
		open := offered(t, out, what, w.Domain.Verbs[schema.VerbOpen])
		talk(t, g, "secretariat", w, "v", "6", "1", open, "0", open, "1")
		if len(g.Sat) != 1 || g.Sat[0].Verb != schema.VerbOpen {
			t.Errorf("done %+v", g.Sat)
		}
		talk(t, g, "secretariat", w, "v", "6", "n", plan, "1", "31/02", "0")
		if out := talk(t, g, "google", w, "v", "6", "1"); strings.Contains(out, w.Domain.Verbs[schema.VerbOpen]) {
			t.Errorf("an operator opens it:\n%s", out)
		}
	}
}
