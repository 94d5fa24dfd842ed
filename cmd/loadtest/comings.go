package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// comers is how many come and go at once: fewer than a server lets
// authenticate from one address.
const comers = 4

// comings measures what --comings logins, each with one command, leave behind
// in the server, once a tenth of them has warmed it up.
func (b *bench) comings(ctx context.Context, r *report) error {
	p, err := b.target.serverProcess(b.pid)
	if err != nil {
		return err
	}
	if err := b.comeAndGo(ctx, max(b.come/10, 1)); err != nil {
		return err
	}
	before, err := p.rest(ctx, b.patience)
	if err != nil {
		return err
	}
	start := time.Now()
	if err := b.comeAndGo(ctx, b.come); err != nil {
		return err
	}
	each := time.Since(start) / time.Duration(b.come)
	after, err := p.rest(ctx, b.patience)
	if err != nil {
		return err
	}
	r.add(
		milliseconds(fmt.Sprintf("%d logins with a command, mean of each", b.come), each),
		figure{Name: "  descriptors left behind", Value: float64(max(after.files-before.files, 0))}.within(0.5),
		figure{Name: "  memory left behind", Value: float64(max(after.bytes-before.bytes, 0)) / (1 << 20), Unit: "MB"}.within(16),
	)
	return nil
}

// comeAndGo logs in n times, by turns as each member, and runs one command each time.
func (b *bench) comeAndGo(ctx context.Context, n int) error {
	var next atomic.Int64
	var work sync.WaitGroup
	faults := make([]error, comers)
	for i := range faults {
		work.Go(func() {
			for faults[i] == nil {
				turn := int(next.Add(1)) - 1
				if turn >= n {
					return
				}
				faults[i] = b.comeOnce(ctx, b.target.members[turn%len(b.target.members)])
			}
		})
	}
	work.Wait()
	return errors.Join(faults...)
}

func (b *bench) comeOnce(ctx context.Context, m member) error {
	client, err := b.target.dial(ctx, m)
	if err != nil {
		return err
	}
	defer client.Close()
	_, err = b.target.command(ctx, client, "whoami")
	return err
}

// usage is what a process holds.
type usage struct {
	bytes int64
	files int
}

// rest returns what the process holds once its descriptors have been as many
// for a while.
func (p process) rest(ctx context.Context, patience time.Duration) (usage, error) {
	steady := 0
	var u usage
	for deadline := time.Now().Add(patience); steady < 10 && time.Now().Before(deadline); {
		open, err := filepath.Glob(filepath.Join(string(p), "fd", "*"))
		if err != nil {
			return u, err
		}
		if steady++; len(open) != u.files {
			u.files, steady = len(open), 0
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return u, ctx.Err()
		}
	}
	var err error
	u.bytes, err = p.memory()
	return u, err
}
