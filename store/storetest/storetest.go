// Package storetest gives tests a migrated register of their own.
package storetest

import (
	"path/filepath"
	"testing"

	"contactgroup/store"
)

// New returns an empty, migrated register in a temporary SQLite file, closed
// when the test ends. Its clock is c.
func New(t testing.TB, c *Clock) *store.DB {
	t.Helper()
	return open(t, "sqlite:"+filepath.Join(t.TempDir(), "register.db"), c)
}

func open(t testing.TB, url string, c *Clock) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), url, store.Options{Now: c.Now})
	if err != nil {
		t.Fatalf("open %s: %v", url, err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return db
}
