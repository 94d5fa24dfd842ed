package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"
	"time"

	"contactgroup/store"
	"contactgroup/store/storetest"
)

// BenchmarkImportAll imports whole registers of three sizes into each engine,
// and prints the most memory that this process had meanwhile, which does not
// grow with the size, and how long it took.
func BenchmarkImportAll(b *testing.B) {
	for _, size := range []int{*requests / 20, *requests / 4, *requests} {
		dir := wholeOf(b, size)
		for _, engine := range []struct {
			name  string
			empty func(testing.TB) string
		}{{"sqlite", storetest.SQLite}, {"postgres", storetest.Postgres}} {
			b.Run(fmt.Sprintf("%s/%d", engine.name, size), func(b *testing.B) {
				for b.Loop() {
					url := engine.empty(b)
					forgetPeak(b)
					took := timed(func() {
						if _, err := store.ImportAll(b.Context(), dir, url, store.Options{}, nil); err != nil {
							b.Fatal(err)
						}
					})
					b.ReportMetric(peakMemory(b), "MB-peak")
					b.ReportMetric(took.Round(time.Millisecond).Seconds(), "s/import")
				}
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// BenchmarkBackup copies and checks a large register while a colleague works in
// it, and prints how long it took and how long the colleague had to wait.
func BenchmarkBackup(b *testing.B) {
	url := *kept
	var r register
	if url == "" {
		url = storetest.SQLite(b)
		r = filledAt(b, url, *requests)
	} else {
		r = large(b)
	}
	var took []time.Duration
	var c colleague
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "copy.db")
		c.worksBeside(b, r, func() {
			took = append(took, timed(func() {
				if err := store.Backup(b.Context(), url, path); err != nil {
					b.Error(err)
				}
			}))
		})
		if err := os.Remove(path); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(median(took).Seconds(), "s/backup")
	c.report(b)
}

// wholeOf exports a register of so many requests.
func wholeOf(b *testing.B, size int) (dir string) {
	b.Helper()
	url := storetest.SQLite(b)
	if err := filledAt(b, url, size).db.Close(); err != nil {
		b.Fatal(err)
	}
	dir = filepath.Join(b.TempDir(), "whole")
	if _, err := store.ExportAll(b.Context(), url, dir, nil); err != nil {
		b.Fatal(err)
	}
	return dir
}

// forgetPeak makes peakMemory tell of what follows only, where the system can.
func forgetPeak(b *testing.B) {
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Log("the peak of memory is that of the whole process:", err)
	}
}
