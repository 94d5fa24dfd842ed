package sshd

import (
	"context"
	"io"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"golang.org/x/time/rate"
)

const (
	// maxRead is what one Read of a Guard returns at most: below the 256 bytes from which on Bubble Tea waits for more.
	maxRead = 240
	// eventRate and eventBurst are the events per second, and at once, that a program is given.
	eventRate, eventBurst = 200, 400
	// inputRate and inputBurst are the bytes a second, and at once, that are looked at: further ones wait in the channel's
	// window, which stops the client. A whole paste of maxPaste comes at once.
	inputRate, inputBurst = 64 << 10, 128 << 10
	// maxQueued and maxQueuedBytes bound the events that wait for the program; further ones are dropped and counted.
	maxQueued, maxQueuedBytes = 512, 128 << 10
	// escapeWait is the silence after which an ESC was the Escape key.
	escapeWait = 30 * time.Millisecond
	// pasteWait is the silence after which a paste without closing mark is over.
	pasteWait = 2 * time.Second
)

// Guard stands between a client's terminal and a Bubble Tea program. Each Read returns one event: one key press, one
// mouse or focus report, or (in Reads of at most 240 bytes, never inside a rune) one bracketed paste of at most
// 4 KiB. All of it is valid UTF-8. At most 200 events a second pass, 400 at once; up to 512 more wait, others are
// dropped, as is a paste beyond 64 KiB: Dropped tells how much. A client that sends more than 64 KiB a second, 128 KiB
// at once, is kept waiting. Read is for one goroutine.
type Guard struct {
	ctx     context.Context
	source  io.Reader
	seen    func()
	limiter *rate.Limiter // of events
	intake  *rate.Limiter // of bytes
	current []byte        // the event being read
	ready   chan struct{}
	dropped atomic.Int64

	mu      sync.Mutex
	decoder decoder
	queue   [][]byte
	queued  int // bytes in queue
	err     error
	last    time.Time // since when the client could have sent more
	quiet   *time.Timer
}

// NewGuard reads from source until it fails or ctx ends; Read returns io.EOF from then on. seen, if not nil, is
// called for each packet.
func NewGuard(ctx context.Context, source io.Reader, seen func()) *Guard {
	g := &Guard{
		ctx: ctx, source: source, seen: seen,
		limiter: rate.NewLimiter(eventRate, eventBurst),
		intake:  rate.NewLimiter(inputRate, inputBurst),
		ready:   make(chan struct{}, 1),
	}
	g.decoder = decoder{emit: g.push, lost: func(n int) { g.dropped.Add(int64(n)) }}
	g.quiet = time.AfterFunc(time.Hour, g.settle)
	g.quiet.Stop()
	go g.pump()
	return g
}

// Dropped returns how many bytes of text and keys were dropped so far, because a paste was too long or events came
// faster than the program may be given them.
func (g *Guard) Dropped() int64 { return g.dropped.Load() }

// Behind reports whether events wait that Read has not returned.
func (g *Guard) Behind() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.queue) > 0
}

// Read waits for the next event. It returns io.EOF once the input or the context has ended; Bubble Tea goes on without
// input then, so the program has to be told to quit when the context ends.
func (g *Guard) Read(p []byte) (int, error) {
	for len(g.current) == 0 {
		event, err := g.next()
		if err != nil {
			return 0, err
		}
		g.current = event
	}
	n := copy(p, g.current[:cut(g.current, min(len(p), maxRead))])
	g.current = g.current[n:]
	return n, nil
}

// next waits for an event and for the right to deliver it.
func (g *Guard) next() ([]byte, error) {
	for {
		event, err := g.pop()
		if err != nil {
			return nil, err
		}
		if event != nil {
			if g.limiter.Wait(g.ctx) != nil {
				return nil, io.EOF
			}
			return event, nil
		}
		select {
		case <-g.ready:
		case <-g.ctx.Done():
			return nil, io.EOF
		}
	}
}

func (g *Guard) pop() ([]byte, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ctx.Err() != nil {
		return nil, io.EOF
	}
	if len(g.queue) == 0 {
		g.queue = nil
		return nil, g.err
	}
	event := g.queue[0]
	g.queue = g.queue[1:]
	g.queued -= len(event)
	return event, nil
}

// push is called with the lock held.
func (g *Guard) push(event []byte) {
	if len(g.queue) >= maxQueued || g.queued+len(event) > maxQueuedBytes {
		g.dropped.Add(int64(len(event)))
		return
	}
	g.queue = append(g.queue, append([]byte(nil), event...))
	g.queued += len(event)
	g.wake()
}

func (g *Guard) wake() {
	select {
	case g.ready <- struct{}{}:
	default:
	}
}

// pump reads without waiting for the program, so that keys typed while it works stay keys of their own packets.
func (g *Guard) pump() {
	defer func() {
		if recover() != nil {
			g.end(io.EOF)
		}
	}()
	packet := make([]byte, maxPiece)
	for {
		n, err := g.source.Read(packet)
		now := time.Now()
		pause := g.intake.ReserveN(now, n).DelayFrom(now)
		if n > 0 {
			g.take(packet[:n], now, pause)
		}
		if err != nil || !g.rest(pause) {
			g.end(io.EOF)
			return
		}
	}
}

// take decodes a packet that came at now, and after which the client is kept waiting: that silence is not its own.
func (g *Guard) take(packet []byte, now time.Time, pause time.Duration) {
	if g.seen != nil {
		g.seen()
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last = now.Add(pause)
	g.decoder.feed(packet, now)
	if g.decoder.unsettled() {
		g.quiet.Reset(pause + g.patience())
	}
}

// rest reports whether the input goes on after a pause.
func (g *Guard) rest(pause time.Duration) bool {
	if pause == 0 {
		return g.ctx.Err() == nil
	}
	over := time.NewTimer(pause)
	defer over.Stop()
	select {
	case <-over.C:
		return true
	case <-g.ctx.Done():
		return false
	}
}

func (g *Guard) patience() time.Duration {
	if g.decoder.pasting {
		return pasteWait
	}
	return escapeWait
}

// settle runs when the client has been silent; a packet that came while the timer fired sends it back to wait.
func (g *Guard) settle() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.decoder.unsettled() {
		return
	}
	if left := g.patience() - time.Since(g.last); left > 0 {
		g.quiet.Reset(left)
		return
	}
	g.decoder.settle()
}

func (g *Guard) end(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.quiet.Stop()
	g.decoder.settle()
	g.err = err
	g.wake()
}

// cut returns the largest length up to limit that ends neither inside a rune nor inside the mark that closes a paste.
func cut(event []byte, limit int) int {
	if len(event) <= limit {
		return len(event)
	}
	n := limit
	if tail := len(event) - len(pasteEnd); n > tail && tail > 0 {
		n = tail
	}
	for n > 0 && !utf8.RuneStart(event[n]) {
		n--
	}
	if n == 0 {
		return limit
	}
	return n
}
