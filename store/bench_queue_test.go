package store_test

import (
	"flag"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// requests is how large the large register of a benchmark is.
var requests = flag.Int("requests", 20_000, "requests in the large register of a benchmark, with 3 contents each")

// BenchmarkQueuePage reads the first and the next page of the queue in each
// order, in a register of 1,000 requests and in a large one, in turns, and
// prints the ratio of the medians. One request in five is open.
func BenchmarkQueuePage(b *testing.B) {
	small, large := small(b), large(b)
	for _, login := range readers {
		for _, field := range schema.SortFields {
			for _, desc := range []bool{false, true} {
				for _, page := range []string{"first", "next"} {
					l := schema.List{Sort: schema.Sort{Field: field, Desc: desc}, Limit: benchPage}
					b.Run(fmt.Sprintf("%s/%s/desc=%v/%s", login, field, desc, page), func(b *testing.B) {
						var few, many []time.Duration
						read := [2]func() time.Duration{small.reader(b, login, l, page), large.reader(b, login, l, page)}
						for b.Loop() {
							few, many = append(few, read[0]()), append(many, read[1]())
						}
						b.ReportMetric(0, "ns/op")
						b.ReportMetric(float64(median(many).Microseconds()), "µs-large")
						b.ReportMetric(float64(median(many))/float64(median(few)), "x-of-1000")
					})
				}
			}
		}
	}
}

// readers are members of each kind that a queue differs for: the chair, who
// reads all; a service of the authority, which reads what is confidential of its
// own alone; an operator.
var readers = []string{"chair", "pharos", "google"}

// benchPage is how many rows a page has: an operator's queue in the small
// register fills two.
const benchPage = 20

// register is a register of a benchmark.
type register struct {
	db    *store.DB
	clock *storetest.Clock
	desks storetest.Desks
}

// reader reads one page each time it is called, and returns how long it took.
// Pages that are kept for a minute are read anew: the clock moves on.
func (r register) reader(b *testing.B, login string, l schema.List, page string) func() time.Duration {
	b.Helper()
	read := func() schema.Page[schema.Request] {
		p, err := r.desks[login].Requests(b.Context(), l)
		if err != nil {
			b.Fatal(err)
		}
		return p
	}
	if page == "next" {
		l.After = read().Next
	}
	return func() time.Duration {
		r.clock.Advance(time.Minute)
		start := time.Now()
		read()
		return time.Since(start)
	}
}

func median(d []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(d))
	return sorted[len(sorted)/2]
}

// filled makes a register of a benchmark, which is closed when it ends.
func filled(b *testing.B, size int) register {
	b.Helper()
	return filledAt(b, storetest.SQLite(b), size)
}

func filledAt(b *testing.B, url string, size int) register {
	b.Helper()
	clock := storetest.NewClock()
	r := register{db: storetest.Open(b, url, clock), clock: clock}
	r.desks = storetest.Group(b, r.db)
	start := time.Now()
	if err := r.db.Load(b.Context(), years(size, clock.Now())); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d requests loaded in %s", size, time.Since(start).Round(time.Second))
	return r
}

// years gives n requests of ten years with three contents each, to five
// operators: one in five is open, the others were settled by the same members.
func years(n int, now time.Time) iter.Seq[store.Record] {
	operators := []string{"google", "facebook", "twitter", "microsoft", "apple"}
	step := 10 * 365 * day / time.Duration(max(n, 1))
	return func(yield func(store.Record) bool) {
		for i := range n {
			created := now.Add(time.Duration(i-n) * step).Truncate(time.Minute)
			to := operators[i/5%5]
			q := schema.Request{Kind: schema.KindWithdrawal, Regime: schema.RegimeLCEN, Subject: fmt.Sprintf("Vidéo de propagande %d", i), Reasons: "Apologie",
				Service: storetest.Pharos, Addressee: to, Label: schema.Labels[i%7%5], State: schema.StateSent, Author: "pharos",
				Created: created, Sent: created, Updated: created, AssigneeLogin: to}
			for c := range 3 {
				q.Contents = append(q.Contents, schema.Content{URL: fmt.Sprintf("https://%s.example/%d/%d", to, i, c)})
			}
			if i%5 != 0 {
				q.State, q.Closed = schema.StateClosed, created
			}
			if !yield(store.Record{Request: q}) {
				return
			}
		}
	}
}
