package uitest

import (
	"context"
	"time"

	"contactgroup/schema"
)

// Meet does a verb to the one meeting: steps are remembered, points of its
// agenda too, and its timer runs and stops.
func (d *Desk) Meet(ctx context.Context, _ schema.ID, _ int, step schema.MeetingStep) (schema.Meeting, error) {
	done, err := d.begin("Meet")
	defer done()
	if err == nil {
		_, err = schema.MayMeet(d.who, step.Verb, d.sitting())
	}
	if err == nil {
		d.g.Sat = append(d.g.Sat, step)
		d.Used(ctx)
	}
	if m := d.g.Sitting; err == nil && m != nil {
		switch step.Verb {
		case schema.VerbPause:
			m.Live.Since = time.Time{}
		case schema.VerbPoint:
			m.Live = schema.Live{Point: step.N, Since: d.g.Clock}
		}
	}
	if err == nil && step.Change == schema.AgendaAdd {
		d.g.Points = append(d.g.Points, step.Point)
	}
	return d.sitting(), err
}
