package store_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
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

// BenchmarkQueuePage reads the first and the next page of a queue, and prints
// what they cost at 100,000 requests by what they cost at 1,000.
func BenchmarkQueuePage(b *testing.B) {
	for _, login := range []string{"chair", "google"} {
		cost := map[string]map[int]float64{"first": {}, "next": {}}
		for _, size := range []int{1000, 100000} {
			db, desks := filled(b, size)
			for _, page := range []string{"first", "next"} {
				b.Run(fmt.Sprintf("%s/%s/%d", login, page, size), func(b *testing.B) {
					l := schema.List{}
					if page == "next" {
						l.After = nextPage(b, desks[login])
					}
					for b.Loop() {
						if _, err := desks[login].Requests(b.Context(), l); err != nil {
							b.Fatal(err)
						}
					}
					cost[page][size] = float64(b.Elapsed()) / float64(b.N)
					if floor := cost[page][1000]; size > 1000 && floor > 0 {
						b.ReportMetric(cost[page][size]/floor, "x-of-1000")
					}
				})
			}
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func filled(b *testing.B, size int) (*store.DB, storetest.Desks) {
	b.Helper()
	clock := storetest.NewClock()
	db, err := store.Open(b.Context(), storetest.SQLite(b), store.Options{Now: clock.Now})
	if err != nil {
		b.Fatal(err)
	}
	desks := storetest.Group(b, db)
	if err := db.Load(b.Context(), manyRecords(size, clock.Now())); err != nil {
		b.Fatal(err)
	}
	return db, desks
}

func nextPage(b *testing.B, d *store.Desk) string {
	b.Helper()
	first, err := d.Requests(b.Context(), schema.List{})
	if err != nil {
		b.Fatal(err)
	}
	return first.Next
}

// BenchmarkClaim claims and releases requests, each an acknowledged, durable
// command, and prints its cost by that of a bare durable commit of one row.
func BenchmarkClaim(b *testing.B) {
	var floor float64
	b.Run("floor", func(b *testing.B) {
		raw, err := sqlx.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "floor.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
		if err != nil {
			b.Fatal(err)
		}
		defer raw.Close()
		raw.SetMaxOpenConns(1)
		raw.MustExec("CREATE TABLE t (n INTEGER)")
		for b.Loop() {
			raw.MustExec("INSERT INTO t VALUES (1)")
		}
		floor = float64(b.Elapsed()) / float64(b.N)
	})
	b.Run("claim", func(b *testing.B) {
		clock := storetest.NewClock()
		db := storetest.New(b, clock)
		desks := storetest.Group(b, db)
		if err := db.Load(b.Context(), manyRecords(1000, clock.Now())); err != nil {
			b.Fatal(err)
		}
		ids, err := desks["google"].RequestIDs(b.Context(), schema.Query{}, false, 500)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for b.Loop() {
			verb := []schema.Verb{schema.VerbClaim, schema.VerbRelease}[n/len(ids)%2]
			if _, err := desks["google"].Act(b.Context(), ids[n%len(ids)], 0, schema.Step{Verb: verb}); err != nil {
				b.Fatal(err)
			}
			clock.Advance(time.Millisecond)
			n++
		}
		b.ReportMetric(float64(b.Elapsed())/float64(b.N)/floor, "x-of-floor")
	})
}
