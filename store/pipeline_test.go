package store_test

import (
	"bytes"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// Statements that wait for each other are judged in their order, and a command
// of which one is refused has done nothing.
func TestAQueuedWriteThatTouchesNothingRefusesItsCommand(t *testing.T) {
	storetest.EachGroup(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		g := group{t, db, clock, storetest.Group(t, db)}
		conflict := errors.New("somebody was quicker")
		rename := `UPDATE member SET settings = 'changed' WHERE login = 'google'`
		judged, err := g.Desks["google"].Soon(t.Context(), conflict, rename, `UPDATE undo SET unit = '' WHERE id = -1`, rename)
		if !errors.Is(err, conflict) || !slices.Equal(judged, []int{0, 1}) {
			t.Errorf("judged %v, got %v", judged, err)
		}
		var settings string
		g.must(db.Get(t.Context(), &settings, `SELECT settings FROM member WHERE login = 'google'`))
		if settings == "changed" {
			t.Error("half of a refused command was done")
		}
		if judged, err := g.Desks["google"].Soon(t.Context(), conflict, rename, rename); err != nil || len(judged) != 2 {
			t.Errorf("without a conflict: judged %v, got %v", judged, err)
		}
		g.must(db.Get(t.Context(), &settings, `SELECT settings FROM member WHERE login = 'google'`))
		if settings != "changed" {
			t.Error("a command that was acknowledged was not done")
		}
	})
}

func TestAFailureNamesTheQueuedStatementThatFailed(t *testing.T) {
	g, url := walled(t)
	var said bytes.Buffer
	db, err := store.Open(t.Context(), url, store.Options{Now: g.clock.Now, Log: slog.New(slog.NewTextHandler(&said, nil))})
	g.must(err)
	t.Cleanup(func() { db.Close() })
	judged, err := seat(t, db, "google").Soon(t.Context(), nil, `UPDATE member SET settings = 'x' WHERE login = 'google'`,
		`UPDATE member SET lang = NULL WHERE login = 'google'`, `UPDATE undo SET unit = ''`)
	if err == nil || len(judged) != 0 {
		t.Fatalf("judged %v, got %v", judged, err)
	}
	if !strings.Contains(said.String(), "SET lang = NULL") {
		t.Errorf("the server's log says %q", said.String())
	}
	var settings string
	g.must(g.db.Get(t.Context(), &settings, `SELECT settings FROM member WHERE login = 'google'`))
	if settings == "x" {
		t.Error("half of a failed command was done")
	}
}

// Whoever is not admitted is told that, whatever else is wrong with the command.
func TestWhoIsNotAdmittedHearsThatFirst(t *testing.T) {
	storetest.EachGroup(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		g := group{t, db, clock, storetest.Group(t, db)}
		g.must(g.Desks["admin"].DisableMember(t.Context(), "google", true))
		_, err := g.Desks["google"].AddOrganisation(t.Context(), schema.Organisation{})
		if f := refusal(t, err); f.Why != schema.WhyRevoked {
			t.Errorf("got %v", err)
		}
	})
}
