package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"contactgroup/ui/painter"
	"contactgroup/ui/sshd"
)

// toy is a desk of two requests: j and k move between them, request claim and
// request release change the first, which every session shows.
type toy struct {
	demo   string // its demo.json
	limits sshd.Limits
	done   func() // if set, called after a change, which nobody is told of

	mu      sync.Mutex
	claimed bool
	claims  int
	desks   map[chan struct{}]bool
}

// serve starts the toy with the members pharos and chair of one organisation,
// and writes its demo.json.
func (y *toy) serve(t *testing.T) *toy {
	t.Helper()
	folder := t.TempDir()
	host, _ := newKey(t, filepath.Join(folder, "host"))
	logins := map[string]string{}
	var members []map[string]string
	for _, login := range []string{"chair", "pharos"} {
		file := filepath.Join(folder, login)
		_, public := newKey(t, file)
		logins[string(public.Marshal())] = login
		members = append(members, map[string]string{"login": login, "key": file, "organisation": "ministry"})
	}
	y.desks = map[chan struct{}]bool{}
	server, err := sshd.New(sshd.Config{
		HostKeys: []ssh.Signer{host}, Limits: y.limits,
		Authorise: func(_ context.Context, key ssh.PublicKey, _ string, _ net.Addr) (any, error) {
			if login := logins[string(key.Marshal())]; login != "" {
				return login, nil
			}
			return nil, errors.New("unknown")
		},
		Account: func(identity any) string { return identity.(string) },
		Program: y.desk, Command: y.command,
	})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := errors.Join(server.Shutdown(ctx), <-served); err != nil {
			t.Errorf("something was left open: %v", err)
		}
	})
	address := listener.Addr().String()
	known := filepath.Join(folder, "known_hosts")
	writeFile(t, known, []byte(knownhosts.Line([]string{knownhosts.Normalize(address)}, host.PublicKey())))
	text, err := json.Marshal(map[string]any{"address": address, "known_hosts": known, "members": members})
	if err != nil {
		t.Fatal(err)
	}
	y.demo = filepath.Join(folder, "demo.json")
	writeFile(t, y.demo, text)
	return y
}

func (y *toy) desk(s *sshd.Session) int {
	wake := make(chan struct{}, 1)
	y.mu.Lock()
	y.desks[wake] = true
	y.mu.Unlock()
	defer func() {
		y.mu.Lock()
		delete(y.desks, wake)
		y.mu.Unlock()
	}()
	p := painter.New(s, painter.Options{Term: s.PTY.Term, Width: s.PTY.Width, Height: s.PTY.Height})
	defer p.Close()
	keys := make(chan byte)
	go func() {
		defer close(keys)
		b := make([]byte, 16)
		for {
			if _, err := s.Read(b); err != nil {
				return
			}
			keys <- b[0]
		}
	}()
	row := 0
	for {
		p.Show(y.frame(s.PTY.Size, row))
		select {
		case <-wake:
		case key, ok := <-keys:
			if !ok {
				return 0
			}
			row = strings.IndexByte("kj", key)
		}
	}
}

func (y *toy) frame(size sshd.Size, row int) painter.Frame {
	y.mu.Lock()
	defer y.mu.Unlock()
	lines := []string{"  GOO-2015-0001 -", "  GOO-2015-0002 somebody"}
	if y.claimed {
		lines[0] = "  GOO-2015-0001 chair"
	}
	lines[max(row, 0)] = ">" + lines[max(row, 0)][1:]
	return painter.Frame{Lines: lines, Width: size.Width, Height: size.Height}
}

func (y *toy) command(s *sshd.Session) int {
	y.mu.Lock()
	defer y.mu.Unlock()
	switch verb, ref, _ := strings.Cut(strings.TrimPrefix(s.Line, "request "), " "); {
	case s.Line == "whoami":
		return 0
	case verb == "list":
		fmt.Fprint(s, `{"schema":1,"items":[{"ref":"GOO-2015-0002","assignee":"somebody"},{"ref":"GOO-2015-0001","assignee":null}]}`)
		return 0
	case ref != "GOO-2015-0001":
		fmt.Fprintln(s.Stderr(), "no such request")
		return 3
	default:
		y.claimed = verb == "claim"
	}
	y.claims++
	if y.done != nil {
		y.done()
		return 0
	}
	for wake := range y.desks {
		select {
		case wake <- struct{}{}:
		default:
		}
	}
	return 0
}

func newKey(t *testing.T, file string) (ssh.Signer, ssh.PublicKey) {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, pem.EncodeToMemory(block))
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return signer, signer.PublicKey()
}

func writeFile(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// measure runs the load test against the toy and returns its report.
func (y *toy) measure(t *testing.T, args ...string) (report, int) {
	t.Helper()
	var out, errs bytes.Buffer
	status := run(t.Context(), append([]string{"--demo", y.demo, "--json"}, args...), &out, &errs)
	var r report
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatalf("%v; exit %d: %s%s", err, status, &out, &errs)
	}
	return r, status
}

