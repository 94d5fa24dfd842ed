package sshd

import (
	"context"
	"io"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// idleHouse has a desk that tells when it falls quiet, and a command that writes or reads for ever.
func idleHouse(t *testing.T, lock, end time.Duration) (*house, chan string) {
	told := make(chan string, 16)
	h := start(t, func(c *Config) {
		c.Limits.IdleLock, c.Limits.IdleEnd = lock, end
		c.Program = func(s *Session) int {
			for {
				select {
				case <-s.Quiet():
					told <- "quiet"
				case <-s.Context().Done():
					told <- context.Cause(s.Context()).Error()
					return 75
				}
			}
		}
		c.Command = func(s *Session) int {
			for s.Context().Err() == nil {
				if s.Line == "write" {
					io.WriteString(s, "x")
				}
				select {
				case <-s.Quiet():
					told <- "a command was told to be quiet"
				default:
				}
			}
			return 0
		}
	})
	return h, told
}

func desk(t *testing.T, client *ssh.Client) ssh.Channel {
	t.Helper()
	channel, requests := open(t, client)
	go ssh.DiscardRequests(requests)
	go io.Copy(io.Discard, channel)
	if !ask(t, channel, "pty-req", ptyRequest{Term: "xterm", Columns: 80, Rows: 24}) || !ask(t, channel, "shell", []byte{}) {
		t.Fatal("no desk")
	}
	return channel
}

func TestASilentTerminalIsToldAndTypingBeginsAnew(t *testing.T) {
	h, told := idleHouse(t, 50*time.Millisecond, 0)
	channel := desk(t, h.dial(t))
	for range 3 {
		if got := <-told; got != "quiet" {
			t.Fatal(got)
		}
		ask(t, channel, "window-change", windowChange{Columns: 90, Rows: 30}) // is no input
		select {
		case got := <-told:
			t.Fatalf("told twice: %s", got)
		default:
		}
		channel.Write([]byte("j"))
	}
}

func TestAnIdleDeskEndsWhileAWatchBesideItGoesOn(t *testing.T) {
	h, told := idleHouse(t, 0, 200*time.Millisecond)
	client := h.dial(t)
	watch, requests := open(t, client)
	go ssh.DiscardRequests(requests)
	ask(t, watch, "exec", text{"write"})
	moved := make(chan struct{}, 1)
	go func() {
		b := make([]byte, 1<<10)
		for {
			if _, err := watch.Read(b); err != nil {
				return
			}
			select {
			case moved <- struct{}{}:
			default:
			}
		}
	}()
	desk(t, client)
	if got := <-told; got != ErrIdle.Error() {
		t.Fatal(got)
	}
	for range 3 {
		<-moved // bytes that move keep a command, and the connection
	}
	if h.Sessions() != 1 {
		t.Errorf("%d sessions", h.Sessions())
	}
}
