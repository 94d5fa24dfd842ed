package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/pem"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/store"
	"contactgroup/ui/sshd"
)

// demoServer serves a demonstration from this process, over TCP, until the
// test ends. The chair's key is the host's, too.
type demoServer struct {
	*service
	address string
	signer  ssh.Signer
	db      *store.DB
	key     ed25519.PrivateKey
}

// newDemoServer serves size requests.
func newDemoServer(tb testing.TB, size int, limits sshd.Limits, log *slog.Logger) demoServer {
	tb.Helper()
	dir := tb.TempDir()
	url := "sqlite:" + filepath.Join(dir, "register.db")
	past := &demogroup.Clock{}
	seeding, err := store.Open(tb.Context(), url, store.Options{Now: past.Now})
	must(tb, err)
	_, private, err := ed25519.GenerateKey(nil)
	must(tb, err)
	signer, err := ssh.NewSignerFromKey(private)
	must(tb, err)
	keys := map[string]string{"chair": string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(signer.PublicKey())))}
	must(tb, demogroup.Seed(tb.Context(), seeding, past, size, keys, nil))
	must(tb, seeding.Close())
	clock, err := openDemoClock(filepath.Join(dir, demoClockFile))
	must(tb, err)
	db, err := store.Open(tb.Context(), url, store.Options{Now: clock.now})
	must(tb, err)
	return serveDemo(tb, db, clock, private, limits, log)
}

// serveDemo serves db until the test ends, and closes it.
func serveDemo(tb testing.TB, db *store.DB, clock *demoClock, private ed25519.PrivateKey, limits sshd.Limits, log *slog.Logger) demoServer {
	signer, err := ssh.NewSignerFromKey(private)
	must(tb, err)
	s, err := newService(db, clock.now, gate{hostKeys: []ssh.Signer{signer}, limits: limits}, log)
	must(tb, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(tb, err)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.serve(ctx, []net.Listener{l}, nil, func() {}) }()
	tb.Cleanup(func() {
		cancel()
		must(tb, <-served)
		must(tb, db.Close())
	})
	return demoServer{s, l.Addr().String(), signer, db, private}
}

// files writes what a real client needs to come in as the chair: the private
// key, its public half beside it, and a list of known hosts.
func (s demoServer) files(tb testing.TB) (key, known string) {
	tb.Helper()
	dir := tb.TempDir()
	key, known = filepath.Join(dir, "key"), filepath.Join(dir, "known_hosts")
	block, err := ssh.MarshalPrivateKey(s.key, "")
	must(tb, err)
	must(tb, os.WriteFile(key, pem.EncodeToMemory(block), 0o600))
	must(tb, os.WriteFile(key+".pub", ssh.MarshalAuthorizedKey(s.signer.PublicKey()), 0o600))
	line := knownhosts.Line([]string{knownhosts.Normalize(s.address)}, s.signer.PublicKey())
	must(tb, os.WriteFile(known, []byte(line+"\n"), 0o600))
	return key, known
}

// dial lets the chair in at an address where the host key is the server's.
func (s demoServer) dial(tb testing.TB, address string) *ssh.Client {
	tb.Helper()
	client, err := ssh.Dial("tcp", address, &ssh.ClientConfig{User: "chair", Auth: []ssh.AuthMethod{ssh.PublicKeys(s.signer)},
		HostKeyCallback: ssh.FixedHostKey(s.signer.PublicKey())})
	must(tb, err)
	return client
}
