package store

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jmoiron/sqlx"

	"contactgroup/schema"
)

// ErrLocked: another process has the SQLite file open.
var ErrLocked = errors.New("open in another process")

// Options are what a DB takes from its program. The zero Options are good.
type Options struct {
	Now schema.Now   // nil: the machine's, which goes by that of a server that nodes share
	Log *slog.Logger // nil: nothing is logged; verbs and references only, never contents
	// Signer signs the heads of the logs; it must be ed25519, and live where
	// whoever can write the database cannot reach it. nil: logs are not sealed.
	Signer  crypto.Signer
	Earlier []ed25519.PublicKey // keys that Signer's took over from: what they signed still holds
}

// DB is an open register. It is safe for concurrent use.
type DB struct {
	engine    engine
	writer    *sqlx.DB
	reader    *sqlx.DB
	readers   *sessions // of reader; nil where the driver prepares by itself
	writers   *sessions // of writer, one at a time; nil likewise
	now       schema.Now
	timed     bool         // now was given
	behind    atomic.Int64 // by how much now is, a time.Duration
	log       *slog.Logger
	unlock    func() error
	windows   windowing
	watches   watches
	health    health
	standing  standing
	counts    kept[int]
	pages     kept[schema.Page[schema.Request]] // first ones, of lists with one condition at most
	endings   chan schema.Ended
	replies   chan struct{} // one slot: a reply is held, or another node is heard
	unsealed  chan struct{} // one slot: there are entries that no head covers
	seal      *seal         // nil: logs are not sealed
	alerts    alerts
	revoked   chan struct{} // one slot: words of revocations may have been lost
	visits    visits
	presences presences
	happened  incidents
	committed func(time.Duration) // is told of each commit; nil: nobody is
	closed    atomic.Bool
	broken    atomic.Bool // the disk failed: no writing until restart

	mu     sync.Mutex
	group  schema.Group
	zone   *time.Location // the group's
	policy schema.Policy
}

// Open opens the register at url, "sqlite:PATH" or "postgres://…", and brings
// its tables up to this program's version. It refuses, without touching
// anything, a register written by a newer program, and an SQLite file that
// another process has open.
func Open(ctx context.Context, url string, o Options) (*DB, error) {
	db, err := connect(url, o)
	if err == nil {
		err = refuseUnfinished(reads{ctx: ctx, ext: db.writer}, db.engine.name)
	}
	if err == nil {
		err = db.migrate(ctx)
	}
	if err == nil && db.engine.name == "postgres" {
		err = db.warnOfLogin(ctx)
	}
	if err == nil {
		err = db.compareClocks(ctx)
	}
	if err == nil {
		err = db.loadGroup(ctx)
	}
	if err == nil {
		err = db.spellAll(ctx)
	}
	if err == nil {
		err = db.weigh(ctx)
	}
	if err == nil {
		err = db.settleLaw(ctx)
	}
	if err == nil {
		err = db.settleImports(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// connect opens the register at url as it is. What it returns is to be closed
// even when it failed.
func connect(url string, o Options) (*DB, error) {
	db := &DB{windows: measuredWindows, counts: kept[int]{turns: make(chan struct{}, 1)}, now: o.Now, timed: o.Now != nil, log: o.Log, endings: make(chan schema.Ended, 256), replies: make(chan struct{}, 1),
		unsealed: make(chan struct{}, 1), revoked: make(chan struct{}, 1), visits: visits{waiting: map[visitor]schema.Visit{}, come: make(chan struct{}, 1)},
		happened: incidents{known: map[schema.Incident]*incident{}, come: make(chan struct{}, 1)}}
	if db.now == nil {
		db.now = time.Now
	}
	db.presences = newPresences(db.now)
	if db.log == nil {
		db.log = slog.New(slog.DiscardHandler)
	}
	var err error
	if o.Signer != nil {
		if db.seal, err = newSeal(o.Signer, o.Earlier); err != nil {
			return db, err
		}
	}
	switch {
	case strings.HasPrefix(url, "sqlite:"):
		err = db.openSQLite(strings.TrimPrefix(url, "sqlite:"))
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		err = db.openPostgres(url)
	default:
		err = fmt.Errorf("database %q: want sqlite:PATH or postgres://…", url)
	}
	return db, err
}

// Close waits for running statements and releases the register. It may be called again.
func (db *DB) Close() error {
	if !db.closed.CompareAndSwap(false, true) {
		return nil
	}
	var errs []error
	for _, s := range []*sessions{db.readers, db.writers} {
		if s != nil {
			s.close()
		}
	}
	if db.reader != nil && db.reader != db.writer {
		errs = append(errs, db.reader.Close())
	}
	if db.writer != nil {
		errs = append(errs, db.writer.Close())
	}
	if db.unlock != nil {
		errs = append(errs, db.unlock())
	}
	return errors.Join(errs...)
}

// weigh keeps what the engine's planner goes by true as the register grows.
func (db *DB) weigh(ctx context.Context) error {
	for _, statement := range db.engine.weigh {
		if _, err := db.writer.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("database: %s: %w", statement, err)
		}
	}
	return nil
}

// Group is what all members may know of the group; zero until it is founded.
func (db *DB) Group() schema.Group {
	db.mu.Lock()
	defer db.mu.Unlock()
	return db.group
}

func (db *DB) rules() schema.Policy {
	db.mu.Lock()
	defer db.mu.Unlock()
	return db.policy
}

// Endings gives the members and keys that are no longer admitted, whose live
// sessions must end. Those of other nodes are among them while Run runs.
func (db *DB) Endings() <-chan schema.Ended { return db.endings }

// loadGroup reads what the group is. It is called again once the group is founded.
func (db *DB) loadGroup(ctx context.Context) error {
	var row struct {
		Name, Zone, Policy string
		Demo               bool
	}
	r := db.reading(ctx)
	err := r.one(&row, `SELECT name, zone, demo, policy FROM group_info WHERE id = 1`)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	policy, err := policyOf(row.Policy)
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation(row.Zone)
	if err != nil {
		zone = schema.Paris
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	db.zone, db.group, db.policy = zone, schema.Group{Name: row.Name, Zone: row.Zone, Demo: row.Demo}, policy
	return nil
}

// policyOf reads what the group decided; what it says nothing of is as usual.
func policyOf(text string) (schema.Policy, error) {
	var own schema.Policy
	if text != "" {
		if err := json.Unmarshal([]byte(text), &own); err != nil {
			return own, fmt.Errorf("the group's policy: %w", err)
		}
	}
	if own.Visa == nil {
		own.Visa = schema.DefaultPolicy.Visa
	}
	if own.Labels == nil {
		own.Labels = schema.DefaultPolicy.Labels
	}
	return own, nil
}

// stamp is an instant as it is stored: Unix milliseconds, 0 for none.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// instant is the opposite of stamp, in UTC.
func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// lockFile takes path for this process alone, until the function it returns is called.
func lockFile(path string) (func() error, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := flock(f); err != nil {
		return nil, errors.Join(ErrLocked, err, f.Close())
	}
	return f.Close, nil
}
