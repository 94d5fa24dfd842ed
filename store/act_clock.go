package store

import (
	"cmp"
	"slices"
	"time"

	"contactgroup/schema"
)

// startClock gives the request the clock that limits its answer, as the law is
// now, if a text limits it, and starts it unless it starts at receipt.
func (w *work) startClock() error {
	r := &w.now
	law, err := w.t.lawOf(schema.ForAnswer, r.Kind, r.Regime)
	if err != nil {
		return err
	}
	c, limited := law.ClockOf(schema.ForAnswer, r.Kind, r.Regime, w.t.now)
	if limited {
		r.setClock(c)
	}
	if !limited || c.Starts != schema.FromReceived {
		r.setTiming(r.timing().Begin(w.t.now))
	}
	return nil
}

// setClock binds the request to a version of a clock, which it keeps.
func (r *requestRow) setClock(c schema.Clock) {
	r.Clock, r.ClockVersion, r.ClockMS, r.ClockMonths, r.ClockStarts = c.Code, c.Version, c.Duration.Milliseconds(), c.Months, c.Starts
	r.DueAt, r.DueKey = 0, noDue // the law's, not one set by hand
}

// receive records that the addressee has the request, unless it is recorded
// already. With the receipt begins the authority's time to scrutinise an order.
func (w *work) receive() error {
	if w.now.Received != 0 {
		return nil
	}
	w.now.received(w.t.now)
	due, err := w.dueFor(schema.ForScrutiny)
	w.now.Scrutiny = stamp(due)
	return err
}

// received sets since when the addressee has the request, and starts a clock that starts with it.
func (r *requestRow) received(at time.Time) {
	r.Received = stamp(at)
	if r.ClockStarts == schema.FromReceived {
		r.setTiming(r.timing().Begin(at))
	}
}

// done records that the addressee has answered: from now on what it did, if it
// did anything, holds for its time.
func (w *work) done() error {
	w.now.Answered = stamp(w.t.now)
	if !slices.ContainsFunc(w.contents, func(c schema.Content) bool { return c.Outcome.Done() }) {
		return nil
	}
	due, err := w.dueFor(schema.ForExpiry)
	w.now.Expires = max(stamp(due), w.now.Expires) // one that was extended stays so
	return err
}

// dueFor is when a delay of the request that starts now ends, zero when no text gives one.
func (w *work) dueFor(p schema.Purpose) (time.Time, error) {
	law, err := w.t.lawOf(p, w.now.Kind, w.now.Regime)
	if err != nil {
		return time.Time{}, err
	}
	c, ok := law.ClockOf(p, w.now.Kind, w.now.Regime, w.t.now)
	if !ok {
		return time.Time{}, nil
	}
	return c.Due(w.t.now), nil
}

// grantLabel gives the request a level until a moment; zero: as long as the
// policy says, counted from sending, so that no addressee learns when a draft
// was written. It touches no clock. What expires falls back to the last level
// that did not, or to P3.
func (w *work) grantLabel(l schema.Label, until time.Time) {
	r, policy := &w.now, w.t.db.rules()
	if until.IsZero() && r.Sent != 0 {
		until = policy.LabelUntil(l, w.t.now)
	}
	standing := r.Label
	if r.LabelExpires != 0 {
		standing = r.LabelBefore
	}
	r.Label, r.LabelExpires, r.LabelBefore = l, stamp(until), ""
	if until.IsZero() {
		return
	}
	if standing == l || !policy.LabelUntil(standing, w.t.now).IsZero() {
		standing = ""
	}
	r.LabelBefore = cmp.Or(standing, schema.P3)
	w.t.after = append(w.t.after, w.t.db.lookForHeld) // Run waits for its time
}

// setBenchmark gives a request sent during the present crisis, at its label or
// a more urgent one, the time within which the group wants it answered. It
// stands beside the legal clock and replaces none.
func (w *work) setBenchmark() error {
	r := &w.now
	if r.Sent == 0 || r.Benchmark != 0 {
		return nil
	}
	c, err := w.t.crisis()
	if err != nil || c.ID == 0 || r.Sent < stamp(c.Started) || !slices.Contains(schema.Labels, r.Label) || r.Label > c.Label {
		return err
	}
	law, err := w.t.lawOf(schema.ForBenchmark, r.Kind, r.Regime)
	if err != nil {
		return err
	}
	if clock, ok := law.ClockOf(schema.ForBenchmark, r.Kind, r.Regime, instant(r.Sent)); ok {
		r.Benchmark = stamp(clock.Due(instant(r.Sent)))
	}
	return nil
}
