package store

import (
	"encoding/json"
	"errors"
	"slices"

	"contactgroup/schema"
)

// revision is how often a thing has changed: its two counts make, together, the
// revision that a reader of one side is given.
type revision struct {
	shared int // of what all sides see
	side   int // of what the reader's side keeps to itself
	base   int // of shared, what the other side is not told of: the changes before it knew
}

// as are the counts as an audience's readers know them; actor is whose side it is.
func (r revision) as(a schema.Audience, actor schema.ID) (shared, side int) {
	if shared = r.shared; shared > 0 && a.Reader != schema.ReaderAuthority {
		shared -= min(r.base, shared)
	}
	if a.Org == actor {
		side = r.side
	}
	return shared, side
}

// since returns what happened to a thing after it was at rev for the reader,
// oldest first, by the reader's own logs alone. now is its present revision for
// them. Entries older than the counting of revisions are left out.
func (r reads) since(who schema.Actor, noun schema.Noun, subject schema.ID, now revision, rev int) ([]schema.Event, error) {
	var rows []logRow
	if rev >= now.shared+now.side {
		return nil, nil
	}
	err := r.all(&rows, `SELECT `+logColumns+` FROM log_entry WHERE audience IN (?) AND noun = ? AND subject_id = ?`, who.Audiences(), noun, subject)
	if err != nil {
		return nil, err
	}
	var told, uncounted []schema.Event // newest first
	for _, l := range slices.Backward(inOrder(rows)) {
		shared, side := l.made()
		switch {
		case l.Payload == nil:
			continue
		case shared == 0 && side == 0:
			uncounted = append(uncounted, l.event()) // new only if something older is
			continue
		}
		if shared > 0 {
			now.shared = shared
		}
		if side > 0 {
			now.side = side
		}
		if now.shared+now.side <= rev {
			told = append(told, uncounted...)
			break
		}
		told = append(append(told, uncounted...), l.event())
		uncounted = nil
		now.shared, now.side = now.shared-min(shared, 1), now.side-min(side, 1)
		if now.shared+now.side <= rev {
			break
		}
	}
	slices.Reverse(told)
	return told, nil
}

// changedSince completes the refusal of a change of a thing that all its readers
// count alike and that the actor read at rev: who changed it last, and what the
// actor's own logs tell of it.
func (t *tx) changedSince(who schema.Actor, noun schema.Noun, subject schema.ID, stale *schema.Fault, rev int) error {
	var err error
	if stale.By, err = t.lastActor(who, noun, subject); err != nil {
		return err
	}
	since, err := t.since(who, noun, subject, revision{shared: stale.Rev}, rev)
	if err != nil {
		return err
	}
	return withSince(stale, since)
}

// withSince is a refusal for staleness that tells what has changed.
func withSince(err error, since []schema.Event) error {
	if f, ok := errors.AsType[*schema.Fault](err); ok {
		f.Since = since
	}
	return err
}

// made are the revisions that the entry's change made, as its readers count them.
func (l logRow) made() (shared, side int) {
	var p payload
	if l.Payload == nil || json.Unmarshal([]byte(*l.Payload), &p) != nil {
		return 0, 0
	}
	return p.Version, p.Side
}
