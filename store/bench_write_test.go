package store_test

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// writers is how many members write at once.
const writers = 8

// BenchmarkClaim sends, claims, notes and answers requests, each an
// acknowledged, durable command, in turns with a bare durable commit of one row
// on the same disk. It prints how the median of each relates to that of the
// commit, and how their quickest tenths do, which nothing else on the machine
// held up; and the rate of claims by several writers at once to the rate of one
// alone: the median of many rounds, the lowest and the highest.
func BenchmarkClaim(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		floor := "file:" + filepath.Join(b.TempDir(), "floor.db") + "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"
		claims(b, storetest.SQLite(b), "sqlite", floor)
	})
	b.Run("postgres", func(b *testing.B) {
		server := storetest.NewServer(b)
		server.Durable(b)
		url := server.URL()
		claims(b, url, "pgx", url)
	})
}

func claims(b *testing.B, url, driver, floorURL string) {
	clock := storetest.NewClock()
	r := register{db: storetest.Open(b, url, clock), clock: clock}
	r.desks = storetest.Group(b, r.db)
	if err := r.db.Load(b.Context(), manyRecords(4000, clock.Now())); err != nil {
		b.Fatal(err)
	}
	const turns, share = 20, 10 // of one round: each verb, and each writer's claims
	ids, err := r.desks["google"].RequestIDs(b.Context(), schema.Query{}, false, 2*writers*share)
	if err != nil {
		b.Fatal(err)
	}
	commit := bareCommit(b, driver, floorURL)
	var floors []time.Duration
	verbs := map[string][]time.Duration{}
	var rates []float64
	for n := 0; n < 5 || b.Loop(); n++ { // one round tells nothing on a disk that others use
		for range turns {
			r.triage(b, func(name string, command func()) {
				floors = append(floors, timed(commit))
				verbs[name] = append(verbs[name], timed(command))
			})
		}
		rates = append(rates, r.rateOfSeveral(b, ids, share, n))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(median(floors).Microseconds()), "µs-floor")
	b.ReportMetric(float64(undisturbed(floors).Microseconds()), "µs-floor-undisturbed")
	for name, times := range verbs {
		b.ReportMetric(float64(median(times))/float64(median(floors)), "x-"+name)
		b.ReportMetric(float64(undisturbed(times))/float64(undisturbed(floors)), "x-"+name+"-undisturbed")
	}
	slices.Sort(rates)
	b.ReportMetric(100*rates[len(rates)/2], "%-of-serial-rate")
	b.ReportMetric(100*rates[0], "%-lowest")
	b.ReportMetric(100*rates[len(rates)-1], "%-highest")
	b.ReportMetric(float64(len(rates)), "rounds")
}

// bareCommit makes one row durable each time it is called. The log it writes
// has the size it stays at: a file that still grows costs the disk more.
func bareCommit(b testing.TB, driver, url string) func() {
	bare, err := sqlx.Open(driver, url)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { bare.Close() })
	bare.SetMaxOpenConns(1)
	bare.MustExec("CREATE TABLE bare (n INTEGER)")
	if driver == "sqlite" {
		bare.MustExec("PRAGMA synchronous = OFF")
		for range 1100 {
			bare.MustExec("INSERT INTO bare VALUES (1)")
		}
		bare.MustExec("PRAGMA synchronous = FULL")
	}
	insert, err := bare.Preparex("INSERT INTO bare VALUES (1)")
	if err != nil {
		b.Fatal(err)
	}
	return func() { insert.MustExec() }
}

// triage takes a new request from its draft to its answer; measure makes each command.
func (r register) triage(b *testing.B, measure func(name string, command func())) {
	q, err := r.desks["pharos"].NewRequest(b.Context(), aDraft(schema.KindReferral, "google"))
	if err != nil {
		b.Fatal(err)
	}
	measure("send", func() { r.do(b, "pharos", q.ID, schema.Step{Verb: schema.VerbSend}) })
	measure("claim", func() { r.act(b, q.ID, schema.VerbClaim) })
	measure("note", func() { r.do(b, "google", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "seen"}) })
	measure("reply", func() {
		if _, err := r.desks["google"].Reply(b.Context(), q.ID, 0, removed(q)); err != nil {
			b.Error(err)
		}
	})
}

// rateOfSeveral is how many claims several writers make together in the time
// in which one makes one; which of them goes first changes with the round.
func (r register) rateOfSeveral(b *testing.B, ids []schema.ID, share, round int) float64 {
	verb := []schema.Verb{schema.VerbClaim, schema.VerbRelease}[round%2]
	own, others := ids[:len(ids)/2], ids[len(ids)/2:]
	alone := func() {
		for _, id := range own {
			r.act(b, id, verb)
		}
	}
	together := func() {
		var all sync.WaitGroup
		for part := range slices.Chunk(others, share) {
			all.Go(func() {
				for _, id := range part {
					r.act(b, id, verb)
				}
			})
		}
		all.Wait()
	}
	if round/2%2 == 0 {
		serial := timed(alone)
		return float64(serial) / float64(timed(together))
	}
	several := timed(together)
	return float64(timed(alone)) / float64(several)
}

// act does a verb without a value as google.
func (r register) act(b *testing.B, id schema.ID, v schema.Verb) {
	r.do(b, "google", id, schema.Step{Verb: v})
}

func (r register) do(b *testing.B, login string, id schema.ID, s schema.Step) {
	if _, err := r.desks[login].Act(b.Context(), id, 0, s); err != nil {
		b.Errorf("%s: %v", strings.ToLower(string(s.Verb)), err)
	}
	r.clock.Advance(time.Millisecond)
}

// undisturbed is what the quickest tenth took at most.
func undisturbed(d []time.Duration) time.Duration {
	return slices.Sorted(slices.Values(d))[len(d)/10]
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
