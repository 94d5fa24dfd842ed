package widget

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// list is a text of one line a passage.
func list(keys ...string) []Passage {
	out := make([]Passage, len(keys))
	for i, k := range keys {
		out[i] = article(k, false, "line "+k)
	}
	return out
}

func TestWhatIsGoneStaysUnderTheHandUntilItLeaves(t *testing.T) {
	for _, tc := range []struct {
		name   string
		now    []string
		shown  string
		onward string // where j leads
	}{
		{"between others", []string{"new", "a", "c"}, "line a|× line b|line c", "c"},
		{"with all that followed it", []string{"a", "new"}, "line a|× line b|line new", "new"},
		{"with all that came before it", []string{"new", "c"}, "line new|× line b|line c", "c"},
		{"with everything", []string{"new"}, "line new|× line b", ""},
		{"as the last", nil, "× line b", ""},
	} {
		d := &Document{}
		d.Set(list("a", "b", "c"))
		d.View(&Theme{}, 30, 9)
		d.Goto("b")
		d.Set(list(tc.now...))
		d.Set(list(tc.now...)) // and again, for something else
		got := strings.ReplaceAll(strings.ReplaceAll(view(d, 30, 9), "\n  ", "|"), "\n► ", "|")
		if got = strings.TrimLeft(got, " ►"); got != tc.shown || !d.OnGone() {
			t.Errorf("%s: %q, wanted %q", tc.name, got, tc.shown)
		}
		d.Move(1)
		if d.Current() != tc.onward && tc.onward != "" {
			t.Errorf("%s: the next is %q", tc.name, d.Current())
		}
		if tc.onward != "" && strings.Contains(view(d, 30, 9), SignGone) {
			t.Errorf("%s: what is gone stays:\n%s", tc.name, view(d, 30, 9))
		}
	}
}

func TestWhatComesBackIsUnderTheHandAgain(t *testing.T) {
	d := &Document{}
	d.Set(list("a", "b", "c"))
	d.Goto("b")
	d.Set(list("a", "c"))
	d.Set(list("new", "a", "b", "c"))
	if d.Current() != "b" || strings.Contains(view(d, 30, 9), SignGone) {
		t.Errorf("on %q:\n%s", d.Current(), view(d, 30, 9))
	}
}

func TestOnesOwnVerbTakesARowAwayAndTheHandGoesOn(t *testing.T) {
	d := &Document{}
	d.Set(list("a", "b", "c"))
	d.Goto("b")
	d.Release("b")
	d.Set(list("new", "a", "b", "c")) // of others, before the verb is done
	d.Set(list("new", "a", "c"))
	if d.Current() != "c" || strings.Contains(view(d, 30, 9), SignGone) {
		t.Errorf("on %q:\n%s", d.Current(), view(d, 30, 9))
	}
	d.Release("c")
	d.Goto("a")
	d.Goto("c") // who comes back to it has seen it
	d.Set(list("new", "a"))
	if !d.OnGone() {
		t.Errorf("on %q", d.Current())
	}
}

func TestWhatOthersChangeNeverMovesTheHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		some := func(name string) []string {
			return slices.Collect(func(yield func(string) bool) {
				for i := range 12 {
					if rapid.Bool().Draw(t, name) && !yield(fmt.Sprint(i)) {
						return
					}
				}
			})
		}
		d := &Document{}
		d.Set(list(append([]string{"first"}, some("before")...)...))
		h := rapid.IntRange(1, 9).Draw(t, "h")
		d.View(&Theme{}, 30, h)
		d.Move(rapid.IntRange(0, 12).Draw(t, "down"))
		here := strings.TrimPrefix(d.Current(), goneKey)
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			d.Set(list(some("after")...))
			if got := strings.TrimPrefix(d.Current(), goneKey); got != here {
				t.Fatalf("the hand went from %q to %q", here, got)
			}
			lines := d.View(&Theme{}, 30, h)
			if at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, SignCursor) }); at < 0 || !strings.HasSuffix(lines[at], "line "+here) {
				t.Fatalf("the hand is not shown on %q: %q", here, lines)
			}
		}
	})
}
