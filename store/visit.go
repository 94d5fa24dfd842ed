package store

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"contactgroup/schema"
)

const (
	// lastUse is how exactly logins are kept: each record of one costs a durable
	// write, and every reader what it has in its cache.
	lastUse = time.Minute
	// visitsAfter is how long logins gather before they are written together.
	visitsAfter = time.Second
)

// visits are the logins that wait to be written, the last of each member and key.
type visits struct {
	mu      sync.Mutex
	waiting map[visitor]schema.Visit
	writing map[visitor]schema.Visit // under way
	come    chan struct{}            // one slot
}

// latest is the member's last login that waits or is on its way, later than
// the one known; else that one.
func (v *visits) latest(member schema.ID, known schema.Visit) schema.Visit {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, some := range []map[visitor]schema.Visit{v.writing, v.waiting} {
		for who, visit := range some {
			if who.member == member && visit.At.After(known.At) {
				known = visit
			}
		}
	}
	return known
}

type visitor struct {
	member schema.ID
	key    string
}

// Entered notes that the desk was opened just now, to the minute; it is written
// by Run within moments, with others, and told in no log. It never waits.
func (d *Desk) Entered() {
	now := schema.Visit{At: d.db.present(), From: d.credential.From}
	if recent(d.visit, now) && recent(d.used, now) {
		return
	}
	v := &d.db.visits
	v.mu.Lock()
	defer v.mu.Unlock()
	v.waiting[visitor{d.who.Member, d.credential.Fingerprint}] = now
	select {
	case v.come <- struct{}{}:
	default:
	}
}

// recent reports whether a visit is told well enough by the one before.
func recent(before, now schema.Visit) bool {
	return before.From == now.From && now.At.Sub(before.At).Abs() < lastUse
}

// LastVisit is the member's login before this one; zero: this is their first,
// or the desk was opened by no credential.
func (d *Desk) LastVisit() schema.Visit { return d.visit }

// Until is when the credential that opened the desk ends; zero: never.
func (d *Desk) Until() time.Time { return d.until }

// keepVisits writes logins, several at a time, until ctx ends, and then those that wait still.
func (db *DB) keepVisits(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
			defer cancel()
			db.writeVisits(last)
			return
		case <-db.visits.come:
		}
		select {
		case <-ctx.Done():
		case <-time.After(visitsAfter):
			db.writeVisits(ctx)
		}
	}
}

// writeVisits writes what waits. What cannot be written now is written with the next.
func (db *DB) writeVisits(ctx context.Context) {
	v := &db.visits
	v.mu.Lock()
	waiting := v.waiting
	v.waiting, v.writing = map[visitor]schema.Visit{}, waiting
	v.mu.Unlock()
	defer func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.writing = nil
	}()
	if len(waiting) == 0 {
		return
	}
	order := slices.SortedFunc(maps.Keys(waiting), func(a, b visitor) int { return int(a.member - b.member) }) // two nodes never wait in a circle
	err := db.write(ctx, func(t *tx) error {
		for _, who := range order {
			at, from := stamp(waiting[who].At), waiting[who].From
			if _, err := t.exec(`UPDATE member SET login_at = ?, login_from = ? WHERE id = ? AND login_at < ?`, at, from, who.member, at); err != nil {
				return err
			}
			if _, err := t.exec(`UPDATE member_key SET last_used_at = ?, last_used_from = ? WHERE fingerprint = ? AND member_id = ? AND last_used_at < ?`,
				at, from, who.key, who.member, at); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		return
	}
	if ctx.Err() == nil {
		db.log.Warn("logins wait to be recorded", "error", err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for who, visit := range waiting {
		if _, newer := v.waiting[who]; !newer {
			v.waiting[who] = visit
		}
	}
}
