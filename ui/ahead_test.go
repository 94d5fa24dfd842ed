package ui_test

import (
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
)

func TestKeysTypedWhileAPageIsReadAreOfThatPage(t *testing.T) {
	g := register()
	d := open(t, g, "google", ui.Options{})
	d.Meanwhile(func() { d.Hit("i") })
	d.Press("enter")
	if got := g.Find("GOO-2015-0001"); got.Assignee == 0 {
		t.Errorf("the request is nobody's:\n%s", d.Screen())
	}
	d.Shows("GOO-2015-0001: claimed")

	d.Press("q")
	d.Meanwhile(func() { d.Hit("r") })
	d.Press("enter")
	d.Shows("Reply to GOO-2015-0001")
	if strings.Contains(d.Screen(), "ignored") {
		t.Errorf("what a key asked for was taken for a surprise:\n%s", d.Screen())
	}
}

func TestKeysTypedForAPageThatIsNotThereAreLost(t *testing.T) {
	g := register()
	d := open(t, g, "google", ui.Options{})
	d.Meanwhile(func() {
		g.Broken = schema.ErrNotFound
		d.Hit("i", "x")
	})
	d.Press("enter")
	g.Broken = nil
	d.Press("j")
	if got := g.Find("GOO-2015-0001"); got.Assignee != 0 {
		t.Error("a key typed for a page that never came was done to the list")
	}
}
