package store_test

import (
	"crypto"
	"crypto/ed25519"
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

// A node that is stopped, paused, or cut off without a word in the middle of a
// command must not keep the others from what it had locked.

func TestANodeThatStandsStillInACommandHoldsUpNobody(t *testing.T) {
	g, url := walled(t)
	var patience string
	g.must(g.db.Get(t.Context(), &patience, `SHOW idle_in_transaction_session_timeout`))
	if patience == "0" {
		t.Error("the server waits for ever for a node that has begun a command")
	}
	q := g.sent(schema.KindReferral, "google")
	_, address := muted(t, url)
	node := storetest.Open(t, address+"&idle_in_transaction_session_timeout=1000", g.clock) // ms
	still, goOn := make(chan struct{}), make(chan struct{})
	stand := sync.OnceFunc(func() { close(still); <-goOn })
	ended := make(chan error, 1)
	go func() {
		ended <- node.Midway(t.Context(), func() error { stand(); return nil }, `UPDATE request SET subject = subject || '!' WHERE id = ?`, q.ID)
	}()
	<-still
	g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
	close(goOn)
	g.must(<-ended) // made again once the node goes on
	if got := g.at("google", q.ID).Subject; got != q.Subject+"!" {
		t.Errorf("%q, want %q", got, q.Subject+"!")
	}
}

// haltingSigner is the key of a node that stands still as it signs.
type haltingSigner struct {
	ed25519.PrivateKey
	halt func()
}

func (s haltingSigner) Sign(rand io.Reader, text []byte, o crypto.SignerOpts) ([]byte, error) {
	s.halt()
	return s.PrivateKey.Sign(rand, text, o)
}

func TestANodeThatStandsStillWhileItSealsHoldsUpNoSeal(t *testing.T) {
	g, url := walled(t)
	g.sent(schema.KindReferral, "google")
	still, goOn := make(chan struct{}), make(chan struct{})
	signer := haltingSigner{storetest.Signer(), sync.OnceFunc(func() { close(still); <-goOn })}
	node, err := store.Open(t.Context(), url, store.Options{Now: g.clock.Now, Signer: signer})
	g.must(err)
	t.Cleanup(func() { g.must(node.Close()) })
	ended := make(chan error, 1)
	go func() { ended <- node.Seal(t.Context()) }()
	<-still
	sealed := make(chan error, 1)
	go func() { sealed <- g.db.Seal(t.Context()) }()
	select {
	case err := <-sealed:
		g.must(err)
	case <-time.After(time.Minute):
		t.Error("the other node does not seal")
	}
	q := g.sent(schema.KindReferral, "google") // known to the node that stands still by nothing
	close(goOn)
	g.must(<-ended)
	for _, db := range []*store.DB{g.db, node} {
		g.must(db.Seal(t.Context()))
		reports, err := db.Verify(t.Context(), "", nil)
		g.must(err)
		for _, r := range reports {
			if !r.Whole() || r.Sealed != r.Entries {
				t.Errorf("after %s: %+v", q.Ref, r)
			}
		}
	}
}

// muting stands between a node and its server as a network does, and can turn to
// silence in the middle of a connection, as one whose way has gone.
type muting struct {
	server string      // socket
	mute   atomic.Bool // those that listen turn silent
}

// muted is such a network before the server at url, and the address behind it.
func muted(t *testing.T, url string) (m *muting, address string) {
	t.Helper()
	at := strings.Index(url, "?host=") + len("?host=")
	m = &muting{server: filepath.Join(url[at:], ".s.PGSQL.5432")}
	return m, url[:at] + m.listen(t)
}

func (m *muting) listen(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	l, err := net.Listen("unix", filepath.Join(dir, ".s.PGSQL.5432"))
	must(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go m.pass(client)
		}
	}()
	return dir
}

func (m *muting) pass(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("unix", m.server)
	if err != nil {
		return
	}
	defer server.Close()
	var chosen atomic.Bool
	carry := func(to, from net.Conn) {
		buf := make([]byte, 64<<10)
		for {
			n, err := from.Read(buf)
			if err != nil {
				return
			}
			if from == client && strings.Contains(string(buf[:n]), "LISTEN ") && !m.mute.Load() {
				chosen.Store(true)
			}
			if chosen.Load() && m.mute.Load() {
				continue
			}
			if _, err := to.Write(buf[:n]); err != nil {
				return
			}
		}
	}
	go func() {
		carry(client, server)
		if !chosen.Load() || !m.mute.Load() {
			client.(*net.UnixConn).CloseWrite() // what the client says meanwhile is lost, as over TCP
		}
	}()
	carry(server, client)
}

func TestANodeWhoseListeningFellSilentHearsAgain(t *testing.T) {
	g, url := walled(t)
	m, address := muted(t, url)
	node := storetest.Open(t, address, g.clock)
	serveNode(t, node)
	expect := func(login string) {
		t.Helper()
		for late := time.After(2 * time.Minute); ; {
			select {
			case e := <-node.Endings():
				if e.Member == g.Desks[login].Who().Member {
					return
				}
			case <-late:
				t.Fatal(login, " is in still")
			}
		}
	}
	g.must(g.Desks["admin"].DisableMember(t.Context(), "google", true))
	expect("google")
	m.mute.Store(true)
	g.must(g.Desks["admin"].DisableMember(t.Context(), "facebook", true))
	expect("facebook")
}

func TestAServerThatLetsNobodyMoreInIsNotAway(t *testing.T) {
	g, s := ownServer(t)
	q := g.sent(schema.KindReferral, "google")
	d := g.Desks["google"]
	err := g.db.Midway(t.Context(), func() error {
		s.Do(t, `ALTER ROLE contactgroup CONNECTION LIMIT 0`)
		wake := d.Watch(t.Context())
		s.Do(t, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'register' AND query ILIKE 'listen%'`)
		<-wake // the node has looked how things are
		return nil
	}, `UPDATE request SET subject = subject || '!' WHERE id = ?`, q.ID)
	if err != nil {
		t.Error("a command that was under way: ", err)
	}
	if _, err := d.Request(t.Context(), q.Ref); isAway(err) {
		t.Error("reading: ", err)
	}
	s.Do(t, `ALTER ROLE contactgroup CONNECTION LIMIT -1`)
	if got := g.at("google", q.ID).Subject; got != q.Subject+"!" {
		t.Errorf("%q, want %q", got, q.Subject+"!")
	}
}

func TestAHostThatIsGoneWithoutAWordKeepsNobodyFromTheOther(t *testing.T) {
	g, url := walled(t)
	q := g.sent(schema.KindReferral, "google")
	gone := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(gone, ".s.PGSQL.5432")) // takes connections and says nothing
	g.must(err)
	t.Cleanup(func() { l.Close() })
	node := storetest.Open(t, strings.Replace(url, "?host=", "?host="+gone+",", 1), g.clock)
	serveNode(t, node)
	d := seat(t, node, "google")
	wake := d.Watch(t.Context())
	g.must(g.db.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`))
	<-wake // the node has looked how things are
	if _, err := d.Request(t.Context(), q.Ref); err != nil {
		t.Error(err)
	}
}
