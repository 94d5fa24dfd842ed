package store

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"contactgroup/schema"
)

// kept keeps what was read for one kind of reader until something happens that
// such a reader may know of: after a change, and when a day begins, hundreds of
// desks of the same organisation ask for the same few numbers and pages.
type kept[T any] struct {
	mu     sync.Mutex
	minute time.Time // what is read depends on the time by whole minutes
	known  map[readKey]*reading[T]
	turns  chan struct{} // how many are read anew at once, so that others find a connection; nil: as many as there are
	events atomic.Uint64 // of callers coming and readings beginning, in their order
}

// readKey is all that a list or its count depends on beside the register's state.
type readKey struct {
	noun    schema.Noun
	org     schema.ID
	role    schema.Role
	service string
	member  schema.ID // zero unless the filter looks at whose a row is
	query   string
	all     bool
	sort    schema.Sort
	limit   int
}

// reading is one answer, as of a state of its readers' logs.
type reading[T any] struct {
	mu    sync.Mutex
	valid bool
	state uint64
	began uint64 // of kept.events
	value T
}

// at returns the reading of a key, a new one when there is none of this minute.
// No more than most are kept: filters make ever new ones.
func (k *kept[T]) at(key readKey, now time.Time, most int) *reading[T] {
	k.mu.Lock()
	defer k.mu.Unlock()
	if minute := now.Truncate(time.Minute); !minute.Equal(k.minute) || len(k.known) >= most {
		k.minute, k.known = minute, map[readKey]*reading[T]{}
	}
	r, ok := k.known[key]
	if !ok {
		r = &reading[T]{}
		k.known[key] = r
	}
	return r
}

// readKey is the key of a list of the member's.
func (d *Desk) readKey(noun schema.Noun, q schema.Query, all bool) readKey {
	key := readKey{noun: noun, org: d.who.Org, role: d.who.Role, service: d.who.Service, query: q.String(), all: all}
	if !q.Since.IsZero() { // what it is compared with are the member's own logs
		key.member, key.query = d.who.Member, key.query+" since "+q.Since.UTC().Format(time.RFC3339Nano)
	}
	if q.Names(schema.QueryMine) || q.Names(schema.QueryBy) {
		key.member = d.who.Member
	}
	return key
}

// keep returns what read reads, or what it read for another desk that sees the
// same: after this call began, or before it and with nothing committed since.
// So whoever saw a change elsewhere, be it before its own command has returned,
// does not miss it here; changes by other nodes are known once they are heard of.
func keep[T any](ctx context.Context, d *Desk, k *kept[T], key readKey, most int, read func(reads) (T, error)) (T, error) {
	// Whoever waits for another's reading waits here, and holds no connection meanwhile.
	known, came := k.at(key, d.Now(), most), k.events.Add(1)
	known.mu.Lock()
	// Read before the view begins: what is committed after it makes the reading stale, never the other way round.
	state, settled := d.db.watches.state(d.who.Audiences())
	if known.valid && (settled && known.state == state || known.began > came) {
		value := known.value
		known.mu.Unlock()
		return value, d.view(ctx, func(reads) error { return nil }) // for those admitted still
	}
	defer known.mu.Unlock()
	var value T
	if k.turns != nil {
		select {
		case k.turns <- struct{}{}:
			defer func() { <-k.turns }()
		case <-ctx.Done():
			return value, ctx.Err()
		}
	}
	began := k.events.Add(1)
	err := d.view(ctx, func(r reads) (err error) {
		value, err = read(r)
		return err
	})
	known.valid, known.state, known.began, known.value = err == nil, state, began, value
	return value, err
}

// How many counts and first pages are kept at most.
const (
	maxCounts = 2000
	maxPages  = 64
)

// counted is how many rows a filter lets pass, exactly up to
// schema.CountLimit; count counts them, one more at most.
func (d *Desk) counted(ctx context.Context, noun schema.Noun, q schema.Query, all bool, count func(reads) (int, error)) (schema.Count, error) {
	n, err := keep(ctx, d, &d.db.counts, d.readKey(noun, q, all), maxCounts, count)
	return limited(n), err
}
