package sshd

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// revokeGrace is how long the programs of a revoked or idle connection have to restore the terminal.
const revokeGrace = 500 * time.Millisecond

// Server accepts SSH connections. Its methods may be called from any goroutine.
type Server struct {
	config Config
	limits Limits
	log    *slog.Logger
	lobby  *lobby
	ctx    context.Context
	cancel context.CancelCauseFunc
	work   sync.WaitGroup // one per connection

	sessions, refused, evicted atomic.Int64

	mu          sync.Mutex
	closing     bool
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
	limits := config.Limits.withDefaults()
	s := &Server{
		config:      config,
		limits:      limits,
		log:         config.Log,
		lobby:       newLobby(limits),
		listeners:   map[net.Listener]struct{}{},
		connections: map[*connection]struct{}{},
		accounts:    map[string]int{},
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.ctx, s.cancel = context.WithCancelCause(context.Background())
	return s, nil
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
		if s.ctx.Err() != nil {
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
	if s.closing {
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

// receive starts a connection's own goroutine, unless the server is closing.
func (s *Server) receive(conn net.Conn) {
	s.mu.Lock()
	if s.closing {
		s.mu.Unlock()
		conn.Close()
		return
	}
	s.work.Add(1)
	s.mu.Unlock()
	w := newWire(conn, s.limits.WriteTimeout)
	if victim := s.lobby.enter(w); victim != nil {
		s.evicted.Add(1)
		victim.Close()
	}
	go s.serve(w)
}

// Shutdown lets nobody in any more, ends every session's context with ErrShutdown, waits for the programs to return
// and closes the connections: nil means that all of them have ended. Connections that remain when ctx ends are cut,
// and ctx's error is returned.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.closing = true
	listeners := slices.Collect(maps.Keys(s.listeners))
	s.mu.Unlock()
	s.cancel(ErrShutdown) // before the listeners close, which tells Serve why
	for _, l := range listeners {
		l.Close()
	}
	s.lobby.closeAll()
	everyone := func(*connection) bool { return true }
	for _, c := range s.live(everyone) {
		c.retire(ErrShutdown)
	}
	done := make(chan struct{})
	go func() {
		s.work.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
	}
	for _, c := range s.live(everyone) {
		c.wire.Close()
	}
	return ctx.Err()
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
