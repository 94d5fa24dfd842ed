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
// a path that exists, and a register that is not SQLite (PostgreSQL has
// pg_dump). On failure no file is left.
func Backup(ctx context.Context, url, path string) (err error) {
	source, ok := strings.CutPrefix(url, "sqlite:")
	if !ok {
		return errors.New("only an SQLite register is copied this way; for PostgreSQL use pg_dump")
	}
	if _, err := os.Stat(source); err != nil {
		return err
	}
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%s: %w", path, os.ErrExist)
	}
	draft := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	if err := os.Remove(draft); err != nil && !errors.Is(err, os.ErrNotExist) { // of a copy that was broken off
		return err
	}
	defer os.Remove(draft)
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
	return os.Rename(draft, path)
}

// checkCopy reads every page of an SQLite file, then puts it on the disk for good.
func checkCopy(ctx context.Context, path string) error {
	db, err := sqliteDSN(path, "deferred", []string{"query_only(1)"})
	if err != nil {
		return err
	}
	defer db.Close()
	var answer string
	if err := db.GetContext(ctx, &answer, "PRAGMA integrity_check(1)"); err != nil {
		return err
	}
	if answer != "ok" {
		return fmt.Errorf("the copy is not whole: %s", answer)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
