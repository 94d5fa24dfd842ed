package store_test

import (
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// writers is how many members write at once.
const writers = 8

// BenchmarkClaim claims and releases requests, each an acknowledged, durable
// command, in turns with a bare durable commit of one row on the same disk, and
// with as many by several writers at once. It prints how the medians of the
// first two relate, and the rate of the several to the rate of the one.
func BenchmarkClaim(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		floor := "file:" + filepath.Join(b.TempDir(), "floor.db") + "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"
		claims(b, storetest.SQLite(b), "sqlite", floor)
	})
	b.Run("postgres", func(b *testing.B) {
		server := storetest.NewServer(b)
		server.Durable(b)
		url := server.URL()
		claims(b, url, "pgx", url)
	})
}

func claims(b *testing.B, url, driver, floorURL string) {
	clock := storetest.NewClock()
	r := register{db: storetest.Open(b, url, clock), clock: clock}
	r.desks = storetest.Group(b, r.db)
	if err := r.db.Load(b.Context(), manyRecords(4000, clock.Now())); err != nil {
		b.Fatal(err)
	}
	ids, err := r.desks["google"].RequestIDs(b.Context(), schema.Query{}, false, 200*writers)
	if err != nil {
		b.Fatal(err)
	}
	bare, err := sqlx.Open(driver, floorURL)
	if err != nil {
		b.Fatal(err)
	}
	defer bare.Close()
	bare.SetMaxOpenConns(1)
	bare.MustExec("CREATE TABLE bare (n INTEGER)")
	insert, err := bare.Preparex("INSERT INTO bare VALUES (1)")
	if err != nil {
		b.Fatal(err)
	}
	defer insert.Close()
	var floor, claim, together time.Duration
	var floors, serials []time.Duration
	const round = 200
	for n := 0; b.Loop(); n++ {
		verb := []schema.Verb{schema.VerbClaim, schema.VerbRelease}[n%2]
		for _, id := range ids[:round] {
			floors = append(floors, timed(func() { insert.MustExec() }))
			serials = append(serials, timed(func() { r.act(b, id, verb) }))
			floor, claim = floor+floors[len(floors)-1], claim+serials[len(serials)-1]
		}
		together += timed(func() {
			var all sync.WaitGroup
			for w := range writers {
				all.Go(func() {
					for _, id := range ids[w*round/writers+round:][:round/writers] {
						r.act(b, id, verb)
					}
				})
			}
			all.Wait()
		})
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(median(floors).Microseconds()), "µs-floor")
	b.ReportMetric(float64(median(serials).Microseconds()), "µs-claim")
	b.ReportMetric(float64(median(serials))/float64(median(floors)), "x-of-floor")
	b.ReportMetric(100*float64(claim)/float64(together), "%-of-serial-rate")
}

// act does a verb without a value as google.
func (r register) act(b *testing.B, id schema.ID, v schema.Verb) {
	if _, err := r.desks["google"].Act(b.Context(), id, 0, schema.Step{Verb: v}); err != nil {
		b.Errorf("%s: %v", strings.ToLower(string(v)), err)
	}
	r.clock.Advance(time.Millisecond)
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
