package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// member is somebody who can log in.
type member struct {
	Login        string `json:"login"`
	Key          string `json:"key"` // file of the private key
	Organisation string `json:"organisation"`
	signer       ssh.Signer
}

// target is an SSH server and those who may log in to it.
type target struct {
	address    string
	knownHosts string // file
	hostKey    ssh.HostKeyCallback
	members    []member // never empty
	mark       string   // ends a complete frame; empty: whatever arrives is one
	patience   time.Duration
}

// newTarget returns the server that o names, having read its keys. It refuses
// an address that is not this machine's own, unless o allows it.
func newTarget(ctx context.Context, o *options) (*target, error) {
	t := &target{address: o.address, knownHosts: o.knownHosts, mark: endOfFrame, patience: o.patience}
	if o.demo != "" {
		if err := t.readDemo(o.demo, o.members); err != nil {
			return nil, err
		}
	}
	if o.key != "" {
		t.members = []member{{Login: strings.Join(append(o.members, "loadtest")[:1], ""), Key: o.key}}
	}
	for i := range t.members {
		pem, err := os.ReadFile(t.members[i].Key)
		if err != nil {
			return nil, err
		}
		if t.members[i].signer, err = ssh.ParsePrivateKey(pem); err != nil {
			return nil, fmt.Errorf("%s: %w", t.members[i].Key, err)
		}
	}
	var err error
	if t.hostKey, err = knownhosts.New(t.knownHosts); err != nil {
		return nil, err
	}
	if !o.anywhere {
		return t, onThisMachine(ctx, t.address)
	}
	return t, nil
}

// readDemo fills in what the flags have not said, with the members that logins
// names, or all of them.
func (t *target) readDemo(file string, logins []string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("%w: is the demonstration running?", err)
	}
	var demo struct {
		Address    string   `json:"address"`
		KnownHosts string   `json:"known_hosts"`
		Members    []member `json:"members"`
	}
	if err := json.Unmarshal(text, &demo); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if t.address == "" {
		t.address = demo.Address
	}
	if t.knownHosts == "" {
		t.knownHosts = demo.KnownHosts
	}
	for _, login := range logins {
		if !slices.ContainsFunc(demo.Members, func(m member) bool { return m.Login == login }) {
			return fmt.Errorf("--members %s: %s has no such member", login, filepath.Base(file))
		}
	}
	for _, m := range demo.Members {
		if len(logins) == 0 || slices.Contains(logins, m.Login) {
			t.members = append(t.members, m)
		}
	}
	if len(t.members) == 0 {
		return fmt.Errorf("%s names no members", file)
	}
	return nil
}

func onThisMachine(ctx context.Context, address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("address %q: %w", address, err)
	}
	found, err := net.DefaultResolver.LookupIPAddr(ctx, host)
	if err != nil {
		return err
	}
	for _, a := range found {
		if !a.IP.IsLoopback() {
			return fmt.Errorf("%s is not this machine's own: a load test can stop others' work; give --anywhere if it is meant", address)
		}
	}
	return nil
}

// dial logs m in. The caller closes the client.
func (t *target) dial(ctx context.Context, m member) (*ssh.Client, error) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", t.address)
	if err != nil {
		return nil, fmt.Errorf("%w: is the server running?", err)
	}
	return t.handshake(ctx, conn, m)
}

// handshake logs m in over conn, which is closed if that fails.
func (t *target) handshake(ctx context.Context, conn net.Conn, m member) (*ssh.Client, error) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	c, channels, requests, err := ssh.NewClientConn(conn, t.address, &ssh.ClientConfig{
		User: m.Login, Auth: []ssh.AuthMethod{ssh.PublicKeys(m.signer)},
		HostKeyCallback: t.hostKey, HostKeyAlgorithms: []string{ssh.KeyAlgoED25519},
	})
	if err != nil {
		conn.Close()
		return nil, fmt.Errorf("%s cannot log in: %w", m.Login, errors.Join(err, ctx.Err()))
	}
	return ssh.NewClient(c, channels, requests), nil
}

// command runs one command line and returns what it printed. Any exit status
// but 0 is an error that quotes the messages.
func (t *target) command(ctx context.Context, client *ssh.Client, line string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	defer context.AfterFunc(ctx, func() { client.Close() })()
	session, err := client.NewSession()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", line, err)
	}
	defer session.Close()
	var messages bytes.Buffer
	session.Stderr = &messages
	out, err := session.Output(line)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", line, errors.Join(err, ctx.Err()), strings.TrimSpace(messages.String()))
	}
	return out, nil
}
