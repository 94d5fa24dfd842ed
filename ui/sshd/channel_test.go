package sshd

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

func TestOneProgramPerChannel(t *testing.T) {
	h := start(t, nil)
	client := h.dial(t)
	for _, first := range []string{"shell", "exec", "subsystem"} {
		channel, requests := open(t, client)
		go ssh.DiscardRequests(requests)
		payload := ssh.Marshal(text{"sftp"})
		if first == "shell" {
			payload = nil
		}
		if !ask(t, channel, first, payload) {
			t.Fatalf("%s refused", first)
		}
		if first == "subsystem" {
			continue // it has ended and closed the channel
		}
		for _, second := range []string{"shell", "exec", "subsystem", "pty-req", "env"} {
			if ask(t, channel, second, text{"sftp"}) {
				t.Errorf("%s granted after %s", second, first)
			}
		}
		channel.Close()
	}
}

func TestWhatAChannelRefuses(t *testing.T) {
	h := start(t, nil)
	client := h.dial(t)
	channel, requests := open(t, client)
	defer channel.Close()
	go ssh.DiscardRequests(requests)
	for name, test := range map[string]struct {
		kind    string
		payload any
	}{
		"unknown subsystem":         {"subsystem", text{"netconf"}},
		"subsystem, no payload":     {"subsystem", []byte{}},
		"exec, no payload":          {"exec", []byte{0, 0}},
		"exec, length lies":         {"exec", []byte{0xff, 0xff, 0xff, 0xff, 'a'}},
		"agent forwarding":          {"auth-agent-req@openssh.com", []byte{}},
		"X11":                       {"x11-req", []byte{0, 0, 0, 0}},
		"unknown request":           {"no-such-request", []byte{1, 2, 3}},
		"pty-req, empty":            {"pty-req", []byte{}},
		"pty-req, cut short":        {"pty-req", ssh.Marshal(ptyRequest{Term: "xterm"})[:12]},
		"pty-req, length lies":      {"pty-req", []byte{0x7f, 0xff, 0xff, 0xff, 'x'}},
		"window-change, no PTY":     {"window-change", windowChange{80, 24, 0, 0}},
		"window-change, cut short":  {"window-change", []byte{0, 0, 0}},
		"signal without a program":  {"signal", text{"INT"}},
		"env outside the list":      {"env", variable{"PATH", "/tmp"}},
		"env with an escape":        {"env", variable{"LANG", "fr\x1b[2J"}},
		"env name with a line feed": {"env", variable{"LC_\n", "fr"}},
		"env, cut short":            {"env", []byte{0, 0, 0, 4, 'L'}},
	} {
		if ask(t, channel, test.kind, test.payload) {
			t.Errorf("%s: granted", name)
		}
	}
	if !ask(t, channel, "exec", text{strings.Repeat("x", 8<<10)}) {
		t.Error("a line of 8 KiB is refused")
	}
}

func TestNoForwardingOfAnyKind(t *testing.T) {
	h := start(t, nil)
	client := h.dial(t)
	for _, kind := range []string{"direct-tcpip", "forwarded-tcpip", "direct-streamlocal@openssh.com", "tun@openssh.com", "x11", "auth-agent@openssh.com", ""} {
		if channel, _, err := client.OpenChannel(kind, make([]byte, 40)); err == nil {
			channel.Close()
			t.Errorf("channel %q opened", kind)
		}
	}
	for _, kind := range []string{"tcpip-forward", "cancel-tcpip-forward", "streamlocal-forward@openssh.com", "keepalive@openssh.com"} {
		if granted, _, err := client.SendRequest(kind, true, make([]byte, 20)); granted || err != nil {
			t.Errorf("%s: granted %v, %v", kind, granted, err)
		}
	}
}

func TestTenChannelsPerConnection(t *testing.T) {
	h := start(t, nil)
	client := h.dial(t)
	var channels []ssh.Channel
	for range DefaultLimits.ChannelsPerConn {
		channel, requests := open(t, client)
		go ssh.DiscardRequests(requests)
		channels = append(channels, channel)
	}
	if _, _, err := client.OpenChannel("session", nil); err == nil {
		t.Fatal("one more channel opened")
	}
	channels[0].Close()
	until(t, "a closed channel makes room", func() bool {
		channel, requests, err := client.OpenChannel("session", nil)
		if err == nil {
			go ssh.DiscardRequests(requests)
			channel.Close()
		}
		return err == nil
	})
}

