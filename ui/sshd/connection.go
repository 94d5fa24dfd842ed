package sshd

import (
	"cmp"
	"context"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
)

const (
	busyWords         = "too many connections for this account"
	noForwardingWords = "nothing is forwarded here, there are sessions only"
	// askRate and askBurst are how many channels and requests beside them a connection is answered in a second, and at
	// once; and as many window changes in each channel. Further ones wait, and with them all that the client sends.
	askRate, askBurst = 100, 200
)

// refusals names what clients ask for in vain, by the requests and channels with which they do.
var refusals = map[string]string{
	"direct-tcpip": "forwarding", "direct-streamlocal@openssh.com": "forwarding",
	"tcpip-forward": "forwarding", "streamlocal-forward@openssh.com": "forwarding",
	"tun@openssh.com": "tunnel", "x11-req": "x11", "auth-agent-req@openssh.com": "agent", "pty-req": "terminal", "subsystem": "subsystem",
}

// connection is one authenticated client with all of its channels.
type connection struct {
	server      *Server
	config      *Config // as it was when the client came
	wire        *wire
	ssh         *ssh.ServerConn
	identity    any
	fingerprint string
	account     string
	full        bool // the account has too many connections: no channel opens
	ctx         context.Context
	cancel      context.CancelCauseFunc
	idle        *vigil
	pace        *rate.Limiter      // of channels and global requests
	proved      bool               // the host keys were
	settling    chan chan struct{} // asks run to answer what has come, and to close the channel
	over        chan struct{}      // closed when run has ended

	mu       sync.Mutex
	channels int
	refused  map[string]bool // kinds of requests that were refused, and logged
	retiring bool
}

// serve is the goroutine of one connection, from the handshake to its end.
func (s *Server) serve(w *wire, config *Config) {
	defer s.work.Done()
	defer w.Close()
	defer s.lobby.leave(w)
	defer s.survive("connection")
	ctx, cancel := context.WithCancelCause(s.ctx)
	defer cancel(ErrClosed)

	if w.SetDeadline(time.Now().Add(config.Limits.Handshake)) != nil {
		return
	}
	conn, channels, requests, err := ssh.NewServerConn(w, s.authConfig(ctx, config))
	if err != nil {
		return
	}
	s.lobby.leave(w)
	c := &connection{server: s, config: config, wire: w, ssh: conn, ctx: ctx, cancel: cancel, refused: map[string]bool{},
		pace: rate.NewLimiter(askRate, askBurst), settling: make(chan chan struct{}), over: make(chan struct{})}
	c.idle = newVigil(0, config.Limits.IdleEnd, nil, func() { c.retireWithin(ErrIdle, revokeGrace) })
	defer s.dismiss(c)
	if err := s.admit(c); err != nil || w.SetDeadline(time.Time{}) != nil {
		cancel(ErrRevoked)
		w.Close()
	} else {
		c.announce()
	}
	c.run(channels, requests)
}

// admit registers an authenticated connection. A revocation between Authorise and this registration has not seen the
// connection, so Authorise is then asked again; any later one finds it.
func (s *Server) admit(c *connection) error {
	admitted := c.ssh.Permissions.ExtraData[admissionKey{}].(admission) // verifiedKey is the only way in
	c.identity = admitted.identity
	c.fingerprint = ssh.FingerprintSHA256(plainKey(admitted.key))
	if c.config.Account != nil {
		c.account = c.config.Account(c.identity)
	}
	s.log.Info("connected", "fingerprint", c.fingerprint, "remote", c.remote(), "client", string(c.ssh.ClientVersion()))
	epoch, err := s.register(c)
	if c.full {
		c.config.limited(LimitPerAccount, c.identity, c.ssh.RemoteAddr())
	}
	if err == nil && epoch != admitted.epoch {
		_, err = s.authorise(c.ctx, admitted.key, c.ssh.User(), c.ssh.RemoteAddr())
	}
	if err == nil && c.full {
		time.AfterFunc(c.config.Limits.Handshake, func() { c.wire.Close() }) // time enough to be told
	}
	return err
}

// register counts c and returns the number of revocations so far.
func (s *Server) register(c *connection) (epoch uint64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.connections[c] = struct{}{}
	if c.account != "" {
		s.accounts[c.account]++
		c.full = s.accounts[c.account] > c.config.Limits.PerAccount
		if s.accounts[c.account] > 2*c.config.Limits.PerAccount {
			return s.epoch, errRefused
		}
	}
	if s.closed {
		return s.epoch, ErrShutdown
	}
	return s.epoch, nil
}

func (s *Server) dismiss(c *connection) {
	c.idle.stop()
	s.mu.Lock()
	_, registered := s.connections[c]
	delete(s.connections, c)
	if registered && c.account != "" {
		if s.accounts[c.account]--; s.accounts[c.account] == 0 {
			delete(s.accounts, c.account)
		}
	}
	s.mu.Unlock()
	s.log.Info("disconnected", "fingerprint", c.fingerprint, "remote", c.remote())
}

