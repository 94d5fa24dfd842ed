// Package notify brings alerts to the contacts of organisations, by mail and by
// webhook, and notices to members by mail. Whom they are for is decided in the outbox, which the store keeps:
// this package calls for it, takes what is due, and tells what became of it.
//
// A delivery is made at least once: one whose end could not be told is made
// again, with the same Message-ID or webhook id, by which its receiver knows it
// and shows it once. A temporary refusal is answered by further attempts, from
// a minute to an hour apart, until nobody needs to be called any more; so a
// server that is down for a day loses nothing. What leaves the desk is a
// label, a reference and the command to type: never a content.
package notify

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"contactgroup/schema"
)

// Outbox is where deliveries are taken from; *store.DB is one.
type Outbox interface {
	AlertWakes(ctx context.Context) <-chan struct{}
	CallContacts(ctx context.Context, step time.Duration) (next time.Time, err error)
	NextDelivery(ctx context.Context, ch schema.Channel, lease time.Duration, busy []schema.ID) (d schema.Delivery, found bool, err error)
	NextDeliveryAt(ctx context.Context, ch schema.Channel) (time.Time, error)
	Delivered(ctx context.Context, d schema.Delivery) error
	Postponed(ctx context.Context, d schema.Delivery, until time.Time, problem string, server bool) error
	Refused(ctx context.Context, d schema.Delivery, problem string) error
}

// Carrier brings one delivery. Its errors are *Failure; any other is a
// temporary one. It returns when ctx ends at the latest.
type Carrier interface {
	Carry(ctx context.Context, d schema.Delivery) error
}

// Failure is why a delivery was not taken.
type Failure struct {
	Problem   string // what the receiver said, or what stood in the way
	Permanent bool   // trying again is of no use
	Server    bool   // the desk's own mail server is in the way, not the receiver
}

func (f *Failure) Error() string { return f.Problem }

// Options are what a Notifier works with.
type Options struct {
	Outbox   Outbox
	Carriers map[schema.Channel]Carrier // deliveries of other channels wait
	Step     time.Duration              // between one contact and the next in the order of call
	Now      schema.Now
	Log      *slog.Logger // contacts and channels only
}

const (
	parallel = 8                // deliveries of one channel at once; to one contact: one
	patience = 30 * time.Second // with one delivery
	lease    = 2 * time.Minute  // of one delivery, well over patience
	grace    = 5 * time.Second  // for deliveries under way when the server stops
	pause    = 5 * time.Second  // before the outbox is asked again after it failed
)

// Run brings deliveries until ctx ends, and those under way a little longer. It
// wakes as the logs grow, and when the next step or attempt is due.
func Run(ctx context.Context, o Options) {
	looks := map[schema.Channel]chan struct{}{}
	call := make(chan struct{}, 1)
	ended := make(chan struct{})
	for channel, carrier := range o.Carriers {
		look := make(chan struct{}, 1)
		looks[channel] = look
		s := &sender{Options: o, channel: channel, carrier: carrier, look: look, call: call, busy: map[schema.ID]bool{}, done: make(chan schema.ID)}
		go func() {
			s.run(ctx)
			ended <- struct{}{}
		}()
	}
	o.callContacts(ctx, looks, call)
	for range looks {
		<-ended
	}
}

// callContacts decides who is to be called, whenever the logs have grown, a
// step is due, or a contact turned out not to be reached.
func (o Options) callContacts(ctx context.Context, looks map[schema.Channel]chan struct{}, call <-chan struct{}) {
	wakes := o.Outbox.AlertWakes(ctx)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-wakes:
		case <-call:
		case <-timer.C:
		}
		next, err := o.Outbox.CallContacts(ctx, o.Step)
		if ctx.Err() != nil {
			return
		}
		o.complain("contacts are not called", err)
		for _, look := range looks {
			poke(look)
		}
		o.rest(timer, next, err)
	}
}

// rest sets the timer for what is due next, zero for nothing.
func (o Options) rest(timer *time.Timer, next time.Time, err error) {
	switch {
	case err != nil:
		timer.Reset(pause)
	case next.IsZero():
		timer.Stop()
	default:
		timer.Reset(max(next.Sub(o.Now()), 0))
	}
}

func (o Options) complain(what string, err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		o.Log.Warn(what, "error", err)
	}
}

// poke wakes whoever waits on a one-slot channel.
func poke(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
