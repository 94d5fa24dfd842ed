package uitest

import (
	"slices"
	"strings"
	"testing"

	"contactgroup/ui/widget"
)

// Steady fails unless the line under the hand is the same one, at the same place
// of the frame, after do; whatever else changed.
func Steady(t testing.TB, frame func() string, do func()) {
	t.Helper()
	hand := func(text string) (string, int) {
		lines := strings.Split(text, "\n")
		at := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, widget.SignCursor) })
		if at < 0 {
			t.Fatalf("there is no hand in\n%s", text)
		}
		return strings.TrimRight(lines[at], " "), at
	}
	before := frame()
	was, from := hand(before)
	do()
	after := frame()
	is, to := hand(after)
	if was != is || from != to {
		t.Errorf("the hand was on line %d, %q, and is on line %d, %q:\n%s\n--\n%s", from, was, to, is, before, after)
	}
}
