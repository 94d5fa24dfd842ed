// Package storetest gives tests a migrated register of their own, on SQLite and
// on PostgreSQL, and a group to fill it with.
//
// PostgreSQL is a throw-away cluster of the installed binaries, started by the
// first test that asks and stopped by Main. Without binaries its tests are
// skipped, loudly, and fail when CI=true.
package storetest

import (
	"crypto/ed25519"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"contactgroup/store"
)

// New returns an empty, migrated register in a temporary SQLite file, closed
// when the test ends. Its clock is c.
func New(t testing.TB, c *Clock) *store.DB {
	t.Helper()
	return Open(t, empty.sqlite(t), c)
}

// SQLite returns the address of a register of the test's own that is not there yet.
func SQLite(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp(placeOf(t), "register")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return "sqlite:" + filepath.Join(dir, "register.db")
}

// memory is where the registers of tests are kept: in memory where the system
// offers it, for a test's register is made, filled and thrown away; else, and
// when it is empty, in the directory for temporary files.
func memory() string {
	const shared = "/dev/shm"
	if info, err := os.Stat(shared); err == nil && info.IsDir() {
		return shared
	}
	return ""
}

// placeOf is where a register is kept: a benchmark has its own on the disk,
// whose part is part of the figure.
func placeOf(t testing.TB) string {
	if _, measures := t.(*testing.B); measures {
		return ""
	}
	return memory()
}

// Open opens the register at url, and closes it when the test ends. Its clock is c.
func Open(t testing.TB, url string, c *Clock) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), url, store.Options{Now: c.Now, Signer: Signer()})
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

// Each runs test once on each engine, on an empty register with a clock of its
// own. The engines run at the same time, beside other tests that call it: what
// follows Each in its caller runs before them, and the caller sets nothing that
// other tests meet. It may be called more than once.
func Each(t *testing.T, test func(t *testing.T, db *store.DB, clock *Clock)) {
	t.Helper()
	EachURL(t, func(t *testing.T, url string, clock *Clock) { test(t, Open(t, url, clock), clock) })
}

// EachURL is Each with the address of an empty, migrated register that no
// process has open.
func EachURL(t *testing.T, test func(t *testing.T, url string, clock *Clock)) {
	t.Helper()
	empty.each(t, test)
}

// EachGroup is Each with a register that holds the group already: Group gives
// its members' desks.
func EachGroup(t *testing.T, test func(t *testing.T, db *store.DB, clock *Clock)) {
	t.Helper()
	founded.each(t, func(t *testing.T, url string, clock *Clock) { test(t, Open(t, url, clock), clock) })
}

func (m *template) each(t *testing.T, test func(t *testing.T, url string, clock *Clock)) {
	t.Helper()
	beside(t)
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, m.sqlite(t), NewClock())
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, m.postgres(t), NewClock())
	})
}

// beside lets a test run beside others. Parts of a test end with it, as they
// would without: their parent may go on with what they did.
func beside(t *testing.T) {
	if _, already := together.LoadOrStore(t, true); already || strings.Contains(t.Name(), "/") {
		return
	}
	t.Parallel()
}

// together are the tests that beside has seen.
var together sync.Map

// Signer is the key that signs the logs of every register of tests.
func Signer() ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed([]byte("the signing key of tests: 32 b.."))
}
