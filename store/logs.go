package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// Heads returns the signed present heads of the member's logs, by audience; a
// log that is not sealed yet has none. What was written in the last moment may
// not be under them yet.
func (d *Desk) Heads(ctx context.Context) (schema.Heads, error) {
	var out schema.Heads
	err := d.view(ctx, func(r reads) error {
		out = schema.Heads{}
		if d.db.seal == nil {
			return nil
		}
		out.Key = d.db.seal.line
		for _, audience := range d.who.Logs() {
			row, ok, err := r.lastHead(audience)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			h, err := readHead(row.Note)
			if err != nil {
				return err
			}
			out.Items = append(out.Items, h)
		}
		return nil
	})
	return out, err
}

// Log returns a page of what the member's logs tell, newest first. A change
// that is in several of them is given once a page.
func (d *Desk) Log(ctx context.Context, l schema.LogList) (schema.Page[schema.Event], error) {
	var page schema.Page[schema.Event]
	before, ok := schema.ParseCursor(l.After)
	if l.After != "" && !ok {
		return page, schema.Invalid(schema.WhyCursor, "cursor", l.After)
	}
	limit, logs := pageLimit(l.Limit), d.who.Audiences()
	if l.Security {
		if err := schema.MayReadSecurity(d.who); err != nil {
			return page, err
		}
		if err := d.db.TellIncidents(context.WithoutCancel(ctx)); err != nil {
			d.db.log.Warn("incidents wait to be told", "error", err)
		}
		logs = d.who.SecurityLogs()
	}
	err := d.view(ctx, func(r reads) error {
		var rows []logRow
		for _, audience := range logs {
			first, err := r.firstSince(audience, l.Since)
			if err != nil {
				return err
			}
			end, paged := before[audience]
			if l.After != "" && !paged {
				continue // read to its beginning
			}
			query, args := `SELECT `+logColumns+` FROM log_entry WHERE audience = ? AND seq >= ?`, []any{audience, first}
			if paged {
				query, args = query+` AND seq < ?`, append(args, end)
			}
			var part []logRow
			if err := r.all(&part, query+` ORDER BY seq DESC`+atMost(limit+1), args...); err != nil {
				return err
			}
			rows = append(rows, part...)
		}
		page = logPage(rows, limit)
		return nil
	})
	return page, err
}

// logPage is the newest of rows, at most limit, and the places where their logs go on.
func logPage(rows []logRow, limit int) schema.Page[schema.Event] {
	slices.SortFunc(rows, func(a, b logRow) int {
		return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(b.Audience, a.Audience), cmp.Compare(b.Seq, a.Seq))
	})
	taken, left := rows[:min(limit, len(rows))], rows[min(limit, len(rows)):]
	var page schema.Page[schema.Event]
	if len(left) > 0 {
		places := schema.Cursor{}
		for _, l := range left {
			places[l.Audience] = max(places[l.Audience], l.Seq+1)
		}
		page.Next = places.String()
	}
	for _, l := range inOrder(taken) {
		page.Items = append(page.Items, l.event())
	}
	slices.Reverse(page.Items)
	return page
}

// firstSince is the first place of a log from an instant on. The log's times
// never run back, so a few places that are looked at tell it.
func (r reads) firstSince(audience string, since time.Time) (schema.Seq, error) {
	if since.IsZero() {
		return 1, nil
	}
	var end schema.Seq
	if err := r.one(&end, `SELECT coalesce(max(seq), 0) FROM log_counter WHERE audience = ?`, audience); err != nil {
		return 0, err
	}
	low, high, at := schema.Seq(1), end+1, stamp(since)
	for low < high {
		middle := low + (high-low)/2
		var found []int64
		err := r.all(&found, `SELECT at FROM log_entry WHERE audience = ? AND seq >= ? ORDER BY seq LIMIT 1`, audience, middle)
		if err != nil {
			return 0, err
		}
		if len(found) == 0 || found[0] >= at {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low, nil
}

// since is the condition that a request changed from an instant on, as the
// reader's own logs tell, or a reply to it was written or decided on.
func (f requestFilter) since(t time.Time) (condition, error) {
	switch {
	case t.IsZero():
		return condition{"1 = 1", nil}, nil
	case f.ofReplies:
		return condition{"(p.sort_at >= ? OR p.decided_at >= ?)", []any{stamp(t), stamp(t)}}, nil
	}
	var logs []string
	var args []any
	for _, audience := range f.who.Audiences() {
		first, err := f.firstSince(audience, t)
		if err != nil {
			return nothing, err
		}
		logs, args = append(logs, "SELECT e.subject_id FROM log_entry e WHERE e.audience = ? AND e.seq >= ? AND e.noun = ?"), append(args, audience, first, schema.NounRequest)
	}
	if len(logs) == 0 {
		return nothing, nil
	}
	return condition{"r.id IN (" + strings.Join(logs, " UNION ALL ") + ")", args}, nil
}

// SinceMeeting is when the last meeting began that was held and that the member
// may know of: what "since the last meeting" means. It is zero, the group's
// beginning, while there was none.
func (d *Desk) SinceMeeting(ctx context.Context) (time.Time, error) {
	var at int64
	err := d.view(ctx, func(r reads) error {
		return r.one(&at, `SELECT coalesce(max(m.starts_at), 0) FROM meeting m WHERE `+meetingSight+` AND m.state IN (?) AND m.starts_at <= ?`,
			circleMark(d.who.OrgCode), []schema.MeetingState{schema.MeetingHeld, schema.MeetingClosed}, stamp(d.Now()))
	})
	return instant(at), err
}
