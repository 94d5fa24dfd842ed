package uitest

import (
	"context"

	"contactgroup/schema"
)

// Meet does a verb to the one meeting: points of its agenda are remembered.
func (d *Desk) Meet(_ context.Context, _ schema.ID, _ int, step schema.MeetingStep) (schema.Meeting, error) {
	done, err := d.begin("Meet")
	defer done()
	if err == nil {
		_, err = schema.MayMeet(d.who, step.Verb, d.sitting())
	}
	if err == nil && step.Change == schema.AgendaAdd {
		d.g.Points = append(d.g.Points, step.Point)
	}
	return d.sitting(), err
}
