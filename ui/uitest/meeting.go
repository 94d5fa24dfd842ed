package uitest

import (
	"context"

	"contactgroup/schema"
)

// NewMeeting remembers the plan: the group has its one meeting.
func (d *Desk) NewMeeting(_ context.Context, n schema.MeetingPlan) (schema.Meeting, error) {
	err := schema.MayCall(d.who, n)
	if err == nil {
		d.g.Plans = append(d.g.Plans, n)
	}
	return d.sitting(), err
}

// Closing would carry over nothing.
func (d *Desk) Closing(context.Context, schema.ID) (schema.Closing, error) {
	return schema.Closing{}, nil
}

// SetCadence sets none.
func (d *Desk) SetCadence(context.Context, schema.MeetingFormat, schema.Cadence) (schema.Rhythm, error) {
	return schema.Rhythm{}, nil
}

// Rhythm is none.
func (d *Desk) Rhythm(context.Context, schema.MeetingFormat) (schema.Rhythm, error) {
	return schema.Rhythm{}, nil
}

// Linked finds nothing that refers to a thing.
func (d *Desk) Linked(context.Context, string) ([]string, error) { return nil, nil }
