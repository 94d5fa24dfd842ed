package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

const (
	// eraseChunk is how many entries, or remembered answers, one transaction
	// erases: no command waits for more than that.
	eraseChunk = 200
	// eraseLook is how many requests are looked at together.
	eraseLook = 100
	// eraseAfter is how long everything is kept at least: so long may a command
	// be made again with its key.
	eraseAfter = 24 * time.Hour
)

// erasable says which entries e of the requests q an erasure takes: those of
// before an instant (once for each ?) on requests that had ended by then.
const erasable = `e.noun = 'request' AND e.payload IS NOT NULL AND e.at < ? AND q.open = 0 AND q.closed_at > 0 AND q.closed_at < ?`

// Erase takes from every log what its entries of before a day tell of requests
// that had ended by then: changes, notes, reasons and replies. That somebody
// did something to a request, and when, stays, and so does the tree: the logs
// verify as before. What members could undo, and the answers that are kept for
// commands sent twice, go as far. Of sessions before that day it takes addresses,
// keys and what was taken out. The day is one of the group's zone; it must
// lie a whole day back, else ErrInvalid/WhyFuture.
//
// It answers how many entries of which logs it is about, in the order of their
// names. Under schema.DryRun that is all. Otherwise each of those logs tells of
// its own share first, so that nothing goes untold should the work be cut off;
// then to begin again finishes it. It goes on beside other commands, a chunk a
// transaction. progress, if not nil, is told how much of the work is done.
func (db *DB) Erase(ctx context.Context, before schema.Date, progress func(done, total int64)) ([]schema.Erased, error) {
	e := erasure{db: db, day: before, end: before.Start(db.location()), tell: progress, count: map[string]int{}}
	if e.end.After(db.present().Add(-eraseAfter)) {
		return nil, schema.Invalid(schema.WhyFuture, "before", before.String())
	}
	if err := e.look(ctx); err != nil {
		return nil, err
	}
	if err := e.lookAtDoors(ctx); err != nil {
		return nil, err
	}
	var out []schema.Erased
	for _, audience := range slices.Sorted(maps.Keys(e.count)) {
		out = append(out, schema.Erased{Audience: audience, Entries: e.count[audience]})
	}
	if schema.IsDryRun(ctx) {
		return out, nil
	}
	if len(out) > 0 {
		if err := db.write(ctx, func(t *tx) error { return t.tellErasure(e.day, out) }); err != nil {
			return nil, err
		}
	}
	return out, e.erase(ctx)
}

// erasure is one erasure on its way.
type erasure struct {
	db    *DB
	day   schema.Date
	end   time.Time // of what is erased
	tell  func(done, total int64)
	found []schema.ID           // requests with something to erase
	count map[string]int        // entries, by audience
	doors map[string]schema.Seq // logs of security, and their first entry that stays
}

func (e *erasure) told(done, total int64) {
	if e.tell != nil {
		e.tell(done, total)
	}
}

// look finds what there is to erase.
func (e *erasure) look(ctx context.Context) error {
	for last, more := schema.ID(0), true; more; {
		err := e.db.view(ctx, func(r reads) error {
			var ids []schema.ID
			err := r.all(&ids, `SELECT id FROM request WHERE id > ? AND open = 0 AND closed_at > 0 AND closed_at < ? ORDER BY id LIMIT ?`,
				last, stamp(e.end), eraseLook)
			if more = len(ids) == eraseLook; err != nil || len(ids) == 0 {
				return err
			}
			last = ids[len(ids)-1]
			var rows []struct {
				Audience string
				Subject  schema.ID `db:"subject_id"`
				N        int
			}
			err = r.all(&rows, `SELECT e.audience, e.subject_id, count(*) AS n FROM log_entry e JOIN request q ON q.id = e.subject_id
				WHERE e.subject_id IN (?) AND `+erasable+` GROUP BY e.audience, e.subject_id ORDER BY e.subject_id`, ids, stamp(e.end), stamp(e.end))
			if err != nil {
				return err
			}
			for _, row := range rows {
				e.count[row.Audience] += row.N
				if n := len(e.found); n == 0 || e.found[n-1] != row.Subject {
					e.found = append(e.found, row.Subject)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// erase erases what was found, then what is remembered of commands.
func (e *erasure) erase(ctx context.Context) error {
	done := int64(0)
	for ids := range slices.Chunk(e.found, eraseLook) {
		for n := int64(eraseChunk); n == eraseChunk; {
			err := e.db.write(ctx, func(t *tx) (err error) {
				return t.scrubbing(func() error {
					n, err = t.exec(`UPDATE log_entry SET payload = NULL, salt = NULL WHERE (audience, seq) IN (SELECT e.audience, e.seq
						FROM log_entry e JOIN request q ON q.id = e.subject_id WHERE e.subject_id IN (?) AND `+erasable+` LIMIT ?)`,
						ids, stamp(e.end), stamp(e.end), eraseChunk)
					return err
				})
			})
			if err != nil {
				return err
			}
		}
		done += int64(len(ids))
		e.told(done, int64(len(e.found)))
	}
	if err := e.eraseDoors(ctx); err != nil {
		return err
	}
	for _, kept := range []struct{ table, key string }{{"undo", "id"}, {"once", "key"}} {
		if err := e.forget(ctx, kept.table, kept.key); err != nil {
			return err
		}
	}
	return nil
}

// forget removes what a table remembers of commands of before the end.
func (e *erasure) forget(ctx context.Context, table, key string) error {
	var members []schema.ID
	err := e.db.view(ctx, func(r reads) error {
		return r.all(&members, `SELECT DISTINCT member_id FROM `+table+` WHERE at < ? ORDER BY 1`, stamp(e.end))
	})
	if err != nil {
		return err
	}
	for _, member := range members {
		for n := int64(eraseChunk); n == eraseChunk; {
			err := e.db.write(ctx, func(t *tx) (err error) {
				return t.scrubbing(func() error {
					n, err = t.exec(`DELETE FROM `+table+` WHERE member_id = ? AND `+key+` IN (SELECT `+key+` FROM `+table+` WHERE member_id = ? AND at < ? LIMIT ?)`,
						member, member, stamp(e.end), eraseChunk)
					return err
				})
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// scrubbing has what fn removes overwritten in the database's file, where the
// engine would leave it lying there.
func (t *tx) scrubbing(fn func() error) error {
	if t.db.engine.scrub == nil {
		return fn()
	}
	if err := t.db.engine.scrub(t, true); err != nil {
		return err
	}
	return errors.Join(fn(), t.db.engine.scrub(t, false))
}

// tellErasure tells each log of its share.
func (t *tx) tellErasure(before schema.Date, all []schema.Erased) error {
	who, err := t.theGroup()
	if err != nil {
		return err
	}
	var rows []orgRow
	if err := t.all(&rows, `SELECT `+orgColumns+` FROM organisation`); err != nil {
		return err
	}
	for _, log := range all {
		code, _, _ := strings.Cut(log.Audience, "/")
		i := slices.IndexFunc(rows, func(o orgRow) bool { return o.Code == code })
		if i < 0 {
			continue // nobody reads it
		}
		t.record(record{Actor: who, Verb: schema.VerbErase, Noun: schema.NounLog, Ref: before.String(),
			Changes:   []schema.Change{{Field: schema.FieldErased, To: strconv.Itoa(log.Entries)}},
			Audiences: []schema.Audience{schema.RequestsOf(log.Audience, rows[i].organisation())}})
	}
	return nil
}
