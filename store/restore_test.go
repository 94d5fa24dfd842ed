package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// TestABackupHoldsWhatFourWritersWereToldBeforeItBegan backs up again and again
// while four members write.
func TestABackupHoldsWhatFourWritersWereToldBeforeItBegan(t *testing.T) {
	url := storetest.SQLite(t)
	clock := storetest.NewClock()
	db := storetest.Open(t, url, clock)
	g := group{t, db, clock, storetest.Group(t, db)}
	q := g.sent(schema.KindReferral, "google")
	ctx, stop := context.WithCancel(t.Context())
	var acknowledged atomic.Int64 // notes
	var writers sync.WaitGroup
	for _, login := range []string{"google", "google2", "pharos", "pharos2"} {
		writers.Go(func() {
			for ctx.Err() == nil {
				_, err := g.Desks[login].Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: "note"})
				if err == nil {
					acknowledged.Add(1)
				} else if !errors.Is(err, schema.ErrStale) {
					t.Errorf("%s: %v", login, err)
				}
			}
		})
	}
	for i := range 4 {
		for target := acknowledged.Load() + 5; acknowledged.Load() < target && !t.Failed(); {
			must(t, g.db.Get(t.Context(), new(int), `SELECT 1`)) // others write meanwhile
		}
		before := acknowledged.Load()
		copied := filepath.Join(t.TempDir(), fmt.Sprint("copy", i))
		must(t, store.Backup(t.Context(), url, copied))
		target := storetest.SQLite(t)
		_, err := store.Restore(t.Context(), copied, target, false, store.Options{})
		must(t, err)
		var notes int64
		must(t, storetest.Open(t, target, clock).Get(t.Context(), &notes, `SELECT count(*) FROM log_entry WHERE verb = 'note' AND audience = 'google/requests'`))
		if notes < before {
			t.Errorf("copy %d holds %d notes of the %d acknowledged before it began", i, notes, before)
		}
	}
	stop()
	writers.Wait()
}

func TestARestoredRegisterIsTheOneThatWasBackedUp(t *testing.T) {
	url := storetest.SQLite(t)
	lived(t, url)
	want, _ := exported(t, url)
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, store.Backup(t.Context(), url, copied))
	target := storetest.SQLite(t)
	done, err := store.Restore(t.Context(), copied, target, false, store.Options{})
	must(t, err)
	if done.Group != want.Group || done.Requests != want.RowsOf("request") || done.Entries != want.RowsOf("log_entry") || done.Last.IsZero() || done.Kept != "" {
		t.Errorf("it says %+v", done)
	}
	if got, _ := exported(t, target); got.Digest != want.Digest {
		t.Error("the restored register is another")
	}
	if left, err := filepath.Glob(strings.TrimPrefix(target, "sqlite:") + ".part*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestARestorationNeverLosesTheRegisterThatWasThere(t *testing.T) {
	url, target := storetest.SQLite(t), storetest.SQLite(t)
	lived(t, url)
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, store.Backup(t.Context(), url, copied))
	lived(t, target)
	before, _ := exported(t, target)
	if _, err := store.Restore(t.Context(), copied, target, false, store.Options{}); !errors.Is(err, os.ErrExist) {
		t.Errorf("over another without force: %v", err)
	}
	db := storetest.Open(t, target, storetest.NewClock())
	if _, err := store.Restore(t.Context(), copied, target, true, store.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("over one that is served: %v", err)
	}
	must(t, db.Close())
	done, err := store.Restore(t.Context(), copied, target, true, store.Options{})
	must(t, err)
	if kept, _ := exported(t, "sqlite:"+done.Kept); kept.Digest != before.Digest {
		t.Error("what was kept is not what was there")
	}
}

func TestWhatCannotBeTrustedIsNotRestored(t *testing.T) {
	url := storetest.SQLite(t)
	lived(t, url)
	statement := func(query string) func(string) error {
		return func(path string) error {
			db, err := sql.Open("sqlite", path)
			if err != nil {
				return err
			}
			_, err = db.Exec(query)
			return errors.Join(err, db.Close())
		}
	}
	for name, tc := range map[string]struct {
		spoil func(path string) error
		want  error
	}{
		"a page overwritten": {func(path string) error {
			f, err := os.OpenFile(path, os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteAt([]byte(strings.Repeat("x", 4096)), 8192)
			return errors.Join(err, f.Close())
		}, store.ErrDamaged},
		"a file cut short":         {func(path string) error { return os.Truncate(path, 20000) }, store.ErrDamaged},
		"no register at all":       {func(path string) error { return os.WriteFile(path, []byte(strings.Repeat("no", 5000)), 0o600) }, store.ErrDamaged},
		"an empty file":            {func(path string) error { return os.Truncate(path, 0) }, store.ErrNotFounded},
		"a newer program's":        {statement(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`), store.ErrNewer},
		"an entry changed":         {statement(`UPDATE log_entry SET payload = replace(payload, 'sent', 'tent') WHERE seq = 2 AND audience = 'google/requests'`), store.ErrDamaged},
		"an entry taken out":       {statement(`DELETE FROM log_entry WHERE seq = 2 AND audience = 'ministry/requests'`), store.ErrDamaged},
		"the last entry taken out": {statement(`DELETE FROM log_entry WHERE audience = 'google' AND seq = (SELECT seq FROM log_counter WHERE audience = 'google')`), store.ErrDamaged},
	} {
		copied := filepath.Join(t.TempDir(), "copy.db")
		must(t, store.Backup(t.Context(), url, copied))
		must(t, tc.spoil(copied))
		target := storetest.SQLite(t)
		if _, err := store.Restore(t.Context(), copied, target, false, store.Options{}); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
		if left, err := filepath.Glob(strings.TrimPrefix(target, "sqlite:") + "*"); err != nil || len(left) > 1 { // the lock
			t.Errorf("%s: left behind: %v %v", name, left, err)
		}
	}
}

func TestARegisterOfPostgreSQLIsNotCopiedAsAFile(t *testing.T) {
	url := storetest.Postgres(t)
	if err := store.Backup(t.Context(), url, filepath.Join(t.TempDir(), "x")); !errors.Is(err, store.ErrNotSQLite) {
		t.Errorf("backup: %v", err)
	}
	if _, err := store.Restore(t.Context(), "x", url, true, store.Options{}); !errors.Is(err, store.ErrNotSQLite) {
		t.Errorf("restore: %v", err)
	}
}
