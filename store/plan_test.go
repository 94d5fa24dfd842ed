package store_test

import (
	"strings"
	"testing"

	"contactgroup/schema"
)

func TestEveryPageComesFromAnIndexInItsOrder(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), mixed(3000, g.clock.Now())))
		g.must(g.db.Exec(t.Context(), "ANALYZE"))
		for _, login := range []string{"chair", "pharos", "google", "overseer"} {
			for _, field := range schema.SortFields {
				for _, desc := range []bool{false, true} {
					l := schema.List{Sort: schema.Sort{Field: field, Desc: desc}, Limit: 20}
					first, err := g.Desks[login].Requests(t.Context(), l)
					g.must(err)
					for _, l.After = range []string{"", first.Next} {
						plan, err := g.Desks[login].PagePlan(t.Context(), l)
						g.must(err)
						text := strings.Join(plan[len(plan)-1], "\n")
						if !strings.Contains(text, "request_") || strings.Contains(text, "TEMP B-TREE FOR ORDER BY") || strings.Contains(text, "Sort") {
							t.Errorf("%s by %s, desc %v, after %q:\n%s", login, field, desc, l.After, text)
						}
					}
				}
			}
		}
	})
}
