package ui_test

import (
	"errors"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
)

func TestFiguresAreOpenedAndLeftByKeys(t *testing.T) {
	g := register()
	g.Stats = func(schema.Actor, schema.Date) schema.Stats {
		return schema.Stats{Single: true, Reactions: []schema.Reaction{{Org: "google", Answers: 3, Median: 45 * time.Minute, P90: time.Hour}}}
	}
	d := open(t, g, "pharos", ui.Options{Words: lang.French, ASCII: true, Height: 40})
	d.Press("g", "s")
	d.Shows("Delais de reponse", "Google (3)", "45 min", "####", "Tab suivant", "p periode", "y copier", "q retour")
	d.Hides("E CSV")
	d.Press("tab")
	d.Shows("Repartition - trimestre", "p la choisit.")
	d.Press("q")
	d.Shows("GOO-2015-0001")
	d.Press("g", "s", "1")
	d.Shows("GOO-2015-0001")
	g.Broken = errors.New("disk")
	d.Press("g", "s")
	d.Shows("r les relit", "! ")
	d.Press("esc")
	d.Hides("r les relit")
}

func TestWhoSeesNoFiguresIsToldWhy(t *testing.T) {
	d := open(t, register(), "admin", ui.Options{})
	d.Press("g", "s")
	d.Shows("Your role does not allow you to read these figures")
}
