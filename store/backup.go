package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Backup writes a whole, consistent copy of the SQLite register at url to the
// new file at path, while it is served or not, and checks the copy. It refuses
// a path that exists (os.ErrExist), and a register that is not SQLite
// (ErrNotSQLite: PostgreSQL has pg_dump), or not whole (ErrUnfinished). Whatever was acknowledged before it
// began is in the copy. On failure no file is left.
func Backup(ctx context.Context, url, path string) (err error) {
	source, ok := strings.CutPrefix(url, "sqlite:")
	if !ok {
		return ErrNotSQLite
	}
	if err := errors.Join(readable(source), readable(filepath.Dir(path))); err != nil {
		return err
	}
	defer func() { err = onDisk(err) }()
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%s: %w", path, os.ErrExist)
	}
	draft := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	if err := removeDraft(draft); err != nil { // of a copy that was broken off
		return err
	}
	defer removeDraft(draft)
	if err := snapshot(ctx, url, refuseUnfinished); err != nil {
		return err
	}
	from, err := sqliteDSN(source, "deferred", []string{"busy_timeout(5000)"})
	if err != nil {
		return err
	}
	defer from.Close()
	if _, err := from.ExecContext(ctx, "VACUUM INTO ?", draft); err != nil {
		return fmt.Errorf("copy %s: %w", source, err)
	}
	if err := checkCopy(ctx, draft); err != nil {
		return err
	}
	if err := os.Chmod(draft, 0o600); err != nil {
		return err
	}
	if err := os.Rename(draft, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// removeDraft removes a copy that is not whole, with what the engine kept beside
// it: on a full disk it leaves its journal there.
func removeDraft(path string) error {
	for _, part := range []string{"", "-journal"} {
		if err := os.Remove(path + part); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// checkCopy reads every page of an SQLite file, then puts it on the disk for good.
func checkCopy(ctx context.Context, path string) error {
	if err := wholeFile(ctx, path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
