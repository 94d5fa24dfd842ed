package store_test

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"contactgroup/schema"
)

// A node that was left running while a newer program took the register over
// neither reads nor writes tables that it does not know.
func TestANodeStandsAsideForANewerProgram(t *testing.T) {
	g, s := ownServer(t)
	q := g.sent(schema.KindReferral, "google")
	d := g.Desks["google"]
	wake := d.Watch(t.Context())
	conn, err := pgx.Connect(t.Context(), s.URL())
	g.must(err)
	defer conn.Close(t.Context())
	change := func(statement string) {
		t.Helper()
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	change(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)`)
	// What makes a node look at once; without it, it looks every few seconds.
	s.Do(t, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'register' AND query ILIKE 'listen%'`)
	reading := func() error {
		_, err := d.Request(t.Context(), q.Ref)
		return err
	}
	until(t, wake, "aside", func() bool { return isAway(reading()) })
	if _, err := d.Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbClaim}); !isAway(err) {
		t.Errorf("it writes: %v", err)
	}
	change(`DELETE FROM goose_db_version WHERE version_id = 99999`)
	until(t, wake, "back", func() bool { return reading() == nil })
	g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
}
