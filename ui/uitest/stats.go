package uitest

import (
	"context"
	"time"

	"contactgroup/schema"
)

// Stats are the register's figures for the member.
func (d *Desk) Stats(_ context.Context, since schema.Date) (schema.Stats, error) {
	done, err := d.begin("Stats")
	defer done()
	if err != nil || d.g.Stats == nil {
		return schema.Stats{}, err
	}
	return d.g.Stats(d.who, since), nil
}

// SinceMeeting is when the register's last meeting was held.
func (d *Desk) SinceMeeting(context.Context) (time.Time, error) {
	done, err := d.begin("SinceMeeting")
	defer done()
	return d.g.LastMeeting, err
}
