package storetest

import "testing"

// Durable starts the server anew with commits that wait for the disk, as a real
// server's do.
func (s *Server) Durable(t testing.TB) {
	t.Helper()
	s.Stop()
	s.durable = true
	s.Start(t)
}

// waits is the setting by which commits wait for the disk, or do not.
func (s *Server) waits() string {
	if s.durable {
		return "on"
	}
	return "off"
}
