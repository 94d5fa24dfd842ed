package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

func TestASecondServerOnOneFileIsRefused(t *testing.T) {
	url := storetest.SQLite(t)
	storetest.Open(t, url, storetest.NewClock())
	if _, err := store.Open(t.Context(), url, store.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("got %v", err)
	}
}

func TestARegisterOfANewerProgramIsLeftUntouched(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		db, err := store.Open(t.Context(), url, store.Options{Now: clock.Now})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Exec(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, ?)`, true); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err = store.Open(t.Context(), url, store.Options{}); err == nil || !strings.Contains(err.Error(), "newer program") {
			t.Errorf("got %v", err)
		}
	})
}

func TestAnAddressThatCannotBeOpenedIsExplained(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]string{
		"mysql://x":                          "want sqlite:PATH",
		"sqlite:":                            "path is missing",
		"sqlite:" + file + "/x/register.db":  "not a directory",
		"postgres://nobody@/x?host=/nowhere": "database",
	} {
		if _, err := store.Open(t.Context(), url, store.Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", url, err, want)
		}
	}
}

func TestACancelledCommandWritesNothing(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindReferral, "google")
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if _, err := g.Desks["google"].Act(ctx, q.ID, 0, schema.Step{Verb: schema.VerbClaim}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if got := g.at("google", q.ID); got.State != schema.StateSent {
			t.Errorf("claimed all the same: %s", got.State)
		}
	})
}

func TestARevokedMembersDeskIsRefusedAtOnce(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindReferral, "google")
		d := g.Desks["google"]
		g.must(g.Desks["admin"].DisableMember(t.Context(), "google", true))
		_, reading := d.Request(t.Context(), q.Ref)
		_, writing := d.Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbClaim})
		_, listing := d.Requests(t.Context(), schema.List{})
		_, _, following := d.Changes(t.Context(), nil, 10)
		for _, err := range []error{reading, writing, listing, following} {
			if f := refusal(t, err); f.Class != schema.ErrForbidden || f.Why != schema.WhyRevoked {
				t.Errorf("got %v", err)
			}
		}
	})
}
