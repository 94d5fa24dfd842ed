package ui_test

import (
	"regexp"
	"testing"

	"contactgroup/ui"
)

// The hyphen is what the key of 6 gives on a French keyboard without Shift.
func TestTheHyphenIsThe6OfAFrenchKeyboardWhereNoReplyIsJudged(t *testing.T) {
	six := regexp.MustCompile(`(?m)^. 6 - .*6`)
	d := open(t, register(), "google", ui.Options{Width: 100, Height: 100})
	d.Press("-")
	d.Shows("6. S ")
	d.Press("?")
	if !six.MatchString(d.Screen()) {
		t.Errorf("the help of an addressee does not name the hyphen beside 6:\n%s", d.Screen())
	}

	d = open(t, register(), "pharos", ui.Options{Width: 100, Height: 100})
	d.Press("-")
	d.Hides("6. S ")
	d.Press("?")
	if six.MatchString(d.Screen()) {
		t.Errorf("the help of the authority tells of the hyphen what it does not do:\n%s", d.Screen())
	}
	d.Press("esc", "g", "m", "-")
	d.Shows("6. S ")
}
