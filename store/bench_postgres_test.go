package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// BenchmarkClaimOnPostgres claims and releases requests, each an acknowledged
// command, and prints its cost by that of a bare commit of one row on the same
// server, neither waiting for a disk; with row security, and without: by a login that it does not hold for.
func BenchmarkClaimOnPostgres(b *testing.B) {
	server := storetest.NewServer(b)
	var floor float64
	b.Run("floor", func(b *testing.B) {
		conn, err := pgx.Connect(b.Context(), server.URL())
		if err != nil {
			b.Fatal(err)
		}
		defer conn.Close(b.Context())
		if _, err := conn.Exec(b.Context(), "CREATE TABLE IF NOT EXISTS floor (n INTEGER)"); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := conn.Exec(b.Context(), "INSERT INTO floor VALUES (1)"); err != nil {
				b.Fatal(err)
			}
		}
		floor = float64(b.Elapsed()) / float64(b.N)
	})
	clock := storetest.NewClock()
	storetest.Group(b, storetest.Open(b, server.URL(), clock))
	for _, walled := range []bool{true, false} {
		b.Run(fmt.Sprintf("walled=%v", walled), func(b *testing.B) {
			server.Do(b, fmt.Sprintf("ALTER ROLE contactgroup %s", map[bool]string{true: "NOBYPASSRLS", false: "BYPASSRLS"}[walled]))
			db := storetest.Open(b, server.URL(), clock)
			if err := db.Load(b.Context(), manyRecords(1000, clock.Now())); err != nil {
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
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/floor, "x-of-floor")
			b.StopTimer()
			start := time.Now()
			for range 50 { // a page that nobody has read in this minute
				clock.Advance(time.Minute)
				if _, err := d.Requests(b.Context(), schema.List{Limit: 50}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(time.Since(start))/50e6, "ms-page")
		})
	}
}
