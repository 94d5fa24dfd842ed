package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// found are the references that a filter finds.
func (g group) found(login, filter string, all bool) string {
	g.t.Helper()
	q, err := schema.ParseQuery(filter)
	g.must(err)
	p, err := g.Desks[login].Requests(g.t.Context(), schema.List{Query: q, All: all, Sort: schema.Sort{Field: schema.SortRef}})
	g.must(err)
	return strings.Join(refs(p.Items), " ")
}

// desksOf are those of a member of each kind that searches.
func desksOf(t *testing.T, db *store.DB) storetest.Desks {
	t.Helper()
	desks := storetest.Desks{}
	for _, login := range []string{"chair", "google"} {
		d, err := db.As(t.Context(), login)
		must(t, err)
		desks[login] = d
	}
	return desks
}

func TestTheQueueIsSearchedByTheWordsOfWhatIsOpenNow(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		d := aDraft(schema.KindWithdrawal, "google")
		d.Subject = "Bannière zyxwvu"
		q := g.deliver(d)
		look := func(when, queue string) {
			t.Helper()
			for _, login := range []string{"chair", "google"} {
				if got := g.found(login, "zyxwvu", false); got != queue {
					t.Errorf("%s, %s finds %q in the queue", when, login, got)
				}
				if got := g.found(login, "zyxwvu", true); got != q.Ref {
					t.Errorf("%s, %s finds %q in the archive", when, login, got)
				}
			}
			if got := g.found("facebook", "zyxwvu", true); got != "" {
				t.Errorf("%s, facebook finds %q", when, got)
			}
		}
		look("sent", q.Ref)
		g.reply("google", q)
		g.clock.Advance(time.Minute)
		g.must(store.SendDue(g.db, t.Context()))
		look("answered", q.Ref)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClose})
		look("closed", "")
		_, err := g.Desks["pharos"].Undo(t.Context())
		g.must(err)
		look("closed by mistake", q.Ref)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClose})
		look("closed again", "")
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbReopen, Reason: "De nouveau en ligne"})
		look("reopened", q.Ref)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbWithdraw, Reason: "Erreur d'adresse"})
		look("withdrawn", "")
	})
}

func TestTheQueueOfAnOlderRegisterIsSearchedOnceItIsOpened(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		db, err := store.Open(t.Context(), url, store.Options{Now: clock.Now})
		must(t, err)
		storetest.Group(t, db)
		must(t, db.Load(t.Context(), mixed(1200, clock.Now())))
		before := group{t, db, clock, desksOf(t, db)}
		filters := []string{"w8", "w7 -w8", "goo-2015-000"}
		var want []string
		for _, f := range filters {
			want = append(want, before.found("chair", f, false), before.found("google", f, false))
		}
		must(t, db.ForgetOpenWords(t.Context()))
		must(t, db.Close())
		var told []int
		ctx := schema.WithProgress(t.Context(), func(done, total int) { told = append(told, 100*done/total) })
		db, err = store.Open(ctx, url, store.Options{Now: clock.Now})
		must(t, err)
		defer db.Close()
		after := group{t, db, clock, desksOf(t, db)}
		var got []string
		for _, f := range filters {
			got = append(got, after.found("chair", f, false), after.found("google", f, false))
		}
		if !slices.Equal(got, want) || want[0] == "" || want[1] == "" {
			t.Errorf("found %.200q, before %.200q", got, want)
		}
		if len(told) < 2 || !slices.IsSorted(told) || told[len(told)-1] != 100 {
			t.Errorf("was told %v", told)
		}
	})
}
