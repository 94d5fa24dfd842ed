package store_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// A file that its process still holds open after Close would lose its last
// commits when it is moved.
func TestAClosedRegisterIsOneFile(t *testing.T) {
	url, clock := storetest.SQLite(t), storetest.NewClock()
	db := storetest.Open(t, url, clock)
	desk := storetest.Group(t, db)["chair"]
	if _, err := desk.Requests(t.Context(), schema.List{}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := strings.TrimPrefix(url, "sqlite:")
	for _, suffix := range []string{"-wal", "-shm"} {
		if _, err := os.Stat(path + suffix); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is still there: %v", suffix, err)
		}
	}
	if _, err := desk.Requests(t.Context(), schema.List{}); err == nil {
		t.Error("a closed register was read")
	}
}
