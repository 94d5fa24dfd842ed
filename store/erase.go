package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

const (
	// eraseChunk is how many entries, or remembered answers, one transaction
	// erases: no command waits for more than that.
	eraseChunk = 200
	// eraseLook is how many things are looked at together.
	eraseLook = 100
)

// Erase takes from the register what is past and whose retention is over, noun
// by noun. Of things that had ended by then, and to which nothing was done since,
// that is what they say (endings: texts, addresses, hashes, names, attachments,
// words to search by), also in frozen papers and texts not sent, and what the
// logs tell of them; of sessions, alerts and contacts what the logs tell of that
// time. That somebody did something, and when, stays, and so does the tree: the
// logs verify as before; a thing keeps its reference, dates, states and outcomes,
// and the day of its erasure. Calls that are over and mails that have gone out go
// altogether. What members could undo, and the answers that are kept for commands
// sent twice, go as far as the shortest of these retentions. At last the engine
// makes its file anew where it would leave lying there what was removed.
//
// It answers what it is about, noun by noun, also where that is nothing. Under
// schema.DryRun that is all. Otherwise each log tells of its own share first, in
// one entry, and the administrators' of calls and mails, so that nothing goes
// untold should the work be cut off; then to begin again finishes it (erasing). It goes on
// beside other commands, a chunk a transaction. progress, if not nil, is told
// how much of the work is done.
func (db *DB) Erase(ctx context.Context, ask schema.Erasure, progress func(done, total int64)) ([]schema.Expired, error) {
	e := erasure{db: db, tell: progress, pace: pace{firstChunk}}
	if err := e.begin(ctx, ask); err != nil {
		return nil, err
	}
	for _, s := range e.shares {
		if err := s.look(ctx); err != nil {
			return nil, err
		}
		if _, ends := endings[s.noun]; ends && !schema.IsDryRun(ctx) {
			if err := s.take(ctx); err != nil {
				return nil, err
			}
		}
	}
	var out []schema.Expired
	for _, s := range e.shares {
		out = append(out, s.expired())
	}
	if schema.IsDryRun(ctx) {
		return out, nil
	}
	if err := e.tellLogs(ctx); err != nil {
		return nil, err
	}
	return out, e.erase(ctx)
}

// erasure is one erasure on its way.
type erasure struct {
	db     *DB
	tell   func(done, total int64)
	today  schema.Date
	shares []*share
	pace   pace
	done   int64
}

// share is what an erasure is about of one noun.
type share struct {
	*erasure
	noun  schema.Noun
	day   schema.Date // zero: it is kept for good
	end   time.Time   // of what is erased
	refs  []string
	found []schema.ID             // things with something to erase
	count map[string]int          // entries, by audience
	seqs  map[string][]schema.Seq // entries found by their time, by audience
	until map[string]schema.Date  // by audience: the entries are of before, where some are later than day
	late  []string                // references of things that were told of since their end
}

// begin finds how far the erasure goes.
func (e *erasure) begin(ctx context.Context, ask schema.Erasure) error {
	return e.db.view(ctx, func(r reads) error {
		all, err := r.retentions()
		e.today = schema.DateOf(e.db.present(), e.db.location())
		for _, keep := range schema.RetentionsInForce(all) {
			if ask.Nouns != nil && !slices.Contains(ask.Nouns, keep.Noun) {
				continue
			}
			s := &share{erasure: e, noun: keep.Noun, day: keep.Before(e.today), count: map[string]int{}, seqs: map[string][]schema.Seq{}, until: map[string]schema.Date{}}
			if !s.day.IsZero() {
				if !ask.Before.IsZero() && ask.Before.Before(s.day) {
					s.day = ask.Before
				}
				s.end = s.day.Start(e.db.location())
			}
			e.shares = append(e.shares, s)
		}
		return err
	})
}

// look finds what there is to erase.
func (s *share) look(ctx context.Context) error {
	if s.day.IsZero() {
		return nil
	}
	switch s.noun {
	case schema.NounSession:
		return s.lookByTime(ctx, schema.IsSecurity)
	case schema.NounContact:
		return s.lookByTime(ctx, func(string) bool { return true })
	case schema.NounAlert:
		if err := s.lookByTime(ctx, func(string) bool { return true }); err != nil {
			return err
		}
	}
	if _, posted := posts[s.noun]; posted {
		return s.lookAtPost(ctx)
	}
	if _, ends := endings[s.noun]; ends {
		return s.lookAtEnded(ctx, false)
	}
	return nil
}

// expired is the share as it is told.
func (s *share) expired() schema.Expired {
	out := schema.Expired{Noun: s.noun, Before: s.day, Things: len(s.found), Refs: s.refs}
	for _, audience := range slices.Sorted(maps.Keys(s.count)) {
		out.Logs = append(out.Logs, schema.Erased{Audience: audience, Entries: s.count[audience]})
	}
	if s.noun == schema.NounSession || s.noun == schema.NounContact {
		out.Things = out.Entries()
	}
	return out
}

