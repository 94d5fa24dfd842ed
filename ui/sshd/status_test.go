package sshd

import (
	"io"
	"testing"
)

// TestTheStatusIsThereWhenTheOutputEnds is what a client with nothing more to
// say goes by: it closes the channel at the end of the output, and what comes
// later is lost. OpenSSH then ends with 255.
func TestTheStatusIsThereWhenTheOutputEnds(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Command = func(s *Session) int { io.WriteString(s, "done"); return 5 }
	})
	client := h.dial(t)
	for range 50 {
		channel, requests := open(t, client)
		must(t, channel.CloseWrite())
		if !ask(t, channel, "exec", text{"request list"}) {
			t.Fatal("refused")
		}
		said, err := io.ReadAll(channel)
		must(t, err)
		select {
		case r := <-requests:
			if string(said) != "done" || r == nil || r.Type != "exit-status" || r.Payload[3] != 5 {
				t.Fatalf("%q, then %+v", said, r)
			}
		default:
			t.Fatal("the output has ended and the status is not there")
		}
		channel.Close() // it is closed already
	}
}
