package store_test

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// A register is put to the test by a process of its own that writes until it
// is killed or refused. What it says on its standard output, a line a fact:
const (
	saidAcknowledged = "acknowledged" // TEXT: that note is in the register
	saidReadOnly     = "read-only"    // a write was refused so
	saidReads        = "reads"        // the request can be read all the same
	saidFailed       = "failed"       // WHY: something that may not happen
)

// The writing process is this test binary, told by these variables what to open
// and on which request to write.
const (
	writerURL = "STORETEST_WRITER_URL"
	writerRef = "STORETEST_WRITER_REF"
)

// writersKey signs the logs' heads in each of the processes.
var writersKey = ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))

// writer is the writing process: three members note on one request, each as
// fast as it can, until all are refused, while the logs are sealed beside them.
func writer(url, ref string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, url, store.Options{Signer: writersKey})
	if err != nil {
		return err
	}
	go db.Run(ctx)
	var members sync.WaitGroup
	for _, login := range []string{"pharos", "validator", "google"} {
		members.Go(func() {
			desk, err := db.As(ctx, login)
			if err != nil {
				fmt.Println(saidFailed, login, err)
				return
			}
			q, err := desk.Request(ctx, ref)
			if err != nil {
				fmt.Println(saidFailed, login, err)
				return
			}
			write(ctx, desk, q)
		})
	}
	members.Wait()
	return nil
}

func write(ctx context.Context, desk *store.Desk, q schema.Request) {
	for n := 0; ; n++ {
		text := fmt.Sprintf("%s-%d-%d", desk.Who().Login, os.Getpid(), n)
		_, err := desk.Act(schema.Once(ctx, text), q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: text})
		switch {
		case err == nil:
			fmt.Println(saidAcknowledged, text)
			continue
		case errors.Is(err, schema.ErrTryAgain):
			continue // as a member would
		case errors.Is(err, schema.ErrReadOnly):
			fmt.Println(saidReadOnly)
		default:
			fmt.Println(saidFailed, text, err)
		}
		if _, err := desk.Thread(ctx, q.ID); err != nil {
			fmt.Println(saidFailed, "reading", err)
			return
		}
		fmt.Println(saidReads)
		return
	}
}

// writing starts a writing process, under the command before it if there is
// one. It returns what it says and the process.
func writing(t *testing.T, url, ref string, before ...string) (*bufio.Scanner, *exec.Cmd) {
	t.Helper()
	binary, err := os.Executable()
	must(t, err)
	line := append(before, binary)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Env = append(os.Environ(), writerURL+"="+url, writerRef+"="+ref)
	return said(t, cmd)
}

// said starts a process of a test. It returns what it says and the process.
func said(t *testing.T, cmd *exec.Cmd) (*bufio.Scanner, *exec.Cmd) {
	t.Helper()
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill() }) // should the test have stopped in between
	return bufio.NewScanner(io.Reader(out)), cmd
}

// founded makes a register with a group and a request to google at url, closed
// again, and returns the request as the authority sees it.
func founded(t *testing.T, url string) schema.Request {
	t.Helper()
	db, err := store.Open(t.Context(), url, store.Options{})
	must(t, err)
	g := group{t, db, nil, storetest.Group(t, db)}
	q := g.sent(schema.KindReferral, "google")
	must(t, db.Close())
	return q
}

func TestAfterKillingTheProgramEveryAcknowledgedWriteIsThereOnce(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, _ *storetest.Clock) {
		was := founded(t, url)
		acknowledged := map[string]bool{}
		for round := range 6 {
			said, cmd := writing(t, url, was.Ref)
			for count := 0; said.Scan(); {
				what, text, _ := strings.Cut(said.Text(), " ")
				if what != saidAcknowledged {
					t.Fatal(said.Text())
				}
				acknowledged[text] = true
				if count++; count == 5+17*round { // in the midst of writing: the others go on
					must(t, cmd.Process.Kill())
				}
			}
			cmd.Wait() // it was killed
			holds(t, url, was, acknowledged)
		}
	})
}

// holds opens the register anew and compares the notes on the request with
// those that were acknowledged, and each log with its counter and with the heads
// that were signed before; then it signs another.
func holds(t *testing.T, url string, was schema.Request, acknowledged map[string]bool) {
	t.Helper()
	db, err := store.Open(t.Context(), url, store.Options{Signer: writersKey})
	must(t, err)
	defer db.Close()
	desk, err := db.As(t.Context(), "validator")
	must(t, err)
	q, err := desk.Request(t.Context(), was.Ref)
	must(t, err)
	thread, err := desk.Thread(t.Context(), q.ID)
	must(t, err)
	found := map[string]int{}
	for _, e := range thread {
		if e.Verb == schema.VerbNote {
			found[e.Text]++
		}
	}
	for text := range acknowledged {
		if found[text] != 1 {
			t.Errorf("%s was acknowledged and is there %d times", text, found[text])
		}
	}
	for text, times := range found {
		if times != 1 {
			t.Errorf("%s is there %d times", text, times)
		}
	}
	if q.Rev != was.Rev+len(found) {
		t.Errorf("%d notes have brought the request to revision %d", len(found), q.Rev)
	}
	unbroken(t, desk)
	reports, err := db.Verify(t.Context(), "", nil)
	must(t, err)
	for _, r := range reports {
		if !r.Whole() {
			t.Errorf("log %s: %+v", r.Audience, r)
		}
	}
	must(t, db.Seal(t.Context()))
}

// unbroken reads the member's logs from their beginning to their end.
func unbroken(t *testing.T, desk *store.Desk) {
	t.Helper()
	head, err := desk.Head(t.Context())
	must(t, err)
	read := schema.Cursor{}
	for {
		events, next, err := desk.Changes(t.Context(), read, 500)
		must(t, err)
		if len(events) == 0 {
			break
		}
		for _, e := range events {
			if e.Seq != read[e.Audience]+1 {
				t.Fatalf("log %s: entry %d follows entry %d", e.Audience, e.Seq, read[e.Audience])
			}
			read[e.Audience] = e.Seq
		}
		read = next
	}
	for audience, seq := range head {
		if read[audience] != seq {
			t.Errorf("log %s ends at %d, its counter says %d", audience, read[audience], seq)
		}
	}
}

func TestAFailingDiskIsNeverAcknowledgedAndReadingGoesOn(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("NOT TESTED: a failing disk needs strace")
	}
	must(t, err)
	for _, c := range []struct{ name, calls, fault string }{
		{"the disk is full", "pwrite64", "ENOSPC"},
		{"the disk fails to write", "pwrite64", "EIO"},
		{"the disk fails to keep", "fsync,fdatasync", "EIO"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			url := storetest.SQLite(t)
			was := founded(t, url)
			said, cmd := writing(t, url, was.Ref, strace, "-f", "-qqq", "--seccomp-bpf", "-e", "signal=none", "-e", "trace="+c.calls,
				"-e", "inject="+c.calls+":error="+c.fault+":when="+"150+", "-o", os.DevNull)
			acknowledged, counts := map[string]bool{}, map[string]int{}
			for said.Scan() {
				what, text, _ := strings.Cut(said.Text(), " ")
				if counts[what]++; what == saidAcknowledged {
					acknowledged[text] = true
				}
				if what == saidFailed {
					t.Error(text)
				}
			}
			must(t, cmd.Wait())
			if counts[saidAcknowledged] == 0 || counts[saidReadOnly] != 3 || counts[saidReads] != 3 {
				t.Errorf("the process said %v, want some acknowledged and then each of three members refused, reading on", counts)
			}
			holds(t, url, was, acknowledged)
		})
	}
}
