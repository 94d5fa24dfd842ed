package store

import (
	"context"
	"fmt"
	"time"
)

// clockSlack is by how much the clocks of machines may differ unnoticed.
const clockSlack = time.Second

// Now is the register's now: UTC, whole milliseconds, as it is stored.
func (db *DB) Now() time.Time { return db.present() }

// present is Now: the clock given in Options or the machine's own. Several nodes
// go by one, the database's: what one of them holds another would else take for due.
func (db *DB) present() time.Time {
	return db.now().Add(time.Duration(db.behind.Load())).UTC().Truncate(time.Millisecond)
}

// compareClocks finds by how much this machine is behind the database's server,
// where that has a clock of its own. What is too little to be sure of is nothing.
func (db *DB) compareClocks(ctx context.Context) error {
	if db.engine.clock == "" || db.timed {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	began := db.now()
	var at int64
	if err := (reads{ctx: ctx, ext: db.writer}).one(&at, db.engine.clock); err != nil {
		return fmt.Errorf("database: its clock: %w", err)
	}
	took := db.now().Sub(began)
	was, behind, slack := time.Duration(db.behind.Load()), instant(at).Sub(began.Add(took/2)), clockSlack+took/2
	if (behind - was).Abs() <= slack {
		return nil
	}
	if behind.Abs() <= slack {
		behind = 0
	}
	db.behind.Store(int64(behind))
	db.log.Warn("this machine's clock is not the database's, which counts: set them by NTP", "behind", behind.Round(time.Millisecond))
	return nil
}
