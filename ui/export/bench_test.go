package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"testing"
	"time"
)

// BenchmarkCSV writes a register of 10,000 items and prints how many times as
// long that takes as encoding/csv with the same cells as they are.
func BenchmarkCSV(b *testing.B) {
	r := sample()
	items := r.Actions
	r.Actions = nil
	for i := range 10_000 {
		a := items[i%len(items)]
		a.Ref = fmt.Sprintf("A-2015-%05d", i)
		r.Actions = append(r.Actions, a)
	}
	r.Actions = sorted(r.Actions)
	rows := make([][]string, len(r.Actions))
	for i, a := range r.Actions {
		for _, c := range columns {
			rows[i] = append(rows[i], c.code(r, a))
		}
	}
	var ours, floor time.Duration
	for b.Loop() {
		at := time.Now()
		if err := writeCSV(io.Discard, r); err != nil {
			b.Fatal(err)
		}
		ours += time.Since(at)
		at = time.Now()
		if err := bare(rows); err != nil {
			b.Fatal(err)
		}
		floor += time.Since(at)
	}
	b.ReportMetric(float64(ours)/float64(floor), "×floor")
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/export")
}

func bare(rows [][]string) error {
	out := csv.NewWriter(io.Discard)
	out.UseCRLF = true
	return out.WriteAll(rows)
}
