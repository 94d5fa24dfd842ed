package store

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/jmoiron/sqlx"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"contactgroup/schema"
)

// pragmasSQLite are the settings of each connection.
var pragmasSQLite = []string{"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-16000)", "analysis_limit(400)", "wal_autocheckpoint(4000)"}

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
	db.engine = engine{name: "sqlite", words: sqliteWords, insert: "INSERT OR FAIL INTO ", classify: classifySQLite, reserve: reserveSQLite,
		// Merged of an index of the open ones and one of the settled ones: a third, of both, would be written at each change.
		archive: `(SELECT * FROM request WHERE open = 1 UNION ALL SELECT * FROM request WHERE open = 0) r`,
		takeNumbers: `INSERT INTO numbering (series, year, last) VALUES (?, ?, ?)
			ON CONFLICT (series, year) DO UPDATE SET last = numbering.last + excluded.last RETURNING last`,
		takeEntries: func(audiences []string, count map[string]int, at int64) (string, []any) {
			var args []any
			for _, key := range audiences {
				args = append(args, key, count[key], at)
			}
			return `INSERT INTO log_counter (audience, seq, at) VALUES (?, ?, ?)` + strings.Repeat(`, (?, ?, ?)`, len(audiences)-1) + ` ON CONFLICT (audience)
				DO UPDATE SET seq = log_counter.seq + excluded.seq, at = max(log_counter.at, excluded.at) RETURNING audience, seq, at`, args
		},
		scrub: func(t *tx, on bool) error {
			_, err := t.exec(`PRAGMA secure_delete = ` + strconv.Itoa(flag(on)))
			return err
		},
		// Both indexes of words keep those of deleted rows until they are merged.
		tidy: []string{`INSERT INTO request_words (request_words) VALUES ('optimize')`, `INSERT INTO request_open_words (request_open_words) VALUES ('optimize')`,
			`VACUUM`, `PRAGMA wal_checkpoint(TRUNCATE)`},
		fewHits: 500, weigh: []string{"PRAGMA optimize = 0x10002"}, setAside: setAsideSQLite, putBack: putBackSQLite}
	if db.writer, err = sqliteDSN(path, "immediate", pragmasSQLite); err != nil {
		return err
	}
	db.writer.SetMaxOpenConns(2)             // one for what is written outside of commands
	if err := db.writer.Ping(); err != nil { // makes the file and its WAL before any reader looks
		return fmt.Errorf("database %s: %w", path, err)
	}
	if db.reader, err = sqliteDSN(path, "deferred", append(slices.Clone(pragmasSQLite), "query_only(1)")); err != nil {
		return err
	}
	db.writers = newSessions(db.writer, 1)
	views := max(4, runtime.GOMAXPROCS(0))
	db.reader.SetMaxOpenConns(views + 1) // one for what is read outside of views
	db.reader.SetMaxIdleConns(views + 1)
	db.readers = newSessions(db.reader, views)
	return nil
}

func sqliteDSN(path, txlock string, pragmas []string) (*sqlx.DB, error) {
	q := url.Values{"_txlock": {txlock}, "_pragma": pragmas}
	return sqlx.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q.Encode()}).String())
}

// reserveSQLite gives the IDs behind the last one: nobody else writes meanwhile.
func reserveSQLite(t *tx, table string, n int) ([]schema.ID, error) {
	var last schema.ID
	err := t.one(&last, `SELECT coalesce(max(id), 0) FROM `+table)
	ids := make([]schema.ID, n)
	for i := range ids {
		ids[i] = last + 1 + schema.ID(i)
	}
	return ids, err
}

func classifySQLite(err error) failure {
	if errors.Is(err, errEndMoved) {
		return failedBusy
	}
	e, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
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
