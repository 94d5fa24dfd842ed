package sshd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"
)

// revokeGrace is how long the programs of a revoked, idle or cut connection have to restore the terminal.
const revokeGrace = 500 * time.Millisecond

// Server accepts SSH connections. Its methods may be called from any goroutine.
type Server struct {
	config  atomic.Pointer[Config] // for connections to come; each keeps the one it began with
	log     *slog.Logger
	lobby   *lobby
	ctx     context.Context // ends with the last session
	cancel  context.CancelCauseFunc
	stop    context.Context // ends as Shutdown begins
	stopNow context.CancelFunc
	work    sync.WaitGroup // one per connection

	sessions, refused, evicted atomic.Int64

	mu          sync.Mutex
	closing     bool          // Shutdown has begun
	closed      bool          // nobody is received any more
	running     int           // programs begun before closing
	idle        chan struct{} // closed once closing and none of them runs
	listeners   map[net.Listener]struct{}
	connections map[*connection]struct{}
	accounts    map[string]int
	epoch       uint64 // counts calls of End
}

// New returns a server that listens nowhere yet. It fails if config lacks something or holds a host key that is not
// Ed25519.
func New(config Config) (*Server, error) {
	if err := config.check(); err != nil {
		return nil, err
	}
	config.Limits = config.Limits.withDefaults()
	s := &Server{
		log:         config.Log,
		lobby:       newLobby(),
		idle:        make(chan struct{}),
		listeners:   map[net.Listener]struct{}{},
		connections: map[*connection]struct{}{},
		accounts:    map[string]int{},
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.config.Store(&config)
	s.ctx, s.cancel = context.WithCancelCause(context.Background())
	s.stop, s.stopNow = context.WithCancel(context.Background())
	return s, nil
}

// Reload lets change alter the configuration, Log excepted, for the connections to come; those that are there keep
// theirs. It fails, and changes nothing, where New would fail.
func (s *Server) Reload(change func(*Config)) error {
	next := *s.config.Load()
	change(&next)
	if err := next.check(); err != nil {
		return err
	}
	next.Limits = next.Limits.withDefaults()
	s.config.Store(&next)
	return nil
}

// Serve accepts connections until l fails or Shutdown closes it; it returns nil after Shutdown.
func (s *Server) Serve(l net.Listener) error {
	if !s.listen(l) {
		return l.Close()
	}
	defer s.forget(l)
	for pause := time.Duration(0); ; {
		conn, err := l.Accept()
		if err == nil {
			pause = 0
			s.receive(conn)
			continue
		}
		if s.ctx.Err() != nil || s.stop.Err() != nil && errors.Is(err, net.ErrClosed) {
			return nil
		}
		if errors.Is(err, net.ErrClosed) {
			return err
		}
		// Out of descriptors or the like: others end meanwhile.
		pause = min(max(2*pause, 5*time.Millisecond), time.Second)
		s.log.Error("accept", "error", err)
		select {
		case <-time.After(pause):
		case <-s.ctx.Done():
			return nil
		}
	}
}

func (s *Server) listen(l net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.listeners[l] = struct{}{}
	return true
}

func (s *Server) forget(l net.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.listeners, l)
}

// receive starts a connection's own goroutine, unless the server is closed.
func (s *Server) receive(conn net.Conn) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		conn.Close()
		return
	}
	s.work.Add(1)
	s.mu.Unlock()
	config := s.config.Load()
	w := newWire(conn, config.Limits.WriteTimeout)
	if victim := s.lobby.enter(w, config.Limits); victim != nil {
		s.evicted.Add(1)
		config.limited(LimitUnauthenticated, nil, victim.RemoteAddr())
		victim.Close()
	}
	go s.serve(w, config)
}

// End revokes: the sessions of every connection for which match returns true get a context cancelled with ErrRevoked
// and no more input, and the connection is closed as soon as their programs have returned, within half a second
// whatever they do. A client that is authenticating meanwhile is authorised anew.
func (s *Server) End(match func(identity any, fingerprint string) bool) {
	s.mu.Lock()
	s.epoch++
	s.mu.Unlock()
	for _, c := range s.live(func(c *connection) bool { return match(c.identity, c.fingerprint) }) {
		s.log.Info("revoked", "fingerprint", c.fingerprint, "remote", c.remote())
		c.retireWithin(ErrRevoked, revokeGrace)
	}
}

func (s *Server) revocations() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.epoch
}

// live returns the authenticated connections that match, which is called without the lock.
func (s *Server) live(match func(*connection) bool) []*connection {
	s.mu.Lock()
	all := slices.Collect(maps.Keys(s.connections))
	s.mu.Unlock()
	return slices.DeleteFunc(all, func(c *connection) bool { return !match(c) })
}

// Ready returns nil while whoever comes is received: the server listens, with a host key that it can sign with, and does
// not stop. A key on a token or in an agent may be gone though it was there at the start.
func (s *Server) Ready() error {
	s.mu.Lock()
	listening := len(s.listeners) > 0 && !s.closing && !s.closed
	s.mu.Unlock()
	if !listening {
		return errors.New("nobody is received")
	}
	for _, key := range s.config.Load().HostKeys {
		if _, err := key.Sign(rand.Reader, []byte("ready")); err != nil {
			return fmt.Errorf("host key %s: %w", ssh.FingerprintSHA256(key.PublicKey()), err)
		}
	}
	return nil
}

// Sessions returns how many programs, commands and subsystems are running.
func (s *Server) Sessions() int { return int(s.sessions.Load()) }

// Connections returns how many authenticated connections are open.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.connections)
}

// Unauthenticated returns how many connections have not authenticated yet.
func (s *Server) Unauthenticated() int { return s.lobby.count() }

// Refused returns how many proven keys Authorise has refused so far.
func (s *Server) Refused() int64 { return s.refused.Load() }

// Evicted returns how many connections had to make room before they had authenticated.
func (s *Server) Evicted() int64 { return s.evicted.Load() }