func TestEveryFigureOfARunningServer(t *testing.T) {
	y := (&toy{}).serve(t)
	r, status := y.measure(t, "--keys", "5", "--dials", "2", "--sessions", "65", "--window", "300ms")
	if len(r.Failed) > 0 {
		t.Fatalf("failed: %q", r.Failed)
	}
	over := slices.ContainsFunc(r.Figures, func(f figure) bool { return f.Over })
	if (status == 1) != over {
		t.Errorf("exit %d, and something is over its bound: %v", status, over)
	}
	text := fmt.Sprint(r.Figures)
	for _, name := range []string{"key to frame, median", "key to frame, p99", "cursor move, bytes", "cursor move, frames",
		"dial to complete frame", "65 idle sessions, processor", "65 idle sessions, memory each",
		"change shown in 65 sessions", "change shown in 50 sessions"} {
		if !strings.Contains(text, name) && !strings.Contains(fmt.Sprint(r.Skipped), "idle") {
			t.Errorf("no figure %q in %s", name, text)
		}
	}
	for _, f := range r.Figures {
		if f.Value <= 0 && !strings.Contains(f.Name, "idle") {
			t.Errorf("nothing measured: %v", f)
		}
	}
	if y.claimed || y.claims != 2*rounds {
		t.Errorf("the request was changed %d times and is claimed: %v; want %d, and left as it was", y.claims, y.claimed, 2*rounds)
	}
}

func TestAttacksAreMeasuredWhenTheyAreNamed(t *testing.T) {
	y := (&toy{limits: sshd.Limits{Handshake: time.Second, PerAccount: 50}}).serve(t)
	r, _ := y.measure(t, "--figures", "typing,comings,stalled,hostile", "--sessions", "14", "--comings", "20", "--stalled", "30", "--window", "2s")
	if len(r.Failed) > 0 {
		t.Fatalf("failed: %q", r.Failed)
	}
	text := fmt.Sprint(r.Figures)
	for _, name := range []string{"14 sessions typing, key to frame, p99", "the same of as many echoes", "20 logins with a command",
		"descriptors left behind", "memory left behind", "login and whoami beside 30 stalled", "until the last of them was freed",
		"4 typing beside 10 hostile, key to frame, p99", "hostile sessions thrown out"} {
		if !strings.Contains(text, name) {
			t.Errorf("no figure %q in %s", name, text)
		}
	}
}

func TestWhatGoesWrongIsSaid(t *testing.T) {
	for name, test := range map[string]struct {
		toy  *toy
		args []string
		want string
	}{
		"too many connections": {&toy{limits: sshd.Limits{PerAccount: 2}}, []string{"--figures", "idle", "--sessions", "50"},
			"the server refused connection 3 of chair (too many connections for this account): raise its --limit-per-account"},
		"too many channels": {&toy{limits: sshd.Limits{ChannelsPerConn: 3}}, []string{"--figures", "idle", "--sessions", "10"},
			"the server refused session 4 in one connection of chair (too many channels)"},
		"a change that does not show": {&toy{done: func() {}}, []string{"--figures", "change", "--sessions", "14", "--patience", "500ms"},
			"request claim GOO-2015-0001: 14 of 14 sessions got no frame within 500ms (chair, pharos)"},
		"a command that fails": {&toy{}, []string{"--figures", "change", "--sessions", "2", "--command", "request claim no-{ref}"},
			"request claim no-GOO-2015-0001: Process exited with status 3: no such request"},
		"a request that nobody sees": {&toy{}, []string{"--figures", "change", "--ref", "AFA-2015-0009"},
			"none of 1 unclaimed requests stands on an opening screen of ministry"},
		"an actor that is not there":  {&toy{}, []string{"--figures", "change", "--actor", "google"}, "--actor google: no such member"},
		"a process that is not there": {&toy{}, []string{"--figures", "idle", "--pid", "999999999"}, "--pid 999999999"},
	} {
		t.Run(name, func(t *testing.T) {
			y := test.toy.serve(t)
			r, status := y.measure(t, test.args...)
			if status != 1 || !strings.Contains(fmt.Sprint(r.Failed), test.want) {
				t.Errorf("exit %d, failed: %q; want %q", status, r.Failed, test.want)
			}
			if y.claimed {
				t.Error("the request was left claimed")
			}
		})
	}
}

func TestInterruptedRunLeavesTheRequestAsItWas(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	y := (&toy{done: cancel}).serve(t)
	var out, errs bytes.Buffer
	status := run(ctx, []string{"--demo", y.demo, "--figures", "change", "--sessions", "2"}, &out, &errs)
	if status != 1 || !strings.Contains(out.String(), "interrupted") {
		t.Errorf("exit %d: %s", status, &out)
	}
	if y.claimed || y.claims != 2 {
		t.Errorf("claimed %v after %d changes, want 2: claim and release", y.claimed, y.claims)
	}
}
