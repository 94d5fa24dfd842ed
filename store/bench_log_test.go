package store_test

import (
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// BenchmarkLogs lets a register that was filled while no server ran catch up
// with sealing, verifies all of it, reads of it, and erases what has ended. It prints the rates, what a claim waits while that goes on
// for one claimed in peace, and what reading costs for one in a small register.
func BenchmarkLogs(b *testing.B) {
	const requests = 100_000
	small := aRegisterOf(b, 1000)
	for b.Loop() {
		r := aRegisterOf(b, requests)
		var entries int64
		if err := r.db.Get(b.Context(), &entries, `SELECT count(*) FROM log_entry`); err != nil {
			b.Fatal(err)
		}
		idle := median(r.claimsWhile(b, func() { time.Sleep(time.Second) }))
		rate := func(name string, busy []time.Duration, took time.Duration) {
			b.ReportMetric(float64(entries)/took.Seconds(), "entries/s-"+name)
			b.ReportMetric(float64(median(busy))/float64(idle), "x-claim-while-"+name)
			b.ReportMetric(float64(slices.Max(busy).Milliseconds()), "ms-slowest-claim-while-"+name)
		}
		var took time.Duration
		must := func(err error) {
			if err != nil {
				b.Error(err)
			}
		}
		busy := r.claimsWhile(b, func() { took = timed(func() { must(r.db.Seal(b.Context())) }) })
		rate("sealed", busy, took)
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		b.ReportMetric(float64(memory.Sys>>20), "MB-of-the-process")
		busy = r.claimsWhile(b, func() {
			took = timed(func() { _, err := r.db.Verify(b.Context(), "", nil); must(err) })
		})
		rate("verified", busy, took)
		since, page := r.readingFor(b, small)
		b.ReportMetric(since, "x-since-of-small")
		b.ReportMetric(page, "x-log-page-of-small")
		if err := r.db.Exec(b.Context(), `UPDATE request SET state = 'closed', open = 0, closed_at = updated_at WHERE id > 500`); err != nil {
			b.Fatal(err)
		}
		_, err := r.desks["secretariat"].UpdateRetention(b.Context(), schema.Retention{Noun: schema.NounRequest, Days: 10})
		must(err)
		r.clock.Advance(20 * day)
		busy = r.claimsWhile(b, func() {
			took = timed(func() {
				erased, err := r.db.Erase(b.Context(), schema.Erasure{}, nil)
				must(err)
				entries = 0
				for _, log := range erased {
					entries += int64(log.Entries())
				}
			})
		})
		rate("erased", busy, took)
		b.ReportMetric(float64(entries), "entries-erased")
	}
	b.ReportMetric(0, "ns/op")
}

func aRegisterOf(b *testing.B, requests int) register {
	clock := storetest.NewClock()
	r := register{db: storetest.Open(b, storetest.SQLite(b), clock), clock: clock}
	r.desks = storetest.Group(b, r.db)
	if err := r.db.Load(b.Context(), manyRecords(requests, clock.Now())); err != nil {
		b.Fatal(err)
	}
	return r
}

// claimsWhile claims and releases requests one after another while work goes
// on, and returns what each took.
func (r register) claimsWhile(b *testing.B, work func()) (took []time.Duration) {
	ids, err := r.desks["google"].RequestIDs(b.Context(), schema.Query{}, false, 50)
	if err != nil {
		b.Fatal(err)
	}
	var working sync.WaitGroup
	done := make(chan struct{})
	working.Go(func() { work(); close(done) })
	for n := 0; ; n++ {
		for _, id := range ids {
			took = append(took, timed(func() { r.act(b, id, []schema.Verb{schema.VerbClaim, schema.VerbRelease}[n%2]) }))
		}
		select {
		case <-done:
			if n%2 == 1 { // as it was found
				return took
			}
		default:
		}
	}
}

// readingFor is what it takes, for one in small, to list what changed in the
// last hour, and to read the newest page of the log, when as much has happened in both.
func (r register) readingFor(b *testing.B, small register) (since, page float64) {
	both := []register{r, small}
	for _, at := range both {
		at.clock.Advance(2 * time.Hour)
		at.claimsWhile(b, func() {})
	}
	var lists, pages [2][]time.Duration
	for range 30 {
		for i, at := range both {
			d := at.desks["pharos"]
			lists[i] = append(lists[i], timed(func() {
				_, err := d.Requests(b.Context(), schema.List{All: true, Limit: 50, Query: schema.Query{Since: at.clock.Now().Add(-time.Hour)}})
				if err != nil {
					b.Fatal(err)
				}
			}))
			pages[i] = append(pages[i], timed(func() {
				if _, err := d.Log(b.Context(), schema.LogList{Limit: 50}); err != nil {
					b.Fatal(err)
				}
			}))
		}
	}
	return float64(median(lists[0])) / float64(median(lists[1])), float64(median(pages[0])) / float64(median(pages[1]))
}
