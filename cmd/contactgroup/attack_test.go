package main

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"contactgroup/ui/sshd"
)

// pooled is how many goroutines may stay: the database keeps some connections
// open, and more after a rush.
const pooled = 16

// until waits for a condition that another goroutine brings about.
func until(tb testing.TB, what string, condition func() bool) {
	tb.Helper()
	for deadline := time.Now().Add(patience); !condition(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			tb.Fatalf("waited in vain: %s", what)
		}
	}
}

// whoami runs a command as the chair, over a connection of its own.
func (s demoServer) whoami(tb testing.TB) {
	tb.Helper()
	client := s.dial(tb, s.address)
	defer client.Close()
	session, err := client.NewSession()
	must(tb, err)
	if out, err := session.Output("whoami"); err != nil || !strings.Contains(string(out), "chair") {
		tb.Errorf("whoami: %q, %v", out, err)
	}
}

func TestCommandsLeaveNothingBehind(t *testing.T) {
	s := newDemoServer(t, 0, sshd.Limits{}, slog.New(slog.DiscardHandler))
	held := func() uint64 {
		until(t, "nobody is connected", func() bool { return s.server.Connections() == 0 })
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for range 20 {
		s.whoami(t) // what is kept once for all is there then
	}
	memory, goroutines := held(), runtime.NumGoroutine()
	const comings = 300
	for range comings {
		s.whoami(t)
	}
	if more := int64(held()) - int64(memory); more > comings<<10 {
		t.Errorf("%d bytes more after %d commands", more, comings)
	}
	until(t, "the goroutines of the commands end", func() bool { return runtime.NumGoroutine() <= goroutines+pooled })
}

func TestAMemberComesInBesideAThousandWhoNeverDo(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("SKIPPED: all of 127.0.0.0/8 is this machine's on Linux alone")
	}
	s := newDemoServer(t, 0, sshd.Limits{Handshake: 2 * time.Second}, slog.New(slog.DiscardHandler))
	s.whoami(t)
	goroutines := runtime.NumGoroutine()
	conns := make([]net.Conn, 1000)
	for i := range conns {
		from := &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(1+i/10))}
		conn, err := (&net.Dialer{LocalAddr: from}).DialContext(t.Context(), "tcp", s.address)
		must(t, err)
		defer conn.Close()
		if i%2 == 1 {
			_, _ = io.WriteString(conn, "SSH-2.0-stalled\r\n") // it may have had to make room
		}
		conns[i] = conn
	}
	s.whoami(t)
	if n := s.server.Unauthenticated(); n > sshd.DefaultLimits.MaxUnauthenticated {
		t.Errorf("%d are let wait, at most %d may", n, sshd.DefaultLimits.MaxUnauthenticated)
	}
	for _, conn := range conns {
		_, _ = io.Copy(io.Discard, conn) // until the server closes it
	}
	until(t, "all are freed", func() bool { return s.server.Unauthenticated() == 0 && runtime.NumGoroutine() <= goroutines+pooled })
}

// harm is what a hostile member does over one connection, until that is closed.
var harm = map[string]func(client *ssh.Client) error{
	"pastes":            flood("\x1b[200~" + strings.Repeat("a", 60<<10) + "\x1b[201~"),
	"mouse":             flood(strings.Repeat("\x1b[<0;10;10M\x1b[<64;1;1M\x1b[M !!", 200)),
	"control sequences": flood(strings.Repeat("\x1b[1;2A\x1b[999999z\x1b]0;x\a\x1bP1$r\x1b\\\x1b[", 200)),
	"halves of runes":   flood(strings.Repeat("\xe2\x82\xc3\x1b\xf0\x9f", 1000)),
	"takes nothing":     flood("jk"),
	"sizes": func(client *ssh.Client) error {
		session, _, err := enterHostile(client)
		for n := 0; err == nil; n++ {
			err = session.WindowChange(n%200, n*7%500)
		}
		return err
	},
	"variables": func(client *ssh.Client) error {
		session, err := client.NewSession()
		for err == nil {
			_, err = session.SendRequest("env", false, ssh.Marshal(struct{ Name, Value string }{"LC_ALL", "x"}))
		}
		return err
	},
	"channels": func(client *ssh.Client) error {
		for {
			_, requests, err := client.OpenChannel("session", nil)
			var refusal *ssh.OpenChannelError
			switch {
			case err == nil:
				go ssh.DiscardRequests(requests)
			case !errors.As(err, &refusal):
				return err
			}
		}
	},
}

