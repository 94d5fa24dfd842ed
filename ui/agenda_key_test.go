package ui_test

import (
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

func TestThePageOfAnActionItemPutsItOnTheAgendaAsItsRowDoes(t *testing.T) {
	g := uitest.NewRegister()
	g.AddAction(schema.Action{Ref: "A-2015-001", Owner: "ministry", Text: "Rédiger la note"})
	for login, refused := range map[string]bool{"secretariat": false, "pharos": true} {
		for _, keys := range [][]string{{"5"}, {"5", "enter"}} {
			d := open(t, g, login, ui.Options{Words: lang.French})
			d.Press(append(keys, "m")...)
			d.Hides("m ne fait rien ici")
			if refused {
				d.Shows("ne permet pas de changer l’ordre du jour")
			}
		}
	}
}
