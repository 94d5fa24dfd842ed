package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"contactgroup/schema"
)

// followedRow is a row of log_entry, and whether an earlier one of the reader's
// logs has the same change.
type followedRow struct {
	logRow
	Again bool
}

// Follow returns what follows after in the member's logs, from at most limit
// entries (0: 100), by time: each change once, even where several of the logs
// have it and wherever reading began. next stands behind all that was read; it
// is after itself when there is nothing more. A cursor that stands behind one of
// the entries is after with that entry's place in its own log.
func (d *Desk) Follow(ctx context.Context, after schema.Cursor, limit int) (events []schema.Event, next schema.Cursor, err error) {
	limit = pageLimit(limit)
	logs := slices.Sorted(slices.Values(d.who.Audiences()))
	var taken []followedRow
	err = d.view(ctx, func(r reads) error {
		var rows []followedRow
		for i, audience := range logs {
			part, err := r.follow(audience, logs[:i], after[audience], limit)
			if err != nil {
				return err
			}
			rows = append(rows, part...)
		}
		slices.SortStableFunc(rows, func(a, b followedRow) int { return cmp.Compare(a.At, b.At) })
		taken = rows[:min(len(rows), limit)]
		return nil
	})
	next = schema.Cursor{}
	for _, audience := range logs {
		next[audience] = after[audience]
	}
	for _, l := range taken {
		next[l.Audience] = l.Seq
		if !l.Again {
			events = append(events, l.event())
		}
	}
	maps.DeleteFunc(next, func(_ string, s schema.Seq) bool { return s <= 0 })
	return events, next, err
}

// follow reads a log onwards; earlier are the reader's logs in which the same
// change may have been given already.
func (r reads) follow(audience string, earlier []string, after schema.Seq, limit int) (rows []followedRow, err error) {
	again, args := "1 = 0", []any{}
	if len(earlier) > 0 {
		again, args = `EXISTS (SELECT 1 FROM log_entry o WHERE o.subject_id = l.subject_id AND o.noun = l.noun AND o.audience IN (?) AND o.event = l.event)`, append(args, earlier)
	}
	err = r.all(&rows, `SELECT `+logColumns+`, `+again+` AS again FROM log_entry l WHERE audience = ? AND seq > ? ORDER BY seq`+atMost(limit),
		append(args, audience, after)...)
	return rows, err
}

// Place returns where each of the member's logs stood just before an instant:
// what happened from then on follows it.
func (d *Desk) Place(ctx context.Context, at time.Time) (schema.Cursor, error) {
	var place schema.Cursor
	err := d.view(ctx, func(r reads) error {
		place = schema.Cursor{}
		for _, audience := range d.who.Audiences() {
			first, err := r.firstSince(audience, at)
			if err != nil {
				return err
			}
			if first > 1 {
				place[audience] = first - 1
			}
		}
		return nil
	})
	return place, err
}

// MatchingRequests returns which of the requests with those ids the member may
// know of and the filter lets pass now, terminal ones too.
func (d *Desk) MatchingRequests(ctx context.Context, q schema.Query, ids []schema.ID) (map[schema.ID]bool, error) {
	return d.matching(ctx, ids, func(r reads, found map[schema.ID]bool) error {
		where, err := d.requestQuery(r, q, true)
		if err != nil {
			return err
		}
		rows, err := r.requestRows(d.who, "r.id IN (?) AND "+where.text, append([]any{ids}, where.args...)...)
		for _, row := range rows {
			found[row.ID] = true
		}
		return err
	})
}

// MatchingActions is MatchingRequests for action items.
func (d *Desk) MatchingActions(ctx context.Context, q schema.Query, ids []schema.ID) (map[schema.ID]bool, error) {
	return d.matching(ctx, ids, func(r reads, found map[schema.ID]bool) error {
		where := d.actionQuery(q, true)
		var rows []schema.ID
		err := r.all(&rows, `SELECT a.id FROM action_item a WHERE a.id IN (?) AND `+where.text, append([]any{ids}, where.args...)...)
		for _, id := range rows {
			found[id] = true
		}
		return err
	})
}

func (d *Desk) matching(ctx context.Context, ids []schema.ID, read func(r reads, found map[schema.ID]bool) error) (found map[schema.ID]bool, err error) {
	err = d.view(ctx, func(r reads) error {
		found = map[schema.ID]bool{}
		if len(ids) == 0 {
			return nil
		}
		return read(r, found)
	})
	return found, err
}
