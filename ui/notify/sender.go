package notify

import (
	"context"
	"errors"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"time"

	"contactgroup/schema"
)

// sender brings the deliveries of one channel, several at a time and one at a
// time to each contact, so that a slow receiver holds up nobody else.
type sender struct {
	Options
	channel schema.Channel
	carrier Carrier
	look    <-chan struct{} // there may be something due
	call    chan<- struct{} // somebody cannot be reached
	busy    map[schema.ID]bool
	done    chan schema.ID // contacts no longer busy
}

// run brings deliveries until ctx ends, then waits for those under way.
func (s *sender) run(ctx context.Context) {
	sending, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case contact := <-s.done:
			delete(s.busy, contact)
			s.fill(ctx, sending, timer)
		case <-s.look:
			s.fill(ctx, sending, timer)
		case <-timer.C:
			s.fill(ctx, sending, timer)
		}
	}
	late := time.AfterFunc(grace, stop)
	defer late.Stop()
	for len(s.busy) > 0 {
		delete(s.busy, <-s.done)
	}
}

// fill begins what is due and sets the timer for what is not yet.
func (s *sender) fill(ctx, sending context.Context, timer *time.Timer) {
	for len(s.busy) < parallel {
		d, found, err := s.Outbox.NextDelivery(ctx, s.channel, lease, slices.Collect(maps.Keys(s.busy)))
		if err != nil {
			s.complain("alerts are not sent", err)
			timer.Reset(pause)
			return
		}
		if !found {
			break
		}
		s.busy[d.Contact] = true
		go func() {
			s.bring(sending, d)
			s.done <- d.Contact
		}()
	}
	next, err := s.Outbox.NextDeliveryAt(ctx, s.channel)
	s.complain("alerts are not sent", err)
	if err == nil && !next.After(s.Now()) && !next.IsZero() {
		// It is a busy contact's, whose end is told by itself; or another node is at it.
		next = s.Now().Add(pause)
	}
	s.rest(timer, next, err)
}

// bring makes one attempt and tells the outbox how it ended. Should that fail,
// the delivery is made again once its lease has ended.
func (s *sender) bring(ctx context.Context, d schema.Delivery) {
	attempt, stop := context.WithTimeout(ctx, patience)
	defer stop()
	err := s.carry(attempt, d)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	var f *Failure
	switch {
	case err == nil:
		err = s.Outbox.Delivered(ctx, d)
	case errors.As(err, &f) && f.Permanent:
		s.Log.Warn("alert refused", "contact", d.Contact, "channel", d.Channel)
		err = s.Outbox.Refused(ctx, d, f.Problem)
		poke(s.call)
	default:
		s.Log.Warn("alert not delivered yet", "contact", d.Contact, "channel", d.Channel, "attempt", d.Attempts)
		err = s.Outbox.Postponed(ctx, d, s.Now().Add(backoff(d)), err.Error(), f != nil && f.Server)
	}
	s.complain("the end of an alert is not kept", err)
}

// carry is the carrier's Carry; should it panic, that is a failure like another.
func (s *sender) carry(ctx context.Context, d schema.Delivery) (err error) {
	defer func() {
		if p := recover(); p != nil {
			s.Log.Error("carrier panicked", "channel", d.Channel, "panic", p)
			err = &Failure{Problem: "internal error", Server: true}
		}
	}()
	return s.carrier.Carry(ctx, d)
}

// backoff is how long to wait after an attempt that failed: a minute, then
// twice as long each time up to an hour, a fifth more or less, so that those
// who failed together do not come back together.
func backoff(d schema.Delivery) time.Duration {
	wait := time.Hour
	if d.Attempts < 7 {
		wait = min(wait, time.Minute<<max(d.Attempts-1, 0))
	}
	h := fnv.New32a()
	h.Write([]byte(d.Token + strconv.Itoa(d.Attempts))) // never fails
	fifth := wait / 5
	return wait - fifth + time.Duration(h.Sum32()%2001)*(fifth/1000)
}
