package store

import (
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// record is one change as it happened, before it is cut to what each audience
// may know.
type record struct {
	Actor     schema.Actor
	Verb      schema.Verb
	Noun      schema.Noun
	Subject   schema.ID
	Ref       string
	Changes   []schema.Change
	Text      string // note, reason, reply
	Internal  bool   // for the actor's own organisation: give only its audiences
	Audiences []schema.Audience
	Made      revision
}

// entry is a record as one audience may know it.
type entry struct {
	audience schema.Audience
	actor    string
	record   record
	payload  []byte
	event    int64
}

// sideFields belong to one side: the other side's audiences never get them.
var sideFields = []schema.Field{schema.FieldAssignee, schema.FieldSnoozed, schema.FieldExternalRef, schema.FieldCase}

// record adds a change to the logs of its audiences, each time projected to
// what that audience's readers may see. An audience for which nothing is left
// gets no entry.
func (t *tx) record(r record) {
	event := newEvent()
	for _, a := range r.Audiences {
		p := r.project(a)
		if len(p.Changes) == 0 && p.Text == "" {
			continue
		}
		t.entries = append(t.entries, entry{a, r.Actor.NameFor(a.Org), r, p.encode(), event})
	}
}

func (r record) project(a schema.Audience) payload {
	p := payload{Internal: r.Internal}
	p.Version, p.Side = r.Made.as(a, r.Actor.Org)
	for _, c := range r.Changes {
		foreign := slices.Contains(sideFields, c.Field) && a.Org != r.Actor.Org
		if schema.Sees(a.Reader, r.Noun, c.Field) && !foreign && c.From != c.To {
			p.Changes = append(p.Changes, c)
		}
	}
	if schema.Sees(a.Reader, r.Noun, schema.FieldText) && (!r.Internal || a.Org == r.Actor.Org) {
		p.Text = r.Text
	}
	return p
}

// newEvent names one change across the logs it is written to. Readers never see it.
func newEvent() int64 {
	var b [8]byte
	rand.Read(b[:])
	return int64(binary.BigEndian.Uint64(b[:]) >> 1)
}

// writeLogs gives the entries their sequences and writes them: the counters'
// rows are taken last and in one order, so that the order of sequences is the
// order of commits and two commands never wait for each other in a circle.
// It returns the audiences to wake.
func (t *tx) writeLogs() ([]string, error) {
	if len(t.entries) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(t.entries, func(a, b entry) int { return cmp.Compare(a.audience.Key, b.audience.Key) })
	ends, woken, err := t.takeEntries()
	if err != nil {
		return nil, err
	}
	rows := make([][]any, len(t.entries))
	for i, behind := len(t.entries)-1, schema.Seq(0); i >= 0; i-- {
		e := t.entries[i]
		if i+1 < len(t.entries) && t.entries[i+1].audience.Key == e.audience.Key {
			behind++
		} else {
			behind = 0
		}
		end := ends[e.audience.Key]
		rows[i] = e.row(end.seq-behind, end.at)
	}
	head := t.db.engine.insert + `log_entry (audience, seq, at, actor, verb, noun, subject_id, ref, leaf, salt, payload, event)`
	if len(rows) < fewRows {
		err = t.soon(nil, nil, insertion(head, len(rows[0]), len(rows)), slices.Concat(rows...)...)
	} else {
		err = t.insertRows(head, rows)
	}
	return woken, err
}

// lastEntry is the place of the last entry of a log.
type lastEntry struct {
	seq schema.Seq
	at  time.Time
}

// takeEntries takes the places of the entries, which are in the order of their
// audiences, and returns the new end of each of their logs.
func (t *tx) takeEntries() (ends map[string]lastEntry, audiences []string, err error) {
	count := map[string]int{}
	for _, e := range t.entries {
		if count[e.audience.Key]++; count[e.audience.Key] == 1 {
			audiences = append(audiences, e.audience.Key)
		}
	}
	if w, ok := t.sql.(*sessionTx); ok {
		if ends, err = w.takeKnown(audiences, count, t.now); ends != nil || err != nil {
			return ends, audiences, err
		}
		defer func() { w.ends = ends }()
	}
	query, args := t.db.engine.takeEntries(audiences, count, stamp(t.now))
	var taken []struct {
		Audience string
		Seq      schema.Seq
		At       int64
	}
	err = t.all(&taken, query, args...)
	ends = make(map[string]lastEntry, len(taken))
	for _, row := range taken {
		ends[row.Audience] = lastEntry{row.Seq, instant(row.At)}
	}
	return ends, audiences, err
}

// row is the entry as a row of log_entry.
func (e entry) row(seq schema.Seq, at time.Time) []any {
	salt := make([]byte, 16)
	rand.Read(salt)
	r := e.record
	l := logRow{Seq: seq, At: stamp(at), Actor: e.actor, Verb: r.Verb, Noun: r.Noun, Subject: r.Subject, Ref: r.Ref, Event: e.event}
	leaf := l.leaf(leafTwo, payloadSum(salt, e.payload))
	return []any{e.audience.Key, l.Seq, l.At, l.Actor, l.Verb, l.Noun, l.Subject, l.Ref, leaf, salt, string(e.payload), l.Event}
}

// insertion is the statement that inserts n rows of so many columns.
func insertion(head string, width, n int) string {
	tuple := "(?" + strings.Repeat(", ?", width-1) + ")"
	return head + " VALUES " + tuple + strings.Repeat(", "+tuple, n-1)
}

// insertRows inserts rows in statements of a bounded number of parameters; one
// used several times is prepared once. head ends with the column list.
func (t *tx) insertRows(head string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	if t.db.engine.name == "postgres" && len(rows) >= fewRows {
		if kinds := kindsOf(rows); kinds != nil {
			return t.insertArrays(head, kinds, rows)
		}
	}
	const parameters = 2000
	width := len(rows[0])
	full := parameters / width
	query := func(n int) string { return insertion(head, width, n) }
	if len(rows) >= 2*full {
		insert, err := t.sql.PreparexContext(t.ctx, t.sql.Rebind(query(full)))
		if err != nil {
			return err
		}
		for ; err == nil && len(rows) >= full; rows = rows[full:] {
			_, err = insert.ExecContext(t.ctx, slices.Concat(rows[:full]...)...)
		}
		if err := errors.Join(err, insert.Close()); err != nil {
			return err
		}
	}
	for len(rows) > 0 {
		n := min(len(rows), full)
		if _, err := t.exec(query(n), slices.Concat(rows[:n]...)...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}
