package store_test

import (
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// Nodes whose machines do not agree on the time go by the database's: else a
// reply that one holds is sent by the other at once, and what is due is due early.
func TestANodeWhoseClockIsWrongGoesByTheDatabases(t *testing.T) {
	t.Parallel()
	url := storetest.Postgres(t)
	var nodes []*store.DB
	for _, wrong := range []time.Duration{0, 5 * time.Minute, -5 * time.Minute} {
		db, err := store.Open(t.Context(), url, store.Options{Signer: storetest.Signer()})
		must(t, err)
		t.Cleanup(func() { must(t, db.Close()) })
		must(t, db.OnAMachineThatIsFast(t.Context(), wrong))
		before := time.Now().Add(-2 * time.Second)
		if now := db.Now(); now.Before(before) || now.After(time.Now().Add(2*time.Second)) {
			t.Errorf("by a machine that is %s fast it is %s", wrong, now)
		}
		nodes = append(nodes, db)
	}
	g := group{t: t, db: nodes[0], Desks: storetest.Group(t, nodes[0])}
	q := g.sent(schema.KindWithdrawal, "google")
	draft := removed(q)
	draft.Hold = true
	held, err := g.Desks["google"].Reply(t.Context(), q.ID, 0, draft)
	must(t, err)
	for _, db := range nodes {
		must(t, store.SendDue(db, t.Context()))
	}
	if got := g.at("google", q.ID); got.State == schema.StateAnswered && time.Since(held.HeldUntil) < 0 {
		t.Errorf("it was sent %s before its time", time.Until(held.HeldUntil))
	}
	for _, db := range nodes {
		_, err := seat(t, db, "pharos").Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: "note"})
		must(t, err)
	}
	for _, e := range g.mustThread("pharos", q.ID) {
		if e.At.After(time.Now().Add(2 * time.Second)) {
			t.Errorf("%s at %s, which is to come", e.Verb, e.At)
		}
	}
}
