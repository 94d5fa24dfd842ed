package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

func TestAnImportTakesItsReferencesInARowWhenItIsRight(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		first := 0
		report := g.imported(func(yield func(schema.IntakeRow, error) bool) {
			for row, err := range many(450, "a") {
				if row.Line%100 == 0 { // colleagues write meanwhile
					first++
					g.draft(aDraft(schema.KindReferral, "google"))
				}
				if !yield(row, err) {
					return
				}
			}
		})
		for i, ref := range report.Requests {
			if want := schema.DraftRef(2015, first+1+i); ref != want {
				t.Fatalf("reference %d is %s, want %s", i, ref, want)
			}
		}
		last := report.Requests[len(report.Requests)-1]
		q, err := g.Desks["pharos"].Request(t.Context(), last)
		g.must(err)
		if len(q.Contents) != 2 || q.Contents[1].URL != "https://video.example/a/449" {
			t.Errorf("%s holds %+v", last, q.Contents)
		}
		page, err := g.Desks["pharos"].Requests(t.Context(), schema.List{Query: schema.Query{Terms: []schema.Term{{Values: []string{last}}}}})
		if err != nil || len(page.Items) != 1 || page.Items[0].ID != q.ID {
			t.Errorf("a search for %s finds %+v, %v", last, page.Items, err)
		}
		if next := g.draft(aDraft(schema.KindReferral, "google")).Ref; next != schema.DraftRef(2015, first+len(report.Requests)+1) {
			t.Errorf("the next draft is %s after %s", next, last)
		}
	})
}

func TestTheSameImportMadeTwiceAtOnceIsMadeOnce(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx := schema.Once(t.Context(), "key")
		var first schema.ImportReport
		second, err := g.Desks["pharos"].Import(ctx, func(yield func(schema.IntakeRow, error) bool) {
			many(250, "a")(yield)
			var err error
			first, err = g.Desks["pharos"].Import(ctx, many(250, "a"), false)
			g.must(err)
		}, false)
		g.must(err)
		if diff := cmp.Diff(first, second); diff != "" || g.total("chair") != 125 {
			t.Errorf("%d requests: %s", g.total("chair"), diff)
		}
		if next := g.draft(aDraft(schema.KindReferral, "google")).Ref; next != "B-2015-0126" {
			t.Errorf("the one not made used up references: the next draft is %s", next)
		}
	})
}

// An import that breaks off while it gives its references leaves some requests
// named and others not.
func TestAnImportThatBrokeOffUsesUpNoReferences(t *testing.T) {
	for _, c := range []struct {
		later int // drafts that others wrote since
		next  []string
	}{{0, []string{"B-2015-0002", "B-2015-0003"}}, {1, []string{"B-2015-0006", "B-2015-0007"}}} {
		storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
			db, err := store.Open(t.Context(), url, store.Options{Now: clock.Now})
			if err != nil {
				t.Fatal(err)
			}
			g := group{t, db, clock, storetest.Group(t, db)}
			g.draft(aDraft(schema.KindReferral, "google"))
			for n := range 3 {
				q := g.draft(aDraft(schema.KindReferral, "google"))
				if n == 0 {
					g.must(db.Exec(t.Context(), `INSERT INTO intake (id, member_id, at) SELECT 1, author_id, created_at FROM request WHERE id = ?`, q.ID))
				}
				g.must(db.Exec(t.Context(), `UPDATE request SET intake_id = 1 WHERE id = ?`, q.ID))
			}
			g.must(db.Exec(t.Context(), `UPDATE request SET ref = '~1-3', draft_ref = '~1-3', open = 0 WHERE ref = 'B-2015-0004'`))
			for range c.later {
				g.draft(aDraft(schema.KindReferral, "google"))
			}
			g.must(db.Close())
			clock.Advance(day)
			g.db = storetest.Open(t, url, clock)
			g.Desks["pharos"], err = g.db.As(t.Context(), "pharos")
			g.must(err)
			for _, want := range c.next {
				if q := g.draft(aDraft(schema.KindReferral, "google")); q.Ref != want {
					t.Errorf("after %d drafts of others the next one is %s, want %s", c.later, q.Ref, want)
				}
			}
		})
	}
}

// An import that another node takes for dead may be completed just before it is removed.
func TestAnImportCompletedAfterAllKeepsItsRequestsAndReferences(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		report := g.imported(many(6, "a"))
		var id schema.ID
		g.must(g.db.Get(t.Context(), &id, `SELECT max(id) FROM intake`))
		g.must(g.db.SettleBroken(t.Context(), id))
		if got := g.total("pharos"); got != len(report.Requests) {
			t.Errorf("%d of %d requests are there", got, len(report.Requests))
		}
		if q, want := g.draft(aDraft(schema.KindReferral, "google")), schema.DraftRef(2015, len(report.Requests)+1); q.Ref != want {
			t.Errorf("the next draft is %s, want %s", q.Ref, want)
		}
	})
}
