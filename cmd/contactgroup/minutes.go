package main

import (
	"context"
	"sync"
	"time"

	"contactgroup/schema"
)

// minutes tells every open desk when a new minute begins, with one timer for
// the whole process: countdowns are shown in whole minutes.
type minutes struct {
	now schema.Now

	mu    sync.Mutex
	desks map[chan time.Time]struct{}
}

func newMinutes(now schema.Now) *minutes {
	return &minutes{now: now, desks: map[chan time.Time]struct{}{}}
}

// subscribe returns a channel that holds the newest minute not yet taken, and
// the function that ends the subscription.
func (m *minutes) subscribe() (<-chan time.Time, func()) {
	c := make(chan time.Time, 1)
	m.mu.Lock()
	m.desks[c] = struct{}{}
	m.mu.Unlock()
	return c, func() {
		m.mu.Lock()
		delete(m.desks, c)
		m.mu.Unlock()
	}
}

// run tells minutes until ctx ends. each is called once a minute, for the process.
func (m *minutes) run(ctx context.Context, each func()) {
	for {
		now := m.now()
		timer := time.NewTimer(now.Truncate(time.Minute).Add(time.Minute).Sub(now))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		m.tell(m.now().Truncate(time.Minute))
		each()
	}
}

func (m *minutes) tell(t time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for c := range m.desks {
		select {
		case c <- t:
		default: // the last one was not taken yet: that is enough to repaint
		}
	}
}
