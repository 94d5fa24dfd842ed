package storetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"contactgroup/store"
)

// template is a register that is made once for all tests of a binary, on each
// engine that they ask for, and that each of them gets a copy of.
type template struct {
	name string // of its PostgreSQL database
	fill func(context.Context, *store.DB) error

	file    sync.Once
	path    string
	fileErr error

	database    sync.Once
	databaseErr error
}

var (
	empty   = &template{name: "register", fill: func(context.Context, *store.DB) error { return nil }}
	founded = &template{name: "founded", fill: found}
)

// sqlite returns the address of a copy in a file of the test's own.
func (m *template) sqlite(t testing.TB) string {
	t.Helper()
	m.file.Do(func() { m.path, m.fileErr = m.makeFile() })
	url := SQLite(t)
	body, err := os.ReadFile(m.path)
	if err == nil {
		err = m.fileErr
	}
	if err == nil {
		err = os.WriteFile(url[len("sqlite:"):], body, 0o600)
	}
	if err != nil {
		t.Fatalf("the %s of tests: %v", m.name, err)
	}
	return url
}

func (m *template) makeFile() (string, error) {
	dir, err := os.MkdirTemp(memory(), "template")
	if err != nil {
		return "", err
	}
	leave(dir)
	path := filepath.Join(dir, m.name+".db")
	return path, m.make("sqlite:" + path)
}

// postgres returns the address of a copy in a database of the test's own.
func (m *template) postgres(t testing.TB) string {
	t.Helper()
	serve(t)
	m.database.Do(func() {
		m.databaseErr = cluster.server.administer("CREATE DATABASE " + m.name + " OWNER " + login)
		if m.databaseErr == nil {
			m.databaseErr = m.make(address(login, m.name, cluster.server))
		}
	})
	if m.databaseErr != nil {
		t.Fatalf("the %s of tests: %v", m.name, m.databaseErr)
	}
	copied := " TEMPLATE " + m.name
	if cluster.server.version() >= 15 { // before, it always copied files
		copied += " STRATEGY FILE_COPY" // not page by page through the log of writes
	}
	return database(t, copied)
}

// make fills the register at url, which becomes the template.
func (m *template) make(url string) error {
	db, err := store.Open(context.Background(), url, store.Options{Now: NewClock().Now, Signer: Signer()})
	if err != nil {
		return err
	}
	if err := m.fill(context.Background(), db); err != nil {
		db.Close()
		return fmt.Errorf("fill: %w", err)
	}
	return db.Close()
}

// leave has a directory removed once all tests have run.
func leave(dir string) {
	left.mu.Lock()
	defer left.mu.Unlock()
	left.dirs = append(left.dirs, dir)
}

// left are the directories to remove once all tests have run.
var left struct {
	mu   sync.Mutex
	dirs []string
}
