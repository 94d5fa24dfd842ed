package sshd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/crypto/ssh"
)

func TestStalledConnectionsCannotKeepAMemberOut(t *testing.T) {
	h := start(t, func(c *Config) { c.Limits.MaxUnauthenticated, c.Limits.PerAddress = 5, 5 })
	for range 30 {
		conn, err := net.Dial("tcp", h.address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
	}
	until(t, "the bound", func() bool { return h.Evicted() == 25 })
	h.dial(t)
	if n := h.Unauthenticated(); n > 5 {
		t.Errorf("%d connections before authentication", n)
	}
	if h.Evicted() != 26 {
		t.Errorf("%d were evicted, want one for the member too", h.Evicted())
	}
}

func TestLobbyEvictsTheOneSilentLongest(t *testing.T) {
	at := func(address string, heard int64) *wire {
		a, _ := net.ResolveTCPAddr("tcp", address)
		w := &wire{Conn: addressed{remote: a}}
		w.heard.Store(heard)
		return w
	}
	l, limits := newLobby(), Limits{MaxUnauthenticated: 3, PerAddress: 2}
	busy, silent, other := at("192.0.2.1:1", 9), at("192.0.2.1:2", 5), at("192.0.2.2:1", 1)
	for _, w := range []*wire{busy, silent, other} {
		if l.enter(w, limits) != nil {
			t.Fatal("evicted below the bounds")
		}
	}
	if got := l.enter(at("192.0.2.1:3", 10), limits); got != silent {
		t.Error("an address makes room among its own")
	}
	if got := l.enter(at("192.0.2.3:1", 10), limits); got != other {
		t.Error("otherwise the one silent longest of all goes")
	}
}

type addressed struct {
	net.Conn
	remote net.Addr
}

func (a addressed) RemoteAddr() net.Addr { return a.remote }

func TestHandshakeHasADeadline(t *testing.T) {
	h := start(t, func(c *Config) { c.Limits.Handshake = 50 * time.Millisecond })
	conn, err := net.Dial("tcp", h.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.Copy(io.Discard, conn); err != nil && !errors.Is(err, net.ErrClosed) && !strings.Contains(err.Error(), "reset") {
		t.Error(err)
	}
	until(t, "the lobby is empty", func() bool { return h.Unauthenticated() == 0 })
}

func TestAccountLimit(t *testing.T) {
	h := start(t, func(c *Config) { c.Limits.PerAccount = 2; c.Busy = "trop de connexions" })
	first := h.dial(t)
	h.dial(t)
	until(t, "both are counted", func() bool { return h.Connections() == 2 })
	third := h.dial(t)
	if _, _, err := third.OpenChannel("session", nil); err == nil || !strings.Contains(err.Error(), "trop de connexions") {
		t.Errorf("the third connection got %v", err)
	}
	third.Close()
	first.Close()
	until(t, "a place", func() bool { return h.Connections() == 1 })
	channel, _ := open(t, h.dial(t))
	channel.Close()
}

func TestPanicEndsThatSessionOnly(t *testing.T) {
	var log bytes.Buffer
	h := start(t, func(c *Config) {
		c.Log = slog.New(slog.NewTextHandler(&log, nil))
		c.Program = func(s *Session) int {
			if s.PTY != nil {
				panic("the secret content of a request")
			}
			return echo(s)
		}
	})
	client := h.dial(t)
	other, requests := open(t, client)
	go ssh.DiscardRequests(requests)
	ask(t, other, "shell", []byte{})

	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	session.Stdout = &out
	session.RequestPty("xterm", 24, 80, nil)
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	if code := status(t, session.Wait()); code != 1 || out.String() != restoreTerminal {
		t.Errorf("status %d, %q", code, out.String())
	}
	fmt.Fprint(other, "still here")
	b := make([]byte, 10)
	if _, err := io.ReadFull(other, b); err != nil || string(b) != "still here" {
		t.Errorf("the other session: %q, %v", b, err)
	}
	client.Close()
	h.Shutdown(t.Context()) // nobody writes the log any more
	if strings.Contains(log.String(), "secret") || !strings.Contains(log.String(), "life_test.go") {
		t.Errorf("the log tells contents or not the place:\n%s", log.String())
	}
}

func TestPanicInAuthoriseEndsThatConnectionOnly(t *testing.T) {
	h := start(t, func(c *Config) {
		admit := c.Authorise
		c.Authorise = func(ctx context.Context, key ssh.PublicKey, user string, remote net.Addr) (any, error) {
			if user == "boom" {
				panic("boom")
			}
			return admit(ctx, key, user, remote)
		}
	})
	config := h.config(h.member)
	config.User = "boom"
	if _, err := ssh.Dial("tcp", h.address, config); err == nil {
		t.Error("came in")
	}
	h.dial(t)
}

func TestClientThatNeverReadsIsCutAndOthersGoOn(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Limits.WriteTimeout = 100 * time.Millisecond
		c.Command = func(s *Session) int {
			frame := make([]byte, 1<<20)
			for {
				if _, err := s.Write(frame); err != nil {
					return 1
				}
			}
		}
	})
	stopped, other := h.dial(t), h.dial(t)
	channel, requests := open(t, stopped)
	go ssh.DiscardRequests(requests)
	ask(t, channel, "exec", text{"flood"}) // nobody reads channel: its window fills
	echoing, requests := open(t, other)
	go ssh.DiscardRequests(requests)
	ask(t, echoing, "shell", []byte{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		stopped.Wait()
	}()
	for b := make([]byte, 1); ; {
		echoing.Write([]byte("x"))
		if _, err := io.ReadFull(echoing, b); err != nil {
			t.Fatalf("the other session: %v", err)
		}
		select {
		case <-ended:
			until(t, "the stuck program has returned", func() bool { return h.Sessions() == 1 })
			return
		default:
		}
	}
}

func TestTCPThatTakesNothingIsCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		defer far.Close()
		w := newWire(near, 30*time.Second)
		start := time.Now()
		if _, err := w.Write([]byte("x")); err == nil {
			t.Error("a write into nowhere succeeded")
		}
		if waited := time.Since(start); waited != 30*time.Second {
			t.Errorf("cut after %v", waited)
		}
	})
}

