package store_test

import (
	"testing"

	"contactgroup/schema"
)

func TestWhatAMemberHoldsIsWhatIsOpenOrAllOfIt(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		mine, err := schema.ParseQuery("mine")
		g.must(err)
		holds := func(when string, open, ever int) {
			t.Helper()
			for all, want := range map[bool]int{false: open, true: ever} {
				if n, err := g.Desks["pharos"].CountRequests(t.Context(), mine, all); n.N != want || err != nil {
					t.Errorf("%s: holds %d of all %v (%v), want %d", when, n.N, all, err, want)
				}
			}
		}
		q := g.sent(schema.KindReferral, "google")
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.reply("google", q)
		holds("answered", 1, 1)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClose})
		holds("closed", 0, 1)
		_, err = g.Desks["pharos"].Undo(t.Context())
		g.must(err)
		holds("undone", 1, 1)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClose})
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbReopen, Reason: "encore en ligne"})
		holds("reopened", 1, 1)
	})
}
