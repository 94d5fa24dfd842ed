package sshd

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/crypto/ssh"
)

func TestRevocationEndsEveryKindAtOnce(t *testing.T) {
	var causes sync.Map
	wait := func(s *Session) int {
		<-s.Context().Done()
		causes.Store(s.Line, context.Cause(s.Context()))
		return 0
	}
	release := make(chan struct{})
	h := start(t, func(c *Config) {
		c.Program, c.Command = wait, wait
		c.Subsystem["sftp"] = func(*Session) int { <-release; return 0 } // ignores its context
	})
	defer close(release)
	multiplexed, single, stubborn := h.dial(t), h.dial(t), h.dial(t)
	for _, run := range []struct {
		client  *ssh.Client
		kind    string
		payload []byte
	}{
		{multiplexed, "shell", nil}, {multiplexed, "exec", ssh.Marshal(text{"one"})}, {single, "exec", ssh.Marshal(text{"two"})},
		{stubborn, "subsystem", ssh.Marshal(text{"sftp"})},
	} {
		channel, requests := open(t, run.client)
		go ssh.DiscardRequests(requests)
		if !ask(t, channel, run.kind, run.payload) {
			t.Fatal(run.kind)
		}
	}
	until(t, "all run", func() bool { return h.Sessions() == 4 })
	h.End(func(identity any, fingerprint string) bool { return fingerprint == "SHA256:another" })
	if h.Connections() != 3 {
		t.Fatal("another's key ended connections")
	}
	h.End(func(identity any, fingerprint string) bool {
		return identity == "alice" && fingerprint == ssh.FingerprintSHA256(h.member.PublicKey())
	})
	for _, client := range []*ssh.Client{multiplexed, single, stubborn} {
		client.Wait()
	}
	until(t, "the programs have returned", func() bool { return h.Sessions() == 1 })
	for _, line := range []any{"", "one", "two"} {
		if cause, _ := causes.Load(line); cause != ErrRevoked {
			t.Errorf("%q ended by %v", line, cause)
		}
	}
}

func TestRevocationDuringAuthenticationIsNotMissed(t *testing.T) {
	var revoked atomic.Bool
	var h *house
	h = start(t, func(c *Config) {
		admit := c.Authorise
		c.Authorise = func(ctx context.Context, key ssh.PublicKey, user string, remote net.Addr) (any, error) {
			if revoked.Load() {
				return nil, errors.New("revoked")
			}
			revoked.Store(true) // right after the decision, before the connection is known
			defer h.End(func(any, string) bool { return true })
			return admit(ctx, key, user, remote)
		}
	})
	client, err := ssh.Dial("tcp", h.address, h.config(h.member))
	if err == nil {
		client.Wait()
	}
	until(t, "nobody is connected", func() bool { return h.Connections() == 0 && h.Refused() == 1 })
}

func TestRevokedInputIsNotRead(t *testing.T) {
	got := make(chan string, 1)
	h := start(t, func(c *Config) {
		c.Command = func(s *Session) int {
			<-s.Context().Done()
			b, _ := io.ReadAll(s)
			got <- string(b)
			return 0
		}
	})
	channel, requests := open(t, h.dial(t))
	go ssh.DiscardRequests(requests)
	ask(t, channel, "exec", text{"x"})
	io.WriteString(channel, "an order")
	channel.CloseWrite()
	h.End(func(any, string) bool { return true })
	if input := <-got; input != "" {
		t.Errorf("a revoked member's input was read: %q", input)
	}
}
