package sshd

import (
	"context"
	"errors"
	"io"
	"testing"

	"golang.org/x/crypto/ssh"
)

// lostKey is a host key that can no longer sign.
type lostKey struct{ ssh.Signer }

func (lostKey) Sign(io.Reader, []byte) (*ssh.Signature, error) { return nil, errors.New("gone") }

func TestAServerIsReadyWhileItListensAndCanSign(t *testing.T) {
	h := start(t, nil)
	until(t, "it listens", func() bool { return h.Ready() == nil })
	if err := h.Reload(func(c *Config) { c.HostKeys = []ssh.Signer{lostKey{h.host}} }); err != nil {
		t.Fatal(err)
	}
	if h.Ready() == nil {
		t.Error("ready without its host key")
	}
	if err := h.Reload(func(c *Config) { c.HostKeys = []ssh.Signer{h.host} }); err != nil {
		t.Fatal(err)
	}
	if err := h.Shutdown(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	if h.Ready() == nil {
		t.Error("ready once stopped")
	}
}
