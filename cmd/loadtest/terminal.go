package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// endOfFrame is the end mark of synchronized output: the screen is consistent.
const endOfFrame = "\x1b[?2026l"

// terminalName is the TERM of every session.
const terminalName = "xterm-256color"

// marks counts the occurrences of a mark in a stream read in pieces. The
// first byte of the mark must not come again within it.
type marks struct {
	mark    string
	matched int
}

// in returns how many marks end in p. Without a mark, any bytes are one.
func (m *marks) in(p []byte) (n int) {
	if m.mark == "" {
		return min(len(p), 1)
	}
	for _, b := range p {
		switch {
		case b == m.mark[m.matched]:
			m.matched++
		case b == m.mark[0]:
			m.matched = 1
		default:
			m.matched = 0
		}
		if m.matched == len(m.mark) {
			n, m.matched = n+1, 0
		}
	}
	return n
}

// tally is what a terminal has received.
type tally struct {
	bytes, frames int
	first, last   time.Time // when the first and the newest frame was complete; zero: none was
	heard         time.Time // when anything came; zero: nothing has
}

// terminal is somebody's screen: it notes what comes and when. One goroutine
// at a time may use it.
type terminal struct {
	login    string
	patience time.Duration
	in       io.Writer
	wake     chan struct{} // one slot: something came, or the stream ended

	mu    sync.Mutex
	marks marks
	tally tally
	text  []byte // everything since opening, until drop
	drop  bool
	err   error // the stream has ended
}

// openTerminal starts m's desk on a new channel of client and waits for its
// first frame.
func (t *target) openTerminal(ctx context.Context, client *ssh.Client, m member, width, height int) (*terminal, error) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	defer context.AfterFunc(ctx, func() { client.Close() })()
	session, err := client.NewSession()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.Login, errors.Join(err, ctx.Err()))
	}
	screen := t.newTerminal(m.Login)
	out, err := session.StdoutPipe()
	if err == nil {
		screen.in, err = session.StdinPipe()
	}
	if err == nil {
		err = session.RequestPty(terminalName, height, width, ssh.TerminalModes{})
	}
	if err == nil {
		err = session.Shell()
	}
	if err != nil {
		session.Close()
		return nil, fmt.Errorf("%s: %w", m.Login, errors.Join(err, ctx.Err()))
	}
	go screen.follow(out)
	_, err = screen.await(ctx, 1, 0)
	return screen, err
}

func (t *target) newTerminal(login string) *terminal {
	return &terminal{login: login, patience: t.patience, wake: make(chan struct{}, 1), marks: marks{mark: t.mark}}
}

// follow reads until the stream ends, which it does with its connection.
func (t *terminal) follow(out io.Reader) {
	buffer := make([]byte, 4<<10)
	for {
		n, err := out.Read(buffer)
		t.note(buffer[:n], time.Now(), err)
		if err != nil {
			return
		}
	}
}

func (t *terminal) note(p []byte, now time.Time, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.err = err
	if len(p) > 0 {
		t.tally.heard = now
	}
	t.tally.bytes += len(p)
	if n := t.marks.in(p); n > 0 {
		t.tally.frames += n
		t.tally.last = now
		if t.tally.first.IsZero() {
			t.tally.first = now
		}
	}
	if !t.drop {
		t.text = append(t.text, p...)
	}
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// forget begins a new tally and lets go of the text.
func (t *terminal) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tally, t.text, t.drop = tally{}, nil, true
}

// soFar returns the tally since forget, and why the stream has ended if it has.
func (t *terminal) soFar() (tally, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.tally, t.err
}

// await waits until so many frames have come since forget, and nothing else for
// the time quiet, but no longer than the terminal's patience.
func (t *terminal) await(ctx context.Context, frames int, quiet time.Duration) (tally, error) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	for {
		got, err := t.soFar()
		rest := quiet - time.Since(got.heard)
		if got.frames >= frames && rest <= 0 {
			return got, nil
		}
		if err != nil {
			return got, fmt.Errorf("%s's session ended: %w", t.login, err)
		}
		var again <-chan time.Time
		if got.frames >= frames {
			again = time.After(rest)
		}
		select {
		case <-t.wake:
		case <-again:
		case <-ctx.Done():
			return got, fmt.Errorf("%s waits for a frame: %w", t.login, ctx.Err())
		}
	}
}

// shows reports whether the text, which must not wrap or change style within,
// has come since the terminal was opened.
func (t *terminal) shows(text string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Contains(string(t.text), text)
}
