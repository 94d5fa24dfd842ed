package store

import (
	"context"
	"time"

	"contactgroup/schema"
)

// Changed returns the things of a noun that the member's own logs tell of from
// an instant on, by their IDs: what another side did to them in silence is not
// among them, and what is out of the member's sight has no entry there.
func (d *Desk) Changed(ctx context.Context, n schema.Noun, since time.Time) (changed map[schema.ID]bool, err error) {
	err = d.view(ctx, func(r reads) error {
		changed = map[schema.ID]bool{}
		for _, audience := range d.who.Audiences() {
			first, err := r.firstSince(audience, since)
			if err != nil {
				return err
			}
			var ids []schema.ID
			if err := r.all(&ids, `SELECT DISTINCT subject_id FROM log_entry WHERE audience = ? AND seq >= ? AND noun = ?`, audience, first, n); err != nil {
				return err
			}
			for _, id := range ids {
				changed[id] = true
			}
		}
		return nil
	})
	return changed, err
}
