package store

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"github.com/jmoiron/sqlx"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// openSQLite opens one writer connection and a pool of readers on the file at path.
func (db *DB) openSQLite(path string) error {
	if path == "" {
		return errors.New("database sqlite: a path is missing")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	unlock, err := lockFile(path + ".lock")
	if err != nil {
		return fmt.Errorf("database %s: %w", path, err)
	}
	db.unlock = unlock
	db.engine = engine{name: "sqlite", words: sqliteWords, classify: classifySQLite,
		takeNumbers: `INSERT INTO numbering (series, year, last) VALUES (?, ?, ?)
			ON CONFLICT (series, year) DO UPDATE SET last = numbering.last + excluded.last RETURNING last`,
		takeEntries: `INSERT INTO log_counter (audience, seq, at) VALUES (?, ?, ?)
			ON CONFLICT (audience) DO UPDATE SET seq = log_counter.seq + excluded.seq, at = max(log_counter.at, excluded.at) RETURNING seq, at`,
		weigh: []string{"PRAGMA analysis_limit = 400", "PRAGMA optimize = 0x10002"}}
	pragmas := []string{"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-16000)"}
	if db.writer, err = sqliteDSN(path, "immediate", pragmas); err != nil {
		return err
	}
	db.writer.SetMaxOpenConns(1)
	if err := db.writer.Ping(); err != nil { // makes the file and its WAL before any reader looks
		return fmt.Errorf("database %s: %w", path, err)
	}
	if db.reader, err = sqliteDSN(path, "deferred", append(pragmas, "query_only(1)")); err != nil {
		return err
	}
	db.statements = &statements{pool: db.writer, known: map[string]*sqlx.Stmt{}}
	views := max(4, runtime.GOMAXPROCS(0))
	db.reader.SetMaxOpenConns(views + 1) // one for what is read outside of views
	db.reader.SetMaxIdleConns(views + 1)
	db.readers = newReaders(db.reader, views)
	return nil
}

func sqliteDSN(path, txlock string, pragmas []string) (*sqlx.DB, error) {
	q := url.Values{"_txlock": {txlock}, "_pragma": pragmas}
	return sqlx.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q.Encode()}).String())
}

func classifySQLite(err error) failure {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return failed
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return failedBusy
	case lib.SQLITE_FULL, lib.SQLITE_IOERR, lib.SQLITE_CORRUPT, lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN:
		return failedDisk
	}
	return failed
}

func init() { sqlx.BindDriver("sqlite", sqlx.QUESTION) }
