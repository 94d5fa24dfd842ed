package sshd

import (
	"net"
	"net/netip"
	"sync"
)

// lobby holds the connections that have not authenticated yet, and bounds them by making room: the one that has been
// silent longest goes, so that stalled connections cannot keep a member out.
type lobby struct {
	mu      sync.Mutex
	waiting map[*wire]string // to the address group
}

func newLobby() *lobby { return &lobby{waiting: map[*wire]string{}} }

// enter adds w and returns the connection that has to go for it, if any.
func (l *lobby) enter(w *wire, limits Limits) (evicted *wire) {
	l.mu.Lock()
	defer l.mu.Unlock()
	group := addressGroup(w.RemoteAddr())
	neighbours := 0
	for _, g := range l.waiting {
		if g == group {
			neighbours++
		}
	}
	switch {
	case neighbours >= limits.PerAddress:
		evicted = l.longestSilent(func(g string) bool { return g == group })
	case len(l.waiting) >= limits.MaxUnauthenticated:
		evicted = l.longestSilent(func(string) bool { return true })
	}
	delete(l.waiting, evicted)
	l.waiting[w] = group
	return evicted
}

func (l *lobby) longestSilent(among func(group string) bool) *wire {
	var oldest *wire
	for w, group := range l.waiting {
		if among(group) && (oldest == nil || w.heard.Load() < oldest.heard.Load()) {
			oldest = w
		}
	}
	return oldest
}

func (l *lobby) leave(w *wire) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.waiting, w)
}

func (l *lobby) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting)
}

// closeAll ends every connection that has not authenticated.
func (l *lobby) closeAll() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for w := range l.waiting {
		w.Close()
	}
}

// addressGroup is an IPv4 address or the /64 network of an IPv6 address, which one host can fill at will.
func addressGroup(addr net.Addr) string {
	parsed, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return addr.String()
	}
	ip := parsed.Addr().Unmap()
	if ip.Is6() {
		return netip.PrefixFrom(ip.WithZone(""), 64).Masked().String()
	}
	return ip.String()
}
