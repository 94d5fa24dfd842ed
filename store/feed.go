package store

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"contactgroup/schema"
)

// logRow is a row of log_entry.
type logRow struct {
	Audience string
	Seq      schema.Seq
	At       int64
	Actor    string
	Verb     schema.Verb
	Noun     schema.Noun
	Subject  schema.ID `db:"subject_id"`
	Ref      string
	Payload  *string
	Event    int64
}

const logColumns = `audience, seq, at, actor, verb, noun, subject_id, ref, payload, event`

// event is the row as its reader gets it; an erased payload leaves no subject.
func (l logRow) event() schema.Event {
	e := schema.Event{Audience: l.Audience, Seq: l.Seq, At: instant(l.At), Actor: l.Actor, Verb: l.Verb, Noun: l.Noun, Ref: l.Ref}
	if l.Payload == nil {
		e.Erased = true
		return e
	}
	var p payload
	if json.Unmarshal([]byte(*l.Payload), &p) == nil {
		e.Subject, e.Changes, e.Text, e.Internal = l.Subject, p.Changes, p.Text, p.Internal
	}
	return e
}

// inOrder sorts entries of several logs by time. A change that is in several
// logs of one reader is given once.
func inOrder(rows []logRow) []logRow {
	slices.SortStableFunc(rows, func(a, b logRow) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Audience, b.Audience), cmp.Compare(a.Seq, b.Seq))
	})
	seen := map[int64]bool{}
	return slices.DeleteFunc(rows, func(l logRow) bool {
		again := seen[l.Event]
		seen[l.Event] = true
		return again
	})
}

// thread returns what happened to one thing, as far as the member's own logs tell, oldest first.
func (d *Desk) thread(r reads, noun schema.Noun, subject schema.ID) ([]schema.Event, error) {
	var rows []logRow
	err := r.all(&rows, `SELECT `+logColumns+` FROM log_entry WHERE audience IN (?) AND noun = ? AND subject_id = ?`,
		d.who.Audiences(), noun, subject)
	out := make([]schema.Event, 0, len(rows))
	for _, l := range inOrder(rows) {
		out = append(out, l.event())
	}
	return out, err
}

// Thread returns what happened to a request, oldest first: notes, replies and
// every change this member may know of.
func (d *Desk) Thread(ctx context.Context, id schema.ID) ([]schema.Event, error) {
	var out []schema.Event
	err := d.view(ctx, func(r reads) error {
		if _, err := r.requestRow(d.who, id); err != nil {
			return err
		}
		var err error
		out, err = d.thread(r, schema.NounRequest, id)
		return err
	})
	return out, err
}

// Head is the present end of each of the member's logs.
func (d *Desk) Head(ctx context.Context) (schema.Cursor, error) {
	head := schema.Cursor{}
	err := d.view(ctx, func(r reads) error {
		var rows []struct {
			Audience string
			Seq      schema.Seq
		}
		err := r.all(&rows, `SELECT audience, seq FROM log_counter WHERE audience IN (?)`, d.who.Audiences())
		for _, row := range rows {
			head[row.Audience] = row.Seq
		}
		return err
	})
	return head, err
}

// Changes returns at most limit entries (0: 100) that follow after in the
// member's logs, by time, and the cursor behind the last of them. What after
// says of logs that are not the member's is ignored.
func (d *Desk) Changes(ctx context.Context, after schema.Cursor, limit int) ([]schema.Event, schema.Cursor, error) {
	limit = pageLimit(limit)
	next := schema.Cursor{}
	var taken []logRow
	err := d.view(ctx, func(r reads) error {
		var rows []logRow
		for _, audience := range d.who.Audiences() {
			next[audience] = after[audience]
			var part []logRow
			err := r.all(&part, `SELECT `+logColumns+` FROM log_entry WHERE audience = ? AND seq > ? ORDER BY seq`+atMost(limit), audience, after[audience])
			if err != nil {
				return err
			}
			rows = append(rows, part...)
		}
		slices.SortStableFunc(rows, func(a, b logRow) int { return cmp.Compare(a.At, b.At) })
		taken = rows[:min(len(rows), limit)]
		return nil
	})
	for _, l := range taken {
		next[l.Audience] = max(next[l.Audience], l.Seq)
	}
	maps.DeleteFunc(next, func(_ string, s schema.Seq) bool { return s == 0 })
	events := make([]schema.Event, 0, len(taken))
	for _, l := range inOrder(taken) {
		events = append(events, l.event())
	}
	return events, next, err
}
