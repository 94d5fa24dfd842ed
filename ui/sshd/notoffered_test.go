package sshd

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"
)

// journal collects what is logged.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) count(text string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Count(j.text.String(), text)
}

func TestWhatIsNotOfferedIsLoggedOnceAndRunsNothing(t *testing.T) {
	var log journal
	h := start(t, func(c *Config) {
		c.Log = slog.New(slog.NewTextHandler(&log, nil))
		c.NoSubsystem = func(s *Session) int { fmt.Fprintf(s.Stderr(), "no %s", s.Subsystem); return 2 }
		c.Command = func(s *Session) int { fmt.Fprint(s, s.WantsAgent); return 0 }
	})
	client := h.dial(t)
	for range 5 {
		for _, kind := range []string{"direct-tcpip", "direct-streamlocal@openssh.com", "tun@openssh.com"} {
			_, _, err := client.OpenChannel(kind, []byte{1, 2, 3})
			refused, ok := err.(*ssh.OpenChannelError)
			if !ok || refused.Reason != ssh.Prohibited || refused.Message != noForwardingWords {
				t.Fatalf("%s: %v", kind, err)
			}
		}
		for _, kind := range []string{"tcpip-forward", "streamlocal-forward@openssh.com"} {
			if ok, _, err := client.SendRequest(kind, true, []byte{0xff}); ok || err != nil {
				t.Fatalf("%s: %v, %v", kind, ok, err)
			}
		}
		channel, requests := open(t, client)
		go ssh.DiscardRequests(requests)
		for _, kind := range []string{"x11-req", "auth-agent-req@openssh.com", "pty-req"} {
			if ask(t, channel, kind, []byte{0xff, 0xff, 0xff, 0xff}) {
				t.Fatalf("%s granted", kind)
			}
		}
		channel.Close()
	}
	for _, what := range []string{"forwarding", "tunnel", "x11", "agent", "terminal"} {
		if n := log.count(`msg="not offered" what=` + what + " "); n != 1 {
			t.Errorf("%s is logged %d times", what, n)
		}
	}
	channel, requests := open(t, client)
	if !ask(t, channel, "subsystem", text{"netconf"}) {
		t.Fatal("an unknown subsystem is refused without a word")
	}
	said, err := io.ReadAll(channel.Stderr())
	must(t, err)
	if exit := <-requests; string(said) != "no netconf" || exit.Type != "exit-status" || !bytes.Equal(exit.Payload, []byte{0, 0, 0, 2}) {
		t.Errorf("unknown subsystem: %q, %s %v", said, exit.Type, exit.Payload)
	}
	go ssh.DiscardRequests(requests)
	session, err := client.NewSession()
	must(t, err)
	_, err = session.SendRequest("auth-agent-req@openssh.com", false, nil)
	must(t, err)
	if out, err := session.Output("whoami"); string(out) != "true" || err != nil {
		t.Errorf("the command does not know of the agent: %q, %v", out, err)
	}
}
