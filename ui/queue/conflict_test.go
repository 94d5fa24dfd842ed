package queue_test

import (
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
)

func TestABatchTellsWhatHadChangedAndAppliesAgainToThatAlone(t *testing.T) {
	for _, tc := range []struct {
		key, want string
		done      bool
	}{
		{"r", "GOO-2015-0050", true},
		{"v", "changed while you looked (amended, subject", false},
		{"esc", "GOO-2015-0050", false},
	} {
		g := group()
		d := open(t, g, "pharos", ui.Options{Width: 140, Height: 40})
		on(t, d, "GOO-2015-0017")
		d.Press("space")
		on(t, d, "GOO-2015-0050")
		d.Press("space")
		g.Change("GOO-2015-0050", func(r *schema.Request) { r.Subject = "Apologie, deux pages" })
		d.Hit("i") // before the change is shown
		d.Shows("1 refused", "GOO-2015-0050 changed while you looked", "v see  r apply again  Esc leave it  z undo")
		if g.Find("GOO-2015-0050").Assignee != 0 || g.Find("GOO-2015-0017").Assignee != 11 {
			t.Fatal("what had changed was done, or what had not was left")
		}
		d.Press(tc.key)
		d.Shows(tc.want)
		if got := g.Find("GOO-2015-0050").Assignee == 11; got != tc.done {
			t.Errorf("%s: applied again %v", tc.key, got)
		}
	}
}

func TestAConflictsNextKeysAreNeverCut(t *testing.T) {
	for _, w := range []*lang.Words{lang.French, lang.English} {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {140, 40}} {
			g := group()
			d := open(t, g, "pharos", ui.Options{Words: w, Width: size[0], Height: size[1]})
			on(t, d, "GOO-2015-0050")
			g.Change("GOO-2015-0050", func(r *schema.Request) {
				r.Subject = "Apologie sur deux pages, une chaîne et trois comptes, reprise partout dans l’heure qui a suivi, en plusieurs langues"
			})
			d.Hit("i")
			t0 := w.Root
			d.Shows("v "+t0.View+"  r "+t0.Again, t0.Leave)
		}
	}
}
