package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"contactgroup/store"
	"contactgroup/store/storetest"
)

// A process of its own takes a whole register in until it is killed: this test
// binary, told by these variables where to and what from. A directory is
// imported, a file restored with force.
const (
	takerURL  = "STORETEST_TAKER_URL"
	takerFrom = "STORETEST_TAKER_FROM"
)

const (
	saidTaking = "taking" // so many rows are in
	saidTaken  = "taken"  // all is done
)

// taker is that process.
func taker(url, from string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	fmt.Println(saidTaking, 0)
	if info.IsDir() {
		_, err = store.ImportAll(context.Background(), from, url, store.Options{}, func(done, _ int64) { fmt.Println(saidTaking, done) })
	} else {
		_, err = store.Restore(context.Background(), from, url, true, store.Options{})
	}
	if err == nil {
		fmt.Println(saidTaken)
	}
	return err
}

// killedTaking has a process take a register in and kills it once kill says so
// of what it said, or the command before it does. It reports whether it was done first.
func killedTaking(t *testing.T, url, from string, kill func(line string) bool, before ...string) (done bool) {
	t.Helper()
	binary, err := os.Executable()
	must(t, err)
	line := append(before, binary)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Env = append(os.Environ(), takerURL+"="+url, takerFrom+"="+from)
	lines, cmd := said(t, cmd)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), saidFailed) {
			t.Fatal(lines.Text())
		}
		done = done || lines.Text() == saidTaken
		if kill != nil && kill(lines.Text()) {
			must(t, cmd.Process.Kill())
		}
	}
	cmd.Wait() // it was killed
	return done
}

func TestAnImportThatWasKilledIsRefusedUntilItIsImportedAnew(t *testing.T) {
	source := storetest.SQLite(t)
	db, err := store.Open(t.Context(), source, store.Options{})
	must(t, err)
	clock := storetest.NewClock()
	storetest.Group(t, db)
	must(t, db.Load(t.Context(), manyRecords(1500, clock.Now())))
	must(t, db.Close())
	want, dir := exported(t, source)
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		for _, after := range []int{1, 2} { // rows of the second import find what the first left
			heard := 0
			if killedTaking(t, url, dir, func(line string) bool {
				heard++
				return heard == 1+after
			}) {
				t.Fatal("the import was done before it was killed")
			}
			if _, err := store.Open(t.Context(), url, store.Options{Now: clock.Now}); !errors.Is(err, store.ErrUnfinished) {
				t.Fatalf("a part of a register is opened: %v", err)
			}
			if _, err := store.Examine(t.Context(), url, store.Options{Now: clock.Now}, true); !errors.Is(err, store.ErrUnfinished) {
				t.Errorf("a part of a register is examined as a whole one: %v", err)
			}
			copied := filepath.Join(t.TempDir(), "copy.db")
			if err := store.Backup(t.Context(), url, copied); strings.HasPrefix(url, "sqlite:") && !errors.Is(err, store.ErrUnfinished) {
				t.Errorf("a part of a register is backed up: %v", err)
			}
		}
		bare := indexes(t, url)
		importAgain(t, url, dir)
		if got, _ := exported(t, url); got.Digest != want.Digest {
			t.Error("the next import is not what was exported")
		}
		if fresh := storetest.SQLite(t); strings.HasPrefix(url, "sqlite:") {
			must(t, store.MigrateTo(t.Context(), fresh, want.Schema))
			if got, want := indexes(t, url), indexes(t, fresh); got != want || bare == want {
				t.Errorf("the register has the indexes %s, a new one %s; while it came in %s", got, want, bare)
			}
		}
	})
}

// importAgain waits for what the killed process held to be let go of, which a
// server does by itself.
func importAgain(t *testing.T, url, dir string) {
	t.Helper()
	for {
		_, err := store.ImportAll(t.Context(), dir, url, store.Options{}, nil)
		if !errors.Is(err, store.ErrLocked) {
			must(t, err)
			return
		}
	}
}

// indexes are the names of the indexes of an SQLite register; empty for another.
func indexes(t *testing.T, url string) string {
	t.Helper()
	path, ok := strings.CutPrefix(url, "sqlite:")
	if !ok {
		return ""
	}
	plain, err := sql.Open("sqlite", path)
	must(t, err)
	defer plain.Close()
	var names string
	must(t, plain.QueryRow(`SELECT coalesce(group_concat(name, ' '), '') FROM (SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name)`).Scan(&names))
	return names
}

func TestARestorationThatWasKilledLeavesTheOldRegisterOrTheNewOne(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("NOT TESTED: a restoration killed at each step needs strace")
	}
	must(t, err)
	url, other := storetest.SQLite(t), storetest.SQLite(t)
	lived(t, other)
	file := filepath.Join(t.TempDir(), "copy.db")
	must(t, store.Backup(t.Context(), other, file))
	founded(t, url)
	before, _ := exported(t, url)
	now, _ := exported(t, other)
	killed := 0
	for done := false; !done; killed++ {
		const calls = "rename,renameat,renameat2,link,linkat,unlink,unlinkat" // where files take each other's places
		done = killedTaking(t, url, file, nil, strace, "-f", "-qqq", "-e", "signal=none", "-e", "trace="+calls,
			"-e", fmt.Sprintf("inject=%s:error=EINTR:signal=KILL:when=%d", calls, killed+1), "-o", os.DevNull)
		got, _ := exported(t, url)
		if got.Digest != before.Digest && got.Digest != now.Digest || done && got.Digest != now.Digest {
			t.Fatalf("killed at step %d, the register is neither the old nor the new one", killed+1)
		}
	}
	if killed < 5 {
		t.Errorf("it was only killed %d times", killed)
	}
}
