package store_test

import (
	"net/url"
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
	"contactgroup/store"
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
//
// The floor is what a program does that writes one row of the kind that a
// command leaves in a log, and nothing else: with the same driver and settings,
// through database/sql, it begins a transaction, inserts the row, of 500 bytes,
// by a prepared statement into a table with the same key and no further index,
// and commits. Beside it
// stands the barest commit there is, of one number into a table without a key by
// a prepared statement without a transaction around it: half of the floor.
func BenchmarkClaim(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		floor := url.Values{"_txlock": {"immediate"}, "_pragma": store.PragmasSQLite}
		claims(b, storetest.SQLite(b), "sqlite", "file:"+filepath.Join(b.TempDir(), "floor.db")+"?"+floor.Encode())
	})
	b.Run("postgres", func(b *testing.B) {
		server := storetest.NewServer(b)
		server.Durable(b)
		claims(b, server.URL(), "pgx", server.URL())
	})
}

func claims(b *testing.B, address, driver, floorURL string) {
	clock := storetest.NewClock()
	r := register{db: storetest.Open(b, address, clock), clock: clock}
	r.desks = storetest.Group(b, r.db)
	if err := r.db.Load(b.Context(), manyRecords(4000, clock.Now())); err != nil {
		b.Fatal(err)
	}
	const turns, share = 20, 10 // of one round: each verb, and each writer's claims
	ids, err := r.desks["google"].RequestIDs(b.Context(), schema.Query{}, false, 2*writers*share)
	if err != nil {
		b.Fatal(err)
	}
	floor, barest := bareCommits(b, driver, floorURL)
	var floors, bare []time.Duration
	verbs := map[string][]time.Duration{}
	var rates []float64
	for n := -1; n < 5 || b.Loop(); n++ { // one round tells nothing on a disk that others use
		for range turns {
			r.triage(b, func(name string, command func()) {
				floors, bare = append(floors, timed(floor)), append(bare, timed(barest))
				verbs[name] = append(verbs[name], timed(command))
			})
		}
		rates = append(rates, r.rateOfSeveral(b, ids, share, n+1))
		if n < 0 { // once its tables are in use, a server looks at them by itself: this one would not
			if err := r.db.Exec(b.Context(), "ANALYZE"); err != nil {
				b.Fatal(err)
			}
			floors, bare, verbs, rates = nil, nil, map[string][]time.Duration{}, nil
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(median(floors).Microseconds()), "µs-floor")
	b.ReportMetric(float64(undisturbed(floors).Microseconds()), "µs-floor-undisturbed")
	b.ReportMetric(float64(median(bare).Microseconds()), "µs-barest")
	b.ReportMetric(float64(median(verbs["claim"]).Microseconds()), "µs-claim")
	b.ReportMetric(float64(median(verbs["claim"]))/float64(median(bare)), "x-claim-of-barest")
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

// bareCommits make one row durable each time they are called: floor as a program
// does it, barest with nothing that a durable row does not need. The log they
// write has the size it stays at: a file that still grows costs the disk more.
func bareCommits(b testing.TB, driver, address string) (floor, barest func()) {
	db, err := sqlx.Open(driver, address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	bytes := map[string]string{"sqlite": "BLOB", "pgx": "BYTEA"}[driver]
	db.MustExec(`CREATE TABLE bare (n INTEGER)`)
	db.MustExec(`CREATE TABLE entry (audience TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL, verb TEXT NOT NULL,
		ref TEXT NOT NULL, leaf ` + bytes + ` NOT NULL, payload TEXT NOT NULL, PRIMARY KEY (audience, seq))`)
	entry, err := db.Preparex(db.Rebind(`INSERT INTO entry (audience, seq, at, actor, verb, ref, leaf, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`))
	if err != nil {
		b.Fatal(err)
	}
	leaf, payload, seq := make([]byte, 200), strings.Repeat("payload ", 30), 0
	floor = func() {
		seq++
		tx := db.MustBegin()
		tx.Stmtx(entry).MustExec("google/requests", seq, time.Now().UnixMilli(), "Astreinte Google", "claim", "GOO-2015-0042", leaf, payload)
		if err := tx.Commit(); err != nil {
			b.Error(err)
		}
	}
	if driver == "sqlite" {
		db.MustExec("PRAGMA synchronous = OFF")
		for range 3000 {
			floor()
		}
		db.MustExec("PRAGMA synchronous = FULL")
	}
	number, err := db.Preparex("INSERT INTO bare VALUES (1)")
	if err != nil {
		b.Fatal(err)
	}
	return floor, func() { number.MustExec() }
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