// run answers the client until the connection ends and waits for its programs.
func (c *connection) run(channels <-chan ssh.NewChannel, requests <-chan *ssh.Request) {
	var work sync.WaitGroup
	for channels != nil || requests != nil {
		_ = c.pace.Wait(c.ctx) // fails when the connection ends, which closes both
		select {
		case n, ok := <-channels:
			if !ok {
				channels = nil
				continue
			}
			if reason, words := c.claim(n); reason != 0 {
				_ = n.Reject(reason, words) // a failure ends the connection, which is seen here next
				continue
			}
			work.Go(func() {
				defer c.release()
				defer c.surviveChannel()
				c.serveChannel(n)
			})
		case r, ok := <-requests:
			if !ok {
				requests = nil
				continue
			}
			c.global(r)
		case settled := <-c.settling:
			c.catchUp(requests)
			close(settled)
		}
	}
	close(c.over)
	c.cancel(ErrClosed)
	work.Wait()
}

// global answers a request that concerns no channel. A failure to do so ends the connection, which run sees next.
func (c *connection) global(r *ssh.Request) {
	if r.Type == proveKeys {
		signatures, ok := c.prove(r.Payload)
		_ = r.Reply(ok, signatures)
		return
	}
	c.logRefusal(r.Type)
	_ = r.Reply(false, nil)
}

// settle returns when the requests that came before this moment are answered: a client that asks for proof of the host
// keys and then runs a quick command would be gone before it has learnt them.
func (c *connection) settle() {
	settled := make(chan struct{})
	select {
	case c.settling <- settled:
		<-settled
	case <-c.over:
	}
}

// catchUp answers the requests that wait.
func (c *connection) catchUp(requests <-chan *ssh.Request) {
	for {
		select {
		case r, ok := <-requests:
			if !ok {
				return
			}
			c.global(r)
		default:
			return
		}
	}
}

// claim takes one of the connection's channels, or tells why not.
func (c *connection) claim(n ssh.NewChannel) (ssh.RejectionReason, string) {
	if n.ChannelType() != "session" {
		c.logRefusal(n.ChannelType())
		return ssh.Prohibited, cmp.Or(c.config.NoForwarding, noForwardingWords)
	}
	if c.full {
		return ssh.ResourceShortage, cmp.Or(c.config.Busy, busyWords)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.retiring || c.ctx.Err() != nil {
		return ssh.ConnectionFailed, "closing"
	}
	if c.channels >= c.config.Limits.ChannelsPerConn {
		c.config.limited(LimitChannels, c.identity, c.ssh.RemoteAddr())
		return ssh.ResourceShortage, "too many channels"
	}
	c.channels++
	return 0, ""
}

func (c *connection) release() {
	c.mu.Lock()
	c.channels--
	over := c.retiring && c.channels == 0
	c.mu.Unlock()
	if over {
		c.wire.Close()
	}
}

// retire ends every session's context and closes the connection when the last program has returned and its client
// has been told.
func (c *connection) retire(cause error) {
	c.cancel(cause)
	c.mu.Lock()
	c.retiring = true
	over := c.channels == 0
	c.mu.Unlock()
	if over {
		c.wire.Close()
	}
}

// retireWithin is retire, but waits no longer than grace.
func (c *connection) retireWithin(cause error, grace time.Duration) {
	time.AfterFunc(grace, func() { c.wire.Close() })
	c.retire(cause)
}

// touch notes that the client sent channel input.
func (c *connection) touch() { c.idle.touch() }

// logRefusal logs the first request of its kind that was refused in this connection.
func (c *connection) logRefusal(request string) {
	kind := refusals[request]
	c.mu.Lock()
	known := kind == "" || c.refused[kind]
	c.refused[kind] = true
	c.mu.Unlock()
	if !known {
		c.server.log.Info("not offered", "what", kind, "fingerprint", c.fingerprint, "remote", c.remote())
	}
}

func (c *connection) remote() string { return c.ssh.RemoteAddr().String() }

// survive is deferred in each goroutine: a panic ends what the goroutine served, and nothing else. The value of a
// panic may quote contents, so only the runtime's own are logged.
func (s *Server) survive(what string) {
	if value := recover(); value != nil {
		s.logPanic(what, value)
	}
}

// surviveChannel also closes the connection: nobody would answer the channel's requests any more.
func (c *connection) surviveChannel() {
	if value := recover(); value != nil {
		c.server.logPanic("channel", value)
		c.wire.Close()
	}
}

func (s *Server) logPanic(what string, value any) {
	reason := "panic"
	if fault, ok := value.(runtime.Error); ok {
		reason = fault.Error()
	}
	s.log.Error("panic", "in", what, "reason", reason, "stack", string(debug.Stack()))
}
