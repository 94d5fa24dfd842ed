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

func TestARequestThatWasChangedBehindTheLogsBackIsNamed(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		db := storetest.Open(t, url, clock)
		g := group{t, db, clock, storetest.Group(t, db)}
		untold := func() string {
			t.Helper()
			x, err := store.Examine(t.Context(), url, store.Options{Now: clock.Now}, true)
			g.must(err)
			return strings.Join(slices.Sorted(slices.Values(x.Untold)), " ")
		}
		g.canaries()
		g.turned()
		if got := untold(); got != "" {
			t.Fatalf("nobody has touched %s", got)
		}
		var refs []string
		for _, change := range []string{"state = 'closed', open = 0", "label = 'P4'", "due_at = due_at + 60000", "subject = 'autre'", "received_at = 0", "addressee = 'facebook'"} {
			q := g.act("google", g.sent(schema.KindWithdrawal, "google").ID, schema.Step{Verb: schema.VerbAcknowledge})
			g.must(db.Midway(t.Context(), func() error { return nil }, `UPDATE request SET `+change+` WHERE id = ?`, q.ID))
			if refs = append(refs, q.Ref); untold() != strings.Join(refs, " ") {
				t.Errorf("after %s: %s, want %s", change, untold(), refs)
			}
		}
	})
}

// turned are requests that went back and forth: undone, redone, edited, taken
// back, with a label and a clock that changed by themselves.
func (g group) turned() {
	g.t.Helper()
	ctx := g.t.Context()
	edited := g.draft(aDraft(schema.KindReferral, "google"))
	_, err := g.Desks["pharos"].EditRequest(ctx, edited.ID, 0, aDraft(schema.KindWithdrawal, "facebook"))
	g.must(err)
	q := g.sent(schema.KindWithdrawal, "google")
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "crise", Until: g.clock.Now().Add(time.Hour)})
	g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
	g.act("google", q.ID, schema.Step{Verb: schema.VerbClarify, Reason: "laquelle ?"})
	_, err = g.Desks["google"].Undo(ctx)
	g.must(err)
	_, err = g.Desks["google"].Redo(ctx)
	g.must(err)
	g.clock.Advance(2 * time.Hour)
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAmend, Reason: "la première"})
	g.reply("google", g.at("google", q.ID))
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbDispute, Reason: "encore en ligne"})
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbWithdraw, Reason: "erreur"})
}
