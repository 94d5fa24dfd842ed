package store

import (
	"context"
	"fmt"
)

// asideTable holds the definitions of the indexes that a long load has set
// aside. It is there only while some are.
const asideTable = "index_aside"

// ofRequests are the tables that a load fills.
const ofRequests = `('request', 'request_side', 'content', 'reply', 'reply_outcome', 'log_entry')`

// setAsideSQLite drops the indexes of the tables that a load fills, for
// putBackSQLite to make them again: row by row in a register of a million
// requests each row would write a page of nearly all of them. Until then every
// query works, but slowly. What keeps values unique stays.
func setAsideSQLite(t *tx) error {
	if _, err := t.exec(`CREATE TABLE ` + asideTable + ` AS SELECT name, sql FROM sqlite_schema
		WHERE type = 'index' AND sql NOT LIKE 'CREATE UNIQUE%' AND tbl_name IN ` + ofRequests); err != nil {
		return err
	}
	var names []string
	if err := t.all(&names, `SELECT name FROM `+asideTable); err != nil {
		return err
	}
	for _, name := range names {
		if _, err := t.exec(`DROP INDEX "` + name + `"`); err != nil {
			return err
		}
	}
	return nil
}

// putBackSQLite makes the indexes that were set aside, each in a transaction of
// its own, so that it goes on where it was stopped. Without any it does nothing.
func putBackSQLite(ctx context.Context, db *DB) error {
	for done := false; !done; {
		err := db.write(ctx, func(t *tx) error {
			var there bool
			if err := t.one(&there, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?)`, asideTable); err != nil {
				return err
			}
			if done = !there; done {
				return nil
			}
			var next []struct{ Name, SQL string }
			if err := t.all(&next, `SELECT name, sql FROM `+asideTable+` ORDER BY name LIMIT 1`); err != nil {
				return err
			}
			if len(next) == 0 {
				_, err := t.exec(`DROP TABLE ` + asideTable)
				return err
			}
			if _, err := t.ext.ExecContext(t.ctx, next[0].SQL); err != nil {
				return fmt.Errorf("index %s: %w", next[0].Name, err)
			}
			_, err := t.exec(`DELETE FROM `+asideTable+` WHERE name = ?`, next[0].Name)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
