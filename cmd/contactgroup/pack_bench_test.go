package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

// BenchmarkPackOfARegister exports the pack of a meeting in every format, over
// SSH, from a register of 10,000 requests and 500 action items: how long all
// formats take, when the first byte of the slowest text and of the slowest
// archive is there, the most memory that the server had meanwhile, together with
// the client that keeps what it was given, and as the floor how long a command
// takes that reads nothing. An export again must be the same bytes.
func BenchmarkPackOfARegister(b *testing.B) {
	requests, actions := 10_000, 500
	if testing.Short() {
		requests, actions = 61, 20
	}
	s := newBenchServer(b, requests)
	desk, err := s.db.As(b.Context(), "secretariat")
	must(b, err)
	owners := []string{"google", "facebook", "twitter", "microsoft", "apple", "afa", "ministry"}
	for i := range actions {
		_, err := desk.AddAction(b.Context(), schema.ActionDraft{Meeting: "next", Text: fmt.Sprintf("Publier la fiche n° %d, relue par l’astreinte et le service juridique", i),
			Owner: owners[i%len(owners)], Due: schema.Date{Year: 2015, Month: 6, Day: 1 + i%28}})
		must(b, err)
	}
	client, err := ssh.Dial("tcp", s.address, &ssh.ClientConfig{User: "chair", Auth: []ssh.AuthMethod{ssh.PublicKeys(s.signer)},
		HostKeyCallback: ssh.FixedHostKey(s.signer.PublicKey())})
	must(b, err)
	defer client.Close()
	was := map[export.Format][]byte{}
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Log("the peak of memory is that of the whole process:", err)
	}
	var all, texts, archives, floor []time.Duration
	for b.Loop() {
		began, slowest := time.Now(), map[bool]time.Duration{}
		for _, f := range export.Formats {
			out, waited := said(b, client, "meeting export next --what pack --format "+string(f))
			slowest[f.Binary()] = max(slowest[f.Binary()], waited)
			if was[f] != nil && !bytes.Equal(was[f], out) {
				b.Fatalf("%s: other bytes when exported again", f)
			}
			was[f] = out
		}
		all, texts, archives = append(all, time.Since(began)), append(texts, slowest[false]), append(archives, slowest[true])
		_, waited := said(b, client, "whoami --json")
		floor = append(floor, waited)
	}
	b.ReportMetric(peakMemory(b), "MB-peak")
	for name, of := range map[string][]time.Duration{"all": all, "first-text": texts, "first-archive": archives, "whoami": floor} {
		slices.Sort(of)
		b.ReportMetric(float64(of[len(of)/2])/1e6, "ms-"+name)
	}
}

// said is what a command prints, and how long its first byte took.
func said(b *testing.B, client *ssh.Client, line string) ([]byte, time.Duration) {
	b.Helper()
	session, err := client.NewSession()
	must(b, err)
	defer session.Close()
	pipe, err := session.StdoutPipe()
	must(b, err)
	began := time.Now()
	must(b, session.Start(line))
	out := make([]byte, 1)
	_, err = io.ReadFull(pipe, out)
	must(b, err)
	waited := time.Since(began)
	rest, err := io.ReadAll(pipe)
	must(b, err)
	must(b, session.Wait())
	return append(out, rest...), waited
}

// peakMemory is the most memory that the process had, in MB; 0 where the system does not tell.
func peakMemory(b *testing.B) (mb float64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscan(rest, &mb); err != nil {
		b.Log(err)
	}
	return mb / 1000
}
