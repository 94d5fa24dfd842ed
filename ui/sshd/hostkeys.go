package sshd

import (
	"bytes"
	"crypto/rand"
	"slices"

	"golang.org/x/crypto/ssh"
)

// How clients learn host keys beside the one they were shown, and forget those
// that went (OpenSSH PROTOCOL, section 2.5): we announce all of them after
// authentication, the client asks for proof of those it does not know.
const (
	announceKeys = "hostkeys-00@openssh.com"
	proveKeys    = "hostkeys-prove-00@openssh.com"
)

// field is one string of an SSH message.
type field struct{ Bytes string }

// announce tells the client all host keys. It is done once in a connection: an
// OpenSSH client takes a second announcement for an attack and leaves.
func (c *connection) announce() {
	var all []byte
	for _, key := range c.config.HostKeys {
		all = append(all, ssh.Marshal(field{string(key.PublicKey().Marshal())})...)
	}
	_, _, _ = c.ssh.SendRequest(announceKeys, false, all) // a failure ends the connection, which its loop sees
}

// prove signs for each host key that the client names, once in a connection. It
// fails if one of them is not ours.
func (c *connection) prove(asked []byte) (signatures []byte, ok bool) {
	if c.proved {
		return nil, false
	}
	c.proved = true
	for n := 0; len(asked) > 0; n++ {
		var m struct {
			Key  string
			Rest []byte `ssh:"rest"`
		}
		if n == len(c.config.HostKeys) || ssh.Unmarshal(asked, &m) != nil {
			return nil, false
		}
		asked = m.Rest
		at := slices.IndexFunc(c.config.HostKeys, func(key ssh.Signer) bool { return bytes.Equal(key.PublicKey().Marshal(), []byte(m.Key)) })
		if at < 0 {
			return nil, false
		}
		statement := ssh.Marshal(struct{ Purpose, Session, Key string }{proveKeys, string(c.ssh.SessionID()), m.Key})
		signature, err := c.config.HostKeys[at].Sign(rand.Reader, statement)
		if err != nil {
			return nil, false
		}
		signatures = append(signatures, ssh.Marshal(field{string(ssh.Marshal(signature))})...)
	}
	return signatures, len(signatures) > 0
}
