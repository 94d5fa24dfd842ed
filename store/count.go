package store

import (
	"context"
	"sync"
	"time"

	"contactgroup/schema"
)

// counts keeps what was counted for one kind of reader until something happens
// that such a reader may know of: after a change, hundreds of desks of the same
// organisation ask for the same few numbers.
type counts struct {
	mu     sync.Mutex
	minute time.Time // counts depend on the time by whole minutes
	known  map[countKey]*tally
}

// countKey is all that a count depends on beside the register's state.
type countKey struct {
	noun    schema.Noun
	org     schema.ID
	role    schema.Role
	service string
	member  schema.ID // zero unless the filter looks at whose a row is
	query   string
	all     bool
}

// tally is one count, as of a state of its readers' logs.
type tally struct {
	mu    sync.Mutex
	valid bool
	state uint64
	n     int
}

// maxCounts bounds what is kept: filters make ever new ones.
const maxCounts = 2000

// at returns the tally of a key, a new one when there is none of this minute.
func (c *counts) at(key countKey, now time.Time) *tally {
	c.mu.Lock()
	defer c.mu.Unlock()
	if minute := now.Truncate(time.Minute); !minute.Equal(c.minute) || len(c.known) >= maxCounts {
		c.minute, c.known = minute, map[countKey]*tally{}
	}
	t, ok := c.known[key]
	if !ok {
		t = &tally{}
		c.known[key] = t
	}
	return t
}

// counted is how many rows a filter lets pass, exactly up to
// schema.CountLimit; count counts them, one more at most.
func (d *Desk) counted(ctx context.Context, noun schema.Noun, q schema.Query, all bool, count func(reads) (int, error)) (schema.Count, error) {
	key := countKey{noun: noun, org: d.who.Org, role: d.who.Role, service: d.who.Service, query: q.String(), all: all}
	if q.Names(schema.QueryMine) || q.Names(schema.QueryBy) {
		key.member = d.who.Member
	}
	// Read before the view begins: what is committed after it makes the count stale, never the other way round.
	state := d.db.watches.state(d.who.Audiences())
	n := 0
	err := d.view(ctx, func(r reads) error {
		t := d.db.counts.at(key, d.Now())
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.valid && t.state == state {
			n = t.n
			return nil
		}
		var err error
		n, err = count(r)
		t.valid, t.state, t.n = err == nil, state, n
		return err
	})
	return limited(n), err
}
