package store_test

import (
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// TestAnImportKeepsNothingOfTheTextsThatItHasStaged: the heap is looked at
// while rows are read that hold far more text than it may have grown by.
func TestAnImportKeepsNothingOfTheTextsThatItHasStaged(t *testing.T) {
	const rows, text, bound = 700, 16 << 10, 5 << 20
	for name, empty := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) { // beside no other test: their heap is the same
			clock := storetest.NewClock()
			db := storetest.Open(t, empty(t), clock)
			g := group{t, db, clock, storetest.Group(t, db)}
			var looks []uint64 // the first holds what any import does
			report := g.imported(long(rows, text, func() { looks = append(looks, heap()) }))
			if grown := int64(slices.Max(looks)) - int64(looks[0]); grown > bound {
				t.Errorf("the heap grew by %d kB while %d kB of text were read", grown>>10, rows*text>>10)
			}
			if report.Contents != rows {
				t.Errorf("%d contents", report.Contents)
			}
		})
	}
}

// long gives n rows, each a request of its own with reasons of so many bytes,
// and calls look every hundred rows.
func long(n, bytes int, look func()) iter.Seq2[schema.IntakeRow, error] {
	return func(yield func(schema.IntakeRow, error) bool) {
		for i := range n {
			row := signalled(i+2, "", "google", fmt.Sprint(i))
			row.Reasons = strings.Repeat(fmt.Sprintf("%07d ", i), bytes/8)
			if !yield(row, nil) {
				return
			}
			if i%100 == 99 {
				look()
			}
		}
	}
}

// heap is how much memory is in use, by what is needed still.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
