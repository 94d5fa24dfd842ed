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
		for _, change := range []string{"state = 'closed', open = 0", "label = 'P4'", "due_at = due_at + 60000", "subject = 'autre'", "received_at = 0", "addressee = 'facebook'",
			"visa_at = 1"} {
			q := g.act("google", g.sent(schema.KindWithdrawal, "google").ID, schema.Step{Verb: schema.VerbAcknowledge})
			g.must(db.Midway(t.Context(), func() error { return nil }, `UPDATE request SET `+change+` WHERE id = ?`, q.ID))
			if refs = append(refs, q.Ref); untold() != strings.Join(refs, " ") {
				t.Errorf("after %s: %s, want %s", change, untold(), refs)
			}
		}
	})
}

func TestContentsThatWereChangedBehindTheLogsBackAreNamed(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		db := storetest.Open(t, url, clock)
		g := group{t, db, clock, storetest.Group(t, db)}
		var refs []string
		for _, change := range []string{`UPDATE content SET url = 'https://autre.example/' WHERE request_id = ? AND n = 1`, `UPDATE content SET outcome = 'refused' WHERE request_id = ? AND n = 1`,
			`DELETE FROM content WHERE request_id = ? AND n = 1`, `UPDATE content SET observed = 'live' WHERE request_id = ? AND n = 1`} {
			q := g.sent(schema.KindWithdrawal, "google")
			g.reply("google", q)
			refs = append(refs, q.Ref)
			g.must(g.db.Exec(t.Context(), change, q.ID))
			x, err := store.Examine(t.Context(), url, store.Options{Now: clock.Now}, true)
			g.must(err)
			if !slices.Equal(x.Untold, refs) {
				t.Errorf("after %s: %s, want %s", change, x.Untold, refs)
			}
		}
	})
}

func TestARequestThatWasTakenOutBehindTheLogsBackIsNamed(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		db := storetest.Open(t, url, clock)
		g := group{t, db, clock, storetest.Group(t, db)}
		q := g.sent(schema.KindReferral, "google")
		for _, table := range []string{"content WHERE request_id", "request_side WHERE request_id", "request_text WHERE request_id", "request WHERE id"} {
			g.must(g.db.Exec(t.Context(), `DELETE FROM `+table+` = ?`, q.ID))
		}
		x, err := store.Examine(t.Context(), url, store.Options{Now: clock.Now}, true)
		g.must(err)
		if !slices.Equal(x.Untold, []string{q.Ref}) {
			t.Errorf("named: %s, want %s", x.Untold, q.Ref)
		}
	})
}

func TestAnEntryThatCannotBeReadStopsNoExamination(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		g := aGroupAt(t, url, clock)
		q := g.sent(schema.KindReferral, "google")
		g.must(g.db.Exec(t.Context(), `UPDATE log_entry SET payload = '{' WHERE audience = 'ministry/requests' AND seq = 1`))
		x, err := store.Examine(t.Context(), url, store.Options{Now: clock.Now}, true)
		g.must(err)
		if damaged := damagedLogs(x.Reports); damaged != "ministry/requests" || !slices.Equal(x.Untold, []string{q.Ref}) {
			t.Errorf("damaged %s, named %s", damaged, x.Untold)
		}
	})
}

// damagedLogs are the logs that are not whole.
func damagedLogs(reports []schema.LogReport) string {
	var out []string
	for _, r := range reports {
		if !r.Whole() {
			out = append(out, r.Audience)
		}
	}
	return strings.Join(out, " ")
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
