package store_test

import (
	"fmt"
	"iter"
	"os"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// BenchmarkImport imports as many rows as a file may have while a colleague
// claims and releases a request again and again, and prints how long it took,
// how long the colleague had to wait, beside it and before it began, and the
// process's peak of memory; on each engine.
func BenchmarkImport(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchImport(b, storetest.SQLite(b)) })
	b.Run("postgres", func(b *testing.B) { benchImport(b, storetest.Postgres(b)) })
}

func benchImport(b *testing.B, url string) {
	const rows = 50_000
	r := filledAt(b, url, 1000)
	var took []time.Duration
	var c colleague
	forgetPeak(b)
	for n := 0; b.Loop(); n++ {
		c.worksBeside(b, r, func() {
			took = append(took, timed(func() {
				report, err := r.desks["pharos"].Import(b.Context(), alone(rows, fmt.Sprint(n)), false)
				if err != nil || report.Contents != rows {
					b.Errorf("%d contents: %v", report.Contents, err)
				}
			}))
		})
	}
	b.ReportMetric(median(took).Seconds(), "s/import")
	b.ReportMetric(peakMemory(b), "MB-peak")
	c.report(b)
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
