package store_test

import (
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
)

// What names few things must be found by an index however many others there are.
func TestWhatAFilterNamesIsFoundByItsIndex(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), mixed(3000, g.clock.Now())))
		g.must(g.db.Exec(t.Context(), "ANALYZE"))
		g.db.SmallWindows(20)
		const words, refs = "request_words|VIRTUAL TABLE INDEX", "request_ref_key|sqlite_autoindex_request_1" // PostgreSQL's name and SQLite's
		for _, c := range []struct{ login, query, index string }{
			{"chair", "w7", words},
			{"google", "w8", words},
			{"chair", "url:w7.example/107", words},
			{"chair", "ref:goo-2015-0042", refs},
			{"google", "ref:goo-2015-0042", refs},
			{"chair", "hash:" + strings.Repeat("ab", 32), "content_hash"},
			{"chair", "ext:PH-2015-200042", "request_side_external"},
			{"chair", "org:google sent:2014", "request_sent"},
		} {
			q, err := schema.ParseQuery(c.query)
			g.must(err)
			plans, err := g.Desks[c.login].PagePlan(t.Context(), schema.List{Query: q, All: true, Sort: schema.Sort{Field: schema.SortUpdated, Desc: true}, Limit: 20})
			g.must(err)
			text := strings.Join(plans[len(plans)-1], "\n")
			if !slices.ContainsFunc(strings.Split(c.index, "|"), func(name string) bool { return strings.Contains(text, name) }) {
				t.Errorf("%s, %s:\n%s", c.login, c.query, text)
			}
		}
	})
}
