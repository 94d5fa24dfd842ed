package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// unfinishedTable is there while a register is being imported: a register that
// has it is not whole.
const unfinishedTable = "unfinished_import"

// How much of an import is written at once.
const (
	importRows  = 4000
	importBytes = 4 << 20
)

// ImportAll makes the register at url, of either engine, the one that ExportAll
// wrote to dir. Every file is compared with the manifest before anything is
// written. A register that holds a group, or tables of anything else, answers
// ErrNotEmpty and stays as it is. A register whose import was broken off is
// refused by Open with ErrUnfinished, and is what ImportAll begins anew with.
// The tables are brought up to this program's version once they are filled, and
// every entry of the logs is checked as Restore does it. Memory does not grow
// with the register. Whatever goes wrong once
// rows were written is ErrUnfinished as well as what it is.
func ImportAll(ctx context.Context, dir, url string, o Options, tell Progress) (Manifest, error) {
	m, err := readManifest(dir)
	if err != nil {
		return m, err
	}
	if err := m.check(dir); err != nil {
		return m, err
	}
	db, err := connect(url, o)
	if err != nil {
		return m, errors.Join(err, db.Close())
	}
	return m, onDisk(errors.Join(db.importWhole(ctx, m, dir, tell), db.Close()))
}

func (db *DB) importWhole(ctx context.Context, m Manifest, dir string, tell Progress) error {
	unlock, err := db.importAlone(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := db.refuseFull(ctx); err != nil {
		return err
	}
	if err := db.migrateTo(ctx, m.Schema); err != nil {
		return err
	}
	if err := db.hurry(ctx); err != nil {
		return err
	}
	tables, err := db.blank(ctx, m)
	if err != nil {
		return err
	}
	if err := db.fill(ctx, m, dir, tables, tell); err != nil {
		return &Unfinished{err}
	}
	return nil
}

// fill brings the rows into the blank tables, and makes a register of them.
func (db *DB) fill(ctx context.Context, m Manifest, dir string, tables []wholeTable, tell Progress) error {
	progress := counter{tell: tell, total: m.Rows()}
	for i, t := range tables {
		if err := db.importTable(ctx, t, m.Tables[i], dir, &progress); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	newest, err := newestTables(db.engine.name)
	if err != nil {
		return err
	}
	if m.Schema == newest { // their index is made of all words then, in a fraction of the time
		if err := db.spellAnew(ctx); err != nil {
			return err
		}
	}
	if err := db.write(ctx, (*tx).dress); err != nil {
		return onReference(err)
	}
	if err := db.thorough(ctx); err != nil {
		return err
	}
	if err := db.setSequences(ctx, tables); err != nil {
		return err
	}
	if err := db.migrate(ctx); err != nil {
		return err
	}
	if m.Schema < newest {
		if err := db.spellAnew(ctx); err != nil {
			return err
		}
	}
	if err := db.wholeLogs(ctx); err != nil {
		return err
	}
	if _, err := db.writer.ExecContext(ctx, "ANALYZE"); err != nil {
		return err
	}
	return db.write(ctx, func(t *tx) error {
		_, err := t.exec(`DROP TABLE ` + unfinishedTable)
		return err
	})
}

// spellAnew makes the words to search by, of which a whole register brings none.
func (db *DB) spellAnew(ctx context.Context) error {
	if err := db.write(ctx, (*tx).misspelled); err != nil {
		return err
	}
	return db.spellAll(ctx)
}

// refuseUnfinished answers ErrUnfinished for a register that is not whole.
func refuseUnfinished(r reads, engine string) error {
	unfinished, err := hasTable(r, engine, unfinishedTable)
	if err == nil && unfinished {
		err = ErrUnfinished
	}
	if err != nil {
		return fmt.Errorf("database: %w", err)
	}
	return nil
}

// importAlone keeps other imports away from a PostgreSQL register until the
// function it returns is called; an SQLite file is this process's already.
func (db *DB) importAlone(ctx context.Context) (unlock func(), err error) {
	if db.engine.name == "sqlite" {
		return func() {}, nil
	}
	conn, err := db.writer.Connx(ctx)
	if err != nil {
		return nil, err
	}
	var alone bool
	if err = conn.GetContext(ctx, &alone, `SELECT pg_try_advisory_lock(hashtext(current_schema() || '.`+unfinishedTable+`'))`); err == nil && !alone {
		err = ErrLocked
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock_all()`) // ends with the connection at the latest
		_ = conn.Close()
	}, nil
}

// refuseFull answers ErrNotEmpty for a register that holds a group, or a
// database that holds something else; the beginnings of a register hold nothing.
func (db *DB) refuseFull(ctx context.Context) error {
	r := reads{ctx: ctx, ext: db.writer}
	unfinished, err := hasTable(r, db.engine.name, unfinishedTable)
	if err != nil || unfinished {
		return err
	}
	version, err := tablesVersion(r, db.engine.name)
	if err != nil {
		return err
	}
	query := `SELECT (SELECT count(*) FROM group_info) + (SELECT count(*) FROM organisation)`
	if version == 0 {
		query = `SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name <> 'goose_db_version'`
		if db.engine.name == "postgres" {
			query = `SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'goose_db_version'`
		}
	}
	var found int
	if err := r.one(&found, query); err != nil {
		return err
	}
	if found > 0 {
		return fmt.Errorf("database: %w", ErrNotEmpty)
	}
	return nil
}

// blank marks the register as unfinished and empties its tables, of what an
// earlier import left and of what every new register begins with, and strips
// them. It returns the tables in the order of the manifest, whose columns they must have.
func (db *DB) blank(ctx context.Context, m Manifest) ([]wholeTable, error) {
	var tables []wholeTable
	err := db.write(ctx, func(t *tx) (err error) {
		if _, err := t.exec(`CREATE TABLE IF NOT EXISTS ` + unfinishedTable + ` (n INTEGER PRIMARY KEY, statement TEXT NOT NULL)`); err != nil {
			return err
		}
		if tables, err = catalogue(t.reads, db.engine.name); err != nil {
			return err
		}
		if err := t.empty(tables); err != nil {
			return err
		}
		if err := t.dress(); err != nil { // of an import that was broken off
			return err
		}
		if tables, err = catalogue(t.reads, db.engine.name); err != nil {
			return err
		}
		if !slices.EqualFunc(tables, m.Tables, func(t wholeTable, f WholeFile) bool {
			return t.name == f.Table && slices.Equal(t.columnNames(), f.Columns)
		}) {
			return fmt.Errorf("%w: the tables of %s are not those of a register of version %d", ErrDamaged, manifestFile, m.Schema)
		}
		return t.strip()
	})
	return tables, err
}

// empty removes every row of the tables, which are each after those that it refers to.
func (t *tx) empty(tables []wholeTable) error {
	var names []string
	for _, name := range made {
		present, err := hasTable(t.reads, t.db.engine.name, name)
		if err != nil {
			return err
		}
		if present {
			names = append(names, name)
		}
	}
	for _, table := range slices.Backward(tables) {
		names = append(names, table.name)
	}
	if t.db.engine.name == "postgres" {
		_, err := t.exec(`TRUNCATE ` + quotedList(names))
		return err
	}
	for _, name := range names {
		if _, err := t.exec(`DELETE FROM ` + quoted(name)); err != nil {
			return err
		}
	}
	return nil
}

// importTable writes the rows of one file, in transactions of a bounded size.
func (db *DB) importTable(ctx context.Context, t wholeTable, file WholeFile, dir string, progress *counter) error {
	f, err := os.Open(filepath.Join(dir, file.File))
	if err != nil {
		return err
	}
	defer f.Close()
	lines := lineReader{hash: sha256.New()}
	lines.r = bufio.NewReaderSize(io.TeeReader(f, lines.hash), 256<<10)
	var rows [][]any
	size := 0
	flush := func() error {
		err := db.write(ctx, func(tx *tx) error { return tx.insertWhole(t, rows) })
		progress.add(int64(len(rows)))
		rows, size = rows[:0], 0
		return err
	}
	for n := int64(1); ; n++ {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		values, err := t.parseLine(line)
		if err != nil {
			return fmt.Errorf("%w: line %d: %w", ErrDamaged, n, err)
		}
		rows, size = append(rows, values), size+len(line)
		if len(rows) == importRows || size >= importBytes {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if hex.EncodeToString(lines.hash.Sum(nil)) != file.SHA256 {
		return &Damage{File: file.File} // it changed while it was read
	}
	return nil
}

// lineReader gives lines and hashes what it read.
type lineReader struct {
	r    *bufio.Reader
	hash hash.Hash
}

// next returns the next line with its end; io.EOF after the last.
func (l lineReader) next() ([]byte, error) {
	line, err := l.r.ReadBytes('\n')
	if errors.Is(err, io.EOF) && len(line) > 0 {
		return nil, fmt.Errorf("%w: the last line has no end", ErrDamaged)
	}
	return line, err
}

// setSequences makes the numbers that PostgreSQL gives go on after those imported.
func (db *DB) setSequences(ctx context.Context, tables []wholeTable) error {
	if db.engine.name != "postgres" {
		return nil // SQLite goes on after the highest number by itself
	}
	return db.write(ctx, func(t *tx) error {
		for _, table := range tables {
			for _, c := range table.columns {
				if !c.identity {
					continue
				}
				var last int64
				query := `SELECT setval(pg_get_serial_sequence(?, ?), coalesce((SELECT max(` + quoted(c.name) + `) FROM ` + quoted(table.name) + `), 0) + 1, false)`
				if err := t.one(&last, query, quoted(table.name), c.name); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
