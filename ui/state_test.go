package ui_test

import (
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// desks opens the same register in French and in English.
func desks(t *testing.T, g *uitest.Register, o ui.Options) (fr, en *uitest.Driver) {
	t.Helper()
	o.Words = lang.French
	fr = uitest.Open(t, g.As("pharos"), o, nil)
	o.Words = lang.English
	return fr, uitest.Open(t, g.As("google"), o, nil)
}

func TestADiskThatFailedShowsInEveryHeaderUntilTheServerIsStartedAnew(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001"})
	fr, en := desks(t, g, ui.Options{})
	g.Fill()
	for _, d := range []*uitest.Driver{fr, en} {
		d.Settle()
	}
	fr.Shows("lecture seule", "plus rien n’est enregistré")
	en.Shows("read-only", "nothing is saved")
	en.Press("j", "2", "1")
	en.Shows("read-only", "GOO-2015-0001") // told once, shown on, and reading goes on
	en.Hides("nothing is saved", "●live")
	late := uitest.Open(t, g.As("colleague"), ui.Options{}, nil)
	late.Shows("read-only")
}

func TestACrisisShowsInEveryHeaderWhileItRuns(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001"})
	fr, en := desks(t, g, ui.Options{})
	fr.Hides("crise")
	g.StartCrisis()
	fr.Settle()
	en.Settle()
	fr.Shows("1 À traiter 1│2 Miennes 0│3 En retard 0│4 Réponses 0│5 Actions 0", "crise")
	en.Shows("1 To do 1│2 Mine 0│3 Overdue 0│4 Replies 0│5 Actions 0", "crisis")
	small, _ := desks(t, g, ui.Options{Width: 40, Height: 12})
	small.Shows("crise")
	g.EndCrisis()
	fr.Settle()
	en.Settle()
	fr.Hides("▲crise")
	fr.Shows("La crise est terminée (Secrétariat).")
	en.Hides("▲crisis")
}
