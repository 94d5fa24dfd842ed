package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// TestARegisterIsExaminedWhileItIsServed looks beside an open register on both engines.
func TestARegisterIsExaminedWhileItIsServed(t *testing.T) {
	for engine, url := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "register.db") },
		"postgres": func(t *testing.T) string { return storetest.Postgres(t) },
	} {
		t.Run(engine, func(t *testing.T) {
			at, clock := url(t), storetest.NewClock()
			db := storetest.Open(t, at, clock)
			g := group{t, db, clock, storetest.Group(t, db)}
			g.invited(schema.NewInvitation{})
			clock.Advance(100 * time.Hour)
			x, err := store.Examine(t.Context(), at, store.Options{Now: clock.Now}, true)
			must(t, err)
			if x.Engine != engine || x.Tables != x.Newest || x.Server == "" || x.Size == 0 || !x.Safe && engine == "sqlite" || x.LastEntry.IsZero() || x.Clock.IsZero() != (engine == "sqlite") {
				t.Errorf("examined: %+v", x)
			}
			if x.Problems["expired_invitations"] != 1 || x.Problems["organisations_without_contact"] == 0 || x.Problems["alerts_undelivered"] != 0 {
				t.Errorf("problems: %v", x.Problems)
			}
		})
	}
}

// TestEveryLogIsVerifiedWithTheGroupsKeyAndWithout: signatures alone need the key.
func TestEveryLogIsVerifiedWithTheGroupsKeyAndWithout(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		g := aGroupAt(t, url, clock)
		sealed(g)
		look := func() string {
			t.Helper()
			x, err := store.Examine(t.Context(), url, store.Options{Now: clock.Now, Signer: storetest.Signer()}, true)
			g.must(err)
			bare, err := store.Examine(t.Context(), url, store.Options{Now: clock.Now}, true)
			g.must(err)
			if with, without := damagedLogs(x.Reports), damagedLogs(bare.Reports); with != without || len(x.Reports) == 0 || len(x.Reports) != len(bare.Reports) {
				t.Errorf("%d logs with the key, damaged %q; %d without, %q", len(x.Reports), with, len(bare.Reports), without)
			}
			return damagedLogs(x.Reports)
		}
		if got := look(); got != "" {
			t.Fatalf("before anything: %s", got)
		}
		g.must(g.db.Exec(t.Context(), `UPDATE log_entry SET actor = 'Mallory' WHERE audience = 'google/requests' AND seq = 1`))
		g.must(g.db.Exec(t.Context(), `DELETE FROM log_counter WHERE audience = 'ministry/requests'`))
		g.must(g.db.Exec(t.Context(), `UPDATE log_entry SET audience = 'nobody' WHERE audience = 'facebook'`))
		g.must(g.db.Exec(t.Context(), `DELETE FROM log_counter WHERE audience = 'facebook'`))
		g.must(g.db.Exec(t.Context(), `DELETE FROM log_head WHERE audience = 'facebook'`))
		if got := look(); got != "google/requests ministry/requests nobody" {
			t.Errorf("damaged: %s", got)
		}
	})
}

func TestARegisterThatIsNotThereIsNotMade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "register.db")
	if _, err := store.Examine(t.Context(), "sqlite:"+path, store.Options{}, false); err == nil {
		t.Error("examined")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("made")
	}
}
