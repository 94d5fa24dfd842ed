package storetest

import (
	"sync"
	"time"
)

// Clock is a clock that stands until the test moves it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock stands at 2015-05-05 09:00 in Paris.
func NewClock() *Clock { return &Clock{now: time.Date(2015, 5, 5, 7, 0, 0, 0, time.UTC)} }

// Now is the present as the clock shows it.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock on and returns the new present.
func (c *Clock) Advance(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}
