package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"
)

// warmUp is how many keys are pressed, and visits made, before counting.
const warmUp = 3

// keys measures from a key to the frame that answers it, in turns with the
// echo of the same key.
func (b *bench) keys(ctx context.Context, r *report) error {
	desk, closeDesk, err := b.target.visit(ctx, b.target.members[0], b.options)
	if err != nil {
		return err
	}
	defer closeDesk()
	echo, closeEcho, err := b.floor.visit(ctx, b.floor.members[0], b.options)
	if err != nil {
		return err
	}
	defer closeEcho()
	var took, floor []time.Duration
	var bytes, writes []int
	for i := range b.keyCount + warmUp {
		key := "jk"[i%2 : i%2+1]
		d, got, err := b.press(ctx, desk, key)
		if err != nil {
			return fmt.Errorf("key %d (%s): %w; are there two rows to move between?", i+1, key, err)
		}
		f, _, err := b.press(ctx, echo, key)
		if err != nil {
			return fmt.Errorf("the echo: %w", err)
		}
		if i >= warmUp {
			took, floor = append(took, d), append(floor, f)
			bytes, writes = append(bytes, got.bytes), append(writes, got.frames)
		}
	}
	r.add(
		milliseconds("key to frame, median", quantile(took, 0.5)).against(inMilliseconds(quantile(floor, 0.5)), 5),
		milliseconds("key to frame, p99", quantile(took, 0.99)).against(inMilliseconds(quantile(floor, 0.99)), 10),
		figure{Name: "cursor move, bytes, p99", Value: float64(quantile(bytes, 0.99))}.within(1200),
		figure{Name: "cursor move, frames, p99", Value: float64(quantile(writes, 0.99))}.within(1),
	)
	return nil
}

// press sends one key and returns how long the first frame took, and all that
// came until the screen was quiet again.
func (b *bench) press(ctx context.Context, t *terminal, key string) (time.Duration, tally, error) {
	t.forget()
	start := time.Now()
	if _, err := io.WriteString(t.in, key); err != nil {
		return 0, tally{}, err
	}
	got, err := t.await(ctx, 1, b.settle)
	return got.first.Sub(start), got, err
}

// visit logs m in, opens a terminal and waits until its screen is complete.
func (t *target) visit(ctx context.Context, m member, o *options) (screen *terminal, leave func(), err error) {
	client, err := t.dial(ctx, m)
	if err != nil {
		return nil, nil, err
	}
	if screen, err = t.openTerminal(ctx, client, m, o.width, o.height); err == nil {
		_, err = screen.await(ctx, 1, o.settle)
	}
	if err != nil {
		client.Close()
		return nil, nil, err
	}
	return screen, func() { client.Close() }, nil
}

// firstFrame measures from dialling to a complete screen: the last frame
// before the screen is quiet, so that an empty first one gains nothing.
func (b *bench) firstFrame(ctx context.Context, r *report) error {
	arrive := func(t *target) (time.Duration, tally, error) {
		start := time.Now()
		screen, leave, err := t.visit(ctx, t.members[0], b.options)
		if err != nil {
			return 0, tally{}, err
		}
		defer leave()
		got, _ := screen.soFar()
		return got.last.Sub(start), got, nil
	}
	return b.compare(r, "dial to complete frame, median", 3, arrive)
}

// compare makes visits to the server and the floor in turns.
func (b *bench) compare(r *report, name string, bound float64, arrive func(*target) (time.Duration, tally, error)) error {
	var took, floor []time.Duration
	var frames []int
	for i := range b.dials + warmUp {
		d, got, err := arrive(b.target)
		if err != nil {
			return err
		}
		f, _, err := arrive(b.floor)
		if err != nil {
			return fmt.Errorf("the echo: %w", err)
		}
		if i >= warmUp {
			took, floor, frames = append(took, d), append(floor, f), append(frames, got.frames)
		}
	}
	r.add(
		milliseconds(name, quantile(took, 0.5)).against(inMilliseconds(quantile(floor, 0.5)), bound),
		figure{Name: "  frames until complete, median", Value: float64(quantile(frames, 0.5))},
	)
	return nil
}

// openSSH measures from starting the real client to a complete screen.
func (b *bench) openSSH(ctx context.Context, r *report) error {
	program, err := exec.LookPath("ssh")
	if err != nil {
		return fmt.Errorf("the OpenSSH client is %w: install ssh", errUnavailable)
	}
	arrive := func(t *target) (time.Duration, tally, error) { return t.runClient(ctx, program, b.settle) }
	return b.compare(r, "ssh, start to complete frame, median", 2, arrive)
}

// runClient starts the program ssh, waits for its complete screen and ends it.
func (t *target) runClient(ctx context.Context, program string, quiet time.Duration) (time.Duration, tally, error) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	host, port, err := net.SplitHostPort(t.address)
	if err != nil {
		return 0, tally{}, err
	}
	m := t.members[0]
	cmd := exec.CommandContext(ctx, program, "-F", "none", "-tt", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes",
		"-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile="+t.knownHosts, "-o", "GlobalKnownHostsFile=none",
		"-i", m.Key, "-l", m.Login, "-p", port, host)
	cmd.Env = append(os.Environ(), "TERM="+terminalName, "SSH_AUTH_SOCK=")
	keyboard, err := cmd.StdinPipe() // open, and silent, as long as the client runs
	if err != nil {
		return 0, tally{}, err
	}
	defer keyboard.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, tally{}, err
	}
	var messages bytes.Buffer
	cmd.Stderr = &messages
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, tally{}, err
	}
	screen := t.newTerminal("ssh")
	go screen.follow(out) // until Wait closes the pipe
	got, err := screen.await(ctx, 1, quiet)
	cancel()       // ends the client, which has nothing of ours to restore
	_ = cmd.Wait() // killed, as it was to be
	if err != nil {
		return 0, tally{}, fmt.Errorf("%w: %s", err, strings.TrimSpace(messages.String()))
	}
	return got.last.Sub(start), got, nil
}
