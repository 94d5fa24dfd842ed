package sshd

import (
	"golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
)

const (
	failureStatus = 1
	maxStatus     = 254 // 255 is what ssh itself returns when the connection fails
	// maxRefusals is how many requests too many a channel may send before its connection is closed.
	maxRefusals = 500
)

// channel handles the requests of one session channel, in order and in one goroutine.
type channel struct {
	session   *Session
	limiter   *rate.Limiter
	sizes     *rate.Limiter // of window changes
	variables int           // env requests so far
	refusals  int
	chosen    func(*Session) int // nil until a request for a program was granted
	running   chan struct{}      // nil until the program was started; closed when it has returned
}

// serveChannel accepts n and returns when the client has closed the channel and its program has returned.
func (c *connection) serveChannel(n ssh.NewChannel) {
	raw, requests, err := n.Accept()
	if err != nil {
		return
	}
	c.touch()
	limits := c.config.Limits
	ch := &channel{
		session: newSession(c, raw),
		limiter: rate.NewLimiter(rate.Limit(limits.RequestsPerSecond), limits.Env+limits.RequestsPerSecond),
		sizes:   rate.NewLimiter(askRate, askBurst),
	}
	defer ch.session.cancel(ErrClosed)
	for r := range requests {
		_ = r.Reply(ch.handle(r), nil) // a failure ends the connection, and with it requests
		if ch.chosen != nil && ch.running == nil {
			ch.start() // only now: a quick program would close the channel before the reply
		}
	}
	ch.session.cancel(ErrClosed)
	if ch.running != nil {
		<-ch.running
	}
}

// handle reports whether the request was granted.
func (ch *channel) handle(r *ssh.Request) bool {
	if r.Type == "window-change" {
		_ = ch.sizes.Wait(ch.session.connection.ctx) // fails when the connection ends
		return ch.session.resize(r.Payload)
	}
	if !ch.limiter.Allow() {
		connection := ch.session.connection
		connection.config.limited(LimitRequests, connection.identity, connection.ssh.RemoteAddr())
		if ch.refusals++; ch.refusals > maxRefusals {
			connection.wire.Close()
		}
		return false
	}
	if ch.chosen != nil {
		return r.Type == "signal" && ch.signal(r.Payload)
	}
	granted := ch.prepare(r)
	if !granted {
		ch.session.connection.logRefusal(r.Type)
	}
	return granted
}

// prepare takes a request that comes before the program runs, or that runs it.
func (ch *channel) prepare(r *ssh.Request) bool {
	s := ch.session
	config := s.connection.config
	switch r.Type {
	case "pty-req":
		return ch.terminal(r.Payload)
	case "env":
		ch.variables++
		return ch.variables <= config.Limits.Env && s.setEnv(r.Payload)
	case "shell":
		s.desk, s.interactive = true, s.PTY != nil && config.Program != nil
		return ch.choose(config.Program)
	case "exec":
		line, ok := parseText(r.Payload)
		if !ok {
			return false
		}
		if s.TooLong = len(line) > config.Limits.Line; !s.TooLong {
			s.Line = line
		}
		return ch.choose(config.Command)
	case "subsystem":
		name, ok := parseText(r.Payload)
		if !ok {
			return false
		}
		s.Subsystem = name
		if program := config.Subsystem[name]; program != nil {
			return ch.choose(program)
		}
		s.connection.logRefusal(r.Type)
		return ch.choose(config.NoSubsystem)
	case "auth-agent-req@openssh.com":
		s.WantsAgent = true
	}
	return false
}

func (ch *channel) terminal(payload []byte) bool {
	pty, ok := parsePTY(payload)
	if !ok || ch.session.PTY != nil {
		return false
	}
	ch.session.PTY = pty
	return true
}

// signal ends the session's context; there is no process to which it could be delivered.
func (ch *channel) signal(payload []byte) bool {
	name, ok := parseText(payload)
	if !ok {
		return false
	}
	switch name {
	case "INT", "TERM", "HUP", "QUIT", "KILL":
		ch.session.cancel(ErrInterrupted)
	}
	return true
}

// choose takes the program to run, or the one that says that the server stops.
func (ch *channel) choose(program func(*Session) int) bool {
	s := ch.session
	if program != nil {
		if s.counted = s.connection.server.begin(); !s.counted {
			program, s.interactive = s.connection.config.Stopping, false
		}
	}
	ch.chosen = program
	return program != nil
}

// start runs the chosen program in a goroutine of its own.
func (ch *channel) start() {
	ch.running = make(chan struct{})
	ch.session.open()
	go func() {
		defer close(ch.running)
		defer ch.session.leave()
		ch.session.finish(ch.session.run(ch.chosen))
	}()
}

// run returns the program's exit status; a panic is a failure.
func (s *Session) run(program func(*Session) int) (status int) {
	server := s.connection.server
	server.sessions.Add(1)
	defer server.sessions.Add(-1)
	defer func() {
		if value := recover(); value != nil {
			server.logPanic("session", value)
			status = failureStatus
			s.restore()
		}
	}()
	status = program(s)
	if status < 0 || status > maxStatus {
		status = failureStatus
	}
	return status
}

// finish tells the client the status and closes the channel. The status goes
// before the end of the output: to that a client whose input has ended answers
// with its own close, after which nothing more can be sent. Errors mean that the
// client has gone already.
func (s *Session) finish(status int) {
	defer s.connection.server.survive("session")
	s.stdout.shut()
	s.stderr.shut()
	s.connection.settle()
	_, _ = s.channel.SendRequest("exit-status", false, ssh.Marshal(struct{ Status uint32 }{uint32(status)}))
	_ = s.channel.CloseWrite()
	_ = s.channel.Close()
	s.ended.Store(true)
	s.cancel(ErrClosed)
}
