package sshd

import (
	"context"
	"io"
	"net"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"
)

// restoreTerminal takes back what a full-screen program may have set: synchronized output, colours, mouse, bracketed
// paste, no autowrap, hidden cursor and the alternate screen.
const restoreTerminal = "\x1b[?2026l\x1b[0m\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"

// Session is one program, command or subsystem and the client it serves. The exported fields are set before it starts
// and do not change. Read is for one goroutine; Write, Stderr's Write and the other methods may be called from any.
type Session struct {
	Identity      any    // what Config.Authorise returned
	User          string // the SSH user name: chosen by the client, proves nothing
	Remote        net.Addr
	ClientVersion string            // chosen by the client
	Fingerprint   string            // of the proven key, as ssh-keygen prints it: SHA256:…
	Line          string            // the command line of an exec request, as sent; else empty
	TooLong       bool              // the command line was longer than Limits.Line: Line is empty, and to be refused in words
	Subsystem     string            // its name, as sent; else empty
	PTY           *PTY              // nil: no terminal
	WantsAgent    bool              // the client offered its agent, which was not taken
	Env           map[string]string // of LANG, LC_*, NO_COLOR and COLORTERM, what the client sent; visible ASCII

	connection     *connection
	channel        ssh.Channel
	desk           bool // a shell
	interactive    bool // a shell with a terminal
	counted        bool // Shutdown waits for it
	ctx            context.Context
	cancel         context.CancelCauseFunc
	input          io.Reader
	guard          *Guard // nil unless interactive
	stdout, stderr *output
	resizes        chan Size
	vigil          *vigil
	quiet          chan struct{}
	unstop         func() bool // the server's stop no longer concerns it
	ended          atomic.Bool
}

func newSession(c *connection, raw ssh.Channel) *Session {
	s := &Session{
		Identity:      c.identity,
		User:          c.ssh.User(),
		Remote:        c.ssh.RemoteAddr(),
		ClientVersion: string(c.ssh.ClientVersion()),
		Fingerprint:   c.fingerprint,
		Env:           map[string]string{},
		connection:    c,
		channel:       raw,
		resizes:       make(chan Size, 1),
		quiet:         make(chan struct{}, 1),
	}
	s.ctx, s.cancel = context.WithCancelCause(c.ctx)
	return s
}

// open prepares input and output for the program about to run.
func (s *Session) open() {
	c := s.connection
	limits := c.config.Limits
	lock := limits.IdleLock
	if !s.interactive {
		lock = 0
	}
	s.vigil = newVigil(lock, limits.IdleEnd, s.fallQuiet, func() { s.end(ErrIdle) })
	seen := func() {
		s.vigil.touch()
		c.touch()
	}
	s.stdout = newOutput(s.channel, newWatchdog(limits.WriteTimeout, c.wire))
	s.stderr = newOutput(s.channel.Stderr(), newWatchdog(limits.WriteTimeout, c.wire))
	s.unstop = func() bool { return true }
	if s.desk && s.counted {
		s.unstop = context.AfterFunc(c.server.stop, func() { s.cancel(ErrShutdown) })
	}
	switch {
	case s.interactive:
		s.guard = NewGuard(s.ctx, s.channel, seen)
		s.input = s.guard
		return
	case s.PTY != nil: // a command under ssh -t: the client's terminal is raw and nobody else cooks it
		s.stdout.terminal, s.stderr.terminal = true, true
		s.input = newTyped(s.ctx, s.channel, seen, func() { s.cancel(ErrInterrupted) })
	default:
		s.input = rawInput{s.ctx, s.channel, seen}
	}
	s.stdout.moved, s.stderr.moved = seen, seen
}

// leave undoes open, and lets Shutdown go on.
func (s *Session) leave() {
	s.vigil.stop()
	s.unstop()
	if s.counted {
		s.connection.server.finished()
	}
}

// fallQuiet tells the program that nobody has typed for Limits.IdleLock.
func (s *Session) fallQuiet() {
	select {
	case s.quiet <- struct{}{}:
	default:
	}
}

// Context ends when the channel, the connection or the server does, or the client sends a signal; context.Cause then
// returns one of this package's errors.
func (s *Session) Context() context.Context { return s.ctx }

// Read returns the client's input: for a program on a terminal through a Guard, else the bytes as they come. It
// returns io.EOF when the client has no more or the context has ended, which without a terminal frees no Read that is
// already waiting.
func (s *Session) Read(p []byte) (int, error) { return s.input.Read(p) }

// Write sends p to the client's standard output and returns when the client has room for it. It fails when the
// channel is closed; when the client takes nothing for Limits.WriteTimeout the whole connection is closed. It may
// still be used after the context has ended, to restore the terminal.
func (s *Session) Write(p []byte) (int, error) { return s.stdout.Write(p) }

// Stderr writes to the client's standard error, under the same terms as Write.
func (s *Session) Stderr() io.Writer { return s.stderr }

// Active counts for Limits.Idle as the client's input does: for a program whose client takes what it is given
// without a word.
func (s *Session) Active() { s.connection.touch() }

// Resizes gives the terminal's new size after a change; only the latest one waits to be received.
func (s *Session) Resizes() <-chan Size { return s.resizes }

// Quiet gives something each time a terminal has been silent for Limits.IdleLock; input begins a new silence.
func (s *Session) Quiet() <-chan struct{} { return s.quiet }

// Stopping ends as Shutdown begins: what has no end of its own, such as a command that follows what happens, ends
// then. Others have until Shutdown's own time is over.
func (s *Session) Stopping() context.Context { return s.connection.server.stop }

// Dropped returns how many bytes of keys and pasted text the guard has dropped, 0 without a terminal.
func (s *Session) Dropped() int64 {
	if s.guard == nil {
		return 0
	}
	return s.guard.Dropped()
}

// Behind reports whether keys or pasted text wait that Read has not returned, never without a terminal.
func (s *Session) Behind() bool { return s.guard != nil && s.guard.Behind() }

// Close ends the context with ErrClosed. If the program has not returned half a second later, stuck in a Write to a
// client that does not read, the whole connection is closed.
func (s *Session) Close() error {
	s.end(ErrClosed)
	return nil
}

func (s *Session) end(cause error) {
	s.cancel(cause)
	time.AfterFunc(revokeGrace, func() {
		if !s.ended.Load() {
			s.connection.wire.Close()
		}
	})
}

// resize is called by the channel's goroutine alone, which makes it the only sender.
func (s *Session) resize(payload []byte) bool {
	size, ok := parseWindow(payload)
	if !ok || s.PTY == nil {
		return false
	}
	select {
	case <-s.resizes:
	default:
	}
	s.resizes <- size
	return true
}

func (s *Session) setEnv(payload []byte) bool {
	name, value, ok := parseEnv(payload)
	if ok {
		s.Env[name] = value
	}
	return ok
}

// restore gives the client its terminal back after a program that can no longer do it.
func (s *Session) restore() {
	if s.interactive && s.PTY.Term != "" && s.PTY.Term != "dumb" { // these would show it as letters
		_, _ = io.WriteString(s.stdout, restoreTerminal) // the client may have gone
	}
}

// rawInput is the client's input as it comes.
type rawInput struct {
	ctx    context.Context
	source io.Reader
	seen   func()
}

func (r rawInput) Read(p []byte) (int, error) {
	n, err := r.source.Read(p)
	if r.ctx.Err() != nil {
		return 0, io.EOF
	}
	if n > 0 {
		r.seen()
	}
	return n, err
}
