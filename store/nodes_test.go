package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// serveNode does the background work of a node until the test ends.
func serveNode(t *testing.T, db *store.DB) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- db.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// until calls ready at once and then after each wake, until it is true.
func until(t *testing.T, wake <-chan struct{}, what string, ready func() bool) {
	t.Helper()
	late := time.NewTimer(2 * time.Minute)
	defer late.Stop()
	for !ready() {
		select {
		case <-wake:
		case <-late.C:
			t.Fatal("not in time: ", what)
		}
	}
}

// seat opens a member's desk on a node.
func seat(t *testing.T, db *store.DB, login string) *store.Desk {
	t.Helper()
	d, err := db.As(t.Context(), login)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func isAway(err error) bool {
	var f *schema.Fault
	return errors.As(err, &f) && errors.Is(err, schema.ErrTryAgain) && f.Why == schema.WhyAway
}

func TestNodesThatStartAtOnceShareOneEmptyDatabase(t *testing.T) {
	t.Parallel()
	url := storetest.EmptyPostgres(t)
	var nodes sync.WaitGroup
	for range 3 {
		nodes.Go(func() {
			db, err := store.Open(t.Context(), url, store.Options{})
			if err == nil {
				err = db.Close()
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	nodes.Wait()
	g := group{t: t, db: storetest.Open(t, url, storetest.NewClock())}
	g.Desks = storetest.Group(t, g.db)
	g.sent(schema.KindReferral, "google")
}

func TestARevocationReachesTheOtherNodeEvenWhileItIsNotHeard(t *testing.T) {
	g, url := walled(t)
	g.must(g.Desks["admin"].DisableMember(t.Context(), "twitter", true)) // before anybody listens
	other := storetest.Open(t, url, g.clock)
	serveNode(t, other)
	gone := map[schema.ID]bool{}
	expect := func(login string) {
		t.Helper()
		for late := time.After(2 * time.Minute); !gone[g.Desks[login].Who().Member]; {
			select {
			case e := <-other.Endings():
				gone[e.Member] = true
			case <-late:
				t.Fatal(login, " is in still")
			}
		}
	}
	expect("twitter")
	g.must(g.Desks["admin"].DisableMember(t.Context(), "google", true))
	expect("google")
	g.must(g.db.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`))
	g.must(g.Desks["admin"].DisableMember(t.Context(), "facebook", true))
	expect("facebook")
}

func TestConnectionsThatDiedCostNobodyAnAnswer(t *testing.T) {
	g, _ := walled(t)
	q := g.sent(schema.KindReferral, "google")
	for range 3 {
		var calls sync.WaitGroup
		for range 8 { // as many idle connections
			calls.Go(func() {
				if _, err := g.Desks["google"].Requests(t.Context(), schema.List{All: true, Query: schema.Query{Terms: []schema.Term{{Values: []string{"a"}}, {Values: []string{"o"}}}}}); err != nil {
					t.Error(err)
				}
			})
		}
		calls.Wait()
		g.must(g.db.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`))
		if _, err := g.Desks["google"].Request(t.Context(), q.Ref); err != nil {
			t.Error("reading: ", err)
		}
		g.must(g.db.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`))
		if _, err := g.Desks["pharos"].Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: "encore"}); err != nil {
			t.Error("writing: ", err)
		}
	}
}

// ownServer is a register on a server of the test's own, with one node running.
func ownServer(t *testing.T) (g group, s *storetest.Server) {
	t.Helper()
	t.Parallel()
	s = storetest.NewServer(t)
	clock := storetest.NewClock()
	db := storetest.Open(t, s.URL(), clock)
	g = group{t, db, clock, storetest.Group(t, db)}
	serveNode(t, db)
	return g, s
}

func TestWhileTheDatabaseIsAwayCallsAreRefusedAtOnceAndComeBack(t *testing.T) {
	g, s := ownServer(t)
	q := g.sent(schema.KindReferral, "google")
	d := g.Desks["google"]
	claimed := g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
	wake := d.Watch(t.Context())
	reading := func() error {
		_, err := d.Request(t.Context(), q.Ref)
		return err
	}
	s.Kill()
	until(t, wake, "away", func() bool { return isAway(reading()) })
	var calls sync.WaitGroup
	for range 500 {
		calls.Go(func() {
			if err := reading(); !isAway(err) {
				t.Error("reading: ", err)
			}
			if _, err := d.Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbRelease}); !isAway(err) {
				t.Error("writing: ", err)
			}
		})
	}
	calls.Wait()
	s.Start(t)
	until(t, wake, "back", func() bool { return reading() == nil })
	if again := g.at("google", q.ID); again.Rev != claimed.Rev || again.State != claimed.State {
		t.Errorf("acknowledged %+v, found %+v", claimed, again)
	}
	g.act("google", q.ID, schema.Step{Verb: schema.VerbRelease})
}

func TestARestartInTheMiddleOfACommandLeavesNothingHalfDone(t *testing.T) {
	g, s := ownServer(t)
	q := g.sent(schema.KindReferral, "google")
	restarted := false
	err := g.db.Midway(t.Context(), func() error { // after a row was changed
		if !restarted {
			restarted = true
			s.Stop()
			s.Start(t)
		}
		return nil
	}, `UPDATE request SET subject = subject || '!' WHERE id = ?`, q.ID)
	if err != nil && !isAway(err) {
		t.Fatal(err)
	}
	want := q.Subject
	if err == nil { // made again on the new server, and once
		want += "!"
	}
	wake := g.Desks["google"].Watch(t.Context())
	until(t, wake, "back", func() bool { _, err := g.Desks["google"].Request(t.Context(), q.Ref); return err == nil })
	if got := g.at("google", q.ID).Subject; got != want {
		t.Errorf("%q, want %q (%v)", got, want, err)
	}
}

func TestAfterAFailoverTheOpenDeskGoesOn(t *testing.T) {
	t.Parallel()
	primary := storetest.NewServer(t)
	clock := storetest.NewClock()
	first := storetest.Open(t, primary.URL(), clock)
	desks := storetest.Group(t, first)
	standby := primary.Standby(t)
	db := storetest.Open(t, standby.URL(primary)+"&target_session_attrs=read-write", clock) // the standby is asked first, and refused
	g := group{t, db, clock, storetest.Desks{}}
	for login := range desks {
		g.Desks[login] = seat(t, db, login)
	}
	serveNode(t, db)
	d := g.Desks["google"]
	wake := d.Watch(t.Context())
	var acknowledged []schema.Request
	for range 5 {
		acknowledged = append(acknowledged, g.act("google", g.sent(schema.KindReferral, "google").ID, schema.Step{Verb: schema.VerbClaim}))
	}
	primary.Kill()
	until(t, wake, "away", func() bool {
		_, err := d.Request(t.Context(), acknowledged[0].Ref)
		return isAway(err)
	})
	standby.Promote(t)
	until(t, wake, "back", func() bool {
		_, err := d.Request(t.Context(), acknowledged[0].Ref)
		return err == nil
	})
	for _, q := range acknowledged {
		if got := g.at("google", q.ID); got.Rev != q.Rev || got.State != schema.StateInProgress {
			t.Errorf("acknowledged %s rev %d, found rev %d %s", q.Ref, q.Rev, got.Rev, got.State)
		}
	}
	g.act("google", acknowledged[0].ID, schema.Step{Verb: schema.VerbRelease})
}

// cutter stands between a node and its server, and cuts a connection at its
// commit: before the server hears of it, or after it was done.
type cutter struct {
	server string // socket
	after  bool
	armed  atomic.Bool
}

func (c *cutter) listen(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	l, err := net.Listen("unix", filepath.Join(dir, ".s.PGSQL.5432"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go c.pass(client)
		}
	}()
	return dir
}

// boundCommit is what the server is sent to commit: the name of the prepared
// statement, behind that of the portal, which is empty.
var boundCommit = fmt.Appendf(nil, "\x00stmtcache_%x\x00", func() []byte { sum := sha256.Sum256([]byte("commit")); return sum[:24] }())

func (c *cutter) pass(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("unix", c.server)
	if err != nil {
		return
	}
	defer server.Close()
	var mute atomic.Bool
	done := make(chan struct{})
	go func() { // what the server says
		defer close(done)
		buf := make([]byte, 64<<10)
		for {
			n, err := server.Read(buf)
			if err != nil || mute.Load() { // it has answered the commit: so it is done
				client.Close()
				return
			}
			if _, err := client.Write(buf[:n]); err != nil {
				return
			}
		}
	}()
	buf := make([]byte, 64<<10)
	for {
		n, err := client.Read(buf)
		if err != nil {
			return
		}
		if bytes.Contains(buf[:n], boundCommit) && c.armed.CompareAndSwap(true, false) {
			if !c.after {
				return
			}
			mute.Store(true)
		}
		if _, err := server.Write(buf[:n]); err != nil && !errors.Is(err, io.EOF) {
			return
		}
		if mute.Load() {
			<-done
			return
		}
	}
}

func TestACommitThatIsCutOffIsNeverMadeTwice(t *testing.T) {
	for name, after := range map[string]bool{"before it is done": false, "once it is done": true} {
		t.Run(name, func(t *testing.T) {
			g, url := walled(t)
			at := strings.Index(url, "?host=") + len("?host=")
			c := &cutter{server: filepath.Join(url[at:], ".s.PGSQL.5432"), after: after}
			d := seat(t, storetest.Open(t, url[:at]+c.listen(t), g.clock), "google")
			note := schema.Step{Verb: schema.VerbNote, Reason: "une seule fois"}
			notes := func(q schema.Request) (n int) {
				for _, e := range g.mustThread("google", q.ID) {
					if e.Verb == schema.VerbNote {
						n++
					}
				}
				return n
			}

			known := g.sent(schema.KindReferral, "google")
			c.armed.Store(true)
			if _, err := d.Act(schema.Once(t.Context(), "known"), known.ID, 0, note); err != nil {
				t.Error("known by a key: ", err)
			}
			if c.armed.Load() || notes(known) != 1 {
				t.Errorf("known by a key: cut %v, made %d times", !c.armed.Load(), notes(known))
			}

			unknown := g.sent(schema.KindReferral, "google")
			c.armed.Store(true)
			_, err := d.Act(t.Context(), unknown.ID, 0, note)
			if f := refusal(t, err); f.Class != schema.ErrTryAgain || f.Why != schema.WhyUnsure {
				t.Errorf("got %v", err)
			}
			if want := map[bool]int{false: 0, true: 1}[after]; notes(unknown) != want {
				t.Errorf("made %d times, want %d", notes(unknown), want)
			}
		})
	}
}