// enterHostile opens a desk that takes nothing of what it is shown.
func enterHostile(client *ssh.Client) (*ssh.Session, io.Writer, error) {
	session, err := client.NewSession()
	if err != nil {
		return nil, nil, err
	}
	in, err := session.StdinPipe()
	_, unread := session.StdoutPipe()
	return session, in, errors.Join(err, unread, session.RequestPty("xterm-256color", 40, 120, nil), session.Shell())
}

// flood sends text to a desk again and again.
func flood(text string) func(*ssh.Client) error {
	return func(client *ssh.Client) error {
		_, in, err := enterHostile(client)
		for err == nil {
			_, err = io.WriteString(in, text)
		}
		return err
	}
}

func TestMembersWorkOnBesideHostileOnes(t *testing.T) {
	s := newDemoServer(t, 0, sshd.Limits{WriteTimeout: time.Second, PerAccount: 100}, slog.New(slog.DiscardHandler))
	s.whoami(t)
	goroutines := runtime.NumGoroutine()
	honest := s.enter(t, s.address, 120, 40)
	honest.until(t, settled...)
	var work sync.WaitGroup
	var hostile []*ssh.Client
	for name, do := range harm {
		client := s.dial(t, s.address)
		hostile = append(hostile, client)
		work.Go(func() {
			if do(client) == nil {
				t.Errorf("%s: ended without being told", name)
			}
		})
	}
	for range 10 {
		for _, key := range []string{"j", "k"} {
			_, err := io.WriteString(honest.in, key)
			must(t, err)
			honest.until(t, endOfFrame)
		}
		s.whoami(t)
	}
	for _, client := range hostile {
		client.Close()
	}
	work.Wait()
	must(t, honest.client.Close())
	until(t, "nothing of them is left", func() bool { return s.server.Sessions() == 0 && runtime.NumGoroutine() <= goroutines+pooled })
}

func TestAPanicInOneSessionIsNobodyElses(t *testing.T) {
	var log bytes.Buffer
	s := newDemoServer(t, 0, sshd.Limits{}, slog.New(slog.NewTextHandler(&log, nil)))
	must(t, s.server.Reload(func(c *sshd.Config) {
		program, command := c.Program, c.Command
		plant := func(run func(*sshd.Session) int) func(*sshd.Session) int {
			return func(session *sshd.Session) int {
				if session.Env["LC_NAME"] == "planted" {
					panic("what a request says")
				}
				return run(session)
			}
		}
		c.Program, c.Command = plant(program), plant(command)
	}))
	other := s.enter(t, s.address, 120, 40)
	other.until(t, settled...)
	for _, begin := range []func(*ssh.Session) error{(*ssh.Session).Shell, func(session *ssh.Session) error { return session.Start("whoami") }} {
		session, err := other.client.NewSession() // in the same connection
		must(t, err)
		must(t, session.Setenv("LC_NAME", "planted"))
		must(t, session.RequestPty("xterm", 24, 80, nil))
		must(t, begin(session))
		var exit *ssh.ExitError
		if err := session.Wait(); !errors.As(err, &exit) || exit.ExitStatus() != 1 {
			t.Errorf("a session that panicked ended with %v", err)
		}
	}
	_, err := io.WriteString(other.in, "j")
	must(t, err)
	other.until(t, endOfFrame)
	s.whoami(t)
	must(t, other.client.Close())
	must(t, s.server.Shutdown(t.Context())) // nobody writes the log any more
	if got := log.String(); strings.Count(got, "msg=panic") != 2 || strings.Contains(got, "request says") {
		t.Errorf("each panic is logged once, without contents:\n%s", got)
	}
}