// told runs a program that hands over its session, and returns it with a function that ends it.
func told(t *testing.T, setup func(ssh.Channel)) (*Session, func()) {
	t.Helper()
	sessions := make(chan *Session, 1)
	h := start(t, func(c *Config) {
		c.Program = func(s *Session) int {
			sessions <- s
			<-s.Context().Done()
			return 0
		}
	})
	channel, requests := open(t, h.dial(t))
	go ssh.DiscardRequests(requests)
	setup(channel)
	if !ask(t, channel, "shell", []byte{}) {
		t.Fatal("shell refused")
	}
	return <-sessions, func() { channel.Close() }
}

func TestSizesAreClamped(t *testing.T) {
	for name, test := range map[string]struct {
		request ptyRequest
		want    PTY
	}{
		"usual":       {ptyRequest{Term: "xterm-256color", Columns: 140, Rows: 40}, PTY{"xterm-256color", Size{140, 40}, false}},
		"unknown":     {ptyRequest{Term: "xterm"}, PTY{"xterm", Size{80, 24}, true}},
		"huge":        {ptyRequest{Term: "xterm", Columns: 1 << 31, Rows: 1<<32 - 1}, PTY{"xterm", Size{300, 100}, false}},
		"tiny":        {ptyRequest{Term: "xterm", Columns: 1, Rows: 1}, PTY{"xterm", Size{1, 1}, false}},
		"no TERM":     {ptyRequest{Columns: 80, Rows: 24}, PTY{"", Size{80, 24}, false}},
		"hostile":     {ptyRequest{Term: "x\x1b]0;y\a", Columns: 80, Rows: 24}, PTY{"", Size{80, 24}, false}},
		"long name":   {ptyRequest{Term: strings.Repeat("x", 65), Columns: 80, Rows: 24}, PTY{"", Size{80, 24}, false}},
		"width alone": {ptyRequest{Term: "xterm", Columns: 100}, PTY{"xterm", Size{100, 24}, true}},
	} {
		t.Run(name, func(t *testing.T) {
			s, end := told(t, func(c ssh.Channel) {
				if !ask(t, c, "pty-req", test.request) {
					t.Fatal("pty-req refused")
				}
				if ask(t, c, "pty-req", test.request) {
					t.Error("a second pty-req was granted")
				}
			})
			defer end()
			if *s.PTY != test.want {
				t.Errorf("got %+v, want %+v", *s.PTY, test.want)
			}
		})
	}
}

func TestResizesKeepTheLatestOnly(t *testing.T) {
	var channel ssh.Channel
	s, end := told(t, func(c ssh.Channel) {
		channel = c
		ask(t, c, "pty-req", ptyRequest{Term: "xterm", Columns: 80, Rows: 24})
	})
	defer end()
	for i := range uint32(2000) {
		if _, err := channel.SendRequest("window-change", false, ssh.Marshal(windowChange{10 + i%50, 20, 0, 0})); err != nil {
			t.Fatal(err)
		}
	}
	for _, malformed := range [][]byte{nil, {1}, make([]byte, 15), make([]byte, 17), make([]byte, 16)} {
		if ask(t, channel, "window-change", malformed) {
			t.Errorf("%d bytes: granted", len(malformed))
		}
	}
	if !ask(t, channel, "window-change", windowChange{999, 7, 0, 0}) {
		t.Error("refused after a storm")
	}
	if got := <-s.Resizes(); got != (Size{300, 7}) {
		t.Errorf("got %v, want the latest, clamped", got)
	}
	select {
	case got := <-s.Resizes():
		t.Errorf("an older size %v was kept", got)
	default:
	}
}

func TestEnvironmentIsAnAllowList(t *testing.T) {
	s, end := told(t, func(c ssh.Channel) {
		for _, v := range []variable{{"LANG", "fr_FR.UTF-8"}, {"LC_ALL", "C"}, {"NO_COLOR", "1"}, {"COLORTERM", "truecolor"}, {"LD_PRELOAD", "x"}, {"TERM", "x"}} {
			ask(t, c, "env", v)
		}
		for i := range 40 {
			c.SendRequest("env", false, ssh.Marshal(variable{fmt.Sprintf("LC_%d", i), "x"}))
		}
	})
	defer end()
	if len(s.Env) != 4+26 {
		t.Errorf("%d variables kept, want 32 requests less the two refused", len(s.Env))
	}
	if got := slices.Sorted(maps.Keys(s.Env)); slices.Contains(got, "TERM") || slices.Contains(got, "LD_PRELOAD") || s.Env["LANG"] != "fr_FR.UTF-8" {
		t.Errorf("got %v", s.Env)
	}
}

