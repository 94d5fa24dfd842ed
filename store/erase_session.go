package store

import (
	"context"
	"slices"

	"contactgroup/schema"
)

// lookAtDoors finds what there is to erase in the logs of security.
func (e *erasure) lookAtDoors(ctx context.Context) error {
	return e.db.view(ctx, func(r reads) error {
		e.doors = map[string]schema.Seq{}
		var logs []string
		if err := r.all(&logs, `SELECT audience FROM log_counter ORDER BY audience`); err != nil {
			return err
		}
		for _, audience := range slices.DeleteFunc(logs, func(key string) bool { return !schema.IsSecurity(key) }) {
			stays, err := r.firstSince(audience, e.end)
			if err != nil {
				return err
			}
			n := 0
			err = r.one(&n, `SELECT count(*) FROM log_entry WHERE audience = ? AND seq < ? AND noun = ? AND payload IS NOT NULL`, audience, stays, schema.NounSession)
			if err != nil {
				return err
			}
			if n > 0 {
				e.doors[audience], e.count[audience] = stays, n
			}
		}
		return nil
	})
}

// eraseDoors erases what lookAtDoors found.
func (e *erasure) eraseDoors(ctx context.Context) error {
	for audience, stays := range e.doors {
		for n := int64(eraseChunk); n == eraseChunk; {
			err := e.db.write(ctx, func(t *tx) (err error) {
				return t.scrubbing(func() error {
					n, err = t.exec(`UPDATE log_entry SET payload = NULL, salt = NULL WHERE audience = ? AND seq IN (SELECT seq FROM log_entry
						WHERE audience = ? AND seq < ? AND noun = ? AND payload IS NOT NULL ORDER BY seq LIMIT ?)`,
						audience, audience, stays, schema.NounSession, eraseChunk)
					return err
				})
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
