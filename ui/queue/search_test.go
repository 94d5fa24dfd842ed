package queue_test

import (
	"context"
	"maps"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// slow is a desk whose filters by text come to 42 percent and no further.
// started counts them, by their last word.
func slow(t *testing.T, w *lang.Words) (d *uitest.Driver, started map[string]int) {
	t.Helper()
	g := group()
	started = map[string]int{}
	d = open(t, g, "pharos", ui.Options{Words: w})
	g.Reading = func(ctx context.Context, q schema.Query) error {
		if len(q.Terms) == 0 || q.Terms[len(q.Terms)-1].Field != schema.QueryText {
			return nil
		}
		started[q.Terms[len(q.Terms)-1].Values[0]]++
		schema.ProgressOf(ctx)(21, 50)
		d.Park(ctx)
		return ctx.Err()
	}
	return d, started
}

func TestALongSearchTellsHowFarItIsAndIsStopped(t *testing.T) {
	for _, key := range []string{"esc", "ctrl+c"} {
		t.Run(key, func(t *testing.T) {
			d, _ := slow(t, lang.English)
			d.Press("/")
			d.Type("label:P1")
			d.Press("enter", "/")
			d.Type("lent")
			d.Shows("searching 42%", "GOO-2015-0017")
			d.Press("enter", key)
			d.Hides("searching", "Leave the desk?")
			d.Shows("Search stopped; the list is as it was before.", "GOO-2015-0017", "/label:P1  ", "1/7")
		})
	}
}

func TestAKeyInTheFilterStopsTheSearchForWhatWasTypedBefore(t *testing.T) {
	d, started := slow(t, lang.French)
	d.Press("/")
	d.Type("le")
	d.Shows("recherche 42")
	d.Hit("n")
	if want := map[string]int{"l": 1, "le": 1, "len": 1}; !maps.Equal(started, want) {
		t.Errorf("searched for %v, want %v", started, want)
	}
	if n := d.Parked(); n != 1 {
		t.Errorf("%d searches are under way, want that for the last key alone", n)
	}
	d.Shows("recherche 42")
	d.Press("esc")
	d.Hides("recherche")
	d.Shows("GOO-2015-0042", "B-2015-0007")
}

func TestALeftViewIsNoLongerSearched(t *testing.T) {
	d, _ := slow(t, lang.English)
	d.Press("/")
	d.Type("lent")
	d.Press("enter", "5")
	d.Hides("searching")
	d.Shows("A-2015-017")
}

func TestMarkingAllAndCountingTellHowFarTheyAreAndAreStopped(t *testing.T) {
	for _, c := range []struct {
		call, key, while, after string
		do                      func(*uitest.Driver)
	}{
		{"RequestIDs", "esc", "marking 42%, Esc stops", "Marking stopped; nothing was added to the marks.", func(d *uitest.Driver) { d.Press("*") }},
		{"RequestIDs", "ctrl+c", "marking 42%", "Marking stopped", func(d *uitest.Driver) { d.Press("*") }},
		{"CountRequests", "esc", "counting 42%, Esc stops", "Counting stopped; the list itself is here.", func(d *uitest.Driver) {
			d.Press("/")
			d.Type("label:P1")
			d.Press("enter")
		}},
	} {
		t.Run(c.call+" "+c.key, func(t *testing.T) {
			g := group()
			d := open(t, g, "pharos", ui.Options{Words: lang.English})
			g.Gathering = func(ctx context.Context, call string, q schema.Query) error {
				if call != c.call || call == "CountRequests" && !q.Names(schema.QueryLabel) {
					return nil
				}
				schema.ProgressOf(ctx)(21, 50)
				d.Park(ctx)
				return ctx.Err()
			}
			c.do(d)
			d.Shows(c.while, "GOO-2015-0017")
			d.Press(c.key)
			d.Shows(c.after, "GOO-2015-0017")
			d.Hides("42%", "marked,", "Leave the desk?")
			g.Gathering = nil
			d.Press("*")
			d.Shows("All that match are marked")
		})
	}
}

func TestANewFilterEndsTheCountOfTheOneBefore(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{Words: lang.English})
	g.Gathering = func(ctx context.Context, call string, q schema.Query) error {
		if call == "CountRequests" && q.Names(schema.QueryLabel) {
			schema.ProgressOf(ctx)(21, 50)
			d.Park(ctx)
		}
		return ctx.Err()
	}
	d.Press("/")
	d.Type("label:P1")
	d.Press("enter")
	d.Shows("counting 42%")
	g.Gathering = nil
	d.Press("/")
	d.Type(" org:google")
	d.Press("enter")
	d.Hides("counting")
	d.Shows("1/7")
}
