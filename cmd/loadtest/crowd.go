package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/crypto/ssh"
)

const (
	// channelsPerConnection is what a server grants by default.
	channelsPerConnection = 10
	// attempts is how often idle sessions are watched anew because a minute
	// changed, or somebody worked, meanwhile.
	attempts = 4
)

// crowd is many sessions at once, in the order of their opening.
type crowd struct {
	target    *target
	options   *options
	members   []member
	clients   []*ssh.Client
	terminals []*terminal
}

// crowd measures with --sessions sessions open: first left alone, then shown a
// change, then once more with few of them.
func (b *bench) crowd(ctx context.Context, r *report) {
	c := &crowd{target: b.target, options: b.options, members: b.target.members}
	defer func() { c.shrink(0) }()
	var change *changer
	if b.wants("change") {
		var err error
		if change, err = b.newChanger(ctx); err != nil {
			r.fail("change", err, b.named)
		} else {
			c.members = change.watchers
			defer func() {
				if err := change.finish(ctx); err != nil {
					r.fail("change", fmt.Errorf("the request could not be left as it was: %w", err), b.named)
				}
			}()
		}
	}
	if b.wants("idle") {
		if err := c.idle(ctx, r); err != nil {
			r.fail("idle", err, b.named)
		}
	}
	if change != nil {
		if err := c.changes(ctx, r, change); err != nil {
			r.fail("change", err, b.named)
		}
	}
}

// grow opens sessions until there are n, each complete before the next. The
// members get one connection after another in turns.
func (c *crowd) grow(ctx context.Context, n int) error {
	for len(c.terminals) < n {
		number := len(c.terminals) / channelsPerConnection
		m := c.members[number%len(c.members)]
		if number == len(c.clients) {
			client, err := c.target.dial(ctx, m)
			if err != nil {
				return fmt.Errorf("connection %d of the crowd: %w", number+1, err)
			}
			c.clients = append(c.clients, client)
		}
		screen, err := c.target.openTerminal(ctx, c.clients[number], m, c.options.width, c.options.height)
		if err != nil {
			return c.refused(m, err)
		}
		c.terminals = append(c.terminals, screen)
	}
	return c.settle(ctx)
}

// refused explains why a session did not open.
func (c *crowd) refused(m member, err error) error {
	var refusal *ssh.OpenChannelError
	if !errors.As(err, &refusal) || refusal.Reason != ssh.ResourceShortage {
		return fmt.Errorf("session %d: %w", len(c.terminals)+1, err)
	}
	if inConnection := len(c.terminals) % channelsPerConnection; inConnection > 0 {
		return fmt.Errorf("the server refused session %d in one connection of %s (%s)", inConnection+1, m.Login, refusal.Message)
	}
	connection := (len(c.clients)-1)/len(c.members) + 1
	return fmt.Errorf("the server refused connection %d of %s (%s): raise its --limit-per-account, or lower --sessions",
		connection, m.Login, refusal.Message)
}

// settle waits until every screen is quiet, and forgets what came.
func (c *crowd) settle(ctx context.Context) error {
	for _, screen := range c.terminals {
		if _, err := screen.await(ctx, 0, 5*c.options.settle); err != nil {
			return err
		}
	}
	c.forget()
	return nil
}

func (c *crowd) forget() {
	for _, screen := range c.terminals {
		screen.forget()
	}
}

// shrink closes connections until at most n sessions remain, n being whole
// connections.
func (c *crowd) shrink(n int) {
	keep := min(n/channelsPerConnection, len(c.clients))
	for _, client := range c.clients[keep:] {
		client.Close()
	}
	c.clients = c.clients[:keep]
	c.terminals = c.terminals[:min(n, len(c.terminals))]
}

// idle measures what sessions cost the server that do nothing.
func (c *crowd) idle(ctx context.Context, r *report) error {
	p, err := c.target.serverProcess(c.options.pid)
	if err != nil {
		return err
	}
	before, err := p.memory()
	if err != nil {
		return err
	}
	if err := c.grow(ctx, c.options.sessions); err != nil {
		return err
	}
	share, err := c.idleShare(ctx, p)
	if err != nil {
		return err
	}
	after, err := p.memory()
	if err != nil {
		return err
	}
	n := len(c.terminals)
	each := float64(after-before) / 1024 / float64(n)
	r.add(
		figure{Name: fmt.Sprintf("%d idle sessions, processor", n), Value: share * 100, Unit: "%"}.within(0.5),
		figure{Name: fmt.Sprintf("%d idle sessions, memory each", n), Value: each, Unit: "KB"}.within(300),
	)
	return nil
}

// idleShare returns the part of one core that the server used during a window
// in which no session was sent anything.
func (c *crowd) idleShare(ctx context.Context, p process) (float64, error) {
	for range attempts {
		c.forget()
		before, err := p.cpu()
		if err != nil {
			return 0, err
		}
		start := time.Now()
		select {
		case <-time.After(c.options.window):
		case <-ctx.Done():
			return 0, ctx.Err()
		}
		after, err := p.cpu()
		if err != nil {
			return 0, err
		}
		disturbed := false
		for _, screen := range c.terminals {
			got, err := screen.soFar()
			if err != nil {
				return 0, fmt.Errorf("%s's session ended: %w", screen.login, err)
			}
			disturbed = disturbed || got.bytes > 0
		}
		if !disturbed {
			return float64(after-before) / float64(time.Since(start)), nil
		}
	}
	return 0, fmt.Errorf("no %v passed in which the screens stayed as they were: shorten --window, or is somebody at work?", c.options.window)
}
