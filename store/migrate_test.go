package store_test

import (
	"slices"
	"testing"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// threads are the verbs of a request's thread as each member reads it.
var threadsOfVersion1 = map[string]map[string][]schema.Verb{
	"pharos": {
		"GOO-2015-0001": {"new", "submit", "approve", "send", "claim", "reply", "note", "accept", "close"},
		"FBK-2015-0001": {"new", "send", "claim"},
		"GOO-2015-0002": {"new", "send", "claim", "reply"},
	},
	"google": {
		"GOO-2015-0001": {"send", "claim", "note", "reply", "note", "accept", "close"},
		"GOO-2015-0002": {"send", "claim", "reply"},
	},
	"facebook": {"FBK-2015-0001": {"send", "claim"}},
}

func TestARegisterOfTheFirstVersionReadsAsItDid(t *testing.T) {
	eachOfVersion1(t, func(g group) {
		t := g.t
		for login, threads := range threadsOfVersion1 {
			page, err := g.Desks[login].Requests(t.Context(), schema.List{All: true})
			g.must(err)
			if len(page.Items) != len(threads) {
				t.Errorf("%s sees %v", login, refs(page.Items))
			}
			for _, q := range page.Items {
				var verbs []schema.Verb
				for _, e := range g.mustThread(login, q.ID) {
					verbs = append(verbs, e.Verb)
					if e.Audience == "" || e.Seq == 0 || e.At.IsZero() || e.Actor == "" || e.Ref == "" {
						t.Errorf("%s: %+v", q.Ref, e)
					}
				}
				if !slices.Equal(verbs, threads[q.Ref]) {
					t.Errorf("%s, %s: %v", login, q.Ref, verbs)
				}
			}
		}
		var erased, leaves int
		g.must(g.db.Get(t.Context(), &erased, `SELECT count(*) FROM log_entry WHERE payload IS NULL AND salt IS NULL`))
		g.must(g.db.Get(t.Context(), &leaves, `SELECT count(*) FROM log_entry WHERE length(leaf) > 100`))
		if erased != 1 || leaves != 39 {
			t.Errorf("%d erased, %d leaves", erased, leaves)
		}
	})
}

func TestARegisterOfTheFirstVersionIsWorkedOn(t *testing.T) {
	eachOfVersion1(t, func(g group) {
		t := g.t
		mine, err := schema.ParseQuery("mine")
		g.must(err)
		held, err := g.Desks["facebook"].CountRequests(t.Context(), mine, false)
		g.must(err)
		q, err := g.Desks["facebook"].Request(t.Context(), "FBK-2015-0001")
		g.must(err)
		g.act("facebook", q.ID, schema.Step{Verb: schema.VerbRelease})
		if thread := g.mustThread("facebook", q.ID); held.N != 1 || len(thread) != 3 || thread[2].Seq != 3 {
			t.Errorf("facebook held %d; now %+v", held.N, thread)
		}
		if q := g.sent(schema.KindReferral, "google"); q.Ref != "GOO-2015-0003" {
			t.Errorf("the next reference is %s", q.Ref)
		}
	})
}

// eachOfVersion1 runs test on both engines, on a register that version 1 made.
func eachOfVersion1(t *testing.T, test func(group)) {
	t.Helper()
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		storetest.Version1(t, url)
		clock.Advance(day)
		g := group{t, storetest.Open(t, url, clock), clock, storetest.Desks{}}
		for _, login := range []string{"pharos", "validator", "google", "facebook"} {
			var err error
			g.Desks[login], err = g.db.As(t.Context(), login)
			g.must(err)
		}
		test(g)
	})
}
