package store_test

import (
	"fmt"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
)

// listed are filters and sorts with the action items they give, in order.
var listed = []struct {
	login, query string
	sort         schema.Sort
	all          bool
	want         string
}{
	{"google", "", schema.Sort{}, false, "A2 A4 I1 A1 A3"},
	{"facebook", "", schema.Sort{}, false, "A2 A4 A1 A3"},
	{"facebook", "", schema.Sort{}, true, "A2 A4 A5 A1 A3"},
	{"facebook", "", schema.Sort{Desc: true}, false, "A3 A1 A4 A2"},
	{"facebook", "", schema.Sort{Field: schema.SortOwner}, false, "A3 A4 A1 A2"},
	{"facebook", "", schema.Sort{Field: schema.SortRef, Desc: true}, false, "A4 A3 A2 A1"},
	{"facebook", "", schema.Sort{Field: schema.SortLabel}, true, "A5 A2 A4 A1 A3"},
	{"facebook", "status:done", schema.Sort{}, false, "A5"},
	{"facebook", "statut:ouvert", schema.Sort{}, false, "A2 A4 A1 A3"},
	{"facebook", "-org:google", schema.Sort{}, false, "A2 A3"},
	{"google", "mine", schema.Sort{}, false, "A1"},
	{"google", "by:google", schema.Sort{}, false, "A1"},
	{"facebook", "by:none org:google", schema.Sort{}, false, "A4"},
	{"facebook", "due:overdue", schema.Sort{}, false, "A2"},
	{"facebook", "due:none", schema.Sort{}, false, "A3"},
	{"facebook", "due:tomorrow", schema.Sort{}, false, "A4"},
	{"facebook", "due:>2015-05-06", schema.Sort{}, false, "A1"},
	{"facebook", "due:<2d", schema.Sort{}, false, "A2 A4"},
	{"facebook", "ETE", schema.Sort{}, false, "A1"},
	{"facebook", "%", schema.Sort{}, false, "A3"},
	{"facebook", "theme:formation", schema.Sort{}, false, "A1"},
	{"facebook", "meeting:2015-04-22", schema.Sort{}, false, "A2"},
	{"facebook", "ref:a-2015-00", schema.Sort{}, false, "A2 A4 A1 A3"},
	{"facebook", "kind:withdrawal", schema.Sort{}, false, ""},
}

func TestListsOfActions(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		for _, n := range []schema.ActionDraft{
			{Text: "Fiche « été »", Owner: "google", Member: "google", Due: may(20), Theme: "Formation"},
			{Text: "Liste", Owner: "ministry", Meeting: "2015-04-22", Due: schema.Date{Year: 2015, Month: 4, Day: 30}},
			{Text: "100 % sûr", Owner: "facebook"},
			{Text: "Point", Owner: "google", Due: may(6)},
		} {
			g.action(t, "secretariat", n)
		}
		done := g.action(t, "secretariat", schema.ActionDraft{Text: "Ancienne", Owner: "justice", Due: may(7)})
		g.actOn(t, "secretariat", done.ID, schema.ActionStep{Verb: schema.VerbDone, Text: "Oui."})
		g.action(t, "google", schema.ActionDraft{Text: "Interne", Internal: true, Due: may(8)})
		for _, c := range listed {
			q, err := schema.ParseQuery(c.query)
			must(t, err)
			d := g.as(t, c.login)
			page, err := d.Actions(t.Context(), schema.List{Query: q, Sort: c.sort, All: c.all})
			must(t, err)
			if got := short(page.Items); got != c.want {
				t.Errorf("%s, %q %+v: %s, want %s", c.login, c.query, c.sort, got, c.want)
			}
			if n, err := d.CountActions(t.Context(), q, c.all); err != nil || n.N != len(strings.Fields(c.want)) {
				t.Errorf("%s counts %d with %q, %v", c.login, n.N, c.query, err)
			}
			walkActions(t, d, schema.List{Query: q, Sort: c.sort, All: c.all, Limit: 2}, c.want)
		}
		if _, err := g.as(t, "chair").Actions(t.Context(), schema.List{After: "nonsense"}); why(t, err) != schema.WhyCursor {
			t.Errorf("a cursor of another list: %v", err)
		}
	})
}

// short writes the references of action items: "A2 I1", I for internal ones.
func short(items []schema.Action) string {
	var out []string
	for _, x := range items {
		kind := "A"
		if x.Internal {
			kind = "I"
		}
		out = append(out, fmt.Sprintf("%s%c", kind, x.Ref[len(x.Ref)-1]))
	}
	return strings.Join(out, " ")
}

// walkActions reads a list page by page, forwards and backwards.
func walkActions(t *testing.T, d *store.Desk, l schema.List, want string) {
	t.Helper()
	var there, back []schema.Action
	for {
		page, err := d.Actions(t.Context(), l)
		must(t, err)
		there = append(there, page.Items...)
		if l.After = page.Next; l.After == "" {
			break
		}
	}
	for l.Before = schema.BeforeEnd; l.Before != ""; {
		page, err := d.Actions(t.Context(), l)
		must(t, err)
		back = append(page.Items, back...)
		l.Before = page.Prev
	}
	if short(there) != want || short(back) != want {
		t.Errorf("by pages: %s, backwards %s, want %s", short(there), short(back), want)
	}
}
