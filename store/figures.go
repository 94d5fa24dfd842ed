package store

import (
	"context"
	"strings"
	"time"

	"contactgroup/schema"
)

// Figures are what the whole register looks like from outside: numbers alone.
type Figures struct {
	Open     []OpenFigure
	Entries  map[string]int64 // of the logs, by kind of audience: "requests", "shared", "security"
	LastSeal time.Time        // zero: never
	Waiting  int64            // deliveries of alerts and notices not made yet
	Failed   int64            // deliveries of alerts given up
}

// OpenFigure counts the open requests of one state and label.
type OpenFigure struct {
	State schema.State
	Label schema.Label
	N     int64
}

// Figures counts. It costs one look at the open requests.
func (db *DB) Figures(ctx context.Context) (Figures, error) {
	f := Figures{Entries: map[string]int64{}}
	err := db.view(ctx, func(r reads) error {
		f.Open = nil
		if err := r.all(&f.Open, `SELECT state, label, count(*) AS n FROM request WHERE open = 1 GROUP BY state, label ORDER BY state, label`); err != nil {
			return err
		}
		var logs []struct {
			Audience string
			Seq      int64
		}
		if err := r.all(&logs, `SELECT audience, seq FROM log_counter`); err != nil {
			return err
		}
		clear(f.Entries)
		for _, l := range logs {
			f.Entries[kindOfAudience(l.Audience)] += l.Seq
		}
		var err error
		if f.LastSeal, err = db.lastSeal(r); err != nil {
			return err
		}
		return r.one(&f.Waiting, `SELECT (SELECT count(*) FROM alert_delivery WHERE state IN ('waiting', 'sending'))
			+ (SELECT count(*) FROM letter WHERE state IN ('waiting', 'sending'))`)
	})
	if err != nil {
		return f, err
	}
	err = db.view(ctx, func(r reads) error {
		return r.one(&f.Failed, `SELECT count(*) FROM alert_delivery WHERE state = ?`, schema.DeliveryFailed)
	})
	return f, err
}

// kindOfAudience is an audience's key without whose it is.
func kindOfAudience(key string) string {
	parts := strings.Split(key, "/")
	if len(parts) == 1 {
		return "shared"
	}
	return parts[1]
}

// lastSeal is when a log was sealed last.
func (db *DB) lastSeal(r reads) (time.Time, error) {
	var last time.Time
	var logs []string
	if err := r.all(&logs, `SELECT DISTINCT audience FROM log_head WHERE day = (SELECT max(day) FROM log_head)`); err != nil {
		return last, err
	}
	for _, audience := range logs {
		row, _, err := r.lastHead(audience)
		if err != nil {
			return last, err
		}
		h, err := readHead(row.Note)
		if err != nil {
			return last, err
		}
		if h.At.After(last) {
			last = h.At
		}
	}
	return last, nil
}

// Ready returns nil when commands can be written: the database answers, takes
// writes, has this program's tables and holds a group.
func (db *DB) Ready(ctx context.Context) error {
	if db.broken.Load() {
		return &schema.Fault{Class: schema.ErrReadOnly, Why: schema.WhyDisk}
	}
	newest, err := newestTables(db.engine.name)
	if err != nil {
		return err
	}
	return db.write(schema.DryRun(ctx), func(t *tx) error {
		version, err := tablesVersion(t.reads, db.engine.name)
		if err != nil {
			return err
		}
		if version != newest {
			return ErrNewer
		}
		n, err := t.exec(`UPDATE group_info SET id = id WHERE id = 1`)
		if err == nil && n == 0 {
			err = ErrNotFounded
		}
		return err
	})
}

// Away reports whether the database cannot be reached.
func (db *DB) Away() bool { return db.health.isAway() }

// ObserveCommits has each commit's time told to f, which must not wait. It is to be called before anything else.
func (db *DB) ObserveCommits(f func(time.Duration)) { db.committed = f }
