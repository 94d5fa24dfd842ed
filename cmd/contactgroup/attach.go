package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/term"
)

// visit is one visit to a running server over SSH from this process.
type visit struct {
	network, address string
	user             string
	key              ssh.Signer
	host             ssh.PublicKey // the only host key accepted
}

// errNotAdmitted is the failure of a visit for which the right server is there, but has no member of that login.
var errNotAdmitted = errors.New("not admitted")

func (v visit) dial(ctx context.Context) (*ssh.Client, error) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, v.network, v.address)
	if err != nil {
		return nil, err
	}
	known := false
	checkHost := func(name string, remote net.Addr, key ssh.PublicKey) error {
		err := ssh.FixedHostKey(v.host)(name, remote, key)
		known = err == nil
		return err
	}
	c, chans, reqs, err := ssh.NewClientConn(conn, v.address, &ssh.ClientConfig{
		User: v.user, Auth: []ssh.AuthMethod{ssh.PublicKeys(v.key)}, HostKeyCallback: checkHost,
		HostKeyAlgorithms: []string{ssh.KeyAlgoED25519}, Timeout: 10 * time.Second,
	})
	if err != nil {
		conn.Close()
		if known && ctx.Err() == nil { // what follows the host's key is the proof of one's own
			err = fmt.Errorf("%w: %w", errNotAdmitted, err)
		}
		return nil, err
	}
	return ssh.NewClient(c, chans, reqs), nil
}

// desk opens the member's desk on this process's terminal until they leave it
// or ctx ends, and returns the exit status. The terminal's mode is restored.
func (v visit) desk(ctx context.Context) (int, error) {
	client, err := v.dial(ctx)
	if err != nil {
		return 1, err
	}
	defer client.Close()
	session, err := client.NewSession()
	if err != nil {
		return 1, err
	}
	stdin := int(os.Stdin.Fd())
	width, height, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width, height = 80, 24
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLORTERM"} {
		if value := os.Getenv(name); value != "" {
			_ = session.Setenv(name, value) // the desk has its own defaults
		}
	}
	if err := session.RequestPty(os.Getenv("TERM"), height, width, ssh.TerminalModes{}); err != nil {
		return 1, err
	}
	before, err := term.MakeRaw(stdin)
	if err != nil {
		return 1, fmt.Errorf("terminal: %w", err)
	}
	defer term.Restore(stdin, before)
	defer followSize(session)()
	stop := context.AfterFunc(ctx, func() {
		time.Sleep(time.Second) // the server restores the screen first
		client.Close()
	})
	defer stop()
	session.Stdin, session.Stdout, session.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := session.Shell(); err != nil {
		return 1, err
	}
	return exitStatus(session.Wait())
}

// command runs one command line and returns its exit status. Where ctx ended
// and the server did not tell in time how the command did, it answers 130 and
// the context's error.
func (v visit) command(ctx context.Context, line string, in io.Reader, out, errs io.Writer) (int, error) {
	client, err := v.dial(ctx)
	if err != nil {
		return 1, err
	}
	defer client.Close()
	session, err := client.NewSession()
	if err != nil {
		return 1, err
	}
	defer context.AfterFunc(ctx, func() {
		_ = session.Signal(ssh.SIGINT) // the server tells how the command ended
		time.AfterFunc(3*time.Second, func() { client.Close() })
	})()
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			_ = session.Setenv(name, value)
		}
	}
	session.Stdin, session.Stdout, session.Stderr = in, out, errs
	status, err := exitStatus(session.Run(line))
	if err != nil && ctx.Err() != nil {
		return 130, ctx.Err()
	}
	return status, err
}

func exitStatus(err error) (int, error) {
	var exit *ssh.ExitError
	switch {
	case err == nil:
		return 0, nil
	case errors.As(err, &exit):
		return exit.ExitStatus(), nil
	}
	return 1, err
}

// followSize tells the server each new size of this terminal, until the
// returned function is called.
func followSize(session *ssh.Session) (stop func()) {
	changed := make(chan os.Signal, 1)
	signal.Notify(changed, syscall.SIGWINCH)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-changed:
				if w, h, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
					_ = session.WindowChange(h, w) // a closed session needs no size
				}
			}
		}
	}()
	return func() {
		signal.Stop(changed)
		close(done)
	}
}
