package store_test

import (
	"fmt"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// BenchmarkWall claims and releases requests and reads pages on PostgreSQL, by a
// login that row security does not hold for and by one that it does, and prints
// how much longer each takes behind the wall. No disk is waited for.
func BenchmarkWall(b *testing.B) {
	server := storetest.NewServer(b)
	var claim, page time.Duration // without the wall
	clock := storetest.NewClock()
	storetest.Group(b, storetest.Open(b, server.URL(), clock))
	for _, walled := range []bool{false, true} {
		b.Run(fmt.Sprintf("walled=%v", walled), func(b *testing.B) {
			server.Do(b, fmt.Sprintf("ALTER ROLE contactgroup %s", map[bool]string{true: "NOBYPASSRLS", false: "BYPASSRLS"}[walled]))
			db := storetest.Open(b, server.URL(), clock)
			if err := db.Load(b.Context(), manyRecords(1000, clock.Now())); err != nil {
				b.Fatal(err)
			}
			if err := db.Exec(b.Context(), "ANALYZE"); err != nil { // which this server does not do by itself
				b.Fatal(err)
			}
			d, err := db.As(b.Context(), "google")
			if err != nil {
				b.Fatal(err)
			}
			ids, err := d.RequestIDs(b.Context(), schema.Query{}, false, 100)
			if err != nil {
				b.Fatal(err)
			}
			n := 0
			for b.Loop() {
				verb := []schema.Verb{schema.VerbClaim, schema.VerbRelease}[n/len(ids)%2]
				if _, err := d.Act(b.Context(), ids[n%len(ids)], 0, schema.Step{Verb: verb}); err != nil {
					b.Fatal(err)
				}
				clock.Advance(time.Millisecond)
				n++
			}
			claimed := b.Elapsed() / time.Duration(b.N)
			b.StopTimer()
			const pages = 50
			read := timed(func() {
				for range pages {
					clock.Advance(time.Minute) // nobody has read it in this minute
					if _, err := d.Requests(b.Context(), schema.List{Limit: 50}); err != nil {
						b.Fatal(err)
					}
				}
			}) / pages
			if !walled {
				claim, page = claimed, read
			}
			b.ReportMetric(float64(claimed)/float64(claim), "x-claim")
			b.ReportMetric(float64(read)/float64(page), "x-page")
		})
	}
}
