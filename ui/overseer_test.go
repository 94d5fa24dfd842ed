package ui_test

import (
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

func TestTheOverseerIsOfferedWhatTheyMayDoAndToldOfTheRest(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: "Vidéo", Kind: schema.KindWithdrawal, State: schema.StateAnswered})
	d := open(t, g, "overseer", ui.Options{Words: lang.French, Width: 100, Height: 30})
	d.Hides("+ ", "i prendre")
	d.Press("s")
	d.Shows("Votre rôle ne permet pas de mettre à jour une demande") // no menu without anything in it
	d.Hides("Entrée choisir")
	d.Shows("t recommander")
	d.Press("t") // from the list too
	d.Shows("GOO-2015-0001 : recommandation")
	d.Press("esc", "q", "enter")
	d.Shows("t recommander")
	d.Hides("+ accepter")
	d.Press("s")
	d.Hides("Entrée choisir")
	d.Press("t")
	d.Shows("GOO-2015-0001 : recommandation")
	d.Press("esc", "q", "5", "s")
	d.Hides("Entrée choisir")
}
