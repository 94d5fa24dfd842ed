package roll_test

import (
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

func TestATrainingIsChangedOnScreen(t *testing.T) {
	g := group()
	d := open(t, g, "secretariat", ui.Options{}, "j", "j", "j", "enter", "G")
	d.Shows("e modifier")
	d.Press("e")
	d.Shows("F-2015-001 : modifier", "Label", "PHAROS", "2015-05-04", "12", "Google")
	d.Type(" et motifs")
	d.Press("tab", "tab", "tab", "end", "backspace")
	d.Type("5")
	d.Press("f2", "y")
	d.Shows("Label et motifs", "15 personnes formées", "F-2015-001 : mise à jour", "z annuler")
	want := schema.Training{ID: 1, Ref: "F-2015-001", Rev: 2, Service: "PHAROS", Date: schema.Date{Year: 2015, Month: 5, Day: 4}, Topic: "Label et motifs", Trained: 15, Org: "google"}
	if x := g.Rolls.Trainings[0]; x != want {
		t.Errorf("on record: %+v", x)
	}
}

func TestATrainingIsChangedInEveryLanguage(t *testing.T) {
	for _, words := range lang.All {
		g := group()
		d := open(t, g, "secretariat", ui.Options{Words: words}, "j", "j", "j", "enter", "G", "e")
		d.Type(" 2")
		d.Press("f2", "y")
		if x := g.Rolls.Trainings[0]; x.Topic != "Label 2" || x.Date != (schema.Date{Year: 2015, Month: time.May, Day: 4}) {
			t.Errorf("%s: on record %+v\n%s", words.Code, x, d.Screen())
		}
	}
}

func TestWhoWereTrainedIsNotTakenBackInSilence(t *testing.T) {
	for _, text := range []string{"", "0", "-3", "douze"} {
		g := group()
		d := open(t, g, "secretariat", ui.Options{}, "j", "j", "j", "enter", "G", "e", "tab", "tab", "tab", "end", "backspace", "backspace")
		d.Type(text)
		d.Press("f2", "y")
		d.Shows("F-2015-001 : modifier")
		if x := g.Rolls.Trainings[0]; x.Rev != 1 {
			t.Errorf("%q: on record %+v", text, x)
		}
	}
}

func TestATrainingIsChangedByWhomItIsGivenByOrWhoKeepsTheRegister(t *testing.T) {
	for login, may := range map[string]bool{"secretariat": true, "pharos": true, "google": true, "twitter": false, "overseer": false, "admin": false} {
		g := group()
		d := open(t, g, login, ui.Options{}, "j", "j", "j", "enter", "G", "e")
		if !may {
			d.Hides("F-2015-001 : modifier")
			continue
		}
		d.Shows("F-2015-001 : modifier")
		d.Type(" revu")
		d.Press("f2", "y")
		if x := g.Rolls.Trainings[0]; x.Topic != "Label revu" || x.Org != "google" {
			t.Errorf("%s: on record %+v", login, x)
		}
	}
	d := open(t, group(), "secretariat", ui.Options{}, "j", "j", "j", "enter", "g", "g", "j", "e") // what a service needs is no training
	d.Hides(" : modifier")
	d.Shows("Formation : rien de tel sous le curseur")
}

func TestAChangeOfATrainingThatWasChangedMeanwhileIsToldAndLaidOverItAsItIsNow(t *testing.T) {
	g := group()
	d := open(t, g, "secretariat", ui.Options{}, "j", "j", "j", "enter", "G", "e")
	d.Type(" revu")
	if _, err := g.As("google").UpdateTraining(t.Context(), 1, 1, schema.TrainingDraft{Trained: 14}); err != nil {
		t.Fatal(err)
	}
	d.Press("f2", "y")
	if g.Rolls.Trainings[0].Topic != "Label" {
		t.Fatal("written over what was not read")
	}
	d.Shows("Label revu", "14")
	d.Press("f2", "y")
	if x := g.Rolls.Trainings[0]; x.Topic != "Label revu" || x.Trained != 14 || x.Rev != 3 {
		t.Errorf("what the member did not change is not as it was changed meanwhile: %+v\n%s", x, d.Screen())
	}
}

// reviewed is a desk with a new training of 22 April before its review's y.
func reviewed(t *testing.T, g *uitest.Register) *uitest.Driver {
	t.Helper()
	d := open(t, g, "secretariat", ui.Options{}, "j", "j", "j", "enter", "n")
	d.Type("Réquisitions")
	d.Press("tab")
	d.Type("SDLC")
	d.Press("tab")
	d.Type("22/04")
	d.Press("f2")
	return d
}

func TestADayOfWhatWasIsOfThisYear(t *testing.T) {
	g := group()
	d := reviewed(t, g)
	d.Press("y")
	if all := g.Rolls.Trainings; len(all) != 2 || all[1].Date != (schema.Date{Year: 2015, Month: time.April, Day: 22}) {
		t.Errorf("on record %+v\n%s", all, d.Screen())
	}
}

func TestWhatTheRegistersWriteForGoodIsToldSoByTheNextUndo(t *testing.T) {
	g := group()
	d := reviewed(t, g)
	d.Shows("Sujet : Réquisitions", "Service : SDLC") // each value is named
	d.Press("y", "z")
	d.Shows("ajout – cela ne s’annule pas")
}

func TestAReviewNamesWhatWasChosen(t *testing.T) {
	d := open(t, group(), "secretariat", ui.Options{}, "j", "j", "enter", "n")
	d.Type("Fiche")
	d.Press("tab", "tab")
	d.Type("Texte")
	d.Press("f2")
	d.Shows("TLP : TLP:GREEN", "Texte")
	d.Hides("green")
}
