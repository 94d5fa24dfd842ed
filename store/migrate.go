package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"contactgroup/schema"
)

// Migrate opens the register at url, brings its tables up to this program's
// version, which every opening does, and tells both versions.
func Migrate(ctx context.Context, url string, o Options) (from, to int64, err error) {
	err = snapshot(ctx, url, func(r reads, engine string) (err error) {
		from, err = tablesVersion(r, engine)
		return err
	})
	if err != nil {
		return 0, 0, onDisk(err)
	}
	db, err := Open(ctx, url, o)
	if err != nil {
		return from, 0, onDisk(err)
	}
	to, err = newestTables(db.engine.name)
	return from, to, errors.Join(err, db.Close())
}

// migrate brings the tables up to this program's version. On PostgreSQL nodes
// that start together take turns.
func (db *DB) migrate(ctx context.Context) error {
	newest, err := newestTables(db.engine.name)
	if err != nil {
		return err
	}
	return db.migrateTo(ctx, newest)
}

// migrateTo brings the tables up to a version that this program knows. A
// register of a newer program is refused and left untouched.
func (db *DB) migrateTo(ctx context.Context, version int64) error {
	if err := db.refuseNewer(ctx); err != nil {
		return err
	}
	if err := db.putBack(ctx); err != nil { // before a migration looks for them
		return err
	}
	dialect, pool := goose.DialectSQLite3, db.writer.DB
	if db.engine.migrating != nil {
		pool = db.engine.migrating()
		defer pool.Close()
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if db.engine.name == "postgres" {
		dialect = goose.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	provider, err := goose.NewProvider(dialect, pool, schema.Migrations(db.engine.name), options...)
	if err != nil {
		return err
	}
	if _, err := provider.UpTo(ctx, version); err != nil {
		return fmt.Errorf("database: tables cannot be brought up to date: %w", err)
	}
	return nil
}

// versions are the migrations of an engine, by number.
func versions(engine string) ([]int64, error) {
	names, err := fs.Glob(schema.Migrations(engine), "*.sql")
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("no migrations: %w", err)
	}
	out := make([]int64, len(names))
	for i, name := range names {
		number, _, _ := strings.Cut(name, "_")
		if out[i], err = strconv.ParseInt(number, 10, 64); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// newestTables is the version of an engine's tables that this program works with.
func newestTables(engine string) (int64, error) {
	all, err := versions(engine)
	if err != nil {
		return 0, err
	}
	return all[len(all)-1], nil
}

// sharedVersion is the newest version up to one that both engines have: what
// one of them adds alone is about the engine, not about what is kept.
func sharedVersion(upTo int64) (int64, error) {
	one, err := versions("sqlite")
	if err != nil {
		return 0, err
	}
	other, err := versions("postgres")
	if err != nil {
		return 0, err
	}
	for _, v := range slices.Backward(one) {
		if v <= upTo && slices.Contains(other, v) {
			return v, nil
		}
	}
	return 0, nil
}

// refuseNewer fails when a newer program has been at the register.
func (db *DB) refuseNewer(ctx context.Context) error {
	newest, err := newestTables(db.engine.name)
	if err != nil {
		return err
	}
	version, err := tablesVersion(reads{ctx: ctx, ext: db.writer}, db.engine.name)
	if err != nil {
		return fmt.Errorf("database: %w", err)
	}
	if version > newest {
		return fmt.Errorf("database: %w (tables %d, this program knows %d); use that program", ErrNewer, version, newest)
	}
	return nil
}
