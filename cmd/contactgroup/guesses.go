package main

import (
	"sync"
	"time"
)

const (
	guessWindow      = 10 * time.Minute
	guessesFrom      = 20  // wrong codes of one address within a window
	guessesInAll     = 500 // of all addresses
	refusedAfter     = 300 * time.Millisecond
	guestTime        = 5 * time.Minute  // in which a code is to be given
	unansweredTime   = 10 * time.Second // in which to hear that the register does not answer
	maxGuests        = 100
	codesPerTerminal = 3
)

// guesses bounds how many codes are tried, on this node. A right code does not count.
type guesses struct {
	now func() time.Time

	mu    sync.Mutex
	began time.Time // of the window
	from  map[string]int
	total int
	told  bool // that codes were refused, in this window
}

// try takes one guess of an address, or reports false; first is true for the
// first guess that is refused in a window, which is the one to be logged.
func (g *guesses) try(address string) (allowed, first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if now := g.now(); g.from == nil || now.Sub(g.began).Abs() >= guessWindow {
		g.began, g.from, g.total, g.told = now, map[string]int{}, 0, false
	}
	if g.total >= guessesInAll || g.from[address] >= guessesFrom {
		first, g.told = !g.told, true
		return false, first
	}
	g.total++
	g.from[address]++
	return true, false
}

// right gives back the guess of an address whose code was right.
func (g *guesses) right(address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.from[address] > 0 {
		g.total--
		g.from[address]--
	}
}
