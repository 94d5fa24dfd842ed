package store_test

import (
	"cmp"
	"flag"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// kept is a register that is there already: that of a demonstration, say.
var kept = flag.String("register", "", "address of a large register to read, with members chair, pharos and google, instead of one that is filled anew")

// large is the large register of a benchmark that only reads.
func large(b *testing.B) register {
	b.Helper()
	if *kept == "" {
		return filled(b, *requests)
	}
	clock := storetest.NewClock()
	r := register{db: storetest.Open(b, *kept, clock), clock: clock, desks: storetest.Desks{}}
	for _, login := range readers {
		d, err := r.db.As(b.Context(), login)
		if err != nil {
			b.Fatal(err)
		}
		r.desks[login] = d
	}
	return r
}

// few is where the register of 1,000 requests is made that a large one is held
// against: on the same server, for two servers get unequal shares of a busy machine.
var few = flag.String("few", "", "address of an empty register on the server of -register")

// small is the small register of a benchmark that only reads.
func small(b *testing.B) register {
	b.Helper()
	if *few != "" {
		return filledAt(b, *few, 1000)
	}
	return filled(b, 1000)
}

// commonWords are the words that most of the first open requests hold.
func (r register) commonWords(b *testing.B, login string, n int) []string {
	b.Helper()
	p, err := r.desks[login].Requests(b.Context(), schema.List{Limit: 500})
	if err != nil {
		b.Fatal(err)
	}
	held := map[string]int{}
	for _, q := range p.Items {
		for _, w := range strings.FieldsFunc(schema.Fold(q.Subject+" "+q.Reasons), func(r rune) bool { return r < 'a' || r > 'z' }) {
			if len(w) > 3 {
				held[w]++
			}
		}
	}
	words := slices.SortedFunc(maps.Keys(held), func(a, b string) int { return cmp.Or(held[b]-held[a], strings.Compare(a, b)) })
	return words[:min(n, len(words))]
}

// BenchmarkSearch searches a large register for 40 words that many requests
// hold, in the queue and in the archive, and prints the slowest of them: what
// stands for p99; then for what many have of which few or none are open.
func BenchmarkSearch(b *testing.B) {
	r := large(b)
	for _, login := range []string{"chair", "google"} {
		words := r.commonWords(b, login, 40)
		for _, all := range []bool{false, true} {
			b.Run(login+"/"+map[bool]string{false: "queue", true: "archive"}[all], func(b *testing.B) {
				for b.Loop() {
					r.searches(b, login, words, schema.List{All: all, Limit: benchPage})
				}
			})
		}
		for _, rare := range []string{"goo-2014", "GOO-2014-0007", "2014", "retirée", "ph-2014", "compte particulier sonore", "url:videos.example/b/00000a",
			"label:p1 a", "label:p1 apologie", "org:google video", "org:googl", "org:cnil"} {
			b.Run(login+"/queue/"+rare, func(b *testing.B) {
				for b.Loop() {
					r.searches(b, login, []string{rare}, schema.List{Limit: benchPage})
				}
			})
		}
	}
}

// searches reads the first page for each of some filters, and tells the median and the slowest.
func (r register) searches(b *testing.B, login string, filters []string, l schema.List) {
	b.Helper()
	var took []time.Duration
	slowest := ""
	for _, text := range filters {
		q, err := schema.ParseQuery(text)
		if err != nil {
			b.Fatal(err)
		}
		l.Query = q
		r.clock.Advance(time.Minute) // first pages are kept for one
		start := time.Now()
		if _, err := r.desks[login].Requests(b.Context(), l); err != nil {
			b.Fatal(err)
		}
		if took = append(took, time.Since(start)); took[len(took)-1] == slices.Max(took) {
			slowest = text
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(inMilliseconds(median(took)), "ms-median")
	b.ReportMetric(inMilliseconds(slices.Max(took)), "ms-slowest")
	b.Logf("%d filters, slowest %q", len(filters), slowest)
}
