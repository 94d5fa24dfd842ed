package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/files"
	"contactgroup/ui/lang"
	"contactgroup/ui/notify"
	"contactgroup/ui/sshd"
)

// service is one running server: a store, the SSH server before it, and what
// every open desk shares.
type service struct {
	db      *store.DB
	now     schema.Now
	log     *slog.Logger
	minutes *minutes
	server  *sshd.Server
	host    ssh.Signer
	address net.Addr               // where it listens; nil: nowhere but here
	public  atomic.Pointer[string] // host:port where people reach it; nil or empty: address
	passed  bool                   // systemd holds the socket, and keeps it when this process ends
	private string                 // path of the private socket; empty: none
	seal    *files.Seal            // signs the files that members take
	turns   chan struct{}          // room for the documents that may be written at once: desks need the processors too
	alerts  *notify.Options        // nil: contacts are told by another server of this register
	local   ssh.Signer             // opens any member's desk, over the private socket alone

	trusted map[string]struct{} // as in gate
	guesses guesses
	guests  atomic.Int64

	refusals tally // by ground, since the start
	running  tally // sessions by kind, now
	metrics  *metrics
	figures  net.Listener // where metrics are given; nil: nowhere
}

// gate is how the SSH server meets clients.
type gate struct {
	hostKeys []ssh.Signer // the first is presented
	banner   string
	limits   sshd.Limits
	trusted  map[string]struct{} // fingerprints of the authorities that may name any member in a certificate
}

func newService(db *store.DB, now schema.Now, g gate, log *slog.Logger) (*service, error) {
	s := &service{db: db, now: now, log: log, minutes: newMinutes(now), host: g.hostKeys[0], trusted: g.trusted, guesses: guesses{now: time.Now},
		turns: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
	for _, kind := range kinds {
		s.running.add(kind, 0)
	}
	var err error
	s.server, err = sshd.New(sshd.Config{
		HostKeys: g.hostKeys, Banner: g.banner, Authorise: s.authorise, Explain: explain, Account: account, Refused: s.refused, Limited: s.limited,
		Program: s.counted(byIdentity(s.program, s.askCode)), Command: s.counted(byIdentity(s.command, s.enrol)),
		Subsystem: map[string]func(*sshd.Session) int{"sftp": s.counted(byIdentity(s.sftp, nil))},
		Limits:    g.limits, Log: log, NoSubsystem: s.noSubsystem, Stopping: s.stopping,
		Busy:         inBoth(func(w *lang.Words) string { return w.Serving.Busy }),
		NoForwarding: inBoth(func(w *lang.Words) string { return w.Serving.NoForwarding }),
	})
	s.metrics = newMetrics(s)
	return s, err
}

// serve accepts connections on the listeners, and on the private socket when
// there is one, until ctx ends; then everybody is let out. each is called once a minute.
func (s *service) serve(ctx context.Context, listeners []net.Listener, private net.Listener, each func()) error {
	run, end := context.WithCancelCause(context.WithoutCancel(ctx)) // longer than ctx: commands finish
	defer end(nil)
	s.address = listeners[0].Addr()
	var work sync.WaitGroup
	background := func(f func() error) {
		work.Go(func() {
			if err := f(); err != nil && run.Err() == nil {
				end(err)
			}
		})
	}
	background(func() error { return s.db.Run(run) })
	background(func() error { s.minutes.run(run, each); return nil })
	background(func() error { s.endRevoked(run); return nil })
	background(func() error { s.alert(run); return nil })
	if s.private != "" {
		background(func() error { s.hearDeeds(run, filepath.Dir(s.private)); return nil })
	}
	if s.figures != nil {
		background(func() error { return s.metrics.serve(run, s.figures) })
	}
	background(func() error { keepWatchdog(run, func() { s.server.Connections() }); return nil })
	for _, l := range listeners {
		background(func() error { return s.server.Serve(l) })
	}
	if private != nil {
		background(func() error { return s.server.Serve(private) })
	}
	select {
	case <-ctx.Done():
	case <-run.Done():
	}
	tellSystemd("STOPPING=1")
	if s.passed { // who comes now waits for the next process
		s.server.Stop()
		for _, l := range listeners {
			l.Close()
		}
	}
	s.stopServer()
	cause := context.Cause(run)
	end(nil)
	work.Wait()
	return cause
}

// others returns how many are still in, once the desk that has just been left
// here had the time to be known as ended.
func (s *service) others() int {
	for late := time.Now().Add(time.Second); s.server.Connections() > 0 && time.Now().Before(late); {
		time.Sleep(5 * time.Millisecond)
	}
	return s.server.Connections()
}

// listenPrivately opens the socket by which commands of this machine reach the
// running server, for this system user only, and the key that goes with it. It
// returns nil where another server of this place has it already, and where the
// system has no room for a socket of that name.
func (s *service) listenPrivately(path string) (net.Listener, error) {
	if conn, err := net.Dial("unix", path); err == nil {
		return nil, conn.Close()
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	key, err := loadOrMakeKey(path+".key", "contactgroup local")
	if err != nil {
		return nil, err
	}
	s.private = path
	if err := s.publishHost(s.host.PublicKey()); err != nil {
		return nil, err
	}
	s.local = key
	l, err := net.Listen("unix", path)
	if errors.Is(err, syscall.EINVAL) { // the path is longer than a socket's name may be
		s.log.Warn("no private socket: commands on this machine need the server stopped", "path", path)
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("private socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		l.Close()
		return nil, err
	}
	return peerListener{l}, nil
}

// publishHost tells those who come by the private socket which host key they meet.
func (s *service) publishHost(key ssh.PublicKey) error {
	if s.private == "" {
		return nil
	}
	return writeWhole(s.private+".host", ssh.MarshalAuthorizedKey(key), 0o644)
}

// hostWords is what follows "ssh" for a member who comes here: "-p 2222 login@host";
// without a login, for whoever comes.
func (s *service) hostWords(login string) string {
	var public string
	if p := s.public.Load(); p != nil {
		public = *p
	}
	if public == "" && s.address != nil {
		public = s.address.String()
	}
	return wayTo(public, login)
}

// wayTo is what follows "ssh" for login at an address, host:port. HOST stands
// for a host that the address does not tell.
func wayTo(address, login string) string {
	if login != "" {
		login += "@"
	}
	host, port, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || host == "" || ip != nil && ip.IsUnspecified() {
		host = "HOST"
	}
	if err != nil || port == "0" || port == "22" {
		return login + host
	}
	return "-p " + port + " " + login + host
}
