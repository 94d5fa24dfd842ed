package store

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"contactgroup/schema"
)

// Examination is what a look at a register from outside found.
type Examination struct {
	Engine         string
	Server         string // the engine's own version
	Tables, Newest int64  // version of the register's tables, and the one this program knows
	Group          string
	LastEntry      time.Time      // of any log
	Clock          time.Time      // of the database's server; zero where there is none
	Passes         bool           // the login passes PostgreSQL's row security
	Safe           bool           // what is committed is on the disk
	Size, WAL      int64          // bytes
	Unsigned       []string       // logs whose newest head is not of the group's key
	Unsealed       int64          // entries that no head covers
	Problems       map[string]int // by the code of what is odd: "expired_invitations"
	Reports        []schema.LogReport
	Untold         []string // references of requests whose row is not what the logs tell; some of them, when there are many
}

// problems count what people should look after.
var problems = map[string]string{
	"expired_invitations": `SELECT count(*) FROM invitation WHERE answered_at = 0 AND revoked_at = 0 AND expires_at <= ?`,
	"members_without_key": `SELECT count(*) FROM member m WHERE m.disabled = 0 AND CAST(? AS BIGINT) > 0 AND NOT EXISTS
		(SELECT 1 FROM member_key k WHERE k.member_id = m.id AND k.revoked_at = 0)`,
	"organisations_without_contact": `SELECT count(*) FROM organisation o WHERE o.disabled = 0 AND o.kind IN ('operator', 'association') AND CAST(? AS BIGINT) > 0
		AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.org_id = o.id)`,
	"alerts_undelivered": `SELECT count(*) FROM alert_delivery WHERE state = 'failed' AND CAST(? AS BIGINT) > 0`,
}

// Examine looks at the register at url, which may be served meanwhile, and
// changes nothing; full: it verifies every log, holds each request against what
// the logs tell of it, and reads the pages of a file. Where
// it could not look to the end the error tells why, and what was found is there still.
func Examine(ctx context.Context, url string, o Options, full bool) (Examination, error) {
	x := Examination{Problems: map[string]int{}}
	err := snapshot(ctx, url, func(r reads, engine string) error {
		x.Engine = engine
		var err error
		if x.Newest, err = newestTables(engine); err != nil {
			return err
		}
		if x.Tables, err = tablesVersion(r, engine); err != nil {
			return err
		}
		if err := x.look(r, strings.TrimPrefix(url, "sqlite:"), full); err != nil {
			return err
		}
		if err := refuseUnfinished(r, engine); err != nil {
			return err
		}
		if x.Tables == 0 {
			return ErrNotFounded
		}
		if x.Tables != x.Newest {
			return nil // its tables are not known here
		}
		return x.read(r, o, full)
	})
	return x, err
}

// look asks the engine.
func (x *Examination) look(r reads, path string, full bool) error {
	if x.Engine == "postgres" {
		var clock int64
		err := r.one(&clock, clockPostgres)
		for query, into := range map[string]any{`SHOW server_version`: &x.Server, `SELECT pg_database_size(current_database())`: &x.Size,
			`SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user`:                &x.Passes,
			`SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'`: &x.Safe} {
			if err == nil {
				err = r.one(into, query)
			}
		}
		x.Clock = instant(clock)
		return err
	}
	if err := r.one(&x.Server, `SELECT sqlite_version()`); err != nil {
		return err
	}
	var mode string
	if err := r.one(&mode, `PRAGMA journal_mode`); err != nil {
		return err
	}
	x.Safe = mode == "wal"
	for name, size := range map[string]*int64{path: &x.Size, path + "-wal": &x.WAL} {
		if info, err := os.Stat(name); err == nil {
			*size = info.Size()
		}
	}
	check := `PRAGMA quick_check(1)`
	if full {
		check = `PRAGMA integrity_check(1)`
	}
	var sound string
	if err := r.one(&sound, check); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if sound != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, sound)
	}
	return nil
}

// read looks at what the register holds.
func (x *Examination) read(r reads, o Options, full bool) error {
	now := time.Now
	if o.Now != nil {
		now = o.Now
	}
	if err := r.one(&x.Group, `SELECT name FROM group_info WHERE id = 1`); missing(err) {
		return ErrNotFounded
	} else if err != nil {
		return err
	}
	var last int64
	if err := r.one(&last, `SELECT coalesce(max(at), 0) FROM log_counter`); err != nil {
		return err
	}
	x.LastEntry = instant(last)
	for code, query := range problems {
		n := 0
		if err := r.one(&n, query, stamp(now())); err != nil {
			return err
		}
		x.Problems[code] = n
	}
	var err error
	if x.Problems["erasure_overdue"], x.Problems["erasure_unfinished"], err = r.erasureOverdue(now()); err != nil {
		return err
	}
	if err = x.readLogs(r, o, full); err != nil || !full {
		return err
	}
	x.Untold, err = r.untold()
	return err
}

// readLogs holds the logs' heads against the group's key, if there is one; full: it verifies all of the logs.
func (x *Examination) readLogs(r reads, o Options, full bool) error {
	logs, err := r.everyLog()
	if err != nil {
		return err
	}
	db := &DB{}
	if o.Signer != nil {
		if db.seal, err = newSeal(o.Signer, o.Earlier); err != nil {
			return err
		}
		if err := x.readHeads(r, db.seal, logs); err != nil {
			return err
		}
	}
	if full {
		x.Reports, err = db.verify(r.ctx, logs, headFile{}, func(_ context.Context, fn func(reads) error) error { return fn(r) }, nil)
	}
	return err
}

// readHeads holds the newest heads of logs against the group's key.
func (x *Examination) readHeads(r reads, key *seal, logs []string) error {
	for _, audience := range logs {
		head, found, err := r.lastHead(audience)
		if err != nil {
			return err
		}
		var end int64
		if err := r.one(&end, `SELECT coalesce(max(seq), 0) FROM log_counter WHERE audience = ?`, audience); err != nil {
			return err
		}
		x.Unsealed += end - int64(head.Size)
		if _, err := key.open(head); found && err != nil {
			x.Unsigned = append(x.Unsigned, audience)
		}
	}
	return nil
}
