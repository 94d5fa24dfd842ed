package store

import (
	"cmp"
	"context"
	"time"

	"contactgroup/schema"
)

// labelChunk bounds how many labels fall back in one transaction.
const labelChunk = 100

// expireLabels lets labels whose time has come fall back, and returns how long
// to wait for the next; a negative time: none expires. Labels are columns, so
// that the queues stay in the order of their index; no clock is touched.
func (db *DB) expireLabels(ctx context.Context) (time.Duration, error) {
	for n := labelChunk; n == labelChunk; {
		err := db.write(ctx, func(t *tx) (err error) {
			n, err = t.expireLabels()
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	var next int64
	err := db.view(ctx, func(r reads) error {
		return r.one(&next, `SELECT coalesce(min(label_expires_at), 0) FROM request WHERE open = 1 AND label_expires_at > 0`)
	})
	if err != nil || next == 0 {
		return -1, err
	}
	return max(instant(next).Sub(db.present()), 50*time.Millisecond), nil // at once only if another node is at it
}

// expireLabels lets one chunk fall back and returns how many they were. Of
// several nodes one does it.
func (t *tx) expireLabels() (int, error) {
	var due []schema.ID
	err := t.all(&due, `SELECT r.id FROM request r WHERE r.open = 1 AND r.label_expires_at > 0 AND r.label_expires_at <= ?
		ORDER BY r.label_expires_at`+atMost(labelChunk)+t.db.engine.skipLocked, stamp(t.now))
	if err != nil || len(due) == 0 {
		return 0, err
	}
	group, err := t.theGroup()
	if err != nil {
		return 0, err
	}
	for _, id := range due {
		w, err := t.open(group, id)
		if err != nil {
			return 0, err
		}
		w.now.Label, w.now.LabelWhy, w.now.LabelExpires, w.now.LabelBefore = cmp.Or(w.was.LabelBefore, schema.P3), "", 0, ""
		if err := w.save(schema.VerbExpire); err != nil {
			return 0, err
		}
		if err := w.tell(schema.VerbExpire, ""); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

// theGroup acts where time itself does: it sees every request, and is known by
// the authority's name.
func (t *tx) theGroup() (schema.Actor, error) {
	c, err := t.circleOf("")
	if err != nil {
		return schema.Actor{}, err
	}
	o, err := t.organisation(c.authority.Code)
	return schema.Actor{Name: o.Name, Role: schema.RoleChair, Org: o.ID, OrgCode: o.Code, OrgName: o.Name, OrgKind: o.Kind, Zone: o.Zone}, err
}
