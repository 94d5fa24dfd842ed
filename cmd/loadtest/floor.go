package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// echo is the least that an SSH server can do: it lets in whoever proves a
// key, greets a shell with one byte and sends back what it gets.
type echo struct {
	listener   net.Listener
	config     *ssh.ServerConfig
	key        ssh.PublicKey
	folder     string // of knownHosts
	knownHosts string

	mu    sync.Mutex
	conns map[net.Conn]bool // nil: closed
	work  sync.WaitGroup
}

// startEcho serves on a free port of the loopback address until Close.
func startEcho() (*echo, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return nil, err
	}
	e := &echo{key: signer.PublicKey(), conns: map[net.Conn]bool{}, config: &ssh.ServerConfig{
		PublicKeyCallback: func(ssh.ConnMetadata, ssh.PublicKey) (*ssh.Permissions, error) { return nil, nil },
	}}
	e.config.AddHostKey(signer)
	if e.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, err
	}
	if e.folder, err = os.MkdirTemp("", "loadtest"); err == nil {
		e.knownHosts = filepath.Join(e.folder, "known_hosts")
		line := knownhosts.Line([]string{knownhosts.Normalize(e.address())}, e.key)
		err = os.WriteFile(e.knownHosts, []byte(line+"\n"), 0o600)
	}
	e.work.Go(e.serve)
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

func (e *echo) address() string { return e.listener.Addr().String() }

// target returns the echo as a server to measure, with the members of t.
func (e *echo) target(t *target) *target {
	return &target{address: e.address(), knownHosts: e.knownHosts, hostKey: ssh.FixedHostKey(e.key),
		members: t.members, patience: t.patience}
}

// Close ends the server and its connections, and waits for both.
func (e *echo) Close() error {
	err := e.listener.Close()
	e.mu.Lock()
	for conn := range e.conns {
		conn.Close()
	}
	e.conns = nil
	e.mu.Unlock()
	e.work.Wait()
	return errors.Join(err, os.RemoveAll(e.folder))
}

func (e *echo) serve() {
	for {
		conn, err := e.listener.Accept()
		if err != nil {
			return
		}
		e.mu.Lock()
		if e.conns == nil {
			conn.Close()
		} else {
			e.conns[conn] = true
			e.work.Go(func() { e.visit(conn) })
		}
		e.mu.Unlock()
	}
}

func (e *echo) visit(conn net.Conn) {
	defer func() {
		conn.Close()
		e.mu.Lock()
		delete(e.conns, conn)
		e.mu.Unlock()
	}()
	_, channels, requests, err := ssh.NewServerConn(atOnce(conn), e.config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for wanted := range channels {
		channel, requests, err := wanted.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				_ = r.Reply(true, nil) // a failure ends the connection
				if r.Type == "shell" {
					go answer(channel)
				}
			}
		}()
	}
}

func answer(channel ssh.Channel) {
	defer channel.Close()
	if _, err := io.WriteString(channel, "*"); err == nil {
		_, _ = io.Copy(channel, channel) // ends with the client
	}
}