func TestRequestFlood(t *testing.T) {
	h := start(t, nil)
	client := h.dial(t)
	channel, requests := open(t, client)
	go ssh.DiscardRequests(requests)
	ended := make(chan error, 1)
	go func() { ended <- client.Wait() }()
	for range 10 * maxRefusals {
		if _, err := channel.SendRequest("env", true, ssh.Marshal(variable{"LANG", "x"})); err != nil {
			<-ended
			return
		}
	}
	t.Error("the connection survived a flood of requests")
}

func TestSignalsInterrupt(t *testing.T) {
	var channel ssh.Channel
	s, end := told(t, func(c ssh.Channel) { channel = c })
	defer end()
	if !ask(t, channel, "signal", text{"USR1"}) {
		t.Error("an unknown signal was not ignored politely")
	}
	if s.Context().Err() != nil {
		t.Error("USR1 ended the session")
	}
	// As RFC 4254, 6.9 has it: no answer is wanted, which the end of the session could overtake.
	if _, err := channel.SendRequest("signal", false, ssh.Marshal(text{"INT"})); err != nil {
		t.Error(err)
	}
	<-s.Context().Done()
}

func TestExitStatusIsNever255(t *testing.T) {
	for returned, want := range map[int]int{0: 0, 5: 5, 75: 75, 130: 130, 254: 254, 255: 1, 256: 1, -1: 1} {
		h := start(t, func(c *Config) { c.Command = func(*Session) int { return returned } })
		session, err := h.dial(t).NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if got := status(t, session.Run("x")); got != want {
			t.Errorf("%d is sent as %d, want %d", returned, got, want)
		}
	}
}

func TestKeysReachTheProgramOneByOne(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Program = func(s *Session) int {
			b := make([]byte, 256)
			for range 3 {
				n, _ := s.Read(b)
				fmt.Fprintf(s, "<%s>", b[:n])
			}
			return 0
		}
	})
	channel, requests := open(t, h.dial(t))
	go ssh.DiscardRequests(requests)
	ask(t, channel, "pty-req", ptyRequest{Term: "xterm", Columns: 80, Rows: 24})
	ask(t, channel, "shell", []byte{})
	io.WriteString(channel, "jj\x1b[A")
	if out, err := io.ReadAll(channel); string(out) != "<j><j><\x1b[A>" || err != nil {
		t.Errorf("got %q, %v", out, err)
	}
}

func TestCommandUnderATerminal(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Command = func(s *Session) int {
			if s.Line == "watch" {
				<-s.Context().Done()
				return 130
			}
			io.Copy(s, s)
			io.WriteString(s.Stderr(), "a\nb\r\n")
			return 0
		}
	})
	client := h.dial(t)
	run := func(line, typed string) (out, errs string, code int) {
		session, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		var stdout, stderr strings.Builder
		session.Stdout, session.Stderr, session.Stdin = &stdout, &stderr, strings.NewReader(typed)
		session.RequestPty("xterm", 24, 80, nil)
		code = status(t, session.Run(line))
		return stdout.String(), stderr.String(), code
	}
	if out, errs, _ := run("cat", "one\rtwo\r\x04ignored"); out != "one\r\ntwo\r\n" || errs != "a\r\nb\r\n" {
		t.Errorf("got %q and %q", out, errs)
	}
	if _, _, code := run("watch", "x\x03"); code != 130 {
		t.Errorf("Ctrl+C: status %d", code)
	}
}

func TestALineThatIsTooLongIsRefusedInWords(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Command = func(s *Session) int {
			fmt.Fprintf(s, "%v %d", s.TooLong, len(s.Line))
			return 2
		}
	})
	for size, want := range map[int]string{8 << 10: "false 8192", 8<<10 + 1: "true 0"} {
		session, err := h.dial(t).NewSession()
		if err != nil {
			t.Fatal(err)
		}
		got, err := session.Output(strings.Repeat("x", size))
		var exit *ssh.ExitError
		if !errors.As(err, &exit) || exit.ExitStatus() != 2 || string(got) != want {
			t.Errorf("%d bytes: %q, %v; want %q and status 2", size, got, err, want)
		}
	}
}
