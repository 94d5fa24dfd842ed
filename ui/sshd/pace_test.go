package sshd

import (
	"bytes"
	"context"
	"io"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/crypto/ssh"
)

func TestAGuardLooksAtSoManyBytesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		flood := &endless{text: []byte("a")}
		g := NewGuard(ctx, flood, nil)
		time.Sleep(9*time.Second + time.Millisecond)
		if read, most := int(flood.read.Load()), inputBurst+9*inputRate+maxPiece; read < inputBurst || read > most {
			t.Errorf("%d bytes were read in nine seconds, want %d at most", read, most)
		}
		cancel()
		for b := make([]byte, maxRead); ; {
			if _, err := g.Read(b); err != nil {
				break
			}
		}
		synctest.Wait()
	})
}

// endless never runs out of text.
type endless struct {
	text []byte
	read atomic.Int64
}

func (e *endless) Read(p []byte) (int, error) {
	copy(p, bytes.Repeat(e.text, len(p)/len(e.text)))
	e.read.Add(int64(len(p)))
	return len(p), nil
}

func TestRequestsBeyondTheRateWaitAndAreAnswered(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Program = func(s *Session) int {
			for size := range s.Resizes() {
				if size.Width == 300 {
					break
				}
			}
			_, _ = io.WriteString(s, "seen")
			return 0
		}
	})
	client := h.dial(t)
	for range askBurst + 20 {
		if _, _, err := client.SendRequest("keepalive@openssh.com", true, nil); err != nil {
			t.Fatal(err)
		}
	}
	session, err := client.NewSession()
	must(t, err)
	out, err := session.StdoutPipe()
	must(t, err)
	must(t, session.RequestPty("xterm", 24, 80, ssh.TerminalModes{}))
	must(t, session.Shell())
	for n := range askBurst + 20 {
		must(t, session.WindowChange(24, 20+n%80))
	}
	must(t, session.WindowChange(24, 300))
	if got, err := io.ReadAll(out); string(got) != "seen" || err != nil {
		t.Errorf("the last size is not seen: %q, %v", got, err)
	}
}
