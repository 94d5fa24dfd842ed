package store

import (
	"context"
	"slices"

	"contactgroup/schema"
)

// Appear gives a session of this member a seat, by which Attend tells where it
// is; it ends with ctx. The channel has one slot and is woken when Present may
// answer anew, and closed when ctx ends.
func (d *Desk) Appear(ctx context.Context) (seat string, wake <-chan struct{}) {
	return d.db.presences.enter(ctx, d.who)
}

// Attend tells those who may know (schema.SeesPresence) that the session is at a
// request, for schema.PresenceLapse or until it is told anew; at none with the
// zero ID. It is written nowhere. ErrNotFound for what the member may not see.
func (d *Desk) Attend(ctx context.Context, session string, request schema.ID, doing schema.Doing) error {
	to := seat{who: d.who, doing: doing}
	if request != 0 {
		if !slices.Contains(schema.Doings, doing) {
			return schema.Invalid(schema.WhyUnknown, "doing", string(doing))
		}
		err := d.view(ctx, func(r reads) error {
			row, err := r.requestRow(d.who, request)
			if err == nil {
				to.at = placeOf(row.full())
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	d.db.presences.move(session, to)
	return nil
}

// Present is who else is at which of the requests that this member may see, as
// they may know it; each request is looked for in the register as it is now.
func (d *Desk) Present(ctx context.Context) ([]schema.Presence, error) {
	all := d.db.presences.seen(d.who)
	ids := make([]schema.ID, len(all))
	for i, p := range all {
		ids[i] = p.Request
	}
	ids = slices.Compact(ids) // they come by request
	var visible []schema.ID
	err := d.view(ctx, func(r reads) error {
		visible = nil
		if len(ids) == 0 {
			return nil
		}
		cond, args := sight(d.who)
		return r.all(&visible, `SELECT r.id FROM request r WHERE r.id IN (?) AND `+cond, append([]any{ids}, args...)...)
	})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(p schema.Presence) bool { return !slices.Contains(visible, p.Request) }), nil
}
