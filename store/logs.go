package store

import (
	"context"

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
		for _, audience := range d.who.Audiences() {
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
