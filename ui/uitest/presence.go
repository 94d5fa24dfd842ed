package uitest

import (
	"context"
	"slices"
	"strconv"
	"time"

	"contactgroup/schema"
)

// present is one session's place in a Register.
type present struct {
	desk    *Desk
	request schema.ID
	doing   schema.Doing
	until   time.Time
	wake    chan struct{}
}

// Appear takes a seat, for as long as the register lives.
func (d *Desk) Appear(context.Context) (string, <-chan struct{}) {
	d.g.mu.Lock()
	defer d.g.mu.Unlock()
	d.g.present = append(d.g.present, &present{desk: d, wake: make(chan struct{}, 1)})
	return strconv.Itoa(len(d.g.present) - 1), d.g.present[len(d.g.present)-1].wake
}

// Attend moves a session, and wakes all the others.
func (d *Desk) Attend(_ context.Context, seat string, request schema.ID, doing schema.Doing) error {
	done, err := d.begin("Attend")
	defer done()
	i, wrong := strconv.Atoi(seat)
	if err != nil || wrong != nil {
		return err
	}
	p := d.g.present[i]
	p.request, p.doing, p.until = request, doing, d.g.Clock.Add(schema.PresenceLapse)
	for _, other := range d.g.present {
		select {
		case other.wake <- struct{}{}:
		default:
		}
	}
	return nil
}

// StartCrisis begins one.
func (d *Desk) StartCrisis(_ context.Context, reason string, _ schema.Label) (schema.Crisis, error) {
	if err := schema.MayLead(d.who, schema.VerbStart); err != nil {
		return schema.Crisis{}, err
	}
	d.g.StartCrisis()
	return d.g.Crisis, nil
}

// EndCrisis ends it.
func (d *Desk) EndCrisis(_ context.Context, debrief string) (schema.Crisis, error) {
	if err := schema.MayLead(d.who, schema.VerbEnd); err != nil {
		return schema.Crisis{}, err
	}
	d.g.EndCrisis()
	d.g.Debrief = debrief
	return schema.Crisis{}, nil
}

// Present lists who is where, by the rule of schema.
func (d *Desk) Present(context.Context) ([]schema.Presence, error) {
	done, err := d.begin("Present")
	defer done()
	var out []schema.Presence
	for _, p := range d.g.present {
		i := slices.IndexFunc(d.g.requests, func(r schema.Request) bool { return r.ID == p.request })
		if i < 0 || !p.until.After(d.g.Clock) {
			continue
		}
		if one, ok := schema.SeesPresence(d.who, p.desk.who, d.g.requests[i], p.doing); ok {
			out = append(out, one)
		}
	}
	return schema.MergePresence(out), err
}

// Tell puts an event into everybody's log.
func (g *Register) Tell(e schema.Event) {
	g.mu.Lock()
	defer g.mu.Unlock()
	e.Seq, e.At = schema.Seq(len(g.events)+1), g.Clock
	g.events = append(g.events, e)
	g.wake()
}
