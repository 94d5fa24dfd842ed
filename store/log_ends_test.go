package store_test

import (
	"context"
	"testing"

	"contactgroup/schema"
)

// TestLogsGoOnWhereTheyEnd: commands know where the last of them left the logs,
// which is not where one that was taken back was about to, nor where somebody
// wrote beside them.
func TestLogsGoOnWhereTheyEnd(t *testing.T) {
	each(t, func(g group) {
		t, q := g.t, g.sent(schema.KindReferral, "google")
		note := func(ctx context.Context, text string) error {
			_, err := g.Desks["google"].Act(ctx, q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: text})
			return err
		}
		ends := func(what string, want schema.Seq) {
			t.Helper()
			var got struct{ Seq, Counted schema.Seq }
			g.must(g.db.Get(t.Context(), &got, `SELECT max(e.seq) AS seq, (SELECT c.seq FROM log_counter c WHERE c.audience = 'google/requests') AS counted
				FROM log_entry e WHERE e.audience = 'google/requests'`))
			if got.Seq != want || got.Counted != want {
				t.Errorf("%s: %+v, want the end at %d", what, got, want)
			}
		}
		var end schema.Seq
		g.must(g.db.Get(t.Context(), &end, `SELECT seq FROM log_counter WHERE audience = 'google/requests'`))
		g.must(note(t.Context(), "one"))
		ends("a note", end+1)
		g.must(note(schema.DryRun(t.Context()), "tried"))
		if note(t.Context(), "") == nil {
			t.Error("a note without words")
		}
		ended, stop := context.WithCancel(t.Context())
		stop()
		if note(ended, "too late") == nil {
			t.Error("a note of a call that has ended")
		}
		ends("what was taken back", end+1)
		g.must(note(t.Context(), "two"))
		ends("the next note", end+2)
		g.must(g.db.Exec(t.Context(), `UPDATE log_counter SET seq = seq + 5 WHERE audience = 'google/requests'`))
		g.must(note(t.Context(), "three"))
		ends("a note behind a gap", end+8)
		g.must(note(t.Context(), "four"))
		ends("the next", end+9)
	})
}
