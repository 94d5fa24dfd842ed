package store

import (
	"context"
	"time"

	"contactgroup/schema"
)

// Delivery is one entry of a log that a consumer (mail, a webhook) is to bring
// to one member. What it says is read on that member's desk when it is brought.
type Delivery struct {
	ID       schema.ID
	Audience string
	Seq      schema.Seq
	Login    string
	Attempts int // this one among them
}

// HandedOn is how far a consumer has handed the logs on.
func (db *DB) HandedOn(ctx context.Context, consumer string) (schema.Cursor, error) {
	out := schema.Cursor{}
	err := db.view(ctx, func(r reads) error {
		var rows []struct {
			Audience string
			Seq      schema.Seq
		}
		err := r.all(&rows, `SELECT audience, seq FROM outbox_cursor WHERE consumer = ?`, consumer)
		for _, row := range rows {
			out[row.Audience] = row.Seq
		}
		return err
	})
	return out, err
}

// HandOn moves a consumer on in one log, and leaves in the same transaction
// what is to be brought to whom: of entries above from, up to to. It reports
// false, and has written nothing, when the consumer no longer stands at from:
// another node was first.
func (db *DB) HandOn(ctx context.Context, consumer, audience string, from, to schema.Seq, deliveries []Delivery) (moved bool, err error) {
	err = db.write(ctx, func(t *tx) error {
		query := `UPDATE outbox_cursor SET seq = ? WHERE consumer = ? AND audience = ? AND seq = ?`
		args := []any{to, consumer, audience, from}
		if from == 0 {
			query, args = `INSERT INTO outbox_cursor (seq, consumer, audience) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, args[:3]
		}
		n, err := t.exec(query, args...)
		if moved = err == nil && n == 1; !moved {
			return err
		}
		for _, d := range deliveries {
			if d.Seq <= from || d.Seq > to {
				continue
			}
			if _, err := t.exec(`INSERT INTO delivery (consumer, audience, seq, member_id, state, next_at)
				SELECT ?, ?, ?, m.id, 'waiting', ? FROM member m WHERE m.login = ? ON CONFLICT DO NOTHING`,
				consumer, audience, d.Seq, stamp(t.now), d.Login); err != nil {
				return err
			}
		}
		return nil
	})
	return moved, err
}

// NextDelivery takes the delivery of a consumer that is due longest, for lease:
// nobody else is given it before then, and if it is neither Delivered nor
// Postponed by then, it is due again. It is false when none is due.
func (db *DB) NextDelivery(ctx context.Context, consumer string, lease time.Duration) (d Delivery, found bool, err error) {
	err = db.write(ctx, func(t *tx) error {
		found = false
		err := t.one(&d, `SELECT r.id, r.audience, r.seq, m.login, r.attempts + 1 AS attempts FROM delivery r JOIN member m ON m.id = r.member_id
			WHERE r.state = 'waiting' AND r.consumer = ? AND r.next_at <= ? ORDER BY r.next_at, r.id LIMIT 1`+t.db.engine.skipLocked, consumer, stamp(t.now))
		if missing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		n, err := t.exec(`UPDATE delivery SET attempts = ?, next_at = ? WHERE id = ? AND attempts = ? AND state = 'waiting'`,
			d.Attempts, stamp(t.now.Add(lease)), d.ID, d.Attempts-1)
		found = n == 1
		return err
	})
	return d, found, err
}

// Delivered ends a delivery that was brought. One that somebody else has taken
// since, after its lease, stays as it is.
func (db *DB) Delivered(ctx context.Context, d Delivery) error { return db.settle(ctx, d, "done", 0) }

// Postponed tells that a delivery could not be brought: it is due again at the
// given time; at the zero time it is given up.
func (db *DB) Postponed(ctx context.Context, d Delivery, until time.Time) error {
	if until.IsZero() {
		return db.settle(ctx, d, "failed", 0)
	}
	return db.settle(ctx, d, "waiting", stamp(until))
}

func (db *DB) settle(ctx context.Context, d Delivery, state string, next int64) error {
	return db.write(ctx, func(t *tx) error {
		_, err := t.exec(`UPDATE delivery SET state = ?, next_at = ? WHERE id = ? AND attempts = ? AND state = 'waiting'`, state, next, d.ID, d.Attempts)
		return err
	})
}
