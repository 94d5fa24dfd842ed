package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"
)

// cutPause is how long a hostile session stays away after it was thrown out.
const cutPause = time.Second

// attack does harm over one connection until that is closed.
type attack struct {
	name string
	do   func(*hostile) error
}

// hostile is a member who came to do harm.
type hostile struct {
	client *ssh.Client
	deaf   *atomic.Bool // the connection takes nothing more
}

var attacks = []attack{
	{"pastes", flood("\x1b[200~" + strings.Repeat("a", 60<<10) + "\x1b[201~")},
	{"mouse", flood(strings.Repeat("\x1b[<0;10;10M\x1b[<0;10;10m\x1b[<64;1;1M", 200))},
	{"control sequences", flood(strings.Repeat("\x1b[1;2A\x1b[999999z\x1b]0;x\a\x1bP1$r\x1b\\", 200))},
	{"keys", flood(strings.Repeat("jjkk", 1000))},
	{"sizes", resizes},
	{"variables", variables},
	{"channels", channels},
	{"requests", requests},
	{"commands", commands},
	{"takes nothing", stopped},
}

// beside measures from a key to its frame in sessions of members who type,
// beside --hostile sessions that attack, each in its own way.
func (b *bench) beside(ctx context.Context, r *report) error {
	members, err := b.typists(ctx)
	if err != nil {
		return err
	}
	c := &crowd{target: b.target, options: b.options, members: members}
	defer func() { c.shrink(0) }()
	if err := c.growTypists(ctx, max(b.sessions-b.hostile, 1)); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer stop()
	var cut atomic.Int64
	for i := range b.hostile {
		work.Go(func() { b.attack(ctx, attacks[i%len(attacks)], b.target.members[i%len(b.target.members)], &cut) })
	}
	took, err := c.typing(ctx)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%d typing beside %d hostile, key to frame, ", len(c.terminals), b.hostile)
	r.add(
		milliseconds(name+"median", quantile(took, 0.5)),
		milliseconds(name+"p99", quantile(took, 0.99)).within(150),
		figure{Name: "  hostile sessions thrown out", Value: float64(cut.Load())},
	)
	return nil
}

// attack goes on until ctx ends; who is thrown out comes back.
func (b *bench) attack(ctx context.Context, a attack, m member, cut *atomic.Int64) {
	for ctx.Err() == nil {
		h, err := b.target.intrude(ctx, m)
		if err == nil {
			leave := context.AfterFunc(ctx, func() { h.client.Close() })
			_ = a.do(h) // it ends as it may
			leave()
			h.client.Close()
			if ctx.Err() == nil {
				cut.Add(1)
			}
		}
		select {
		case <-time.After(cutPause):
		case <-ctx.Done():
		}
	}
}

// intrude is dial with a connection that can stop taking anything.
func (t *target) intrude(ctx context.Context, m member) (*hostile, error) {
	var deaf atomic.Bool
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", t.address)
	if err != nil {
		return nil, err
	}
	client, err := t.handshake(ctx, deafConn{conn, &deaf, make(chan struct{}), new(sync.Once)}, m)
	return &hostile{client, &deaf}, err
}

// deafConn reads nothing once it is deaf, until it is closed.
type deafConn struct {
	net.Conn
	deaf   *atomic.Bool
	closed chan struct{}
	once   *sync.Once
}

func (c deafConn) Read(p []byte) (int, error) {
	if c.deaf.Load() {
		<-c.closed
	}
	return c.Conn.Read(p)
}

func (c deafConn) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}

// desk opens a terminal whose output is thrown away.
func (h *hostile) desk() (*ssh.Session, io.Writer, error) {
	session, err := h.client.NewSession()
	if err != nil {
		return nil, nil, err
	}
	session.Stdout = io.Discard
	in, err := session.StdinPipe()
	return session, in, errors.Join(err, session.RequestPty(terminalName, 40, 120, nil), session.Shell())
}

// flood sends text to a desk again and again.
func flood(text string) func(*hostile) error {
	return func(h *hostile) error {
		_, in, err := h.desk()
		for err == nil {
			_, err = io.WriteString(in, text)
		}
		return err
	}
}

func resizes(h *hostile) error {
	session, _, err := h.desk()
	for n := 0; err == nil; n++ {
		err = session.WindowChange(10+n%90, 20+n%250)
	}
	return err
}

func variables(h *hostile) error {
	session, err := h.client.NewSession()
	for n := 0; err == nil; n++ {
		_, err = session.SendRequest("env", false, ssh.Marshal(struct{ Name, Value string }{fmt.Sprintf("LC_%d", n), "x"}))
	}
	return err
}

func channels(h *hostile) error {
	for {
		_, requests, err := h.client.OpenChannel("session", nil)
		var refusal *ssh.OpenChannelError
		switch {
		case err == nil:
			go ssh.DiscardRequests(requests)
		case !errors.As(err, &refusal):
			return err
		}
	}
}

func requests(h *hostile) error {
	for {
		if _, _, err := h.client.SendRequest("keepalive@openssh.com", true, nil); err != nil {
			return err
		}
	}
}

func commands(h *hostile) error {
	for {
		session, err := h.client.NewSession()
		if err != nil {
			return err
		}
		var exit *ssh.ExitError
		if err := session.Run("request list --filter " + strings.Repeat("x", 8000)); err != nil && !errors.As(err, &exit) {
			return err
		}
	}
}

// stopped presses keys and takes no frame of them.
func stopped(h *hostile) error {
	_, in, err := h.desk()
	h.deaf.Store(true)
	for err == nil {
		_, err = io.WriteString(in, "jk")
	}
	return err
}
