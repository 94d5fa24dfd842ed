package store_test

import (
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
)

// A queue of a hundred thousand is gone along for what only few of its rows are:
// none of the others may be read whole to see that it is not one of them.
func TestAFilterOfTheQueuePassesOtherRowsByTheIndexAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		if strings.HasSuffix(t.Name(), "postgres") {
			t.Skip("it does not tell whether it reads more than the index")
		}
		g.must(g.db.Load(t.Context(), years(600, g.clock.Now())))
		g.must(g.db.Exec(t.Context(), "ANALYZE"))
		g.db.SmallWindows(20)
		for _, c := range []struct{ login, query, index string }{
			{"chair", "status:answered", "request_due"},
			{"chair", "kind:notice", "request_due"},
			{"google", "status:answered", "request_to_due"},
			{"google", "kind:notice", "request_to_due"},
		} {
			q, err := schema.ParseQuery(c.query)
			g.must(err)
			page, err := g.Desks[c.login].PagePlan(t.Context(), schema.List{Query: q, Limit: 20})
			g.must(err)
			count, err := g.Desks[c.login].CountPlan(t.Context(), q)
			g.must(err)
			for _, plan := range slices.Concat(page, count) {
				if text := strings.Join(plan, "\n"); !strings.Contains(text, " r USING COVERING INDEX "+c.index) {
					t.Errorf("%s, %s:\n%s", c.login, c.query, text)
				}
			}
		}
	})
}

// What few open requests have is looked for first: a word that most of them hold
// is counted among those alone.
func TestAWordIsCountedAmongWhatAFilterNamesBesideIt(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), years(600, g.clock.Now())))
		for _, c := range []struct{ login, query string }{{"chair", "propagande label:p0"}, {"chair", "propagande org:apple"}, {"google", "propagande label:p0"}} {
			q, err := schema.ParseQuery(c.query)
			g.must(err)
			all, err := g.Desks[c.login].Requests(t.Context(), schema.List{Query: q, Limit: 500})
			g.must(err)
			n, err := g.Desks[c.login].CountRequests(t.Context(), q, false)
			g.must(err)
			if n.N != len(all.Items) || n.N == 0 {
				t.Errorf("%s, %s: counted %d of %d", c.login, c.query, n.N, len(all.Items))
			}
			plans, err := g.Desks[c.login].CountPlan(t.Context(), q)
			g.must(err)
			last := strings.Join(plans[len(plans)-1], "\n")
			if strings.HasSuffix(t.Name(), "sqlite") && !strings.Contains(last, "LIST SUBQUERY") {
				t.Errorf("%s, %s:\n%s", c.login, c.query, last)
			}
		}
	})
}
