package store_test

import (
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// BenchmarkImport imports as many rows as a file may have while a colleague
// claims and releases a request again and again, and prints how long it took,
// how long the colleague had to wait at most, and the process's peak of memory.
func BenchmarkImport(b *testing.B) {
	const rows = 50_000
	clock := storetest.NewClock()
	db := storetest.New(b, clock)
	r := register{db, clock, storetest.Group(b, db)}
	if err := db.Load(b.Context(), manyRecords(1000, clock.Now())); err != nil {
		b.Fatal(err)
	}
	ids, err := r.desks["google"].RequestIDs(b.Context(), schema.Query{}, false, 1)
	if err != nil {
		b.Fatal(err)
	}
	var took, waits []time.Duration
	for n := 0; b.Loop(); n++ {
		done := make(chan struct{})
		go func() {
			defer close(done)
			took = append(took, timed(func() {
				report, err := r.desks["pharos"].Import(b.Context(), alone(rows, fmt.Sprint(n)), false)
				if err != nil || report.Contents != rows {
					b.Errorf("%d contents: %v", report.Contents, err)
				}
			}))
		}()
		for i, busy := 0, true; busy; i++ {
			waits = append(waits, timed(func() { r.act(b, ids[0], []schema.Verb{schema.VerbClaim, schema.VerbRelease}[i%2]) }))
			select {
			case <-done:
				busy = false
			case <-time.After(5 * time.Millisecond):
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(took).Seconds(), "s/import")
	b.ReportMetric(float64(median(waits))/1e6, "ms-wait-median")
	b.ReportMetric(float64(slices.Max(waits))/1e6, "ms-wait-max")
	b.ReportMetric(peakMemory(b), "MB-peak")
}

// alone gives n rows, each a request of its own.
func alone(n int, path string) iter.Seq2[schema.IntakeRow, error] {
	return func(yield func(schema.IntakeRow, error) bool) {
		for i := range n {
			if !yield(signalled(i+2, "", "google", fmt.Sprintf("%s/%d", path, i)), nil) {
				return
			}
		}
	}
}

// peakMemory is the most memory that the process had, in MB; 0 where the system does not tell.
func peakMemory(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kB float64
	if _, err := fmt.Sscan(rest, &kB); err != nil {
		b.Log(err)
	}
	return kB / 1000
}
