package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"contactgroup/schema"
)

// Restored tells what Restore put in place.
type Restored struct {
	Group    string
	Requests int64
	Entries  int64     // of all logs
	Last     time.Time // of the newest entry; zero: there is none
	Kept     string    // where the register that was there before is now; empty: there was none
}

// Restore puts the SQLite register in file, a copy that Backup made, in the
// place of the one at url. It reads every page of it, refuses tables of a newer
// program, brings older ones up to date, and checks every entry of the logs;
// what fails is ErrDamaged, ErrOtherKey, ErrNewer or ErrDisk, and nothing was changed. A register
// that is at url already answers os.ErrExist; with force it is kept beside,
// under a name of its own. One that a server has open answers ErrLocked.
func Restore(ctx context.Context, file, url string, force bool, o Options) (_ Restored, err error) {
	path, ok := strings.CutPrefix(url, "sqlite:")
	if !ok {
		return Restored{}, ErrNotSQLite
	}
	if err := readable(file); err != nil {
		return Restored{}, err
	}
	defer func() { err = onDisk(err) }()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return Restored{}, err
	}
	unlock, err := lockFile(path + ".lock")
	if err != nil {
		return Restored{}, fmt.Errorf("database %s: %w", path, err)
	}
	defer unlock()
	_, err = os.Stat(path)
	there := err == nil
	if there && !force {
		return Restored{}, fmt.Errorf("%s: %w", path, os.ErrExist)
	}
	draft := path + ".part"
	if err := removeRegister(draft); err != nil { // of a restoration that was broken off
		return Restored{}, err
	}
	defer removeRegister(draft)
	done, err := prepareRestored(ctx, file, draft, o)
	if err != nil {
		return done, err
	}
	if there {
		if done.Kept, err = setAside(ctx, path, time.Now()); err != nil {
			return done, err
		}
	}
	if err := os.Rename(draft, path); err != nil {
		return done, err
	}
	return done, syncDir(filepath.Dir(path))
}

// prepareRestored makes draft the checked, up-to-date copy of file.
func prepareRestored(ctx context.Context, file, draft string, o Options) (Restored, error) {
	if err := wholeFile(ctx, file); err != nil {
		return Restored{}, err
	}
	err := snapshot(ctx, "sqlite:"+file, func(r reads, engine string) error {
		_, _, err := wholeHead(r, engine)
		return err
	})
	if err != nil {
		return Restored{}, err
	}
	if err := Backup(ctx, "sqlite:"+file, draft); err != nil {
		return Restored{}, err
	}
	db, err := Open(ctx, "sqlite:"+draft, o)
	if err != nil {
		return Restored{}, err
	}
	done, err := db.describeRestored(ctx)
	if err := errors.Join(err, db.Close()); err != nil { // closed, its log is written back into the file
		return done, err
	}
	return done, checkCopy(ctx, draft)
}

// wholeFile reads every page of the file and answers ErrDamaged when one is wrong.
func wholeFile(ctx context.Context, file string) error {
	db, err := sqliteDSN(file, "deferred", []string{"query_only(1)"})
	if err != nil {
		return err
	}
	defer db.Close()
	var answer string
	if err := db.GetContext(ctx, &answer, "PRAGMA integrity_check(1)"); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if answer != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, strings.Join(strings.Fields(answer), " "))
	}
	return nil
}

// describeRestored checks the logs and tells what the register holds.
func (db *DB) describeRestored(ctx context.Context) (Restored, error) {
	done := Restored{Group: db.Group().Name}
	var last int64
	if err := db.wholeLogs(ctx); err != nil {
		return done, err
	}
	err := db.view(ctx, func(r reads) error {
		if err := r.one(&done.Requests, `SELECT count(*) FROM request`); err != nil {
			return err
		}
		if err := r.one(&done.Entries, `SELECT count(*) FROM log_entry`); err != nil {
			return err
		}
		return r.one(&last, `SELECT coalesce(max(at), 0) FROM log_counter`)
	})
	done.Last = instant(last)
	return done, err
}

// wholeLogs answers ErrDamaged when a log is not as it was written, ErrOtherKey
// when the group's key did not sign it. Without a key signatures are not looked at.
func (db *DB) wholeLogs(ctx context.Context) error {
	reports, err := db.Verify(ctx, "", nil)
	for _, r := range reports {
		if !r.Whole() && r.Damage[0].Kind == schema.DamageSignature {
			return fmt.Errorf("the log of %s: %w", r.Audience, ErrOtherKey)
		}
		if !r.Whole() {
			return &Damage{Log: r}
		}
	}
	return err
}

// registerParts are the files of one SQLite register beside its own.
var registerParts = []string{"", "-wal", "-shm"}

// setAside gives the register at path, with what SQLite keeps beside it, a
// second name, which it returns. Until something else takes its place it is at
// path as well: whoever is stopped in between has lost nothing.
func setAside(ctx context.Context, path string, now time.Time) (string, error) {
	kept := path + ".before-" + now.UTC().Format("20060102T150405.000Z")
	_ = writeBack(ctx, path) // should it be damaged, it is kept as it is
	for _, part := range registerParts {
		err := os.Link(path+part, kept+part)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			err = os.Rename(path+part, kept+part) // a file system without links
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return kept, err
		}
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return kept, err
	}
	for _, part := range registerParts[1:] { // they belong to the register that was there alone
		if err := os.Remove(path + part); err != nil && !errors.Is(err, os.ErrNotExist) {
			return kept, err
		}
	}
	return kept, nil
}

// writeBack puts what a program that was stopped left beside an SQLite register into its file.
func writeBack(ctx context.Context, path string) error {
	db, err := sqliteDSN(path, "deferred", []string{"busy_timeout(5000)"})
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return errors.Join(err, db.Close())
}

// removeRegister removes a register that nobody has seen, with what is beside it.
func removeRegister(path string) error {
	var errs []error
	for _, part := range append([]string{".lock"}, registerParts...) {
		if err := os.Remove(path + part); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
