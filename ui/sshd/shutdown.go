package sshd

import (
	"context"
	"maps"
	"slices"
	"time"
)

// Shutdown ends the server in two steps. At once, every Program's context ends with ErrShutdown, and whoever comes or
// asks for more gets Config.Stopping; commands and subsystems under way go on. When these have returned or ctx has
// ended, the server no longer listens, every context that is left ends with ErrShutdown and the connections are closed:
// nil means that all programs have returned by themselves. What remains half a second later is cut, and ctx's error
// is returned, or ErrShutdown if it has none.
func (s *Server) Shutdown(ctx context.Context) error {
	s.Stop()
	select {
	case <-s.idle:
	case <-ctx.Done():
	}
	s.mu.Lock()
	s.closed = true
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
	grace := time.NewTimer(revokeGrace)
	defer grace.Stop()
	select {
	case <-done:
		return nil
	case <-grace.C:
	}
	for _, c := range s.live(everyone) {
		c.wire.Close()
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return ErrShutdown
}

// Stop is the first step of Shutdown alone: it does not wait, and whoever closes the listeners meanwhile makes Serve
// return nil.
func (s *Server) Stop() {
	s.mu.Lock()
	if !s.closing {
		s.closing = true
		if s.running == 0 {
			close(s.idle)
		}
	}
	s.mu.Unlock()
	s.stopNow()
}

// begin counts a program among those that Shutdown waits for. It returns false once Shutdown has begun.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.running++
	return true
}

func (s *Server) finished() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running--; s.closing && s.running == 0 {
		close(s.idle)
	}
}
