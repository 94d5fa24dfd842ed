package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
)

// BenchmarkFileOfActions is the register of 10,000 action items as CSV: taken
// over sftp from a folder not seen before, printed by the command over exec,
// and, as the floor, merely encoded by encoding/csv.
func BenchmarkFileOfActions(b *testing.B) {
	s := newBenchServer(b, 60)
	rows := 10_000
	if testing.Short() {
		rows = 100
	}
	desk, err := s.db.As(b.Context(), "chair")
	must(b, err)
	for i := range rows {
		_, err := desk.AddAction(b.Context(), schema.ActionDraft{Text: fmt.Sprintf("Fiche réflexe n° %d : à relire avant la prochaine réunion", i), Owner: "ministry",
			Due: schema.Date{Year: 2015, Month: 6, Day: 1 + i%28}})
		must(b, err)
	}
	client, err := ssh.Dial("tcp", s.address, &ssh.ClientConfig{User: "chair", Auth: []ssh.AuthMethod{ssh.PublicKeys(s.signer)},
		HostKeyCallback: ssh.FixedHostKey(s.signer.PublicKey())})
	must(b, err)
	defer client.Close()
	var file, line []byte
	var got, printed, floor, listed []time.Duration
	for b.Loop() {
		got = append(got, timed(func() { file = takeFile(b, client, "/actions/open.csv") }))
		printed = append(printed, timed(func() {
			session, err := client.NewSession()
			must(b, err)
			line, err = session.Output("action list --csv --limit 10000")
			must(b, err)
		}))
		all, err := csv.NewReader(bytes.NewReader(line)).ReadAll()
		must(b, err)
		floor = append(floor, timed(func() { must(b, csv.NewWriter(io.Discard).WriteAll(all)) }))
		listed = append(listed, timed(func() { listFolder(b, client, "/actions") }))
	}
	if want := bytes.Count(line, []byte("\n")); bytes.Count(file, []byte("\n")) < want {
		b.Fatalf("%d bytes over sftp, %d by the command", len(file), len(line))
	}
	for name, of := range map[string][]time.Duration{"sftp": got, "exec": printed, "csv": floor, "ls": listed} {
		slices.Sort(of)
		b.ReportMetric(float64(of[len(of)/2])/1e6, "ms-"+name)
	}
	b.ReportMetric(float64(got[len(got)/2])/float64(printed[len(printed)/2]), "×exec")
	b.ReportMetric(float64(len(file)), "bytes")
	b.ReportMetric(0, "ns/op")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
}

// takeFile gets a file on a channel of its own.
func takeFile(b *testing.B, client *ssh.Client, name string) []byte {
	c, err := sftp.NewClient(client)
	must(b, err)
	defer c.Close()
	f, err := c.Open(name)
	must(b, err)
	var out bytes.Buffer
	_, err = f.WriteTo(&out)
	must(b, err)
	must(b, f.Close())
	return out.Bytes()
}

func listFolder(b *testing.B, client *ssh.Client, name string) {
	c, err := sftp.NewClient(client)
	must(b, err)
	defer c.Close()
	_, err = c.ReadDir(name)
	must(b, err)
}
