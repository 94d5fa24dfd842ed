package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
)

// aloneFor is how long a colleague works before what they work beside begins.
const aloneFor = 20 * time.Second

// colleague claims and releases one request again and again, with a pause in
// between, and knows how long each took.
type colleague struct {
	before, beside []time.Duration
	turns          int
}

// worksBeside has the colleague of google work for a while, and then beside work until it ends.
func (c *colleague) worksBeside(b *testing.B, r register, work func()) {
	b.Helper()
	ids, err := r.desks["google"].RequestIDs(b.Context(), schema.Query{}, false, 1)
	if err != nil {
		b.Fatal(err)
	}
	alone, stop := context.WithTimeout(b.Context(), aloneFor)
	defer stop()
	c.works(b, r, ids[0], &c.before, alone.Done())
	done := make(chan struct{})
	go func() {
		defer close(done)
		work()
	}()
	c.works(b, r, ids[0], &c.beside, done)
}

func (c *colleague) works(b *testing.B, r register, id schema.ID, waits *[]time.Duration, until <-chan struct{}) {
	for {
		*waits = append(*waits, timed(func() { r.act(b, id, []schema.Verb{schema.VerbClaim, schema.VerbRelease}[c.turns%2]) }))
		c.turns++
		select {
		case <-until:
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// report prints the median, the 99th percentile and the slowest, of both times.
func (c *colleague) report(b *testing.B) {
	b.ReportMetric(0, "ns/op")
	for when, waits := range map[string][]time.Duration{"before": c.before, "beside": c.beside} {
		slices.Sort(waits)
		b.ReportMetric(float64(median(waits))/1e6, "ms-"+when+"-median")
		b.ReportMetric(float64(waits[len(waits)*99/100])/1e6, "ms-"+when+"-p99")
		b.ReportMetric(float64(waits[len(waits)-1])/1e6, "ms-"+when+"-max")
	}
}