func TestIdleMeansNoChannelInput(t *testing.T) {
	cause := make(chan error, 1)
	h := start(t, func(c *Config) {
		c.Limits.IdleEnd = 100 * time.Millisecond
		c.Program = func(s *Session) int {
			<-s.Context().Done()
			cause <- context.Cause(s.Context())
			return 0
		}
	})
	client := h.dial(t)
	channel, requests := open(t, client)
	go ssh.DiscardRequests(requests)
	ask(t, channel, "shell", []byte{})
	for { // keepalives as fast as they go do not count
		if _, _, err := client.SendRequest("keepalive@openssh.com", true, nil); err != nil {
			break
		}
	}
	if got := <-cause; got != ErrIdle {
		t.Errorf("ended by %v", got)
	}
}

func TestInputKeepsAConnectionAwake(t *testing.T) {
	const idle = time.Second
	h := start(t, func(c *Config) { c.Limits.IdleEnd = idle })
	channel, requests := open(t, h.dial(t))
	go ssh.DiscardRequests(requests)
	ask(t, channel, "shell", []byte{})
	b := make([]byte, 1)
	for start := time.Now(); time.Since(start) < idle+idle/2; {
		if _, err := channel.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(channel, b); err != nil {
			t.Fatal(err)
		}
	}
}

func TestShutdownLetsProgramsFinish(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Program = func(s *Session) int {
			<-s.Context().Done()
			fmt.Fprint(s, context.Cause(s.Context()))
			return 3
		}
	})
	client := h.dial(t)
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	session.Stdout = &out
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	stalled, err := net.Dial("tcp", h.address)
	if err != nil {
		t.Fatal(err)
	}
	defer stalled.Close()
	until(t, "both", func() bool { return h.Sessions() == 1 && h.Unauthenticated() == 1 })
	ended := make(chan error, 1)
	go func() { ended <- session.Wait() }()
	if err := h.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	if code := status(t, <-ended); code != 3 || out.String() != ErrShutdown.Error() {
		t.Errorf("status %d, %q", code, out.String())
	}
	if conn, err := net.Dial("tcp", h.address); err == nil {
		conn.Close()
		t.Error("still listening")
	}
}

func TestShutdownCutsProgramsThatGoOn(t *testing.T) {
	release := make(chan struct{})
	h := start(t, func(c *Config) { c.Command = func(*Session) int { <-release; return 0 } })
	defer close(release)
	client := h.dial(t)
	channel, requests := open(t, client)
	go ssh.DiscardRequests(requests)
	ask(t, channel, "exec", text{"x"})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := h.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	client.Wait()
}

func TestCloseFreesAStuckWriter(t *testing.T) {
	sessions := make(chan *Session, 1)
	h := start(t, func(c *Config) {
		c.Command = func(s *Session) int {
			sessions <- s
			for {
				if _, err := s.Write(make([]byte, 1<<20)); err != nil {
					return 1
				}
			}
		}
	})
	client := h.dial(t)
	channel, requests := open(t, client)
	go ssh.DiscardRequests(requests)
	ask(t, channel, "exec", text{"flood"})
	(<-sessions).Close()
	client.Wait()
	until(t, "the program has returned", func() bool { return h.Sessions() == 0 })
}

func TestContextEndsWithTheClient(t *testing.T) {
	for name, leave := range map[string]func(*ssh.Client, ssh.Channel){
		"channel":    func(_ *ssh.Client, c ssh.Channel) { c.Close() },
		"connection": func(c *ssh.Client, _ ssh.Channel) { c.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			ended := make(chan error, 1)
			h := start(t, func(c *Config) {
				c.Program = func(s *Session) int {
					<-s.Context().Done()
					ended <- context.Cause(s.Context())
					return 0
				}
			})
			client := h.dial(t)
			channel, requests := open(t, client)
			go ssh.DiscardRequests(requests)
			ask(t, channel, "shell", []byte{})
			leave(client, channel)
			if cause := <-ended; cause != ErrClosed {
				t.Errorf("ended by %v", cause)
			}
		})
	}
}
