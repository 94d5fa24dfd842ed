package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"contactgroup/schema"
)

const (
	// maxIncidents bounds how many different incidents are told of one minute,
	// maxStrangers those of people unknown: what is beyond is counted, so that
	// nobody outside can fill the disk. The same incident again is counted too.
	maxIncidents = 500
	maxStrangers = 60
	// incidentsAfter is how long incidents gather before they are written together.
	incidentsAfter = time.Second
	// tryAgain is how long they wait when they could not be written.
	tryAgain = 5 * time.Second
)

// incidents wait to be told in the log of security. One is told within moments;
// the same one within its minute is told once more as that ends, with how often
// it happened. What cannot be written stays, within the bounds.
type incidents struct {
	telling sync.Mutex // one writing at a time

	mu    sync.Mutex
	known map[schema.Incident]*incident
	come  chan struct{} // one slot
}

// incident is one that happened, perhaps several times.
type incident struct {
	schema.Incident           // the first one
	minute          time.Time // of the first
	count           int       // not yet told
	bytes           int64     // of those
	told            bool      // before, in this minute
}

// likeness is what incidents have in common that are counted together: of
// people unknown the address and the ground.
func likeness(i schema.Incident) schema.Incident {
	i.Bytes = 0
	if i.Who.Member == 0 {
		i.Key = ""
	}
	return i
}

// Incident notes what happened just now for the log of security. It never
// waits; TellIncidents writes it, and Run within moments.
func (db *DB) Incident(i schema.Incident) { db.happened.add(i, db.present()) }

// Took notes that the member has taken something out of the register, by
// VerbExport or VerbDownload: what says verbs and references, never contents.
// Like DB.Incident it never waits.
func (d *Desk) Took(v schema.Verb, what string, bytes int64) {
	d.db.Incident(schema.Incident{Verb: v, Who: d.who, Address: d.credential.From, Key: d.credential.Fingerprint, Command: what, Bytes: bytes})
}

func (v *incidents) add(i schema.Incident, now time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	key, minute := likeness(i), now.Truncate(time.Minute)
	one := v.known[key]
	if one == nil && v.full(i) {
		i = schema.Incident{Verb: schema.VerbOverflow, Ground: string(i.Verb)}
		key = i
		one = v.known[key]
	}
	if one == nil {
		one = &incident{Incident: i, minute: minute}
		v.known[key] = one
	} else if one.count == 0 && one.minute.Before(minute) {
		*one = incident{Incident: i, minute: minute}
	}
	one.count++
	one.bytes += i.Bytes
	select {
	case v.come <- struct{}{}:
	default:
	}
}

// full reports whether there is no room for one more kind of incident.
func (v *incidents) full(i schema.Incident) bool {
	if i.Verb == schema.VerbOverflow {
		return false
	}
	if i.Who.Member != 0 {
		return len(v.known) >= maxIncidents
	}
	n := 0
	for key := range v.known {
		if key.Who.Member == 0 && key.Verb != schema.VerbOverflow {
			n++
		}
	}
	return n >= maxStrangers
}

// due are the incidents to be told now, as they are, in one order; all: those
// too that are counted until their minute ends.
func (v *incidents) due(now time.Time, all bool) []incident {
	v.mu.Lock()
	defer v.mu.Unlock()
	minute := now.Truncate(time.Minute)
	var out []incident
	for key, one := range v.known {
		over := one.minute.Before(minute)
		switch {
		case one.count > 0 && (all || over || !one.told):
			out = append(out, *one)
		case one.count == 0 && over:
			delete(v.known, key)
		}
	}
	slices.SortFunc(out, func(a, b incident) int {
		return cmp.Or(a.minute.Compare(b.minute), cmp.Compare(a.Verb, b.Verb), cmp.Compare(a.Who.Login, b.Who.Login), cmp.Compare(a.Address, b.Address),
			cmp.Compare(a.Ground, b.Ground), cmp.Compare(a.Command, b.Command), cmp.Compare(a.Key, b.Key))
	})
	return out
}

// settle notes that these were told, and reports whether others wait.
func (v *incidents) settle(told []incident) (waiting bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, one := range told {
		kept := v.known[likeness(one.Incident)]
		kept.count, kept.bytes, kept.told = kept.count-one.count, kept.bytes-one.bytes, true
	}
	for one := range maps.Values(v.known) {
		waiting = waiting || one.count > 0
	}
	return waiting
}

// TellIncidents writes the incidents that wait into the log of security. Those
// that were told in this minute already are told once more when it has ended.
func (db *DB) TellIncidents(ctx context.Context) error {
	if schema.IsDryRun(ctx) {
		return nil
	}
	_, err := db.tellIncidents(ctx, false)
	return err
}

func (db *DB) tellIncidents(ctx context.Context, all bool) (waiting bool, err error) {
	v := &db.happened
	v.telling.Lock()
	defer v.telling.Unlock()
	due := v.due(db.present(), all)
	if len(due) == 0 {
		return v.settle(nil), nil
	}
	err = db.write(ctx, func(t *tx) error {
		audiences, err := t.security()
		if err != nil {
			return err
		}
		for _, one := range due {
			t.record(one.record(audiences))
		}
		return nil
	})
	if err != nil {
		return true, err
	}
	return v.settle(due), nil
}

// security is the circle of the authority's administrators; none before the group is founded.
func (t *tx) security() ([]schema.Audience, error) {
	var rows []orgRow
	err := t.all(&rows, `SELECT `+orgColumns+` FROM organisation WHERE kind = ? ORDER BY id`, schema.OrgAuthority)
	var out []schema.Audience
	for _, row := range rows {
		out = append(out, schema.SecurityAudience(row.organisation()))
	}
	return out, err
}

// record is the incident as it is told.
func (i incident) record(audiences []schema.Audience) record {
	r := record{Actor: i.Who, Verb: i.Verb, Noun: schema.NounSession, Subject: i.Who.Member, Ref: i.Who.Login, Audiences: audiences}
	for _, c := range []schema.Change{
		{Field: schema.FieldRef, To: i.Who.Login}, {Field: schema.FieldAddress, To: i.Address}, {Field: schema.FieldKey, To: i.Key},
		{Field: schema.FieldGround, To: i.Ground}, {Field: schema.FieldCommand, To: i.Command},
	} {
		if c.To != "" {
			r.Changes = append(r.Changes, c)
		}
	}
	if i.count > 1 || i.Verb == schema.VerbOverflow {
		r.Changes = append(r.Changes, schema.Change{Field: schema.FieldCount, To: strconv.Itoa(i.count)})
	}
	if i.bytes > 0 {
		r.Changes = append(r.Changes, schema.Change{Field: schema.FieldBytes, To: strconv.FormatInt(i.bytes, 10)})
	}
	return r
}

// keepIncidents writes incidents, several at a time, until ctx ends, and then those that wait still.
func (db *DB) keepIncidents(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
			defer cancel()
			if _, err := db.tellIncidents(last, true); err != nil {
				db.log.Error("incidents are not told", "error", err)
			}
			return
		case <-timer.C:
		case <-db.happened.come:
			if err := rest(ctx, incidentsAfter); err != nil {
				continue
			}
		}
		waiting, err := db.tellIncidents(ctx, false)
		switch {
		case err != nil && ctx.Err() == nil:
			db.log.Warn("incidents wait to be told", "error", err)
			timer.Reset(tryAgain)
		case waiting:
			timer.Reset(time.Minute)
		default:
			timer.Stop()
		}
	}
}

// rest waits a while; it answers ctx's error when that ends before.
func rest(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
