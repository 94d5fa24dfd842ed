package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"testing"
	"time"

	"contactgroup/schema"
)

// BenchmarkCSV writes a register of 10,000 items and prints the rate at which
// that goes as a share of the rate of encoding/csv with the same cells as they
// are: the best of each, taken in turn. One text of a hundred is hostile.
func BenchmarkCSV(b *testing.B) {
	r := manyActions(10_000)
	rows := make([][]string, len(r.Actions))
	for i := range r.Actions {
		for _, c := range columns {
			rows[i] = append(rows[i], c.code(&r, &r.Actions[i]))
		}
	}
	ours, floor := time.Hour, time.Hour
	for b.Loop() {
		at := time.Now()
		if err := Write(io.Discard, CSV, r, nil); err != nil {
			b.Fatal(err)
		}
		ours = min(ours, time.Since(at))
		at = time.Now()
		if err := bare(rows); err != nil {
			b.Fatal(err)
		}
		floor = min(floor, time.Since(at))
	}
	b.ReportMetric(float64(floor)/float64(ours), "rate/bare")
	b.ReportMetric(float64(len(rows))/ours.Seconds(), "rows/s")
}

// manyActions is a register of n items as a meeting writes them, in its order.
func manyActions(n int) schema.Register {
	r := sample()
	items := r.Actions
	r.Actions = nil
	for i := range n {
		a := items[i%len(items)]
		a.Ref = fmt.Sprintf("A-2015-%05d", i)
		a.Text, a.Notes = "Publier la fiche contact de l’opérateur, relue par l’astreinte", "Relancé le 22 avril : réponse promise avant la réunion"
		if i%5 == 0 {
			a.Notes += "\nDeuxième relance"
		}
		if i%100 == 0 {
			a.Text = hostile[i/100%len(hostile)]
		}
		r.Actions = append(r.Actions, a)
	}
	r.Actions = sorted(r.Actions)
	return r
}

func bare(rows [][]string) error {
	out := csv.NewWriter(io.Discard)
	out.UseCRLF = true
	return out.WriteAll(rows)
}
