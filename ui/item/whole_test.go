package item_test

import (
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// The promises that need the whole desk: root, list and screens together.

func TestFromTheListAnOperatorClaimsAndRepliesInSixKeys(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0042", Subject: "Vidéo"})
	d := uitest.Open(t, g.As("google"), ui.Options{Words: lang.French}, g.Pass)
	d.Press("enter")
	d.Hit("i", "r", "1", "f2", "y")
	d.Settle()
	r := g.Find("GOO-2015-0042")
	if r.AssigneeLogin != "google" || r.Replies != 1 {
		t.Errorf("claimed by %q, %d replies\n%s", r.AssigneeLogin, r.Replies, strings.Join(d.Canvas.Lines, "\n"))
	}
}

func TestWhatOneSessionDoesShowsOnTheOthersScreen(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0042", Subject: "Vidéo", State: schema.StateSent, Sent: uitest.Noon.Add(-time.Hour)})
	ministry := uitest.Open(t, g.As("pharos"), ui.Options{Words: lang.French}, nil)
	google := uitest.Open(t, g.As("google"), ui.Options{Words: lang.French}, g.Pass)
	ministry.Press("enter")
	google.Press("enter", "i")
	ministry.Settle()
	screen := strings.Join(ministry.Canvas.Lines, "\n")
	if !strings.Contains(screen, "prise en charge") || !strings.Contains(screen, "en cours") {
		t.Errorf("the ministry sees\n%s", screen)
	}
}

func TestAConflictOffersToLookAndToApplyAgain(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0042", Subject: "Vidéo"})
	d := uitest.Open(t, g.As("google"), ui.Options{Words: lang.French}, g.Pass)
	d.Press("enter", "r")
	d.Hit("1", "f2")
	g.Change("GOO-2015-0042", func(r *schema.Request) { r.Subject = "Vidéo, corrigée" })
	d.Hit("y")
	if screen := strings.Join(d.Canvas.Lines, "\n"); !strings.Contains(screen, "a changé entre-temps") {
		t.Fatalf("no conflict is told\n%s", screen)
	}
	d.Hit("r")
	d.Settle()
	if r := g.Find("GOO-2015-0042"); r.Replies != 1 {
		t.Errorf("%d replies\n%s", r.Replies, strings.Join(d.Canvas.Lines, "\n"))
	}
}
