package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
)

// While a whole register comes in, its tables are bare: without the indexes
// and, on PostgreSQL, the references that each row would have to be held
// against. What is taken off is kept in unfinishedTable, so that an import that
// was broken off does not lose it, and is put back once all rows are there.

// bareQueries find what is taken off: the statements that take it and that put
// it back, in the order in which they are put back. Keys stay.
var bareQueries = map[string]string{
	"sqlite": `SELECT 'DROP INDEX "' || name || '"' AS off, sql AS back FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`,
	"postgres": `SELECT off, back FROM (
		SELECT 1 AS turn, c.relname AS name, format('DROP INDEX %I', c.relname) AS off, pg_get_indexdef(i.indexrelid) AS back
			FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
			WHERE c.relnamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
		UNION ALL SELECT 2, k.conname, format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname),
				format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
			FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace
		) every ORDER BY turn, name`,
}

// strip takes off what bareQueries find. References go first: they hold on to indexes.
func (t *tx) strip() error {
	var found []struct{ Off, Back string }
	if err := t.all(&found, bareQueries[t.db.engine.name]); err != nil {
		return err
	}
	for i, f := range slices.Backward(found) {
		if _, err := t.exec(`INSERT INTO `+unfinishedTable+` (n, statement) VALUES (?, ?)`, i+1, f.Back); err != nil {
			return err
		}
		if _, err := t.exec(f.Off); err != nil {
			return err
		}
	}
	return nil
}

// dress puts back what strip took off.
func (t *tx) dress() error {
	var back []string
	if err := t.all(&back, `SELECT statement FROM `+unfinishedTable+` ORDER BY n`); err != nil {
		return err
	}
	for _, statement := range back {
		if _, err := t.exec(statement); err != nil {
			return err
		}
	}
	_, err := t.exec(`DELETE FROM ` + unfinishedTable)
	return err
}

// onReference tells of rows that refer to others which are not there.
func onReference(err error) error {
	var e *pgconn.PgError
	if errors.As(err, &e) && e.Code == "23503" {
		return fmt.Errorf("%w: table %s refers to rows that are not there", ErrDamaged, e.TableName)
	}
	return err
}

// hurry has SQLite, until thorough, wait for the disk at checkpoints alone and
// look at references at the end: what is lost when the power fails meanwhile is
// a part of an import that is refused. Until it is closed the register keeps few
// pages in memory, for each connection keeps its own and rows come and are
// checked in the order in which they lie; one connection reads.
func (db *DB) hurry(ctx context.Context) error {
	if db.writers == nil {
		return nil
	}
	db.readers.close()
	db.readers = newSessions(db.reader, 1)
	db.writer.SetMaxIdleConns(0) // beside the one that commands are written with
	db.reader.SetMaxIdleConns(0)
	if err := db.readers.set(ctx, importCache); err != nil {
		return err
	}
	return db.writers.set(ctx, "PRAGMA foreign_keys = 0", "PRAGMA synchronous = NORMAL", importCache)
}

// importCache is how many pages a connection keeps in memory while a whole
// register comes in. A page of 4 KiB takes 8 there: what it is kept with makes
// it a little larger, and the allocator rounds up to a power of two.
const importCache = "PRAGMA cache_size = 1500"

// thorough checks every reference and ends hurry.
func (db *DB) thorough(ctx context.Context) error {
	if db.writers == nil {
		return nil // PostgreSQL checked them when they were put back
	}
	var broken []string
	err := db.view(ctx, func(r reads) error {
		return r.all(&broken, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`)
	})
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		return fmt.Errorf("%w: table %s refers to rows that are not there", ErrDamaged, broken[0])
	}
	return db.writers.set(ctx, "PRAGMA foreign_keys = 1", "PRAGMA synchronous = FULL")
}

// set runs statements on the session that is next.
func (s *sessions) set(ctx context.Context, statements ...string) error {
	c, err := s.take(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, statement := range statements {
		_, err := c.conn.ExecContext(ctx, statement)
		errs = append(errs, err)
	}
	err = errors.Join(errs...)
	s.give(c, err != nil)
	return err
}
