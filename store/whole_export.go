package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/jmoiron/sqlx"
)

// ExportAll writes everything that the register at url holds, as it is at one
// moment, to the new directory dir, for its owner's eyes alone. It takes no
// lock: the register may be served meanwhile. A dir that exists and is not
// empty answers ErrNotEmpty; on failure dir is not made. Memory does not grow
// with the register.
func ExportAll(ctx context.Context, url, dir string, tell Progress) (m Manifest, err error) {
	defer func() { err = onDisk(err) }()
	dir = filepath.Clean(dir)
	if err := vacant(dir); err != nil {
		return Manifest{}, err
	}
	draft := filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".part")
	if err := os.RemoveAll(draft); err != nil { // of an export that was broken off
		return Manifest{}, err
	}
	if err := os.MkdirAll(draft, 0o700); err != nil {
		return Manifest{}, err
	}
	defer os.RemoveAll(draft)
	err = snapshot(ctx, url, func(r reads, engine string) (err error) {
		m, err = writeWhole(r, engine, draft, tell)
		return err
	})
	if err != nil {
		return m, err
	}
	if err := m.write(draft); err != nil {
		return m, err
	}
	if err := syncDir(draft); err != nil {
		return m, err
	}
	if err := os.Rename(draft, dir); err != nil {
		return m, err
	}
	return m, syncDir(filepath.Dir(dir))
}

// vacant refuses a path at which something is, but for an empty directory.
func vacant(dir string) error {
	found, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil && !errors.Is(err, syscall.ENOTDIR): // it is a file
		return err
	case err != nil, len(found) > 0:
		return fmt.Errorf("%s: %w", dir, ErrNotEmpty)
	}
	return nil
}

// syncDir puts the names in a directory on the disk for good.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// snapshot runs fn on one state of the register at url, which others may be
// serving, without changing anything.
func snapshot(ctx context.Context, url string, fn func(r reads, engine string) error) error {
	path, isSQLite := strings.CutPrefix(url, "sqlite:")
	engine, options := "postgres", &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	var pool *sqlx.DB
	var err error
	if isSQLite {
		if _, err := os.Stat(path); err != nil {
			return err
		}
		engine, options = "sqlite", nil
		pool, err = sqliteDSN(path, "deferred", []string{"busy_timeout(5000)", "query_only(1)"})
	} else {
		pool, err = sqlx.Open("pgx", url)
	}
	if err != nil {
		return err
	}
	defer pool.Close()
	t, err := pool.BeginTxx(ctx, options)
	if err != nil {
		return err
	}
	defer t.Rollback() // there is nothing to keep
	r := reads{ctx: ctx, ext: t}
	if !isSQLite {
		if err := systemPostgres(r, true); err != nil { // the whole register, past its row security
			return err
		}
	}
	return fn(r, engine)
}

// writeWhole writes a file for each table into dir.
func writeWhole(r reads, engine, dir string, tell Progress) (Manifest, error) {
	m := Manifest{Format: wholeFormat}
	var err error
	if m.Schema, m.Group, err = wholeHead(r, engine); err != nil {
		return m, err
	}
	tables, err := catalogue(r, engine)
	if err != nil {
		return m, err
	}
	progress := counter{tell: tell}
	for _, t := range tables {
		var n int64
		if err := r.one(&n, `SELECT count(*) FROM `+quoted(t.name)); err != nil {
			return m, err
		}
		progress.total += n
	}
	for _, t := range tables {
		file, err := writeTable(r, t, dir, &progress)
		if err != nil {
			return m, fmt.Errorf("table %s: %w", t.name, err)
		}
		m.Tables = append(m.Tables, file)
	}
	m.Digest = m.digest()
	return m, nil
}

// wholeHead tells the version of a register's tables, as both engines count
// it, and its group, if it can be written whole.
func wholeHead(r reads, engine string) (version int64, group string, err error) {
	newest, err := newestTables(engine)
	if err != nil {
		return 0, "", err
	}
	if version, err = tablesVersion(r, engine); err != nil {
		return 0, "", err
	}
	unfinished := refuseUnfinished(r, engine)
	switch {
	case version > newest:
		return version, "", fmt.Errorf("%w (tables %d, this program knows %d)", ErrNewer, version, newest)
	case unfinished != nil:
		return version, "", unfinished
	case version == 0:
		return version, "", ErrNotFounded
	}
	err = r.one(&group, `SELECT name FROM group_info WHERE id = 1`)
	if missing(err) {
		err = ErrNotFounded
	}
	if err == nil {
		version, err = sharedVersion(version)
	}
	return version, group, err
}

// writeTable writes the rows of one table and returns what it wrote.
func writeTable(r reads, t wholeTable, dir string, progress *counter) (WholeFile, error) {
	out := WholeFile{Table: t.name, File: t.name + ".jsonl", Columns: t.columnNames()}
	f, err := os.OpenFile(filepath.Join(dir, out.File), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return out, err
	}
	defer f.Close()
	sum := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(f, sum), 256<<10)
	rows, err := r.ext.QueryxContext(r.ctx, `SELECT `+quotedList(t.columnNames())+` FROM `+quoted(t.name)+` ORDER BY `+quotedList(t.keyNames()))
	if err != nil {
		return out, err
	}
	defer rows.Close()
	row := newRowBuffer(t)
	var line []byte
	for rows.Next() {
		if err := rows.Scan(row.targets...); err != nil {
			return out, err
		}
		if line, err = row.appendLine(line[:0]); err != nil {
			return out, err
		}
		if _, err := w.Write(line); err != nil {
			return out, err
		}
		out.Rows++
		out.Bytes += int64(len(line))
		progress.add(1)
	}
	if err := errors.Join(rows.Err(), w.Flush()); err != nil {
		return out, err
	}
	out.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return out, errors.Join(f.Sync(), f.Close())
}

// quoted is the name of a table or column as both engines read it.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func quotedList(names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = quoted(name)
	}
	return strings.Join(list, ", ")
}
