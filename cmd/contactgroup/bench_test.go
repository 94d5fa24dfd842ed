package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/store"
	"contactgroup/ui/sshd"
)

// endOfFrame closes each paint of the painter on a capable terminal.
var endOfFrame = []byte("\x1b[?2026l")

// benchServer serves a demonstration of size requests (60 with -short) and a
// bare echo, the floor of each figure, from this process.
type benchServer struct {
	address, echo string
	signer        ssh.Signer
	db            *store.DB
}

func newBenchServer(b *testing.B, size int) benchServer {
	if testing.Short() {
		size = 60
	}
	dir := b.TempDir()
	url := "sqlite:" + filepath.Join(dir, "register.db")
	past := &demogroup.Clock{}
	seeding, err := store.Open(b.Context(), url, store.Options{Now: past.Now})
	must(b, err)
	_, private, err := ed25519.GenerateKey(nil)
	must(b, err)
	signer, err := ssh.NewSignerFromKey(private)
	must(b, err)
	keys := map[string]string{"chair": string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(signer.PublicKey())))}
	must(b, demogroup.Seed(b.Context(), seeding, past, size, keys, nil))
	must(b, seeding.Close())
	clock, err := openDemoClock(filepath.Join(dir, demoClockFile))
	must(b, err)
	db, err := store.Open(b.Context(), url, store.Options{Now: clock.now})
	must(b, err)
	s, err := newService(db, clock.now, gate{hostKeys: []ssh.Signer{signer}, limits: sshd.Limits{PerAccount: 1000, PerAddress: 1000}}, slog.New(slog.DiscardHandler))
	must(b, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(b, err)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.serve(ctx, []net.Listener{l}, nil, func() {}) }()
	echo, err := sshd.New(sshd.Config{HostKeys: []ssh.Signer{signer},
		Authorise: func(context.Context, ssh.PublicKey, string, net.Addr) (any, error) { return nil, nil },
		Program: func(s *sshd.Session) int {
			if _, err := io.WriteString(s, "ready"); err != nil {
				return 1
			}
			_, _ = io.Copy(s, s) // until the client leaves
			return 0
		}})
	must(b, err)
	el, err := net.Listen("tcp", "127.0.0.1:0")
	must(b, err)
	go func() { served <- echo.Serve(el) }()
	b.Cleanup(func() {
		cancel()
		must(b, echo.Shutdown(context.Background()))
		must(b, <-served)
		must(b, <-served)
		must(b, db.Close())
	})
	return benchServer{l.Addr().String(), el.Addr().String(), signer, db}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// benchClient is one terminal of 120×40.
type benchClient struct {
	client *ssh.Client
	in     io.WriteCloser
	out    io.Reader
	buf    []byte
}

func (s benchServer) enter(tb testing.TB, address string) *benchClient {
	client, err := ssh.Dial("tcp", address, &ssh.ClientConfig{User: "chair", Auth: []ssh.AuthMethod{ssh.PublicKeys(s.signer)},
		HostKeyCallback: ssh.FixedHostKey(s.signer.PublicKey())})
	must(tb, err)
	session, err := client.NewSession()
	must(tb, err)
	c := &benchClient{client: client, buf: make([]byte, 64<<10)}
	c.in, err = session.StdinPipe()
	must(tb, err)
	c.out, err = session.StdoutPipe()
	must(tb, err)
	must(tb, session.RequestPty("xterm-256color", 40, 120, nil))
	must(tb, session.Shell())
	return c
}

// until reads until the output holds what; it returns the bytes read.
func (c *benchClient) until(tb testing.TB, what ...[]byte) int {
	var seen []byte
	total := 0
	for {
		n, err := c.out.Read(c.buf)
		must(tb, err)
		total += n
		seen = append(seen, c.buf[:n]...)
		if !slices.ContainsFunc(what, func(w []byte) bool { return !bytes.Contains(seen, w) }) {
			return total
		}
	}
}

// settled is on the screen once the first page, the counts and the preview are:
// the thread's first words of the row under the cursor.
var settled = [][]byte{[]byte("►"), []byte("hxxp"), endOfFrame}

// BenchmarkFirstFrame is from dialling to the complete first frame.
func BenchmarkFirstFrame(b *testing.B) {
	s := newBenchServer(b, 100_000)
	var desk, floor []time.Duration
	for b.Loop() {
		desk = append(desk, timed(func() { s.visit(b, s.address, settled...) }))
		floor = append(floor, timed(func() { s.visit(b, s.echo, []byte("ready")) }))
	}
	report(b, desk, floor)
}

func (s benchServer) visit(tb testing.TB, address string, what ...[]byte) {
	c := s.enter(tb, address)
	c.until(tb, what...)
	must(tb, c.client.Close())
}

// BenchmarkKeyToFrame is from a key that moves the cursor to the frame that shows it.
func BenchmarkKeyToFrame(b *testing.B) {
	s := newBenchServer(b, 100_000)
	desk, echo := s.enter(b, s.address), s.enter(b, s.echo)
	desk.until(b, settled...)
	echo.until(b, []byte("ready"))
	time.Sleep(300 * time.Millisecond) // late frames of the opening are not a key's
	var keys, floor []time.Duration
	bytesWritten := 0
	for i := 0; b.Loop(); i++ {
		time.Sleep(15 * time.Millisecond) // a person's pace: the guard slows faster ones down
		key := []byte{"jk"[i%2]}
		keys = append(keys, timed(func() {
			_, err := desk.in.Write(key)
			must(b, err)
			bytesWritten += desk.until(b, endOfFrame)
		}))
		floor = append(floor, timed(func() {
			_, err := echo.in.Write(key)
			must(b, err)
			echo.until(b, key)
		}))
	}
	b.ReportMetric(float64(bytesWritten)/float64(len(keys)), "bytes/key")
	report(b, keys, floor)
	must(b, desk.client.Close())
	must(b, echo.client.Close())
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// report prints median and p99 as ratios to the floor measured in the same run.
func report(b *testing.B, got, floor []time.Duration) {
	slices.Sort(got)
	slices.Sort(floor)
	at := func(d []time.Duration, p int) float64 { return float64(d[len(d)*p/100]) / 1e6 }
	b.ReportMetric(at(got, 50), "ms-median")
	b.ReportMetric(at(got, 50)/at(floor, 50), "×floor-median")
	b.ReportMetric(at(got, 99)/at(floor, 99), "×floor-p99")
	b.ReportMetric(0, "ns/op")
}
