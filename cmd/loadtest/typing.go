package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// silentAfter is how long a screen may take to answer a first key before it is
// taken for one that has nothing to move between.
const silentAfter = 2 * time.Second

// typing measures from a key to its frame while --sessions sessions get one key
// a second each, then the same of as many echoes.
func (b *bench) typing(ctx context.Context, r *report) error {
	members, err := b.typists(ctx)
	if err != nil {
		return err
	}
	took, err := b.typed(ctx, b.target, members)
	if err != nil {
		return err
	}
	floor, err := b.typed(ctx, b.floor, members)
	if err != nil {
		return fmt.Errorf("the echo: %w", err)
	}
	name := fmt.Sprintf("%d sessions typing, key to frame, ", b.sessions)
	r.add(
		milliseconds(name+"median", quantile(took, 0.5)),
		milliseconds(name+"p99", quantile(took, 0.99)).within(50),
		milliseconds("  the same of as many echoes, p99", quantile(floor, 0.99)),
	)
	return nil
}

// typists returns the members whose opening screen answers a key that moves the
// cursor: it has two rows at least.
func (b *bench) typists(ctx context.Context) (members []member, err error) {
	for _, m := range b.target.members {
		screen, leave, err := b.target.visit(ctx, m, b.options)
		if err != nil {
			return nil, err
		}
		if screen.leaveTop(ctx) == nil {
			members = append(members, m)
		}
		leave()
	}
	if len(members) == 0 {
		return nil, errors.New("no member's opening screen has two rows to move between")
	}
	return members, ctx.Err()
}

func (b *bench) typed(ctx context.Context, t *target, members []member) ([]time.Duration, error) {
	c := &crowd{target: t, options: b.options, members: members}
	defer func() { c.shrink(0) }()
	if err := c.growTypists(ctx, b.sessions); err != nil {
		return nil, err
	}
	return c.typing(ctx)
}

// growTypists opens n sessions of members that move the cursor off their first row.
func (c *crowd) growTypists(ctx context.Context, n int) error {
	if err := c.grow(ctx, n); err != nil {
		return err
	}
	for _, screen := range c.terminals {
		if err := screen.leaveTop(ctx); err != nil {
			return err
		}
	}
	return nil
}

// typing presses a key a second in each session for the time --window, and
// returns how long each took to show. The sessions are spread over the second.
func (c *crowd) typing(ctx context.Context) ([]time.Duration, error) {
	var mu sync.Mutex
	var all []time.Duration
	missed := map[string]int{} // by login
	var work sync.WaitGroup
	begin := time.Now()
	for i, screen := range c.terminals {
		work.Go(func() {
			took, err := screen.typing(ctx, begin.Add(time.Second*time.Duration(i)/time.Duration(len(c.terminals))), c.options.window)
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
			if err != nil {
				missed[screen.login]++
			}
		})
	}
	work.Wait()
	if len(missed) > 0 {
		return nil, fmt.Errorf("sessions that got no answer within %v, of %d: %v", c.options.patience, len(c.terminals), missed)
	}
	if len(all) == 0 {
		return nil, errors.Join(errors.New("no key was pressed: --window is too short"), ctx.Err())
	}
	return all, nil
}

// breath is the least time from an answer to the next key: a frame that came of
// something else is taken for the answer, and a k and a j at once show nothing.
const breath = 200 * time.Millisecond

// typing presses k and j in turns from begin on, once a second. A second that
// has passed before the answer came is left out.
func (t *terminal) typing(ctx context.Context, begin time.Time, window time.Duration) (took []time.Duration, err error) {
	due := begin
	for n := 0; ; n++ {
		for time.Until(due) < breath && n > 0 {
			due = due.Add(time.Second)
		}
		if due.Sub(begin) >= window {
			return took, nil
		}
		select {
		case <-time.After(time.Until(due)):
		case <-ctx.Done():
			return took, ctx.Err()
		}
		d, err := t.key(ctx, "kj"[n%2:n%2+1])
		if err != nil {
			return took, err
		}
		took = append(took, d)
	}
}

// leaveTop moves the cursor off the first row. It goes back and forth until each
// key was answered, as the rows may come late, and their frame is no answer.
func (t *terminal) leaveTop(ctx context.Context) (err error) {
	patience := t.patience
	defer func() { t.patience = patience }()
	t.patience = min(patience, silentAfter)
	for range 5 {
		for _, key := range []string{"j", "k", "j"} {
			if _, err = t.key(ctx, key); err != nil {
				break
			}
		}
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
	return err
}

// key presses one and returns how long its frame took.
func (t *terminal) key(ctx context.Context, key string) (time.Duration, error) {
	t.forget()
	start := time.Now()
	if _, err := io.WriteString(t.in, key); err != nil {
		return 0, err
	}
	got, err := t.await(ctx, 1, 0)
	return got.first.Sub(start), err
}
