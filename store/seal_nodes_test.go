package store_test

import (
	"fmt"
	"sync"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// TestTwoNodesThatSealAtOnceSignOneTree lets two nodes write and seal the same
// logs at the same time, over and over.
func TestTwoNodesThatSealAtOnceSignOneTree(t *testing.T) {
	g, url := walled(t)
	q := g.sent(schema.KindReferral, "google")
	other := storetest.Open(t, url, g.clock)
	var work sync.WaitGroup
	for n, db := range []*store.DB{g.db, other} {
		d := seat(t, db, []string{"pharos", "chair"}[n])
		work.Go(func() {
			for i := range 15 {
				_, err := d.Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: fmt.Sprint(n, i)})
				if err == nil {
					err = db.Seal(t.Context())
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	work.Wait()
	for _, db := range []*store.DB{g.db, other} {
		reports, err := db.Verify(t.Context(), "", nil)
		g.must(err)
		for _, r := range reports {
			if !r.Whole() || r.Sealed != r.Entries {
				t.Errorf("%+v", r)
			}
		}
	}
}

func TestALogPutBackAndWrittenAnewIsFoundByAHeadKeptEarlier(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		kept := sealed(g)
		for _, statement := range tamperings[putBack()].do {
			g.must(g.db.Exec(t.Context(), statement))
		}
		for i := range 5 {
			g.act("pharos", 1, schema.Step{Verb: schema.VerbNote, Reason: fmt.Sprint("autre note ", i)})
		}
		g.must(g.db.Seal(t.Context()))
		if got := g.findings("pharos", "ministry/requests", ""); got != "" {
			t.Errorf("without a head: %q", got)
		}
		if got := g.findings("pharos", "ministry/requests", kept); got != "rewritten 1-7" {
			t.Errorf("with one: %q", got)
		}
	})
}

// putBack is the place of the tampering that puts a log back.
func putBack() int {
	for i, tc := range tamperings {
		if tc.withOld == "cut 6-7" {
			return i
		}
	}
	panic("it is not there")
}
