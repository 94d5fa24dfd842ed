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
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"contactgroup/store"
	"contactgroup/ui/sshd"
)

// endOfFrame closes each paint of the painter on a capable terminal.
var endOfFrame = []byte("\x1b[?2026l")

// benchServer is a demonstration's server and a bare echo beside it, the floor
// of each figure, in this process.
type benchServer struct {
	demoServer
	echo string
}

// newBenchServer serves size requests, 60 with -short.
func newBenchServer(b *testing.B, size int) benchServer {
	if testing.Short() {
		size = 60
	}
	return besideEcho(b, newDemoServer(b, size, manyVisits, slog.New(slog.DiscardHandler)))
}

// manyVisits are the limits of a server to which a benchmark comes often.
var manyVisits = sshd.Limits{PerAccount: 1000, PerAddress: 1000}

// newKeptServer serves the register that -register names, in which it gives the
// chair a key, or -requests requests made anew.
func newKeptServer(b *testing.B) benchServer {
	if *register == "" {
		return newBenchServer(b, *requests)
	}
	clock, err := openDemoClock(filepath.Join(filepath.Dir(strings.TrimPrefix(*register, "sqlite:")), demoClockFile))
	must(b, err)
	db, err := store.Open(b.Context(), *register, store.Options{Now: clock.now})
	must(b, err)
	_, private, err := ed25519.GenerateKey(nil)
	must(b, err)
	s := serveDemo(b, db, clock, private, manyVisits, slog.New(slog.DiscardHandler))
	admin, err := db.As(b.Context(), "admin")
	must(b, err)
	_, err = admin.AddKey(b.Context(), "chair", string(ssh.MarshalAuthorizedKey(s.signer.PublicKey())), "benchmark", time.Time{})
	must(b, err)
	return besideEcho(b, s)
}

func besideEcho(b *testing.B, s demoServer) benchServer {
	echo, err := sshd.New(sshd.Config{HostKeys: []ssh.Signer{s.signer},
		Authorise: func(context.Context, ssh.PublicKey, string, net.Addr) (any, error) { return nil, nil },
		Program: func(s *sshd.Session) int {
			if _, err := io.WriteString(s, "ready"); err != nil {
				return 1
			}
			_, _ = io.Copy(s, s) // until the client leaves
			return 0
		}})
	must(b, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(b, err)
	served := make(chan error, 1)
	go func() { served <- echo.Serve(l) }()
	b.Cleanup(func() {
		must(b, echo.Shutdown(context.Background()))
		must(b, <-served)
	})
	return benchServer{s, l.Addr().String()}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// benchClient is one terminal.
type benchClient struct {
	client *ssh.Client
	in     io.WriteCloser
	out    io.Reader
	buf    []byte
}

// enter opens a terminal of w×h.
func (s demoServer) enter(tb testing.TB, address string, w, h int) *benchClient {
	client := s.dial(tb, address)
	session, err := client.NewSession()
	must(tb, err)
	c := &benchClient{client: client, buf: make([]byte, 64<<10)}
	c.in, err = session.StdinPipe()
	must(tb, err)
	c.out, err = session.StdoutPipe()
	must(tb, err)
	must(tb, session.RequestPty("xterm-256color", h, w, nil))
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

// hand is written anew by each frame in which the cursor has moved.
var hand = []byte("►")

// BenchmarkFirstFrame is from dialling to the complete first frame.
func BenchmarkFirstFrame(b *testing.B) {
	s := newKeptServer(b)
	var desk, floor []time.Duration
	for b.Loop() {
		desk = append(desk, timed(func() { s.visit(b, s.address, settled...) }))
		floor = append(floor, timed(func() { s.visit(b, s.echo, []byte("ready")) }))
	}
	report(b, desk, floor)
}

func (s demoServer) visit(tb testing.TB, address string, what ...[]byte) {
	c := s.enter(tb, address, 120, 40)
	c.until(tb, what...)
	must(tb, c.client.Close())
}

// pace is a person's: the guard slows faster keys down. The echo is pressed at the
// same pace, for a machine that has just been at work answers anybody sooner.
const pace = 15 * time.Millisecond

// BenchmarkKeyToFrame is from a key that moves the cursor, on the busiest
// screen, to the frame that shows it.
func BenchmarkKeyToFrame(b *testing.B) {
	s := newKeptServer(b)
	desk, echo := s.enter(b, s.address, 140, 40), s.enter(b, s.echo, 140, 40)
	desk.until(b, settled...)
	echo.until(b, []byte("ready"))
	time.Sleep(300 * time.Millisecond) // late frames of the opening are not a key's
	var keys, floor []time.Duration
	bytesWritten := 0
	for i := 0; b.Loop(); i++ {
		key := []byte{"jk"[i%2]}
		time.Sleep(pace)
		keys = append(keys, timed(func() {
			_, err := desk.in.Write(key)
			must(b, err)
			bytesWritten += desk.until(b, hand, endOfFrame)
		}))
		time.Sleep(pace)
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
