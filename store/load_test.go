package store_test

import (
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// manyRecords gives n requests addressed to google and facebook in turn, open
// unless told otherwise, one a minute up to now.
func manyRecords(n int, now time.Time) iter.Seq[store.Record] {
	return func(yield func(store.Record) bool) {
		for i := range n {
			created := now.Add(time.Duration(i-n) * time.Minute)
			addressee := []string{"google", "facebook"}[i%2]
			q := schema.Request{Kind: schema.KindWithdrawal, Regime: schema.RegimeLCEN, Subject: fmt.Sprintf("Vidéo %d", i), Reasons: "Apologie",
				Service: storetest.Pharos, Addressee: addressee, Label: schema.Labels[i%5], State: schema.StateSent, Author: "pharos",
				Created: created, Sent: created, Updated: created,
				Contents: []schema.Content{{URL: fmt.Sprintf("https://v%d.example/%d", i%50, i)}, {URL: fmt.Sprintf("https://w%d.example/%d", i%50, i)}}}
			if !yield(store.Record{Request: q}) {
				return
			}
		}
	}
}

func TestLoadedRecordsAreRequestsLikeOthers(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), manyRecords(1200, g.clock.Now())))
		q, err := g.Desks["google"].Request(t.Context(), "goo-2015-0600")
		g.must(err)
		if q.Rev != 1 || len(q.Contents) != 2 || q.Due.IsZero() || len(g.mustThread("google", q.ID)) != 1 {
			t.Errorf("loaded: %+v", q)
		}
		if q = g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim}); q.State != schema.StateInProgress {
			t.Errorf("claimed: %s", q.State)
		}
		if next := g.sent(schema.KindWithdrawal, "google"); next.Ref != "GOO-2015-0601" {
			t.Errorf("the next reference is %s", next.Ref)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	clock := storetest.NewClock()
	db := storetest.New(b, clock)
	storetest.Group(b, db)
	for b.Loop() {
		if err := db.Load(b.Context(), manyRecords(5000, clock.Now())); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*5000)/b.Elapsed().Seconds(), "requests/s")
}

func TestIndexesThatALoadSetAsideAreThereWhenItEndsAndWhenItBrokeOff(t *testing.T) {
	clock := storetest.NewClock()
	url := storetest.SQLite(t)
	db := storetest.Open(t, url, clock)
	storetest.Group(t, db)
	indexes := func() []string {
		t.Helper()
		var all string
		must(t, db.Get(t.Context(), &all, `SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql)`))
		return strings.Split(all, ";")
	}
	all := indexes()
	must(t, db.Load(t.Context(), manyRecords(100, clock.Now())))
	must(t, db.SetAside(t.Context()))
	if n := len(indexes()); n > len(all)-20 {
		t.Errorf("%d tables and indexes, %d while a load is under way", len(all), n)
	}
	must(t, db.Load(t.Context(), manyRecords(100, clock.Now())))
	if diff := cmp.Diff(all, indexes()); diff != "" {
		t.Errorf("after a load: %s", diff)
	}
	must(t, db.SetAside(t.Context()))
	must(t, db.Close()) // as a crash leaves it
	db = storetest.Open(t, url, clock)
	if diff := cmp.Diff(all, indexes()); diff != "" {
		t.Errorf("opened again: %s", diff)
	}
}
