package store

import (
	"context"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"contactgroup/schema"
)

// migrate brings the tables up to this program's version. On PostgreSQL nodes
// that start together take turns.
func (db *DB) migrate(ctx context.Context) error {
	files := schema.Migrations(db.engine.name)
	newest, err := newestMigration(files)
	if err != nil {
		return err
	}
	if err := db.refuseNewer(ctx, newest); err != nil {
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
	provider, err := goose.NewProvider(dialect, pool, files, options...)
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("database: tables cannot be brought up to date: %w", err)
	}
	return nil
}

func newestMigration(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil || len(names) == 0 {
		return 0, fmt.Errorf("no migrations: %w", err)
	}
	number, _, _ := strings.Cut(names[len(names)-1], "_")
	return strconv.ParseInt(number, 10, 64)
}

// refuseNewer fails when a newer program has been at the register.
func (db *DB) refuseNewer(ctx context.Context, newest int64) error {
	present := `SELECT count(*) FROM sqlite_master WHERE name = 'goose_db_version'`
	if db.engine.name == "postgres" {
		present = `SELECT count(*) FROM pg_tables WHERE tablename = 'goose_db_version' AND schemaname = ANY (current_schemas(false))`
	}
	r := reads{ctx, db.writer}
	var tables int
	if err := r.one(&tables, present); err != nil {
		return fmt.Errorf("database: %w", err)
	}
	if tables == 0 {
		return nil
	}
	var version int64
	if err := r.one(&version, `SELECT coalesce(max(version_id), 0) FROM goose_db_version`); err != nil {
		return fmt.Errorf("database: %w", err)
	}
	if version > newest {
		return fmt.Errorf("database: written by a newer program (tables %d, this program knows %d); use that program", version, newest)
	}
	return nil
}
