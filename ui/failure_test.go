package ui_test

import (
	"errors"
	"fmt"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
)

func TestAFailureIsShownByItsNumberAloneAndToldOnce(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {140, 40}} {
		var told []error
		g := register()
		d := open(t, g, "pharos", ui.Options{Words: lang.French, Width: size[0], Height: size[1], Failed: func(err error) error {
			if schema.Explained(err) {
				return err
			}
			told = append(told, err)
			return &schema.Failure{Number: fmt.Sprintf("AAAA-000%d", len(told)), Err: err}
		}})
		g.Broken = errors.New("SQL logic error: no such table: request (1)")
		d.Press("g", "s")
		d.Shows("L’opération a échoué (n° AAAA-0001) : donnez ce numéro")
		d.Hides("SQL")
		d.Press("!")
		d.Shows("AAAA-0001")
		d.Hides("SQL")
		if len(told) != 1 || !errors.Is(told[0], g.Broken) {
			t.Errorf("%v: whoever runs the server is told %v", size, told)
		}
	}
}
