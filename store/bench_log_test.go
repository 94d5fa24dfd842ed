package store_test

import (
	"runtime"
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
		b.ReportMetric(float64(r.reading(b, true))/float64(small.reading(b, true)), "x-since-of-small")
		b.ReportMetric(float64(r.reading(b, false))/float64(small.reading(b, false)), "x-log-page-of-small")
		r.clock.Advance(20 * 365 * day)
		slowest := time.Duration(0)
		busy = r.claimsWhile(b, func() {
			took = timed(func() {
				_, err := r.db.Erase(b.Context(), schema.DateOf(r.clock.Now().Add(-10*day), time.UTC), nil)
				must(err)
			})
		})
		rate("erased", busy, took)
		for _, d := range busy {
			slowest = max(slowest, d)
		}
		b.ReportMetric(float64(slowest.Milliseconds()), "ms-slowest-claim-while-erased")
		b.ReportMetric(float64(entries), "entries")
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

// reading is what it takes to list what changed in the last hour, or to read
// the newest page of the log.
func (r register) reading(b *testing.B, since bool) time.Duration {
	d := r.desks["pharos"]
	var took []time.Duration
	for range 30 {
		took = append(took, timed(func() {
			var err error
			if since {
				_, err = d.Requests(b.Context(), schema.List{All: true, Limit: 50, Query: schema.Query{Since: r.clock.Now().Add(-time.Hour)}})
			} else {
				_, err = d.Log(b.Context(), schema.LogList{Limit: 50})
			}
			if err != nil {
				b.Fatal(err)
			}
		}))
	}
	return median(took)
}
