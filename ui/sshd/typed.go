package sshd

import (
	"context"
	"io"
	"sync"
)

const (
	interruptKey = 0x03 // Ctrl+C
	endKey       = 0x04 // Ctrl+D
	// maxTyped bounds what waits for a command that does not read.
	maxTyped = 64 << 10
)

// typed is the input of a command under ssh -t, where the client sends keys and no terminal driver stands between:
// Ctrl+C interrupts, Ctrl+D ends the input, Enter is a line end. Nothing is echoed. Input beyond 64 KiB that nobody
// reads is dropped.
type typed struct {
	ctx   context.Context
	ready chan struct{}

	mu     sync.Mutex
	buffer []byte
	ended  bool
}

func newTyped(ctx context.Context, source io.Reader, seen, interrupt func()) *typed {
	t := &typed{ctx: ctx, ready: make(chan struct{}, 1)}
	go t.pump(source, seen, interrupt)
	return t
}

func (t *typed) pump(source io.Reader, seen, interrupt func()) {
	defer func() {
		_ = recover()
		t.take(nil, true)
	}()
	packet := make([]byte, 1<<10)
	for t.ctx.Err() == nil {
		n, err := source.Read(packet)
		if err != nil {
			return
		}
		seen()
		for i, c := range packet[:n] {
			switch c {
			case interruptKey:
				interrupt()
				return
			case endKey:
				t.take(packet[:i], true) // what follows is ignored, but for Ctrl+C
			case '\r':
				packet[i] = '\n'
			}
		}
		t.take(packet[:n], false)
	}
}

func (t *typed) take(b []byte, end bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.ended {
		t.buffer = append(t.buffer, b[:min(len(b), maxTyped-len(t.buffer))]...)
	}
	t.ended = t.ended || end
	select {
	case t.ready <- struct{}{}:
	default:
	}
}

// Read returns io.EOF after Ctrl+D, or when the context has ended.
func (t *typed) Read(p []byte) (int, error) {
	for {
		t.mu.Lock()
		n, ended := copy(p, t.buffer), t.ended
		t.buffer = t.buffer[n:]
		t.mu.Unlock()
		if n > 0 {
			return n, nil
		}
		if ended || t.ctx.Err() != nil {
			return 0, io.EOF
		}
		select {
		case <-t.ready:
		case <-t.ctx.Done():
			return 0, io.EOF
		}
	}
}
