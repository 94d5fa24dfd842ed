// Package sshd lets people in by their SSH key and runs one program, command or file tree per channel, as functions
// given by its caller. It proves that the client holds the key and asks the caller whose it is; it knows nothing of
// members, screens or files.
//
// What a client may do is little: session channels with a shell, a command or a subsystem. There is no forwarding, no
// agent, no X11, no password. Who somebody is follows from the proven key alone. Whether a key is known shows only
// after it was proven. Every loop, buffer and wait that a client can cause is bounded.
//
// A connection costs four goroutines, a channel with a terminal three more; none of them wakes while nothing happens.
package sshd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"golang.org/x/crypto/ssh"
)

// Config is what a Server is made of. HostKeys and Authorise are required; a nil Program, Command or Subsystem entry
// refuses that kind of request.
type Config struct {
	// HostKeys prove the server to its clients; each must be an Ed25519 key. The first is the one they see; all are
	// announced after authentication, so that a client learns the next one and forgets the last (OpenSSH's UpdateHostKeys).
	HostKeys []ssh.Signer

	// Authorise is called once the client has proven that it holds key, and returns who that is, or an error to refuse
	// it; a client cannot tell one error from another, unless Explain has words for it. key may be a certificate: one
	// for users, whose signature, time and conditions hold and which names somebody. Whether its SignatureKey may sign
	// and whom it may name is for Authorise to judge. It may be called again for the same connection when a
	// revocation happened meanwhile. user is the name that the client chose and proves nothing. ctx ends with the
	// connection.
	Authorise func(ctx context.Context, key ssh.PublicKey, user string, remote net.Addr) (identity any, err error)

	// Explain gives the words in which a client that has proven its key is told why it was refused: an error of
	// Authorise, or one of this package's on certificates. Nil or no words: nothing is told.
	Explain func(reason error) string

	// Refused is told of each proven key that was not let in, Limited of each of the Limit… that was reached, by whom and
	// from where; identity is nil before authentication. They must not wait. Nil: nobody is told.
	Refused func(key ssh.PublicKey, remote net.Addr, reason error)
	Limited func(limit string, identity any, remote net.Addr)

	// Program runs for a shell request, with or without a terminal; Command for an exec request, with the command line
	// in Session.Line; Subsystem for the named subsystem ("sftp"). Each returns the exit status, 0 to 254; anything
	// else is sent as 1.
	Program   func(*Session) int
	Command   func(*Session) int
	Subsystem map[string]func(*Session) int

	// NoSubsystem runs for a subsystem that is not there, to say so; nil: the request is refused without a word.
	NoSubsystem func(*Session) int
	// Stopping runs in place of anything asked for after Shutdown has begun, to say so; nil: it is refused without a word.
	Stopping func(*Session) int

	// Account names whose connections are counted together under Limits.PerAccount. Nil: nobody's are counted.
	Account func(identity any) string

	// Banner is shown by clients before authentication; empty: none.
	Banner string
	// Busy tells a member that the account has too many connections, NoForwarding that there are sessions only; empty:
	// a few English words.
	Busy, NoForwarding string

	// Limits holds bounds; each one left 0 takes the value of DefaultLimits.
	Limits Limits

	// Log gets verbs and references: who came, left, was refused, or whose program panicked. Nil: nothing is logged.
	Log *slog.Logger
}

// Limits bound what clients can cost. The zero value of a field means its default; IdleLock and IdleEnd are off by default.
type Limits struct {
	MaxUnauthenticated int           // connections before authentication; at the bound the one silent longest goes
	PerAddress         int           // the same for one IPv4 address or IPv6 /64 network
	PerAccount         int           // connections of one account
	ChannelsPerConn    int           // channels open at once in one connection
	Handshake          time.Duration // from accepting a connection to the end of authentication
	WriteTimeout       time.Duration // for each write of at most 16 KiB; then the connection is closed
	IdleLock           time.Duration // without input, after which Session.Quiet tells a program with a terminal; 0: never
	IdleEnd            time.Duration // without input in any channel; 0: for ever. Keepalives are not input
	Env                int           // env requests per channel
	Line               int           // bytes of an exec line; of a longer one the Command learns only that
	RequestsPerSecond  int           // channel requests; others are refused. Window changes have a bound of their own
}

// DefaultLimits are the bounds of a Config that names none.
var DefaultLimits = Limits{
	MaxUnauthenticated: 100,
	PerAddress:         10,
	PerAccount:         20,
	ChannelsPerConn:    10,
	Handshake:          10 * time.Second,
	WriteTimeout:       30 * time.Second,
	Env:                32,
	Line:               8 << 10,
	RequestsPerSecond:  20,
}

// The limits of which Config.Limited is told.
const (
	LimitUnauthenticated = "unauthenticated" // MaxUnauthenticated or PerAddress
	LimitPerAccount      = "per_account"
	LimitChannels        = "channels"
	LimitRequests        = "requests"
)

// Why a session's context ended, as context.Cause tells.
var (
	ErrShutdown    = errors.New("sshd: the server is shutting down")
	ErrRevoked     = errors.New("sshd: access was revoked")
	ErrIdle        = errors.New("sshd: idle for too long")
	ErrClosed      = errors.New("sshd: the session ended")
	ErrInterrupted = errors.New("sshd: interrupted by the client")
)

func (l Limits) withDefaults() Limits {
	d := DefaultLimits
	for _, field := range []struct{ value, fallback *int }{
		{&l.MaxUnauthenticated, &d.MaxUnauthenticated},
		{&l.PerAddress, &d.PerAddress},
		{&l.PerAccount, &d.PerAccount},
		{&l.ChannelsPerConn, &d.ChannelsPerConn},
		{&l.Env, &d.Env},
		{&l.Line, &d.Line},
		{&l.RequestsPerSecond, &d.RequestsPerSecond},
	} {
		if *field.value <= 0 {
			*field.value = *field.fallback
		}
	}
	if l.Handshake <= 0 {
		l.Handshake = d.Handshake
	}
	if l.WriteTimeout <= 0 {
		l.WriteTimeout = d.WriteTimeout
	}
	return l
}

func (c *Config) limited(limit string, identity any, remote net.Addr) {
	if c.Limited != nil {
		c.Limited(limit, identity, remote)
	}
}

func (c Config) check() error {
	if c.Authorise == nil {
		return errors.New("sshd: Config.Authorise is missing")
	}
	if len(c.HostKeys) == 0 {
		return errors.New("sshd: Config.HostKeys is empty")
	}
	for _, key := range c.HostKeys {
		if kind := key.PublicKey().Type(); kind != ssh.KeyAlgoED25519 {
			return fmt.Errorf("sshd: the host key is %s, it must be %s", kind, ssh.KeyAlgoED25519)
		}
	}
	return nil
}
