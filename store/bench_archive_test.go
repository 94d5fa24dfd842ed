package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"contactgroup/schema"
)

// archived are filters of the whole archive: none, a common word, what some
// have, and what none has and no index tells, so that everything is looked at.
var archived = []string{"", "propagande", "outcome:refused", "outcome:manifest_error"}

// BenchmarkArchiveIDs reads the IDs that "all that match" marks, in the whole
// archive: how long it takes, how often it tells how far it is and how long it
// is silent at most; and, cancelled when it tells so for the second time, how
// long it goes on.
func BenchmarkArchiveIDs(b *testing.B) {
	r := large(b)
	for _, login := range []string{"chair", "google"} {
		for _, text := range archived {
			b.Run(login+"/"+text, func(b *testing.B) {
				q, err := schema.ParseQuery(text)
				if err != nil {
					b.Fatal(err)
				}
				var took, silent, after []time.Duration
				told := 0
				for b.Loop() {
					whole := r.gather(b, login, q, 0)
					took, silent, told = append(took, whole.took), append(silent, whole.silent), whole.told
					if told > 1 {
						after = append(after, r.gather(b, login, q, 2).after)
					}
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(inMilliseconds(median(took)), "ms")
				b.ReportMetric(float64(told), "told")
				b.ReportMetric(inMilliseconds(median(silent)), "ms-silent")
				if len(after) > 0 {
					b.ReportMetric(inMilliseconds(median(after)), "ms-after-cancel")
				}
			})
		}
	}
}

// gathered is what one reading of IDs came to.
type gathered struct {
	took, silent, after time.Duration
	told                int
}

// gather reads IDs, and cancels when they were told of so often; 0: never.
func (r register) gather(b *testing.B, login string, q schema.Query, cancelled int) (g gathered) {
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	start := time.Now()
	last, stopped := start, time.Time{}
	heard := func() {
		now := time.Now()
		g.silent, last = max(g.silent, now.Sub(last)), now
	}
	_, err := r.desks[login].RequestIDs(schema.WithProgress(ctx, func(int, int) {
		heard()
		if g.told++; g.told == cancelled {
			stopped = time.Now()
			cancel()
		}
	}), q, true, 5001)
	heard()
	g.took = time.Since(start)
	switch {
	case !stopped.IsZero() && !errors.Is(err, context.Canceled):
		b.Fatalf("cancelled, it answered %v", err)
	case stopped.IsZero() && err != nil:
		b.Fatal(err)
	case !stopped.IsZero():
		g.after = time.Since(stopped)
	}
	return g
}

func inMilliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