// erase erases what was found, then what is remembered of commands.
func (e *erasure) erase(ctx context.Context) error {
	var end time.Time
	for _, s := range e.shares {
		if s.day.IsZero() {
			continue
		}
		if s.end.After(end) {
			end = s.end
		}
		if err := s.erase(ctx); err != nil {
			return err
		}
	}
	for _, kept := range []struct{ table, key string }{{"undo", "id"}, {"once", "key"}} {
		if err := e.forget(ctx, kept.table, kept.key, end); err != nil {
			return err
		}
	}
	return e.tidy(ctx)
}

// tidy has the engine make its file anew, if an erasure asked for it (tidyDue).
func (e *erasure) tidy(ctx context.Context) error {
	var due int
	err := e.db.view(ctx, func(r reads) error { return r.one(&due, `SELECT count(*) FROM erasing WHERE noun = ?`, tidyDue) })
	if err != nil || due == 0 {
		return err
	}
	for _, statement := range e.db.engine.tidy {
		if _, err := e.db.writer.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("what was erased may lie in the file still: %s: %w", statement, err)
		}
	}
	return e.db.write(ctx, func(t *tx) error {
		_, err := t.exec(`DELETE FROM erasing WHERE noun = ?`, tidyDue)
		return err
	})
}

// tidyDue stands among what is being erased until the engine's file is made anew.
const tidyDue = "file"

func (s *share) erase(ctx context.Context) error {
	if err := s.eraseByTime(ctx); err != nil {
		return err
	}
	if _, posted := posts[s.noun]; posted {
		return s.erasePost(ctx)
	}
	if err := s.eraseEnded(ctx); err != nil || s.noun != schema.NounRequest {
		return err
	}
	return s.scrub(ctx, func(t *tx) error { // texts begun that long ago are of requests most of all
		_, err := t.exec(`DELETE FROM unsent WHERE updated_at < ?`, stamp(s.end))
		return err
	})
}

// did tells that n more of the things found are done.
func (e *erasure) did(n int) {
	total := 0
	for _, s := range e.shares {
		total += len(s.found)
	}
	if e.done += int64(n); e.tell != nil {
		e.tell(e.done, int64(total))
	}
}

// forget removes what a table remembers of commands of before an instant.
func (e *erasure) forget(ctx context.Context, table, key string, end time.Time) error {
	var members []schema.ID
	err := e.db.view(ctx, func(r reads) error {
		return r.all(&members, `SELECT DISTINCT member_id FROM `+table+` WHERE at < ? ORDER BY 1`, stamp(end))
	})
	if err != nil {
		return err
	}
	for _, member := range members {
		for n := int64(eraseChunk); n == eraseChunk; {
			err := e.scrub(ctx, func(t *tx) error {
				n, err = t.exec(`DELETE FROM `+table+` WHERE member_id = ? AND `+key+` IN (SELECT `+key+` FROM `+table+` WHERE member_id = ? AND at < ?`+atMost(eraseChunk)+`)`,
					member, member, stamp(end))
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// scrub runs one transaction, and has what it removes overwritten in the
// database's file, where the engine would leave it lying there.
func (e *erasure) scrub(ctx context.Context, fn func(*tx) error) error {
	return e.db.write(ctx, e.scrubbing(fn))
}

// scrubbing is what scrub runs.
func (e *erasure) scrubbing(fn func(*tx) error) func(*tx) error {
	return func(t *tx) error {
		if t.db.engine.scrub == nil {
			return fn(t)
		}
		if err := t.db.engine.scrub(t, true); err != nil {
			return err
		}
		return errors.Join(fn(t), t.db.engine.scrub(t, false))
	}
}

// tellLogs tells each log of its share, and the administrators of what no log tells.
func (e *erasure) tellLogs(ctx context.Context) error {
	return e.db.write(ctx, func(t *tx) error {
		who, err := t.theGroup()
		if err != nil {
			return err
		}
		orgs, err := t.organisations()
		if err != nil {
			return err
		}
		changes := map[string][]schema.Change{}
		for _, s := range e.shares {
			of := maps.Clone(s.count)
			if _, posted := posts[s.noun]; posted && len(s.found) > 0 {
				of[administration(who)[0].Key] += len(s.found)
			}
			for audience, n := range of {
				before := s.day
				if later := s.until[audience]; before.Before(later) {
					before = later
				}
				changes[audience] = append(changes[audience], schema.ErasedShare{Noun: s.noun, Before: before.String(), Entries: n}.Change())
			}
		}
		for _, audience := range slices.Sorted(maps.Keys(changes)) {
			code, _, parted := strings.Cut(audience, "/")
			i := slices.IndexFunc(orgs, func(o schema.Organisation) bool { return o.Code == code })
			if i < 0 {
				continue // nobody reads it
			}
			to := schema.RequestsOf(audience, orgs[i])
			if !parted {
				to = schema.SharedAudience(orgs[i])
			}
			t.record(record{Actor: who, Verb: schema.VerbErase, Noun: schema.NounLog, Ref: e.today.String(),
				Changes: changes[audience], Audiences: []schema.Audience{to}})
		}
		if !slices.ContainsFunc(e.shares, func(s *share) bool { return len(s.found)+len(s.count) > 0 }) {
			return nil
		}
		_, err = t.exec(`INSERT INTO erasing (noun, thing_id) VALUES (?, 0) ON CONFLICT DO NOTHING`, tidyDue)
		return err
	})
}
