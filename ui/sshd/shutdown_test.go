package sshd

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

func TestWhileTheServerStopsCommandsFinishDesksEndAndNewcomersAreTold(t *testing.T) {
	finish := make(chan struct{})
	h := start(t, func(c *Config) {
		c.Program = func(s *Session) int {
			<-s.Context().Done()
			fmt.Fprint(s, context.Cause(s.Context()))
			return 75
		}
		c.Command = func(s *Session) int {
			switch s.Line {
			case "follow":
				<-s.Stopping().Done()
			default:
				<-finish
			}
			if s.Context().Err() == nil {
				io.WriteString(s, "finished")
			}
			return 0
		}
		c.Stopping = func(s *Session) int { io.WriteString(s.Stderr(), "later"); return 75 }
	})
	run := func(client *ssh.Client, line string) func() (string, int) {
		t.Helper()
		session, err := client.NewSession()
		must(t, err)
		var out, errs strings.Builder
		session.Stdout, session.Stderr = &out, &errs
		if line == "" {
			must(t, session.Shell())
		} else {
			must(t, session.Start(line))
		}
		return func() (string, int) {
			err := session.Wait()
			return out.String() + errs.String(), status(t, err)
		}
	}
	client := h.dial(t)
	desk, write, follow := run(client, ""), run(client, "write"), run(client, "follow")
	until(t, "all run", func() bool { return h.Sessions() == 3 })
	stopped := make(chan error, 1)
	go func() { stopped <- h.Shutdown(t.Context()) }()
	if out, code := desk(); out != ErrShutdown.Error() || code != 75 {
		t.Errorf("a desk: %q, %d", out, code)
	}
	if out, code := follow(); out != "finished" || code != 0 {
		t.Errorf("what has no end: %q, %d", out, code)
	}
	for name, newcomer := range map[string]*ssh.Client{"a new channel": client, "a new connection": h.dial(t)} {
		if out, code := run(newcomer, "another")(); out != "later" || code != 75 {
			t.Errorf("%s: %q, %d", name, out, code)
		}
		if out, code := run(newcomer, "")(); out != "later" || code != 75 {
			t.Errorf("%s, a desk: %q, %d", name, out, code)
		}
	}
	close(finish)
	if out, code := write(); out != "finished" || code != 0 {
		t.Errorf("a command under way: %q, %d", out, code)
	}
	must(t, <-stopped)
	if _, err := ssh.Dial("tcp", h.address, h.config(h.member)); err == nil {
		t.Error("somebody came in afterwards")
	}
}

func TestASecondSignalEndsWhatIsLeftAtOnce(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Command = func(s *Session) int {
			<-s.Context().Done()
			fmt.Fprint(s, context.Cause(s.Context()))
			return 75
		}
	})
	session, err := h.dial(t).NewSession()
	must(t, err)
	var out strings.Builder
	session.Stdout = &out
	must(t, session.Start("long"))
	until(t, "it runs", func() bool { return h.Sessions() == 1 })
	hurry, now := context.WithCancel(t.Context())
	now()
	must(t, h.Shutdown(hurry))
	if code := status(t, session.Wait()); code != 75 || out.String() != ErrShutdown.Error() {
		t.Errorf("%q, %d", out.String(), code)
	}
}
