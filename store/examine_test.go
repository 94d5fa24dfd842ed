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

func TestARegisterThatIsNotThereIsNotMade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "register.db")
	if _, err := store.Examine(t.Context(), "sqlite:"+path, store.Options{}, false); err == nil {
		t.Error("examined")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("made")
	}
}
