package sshd

import (
	"crypto/ed25519"
	"crypto/sha256"
	"io"
	"testing"

	"golang.org/x/crypto/ssh"
)

// securityKey is a FIDO key made in software: it signs as an authenticator does,
// with the flags that a test gives it.
type securityKey struct {
	public  ssh.PublicKey
	private ed25519.PrivateKey
	flags   byte
}

const securityApplication = "ssh:"

func newSecurityKey(t *testing.T, flags byte) *securityKey {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ssh.ParsePublicKey(ssh.Marshal(struct {
		Kind        string
		Key         []byte
		Application string
	}{ssh.KeyAlgoSKED25519, public, securityApplication}))
	if err != nil {
		t.Fatal(err)
	}
	return &securityKey{key, private, flags}
}

func (k *securityKey) PublicKey() ssh.PublicKey { return k.public }

// Sign signs SHA-256(application) ‖ flags ‖ counter ‖ SHA-256(data), as PROTOCOL.u2f has it.
func (k *securityKey) Sign(_ io.Reader, data []byte) (*ssh.Signature, error) {
	const counter = 7
	application, message := sha256.Sum256([]byte(securityApplication)), sha256.Sum256(data)
	signed := ssh.Marshal(struct {
		Application []byte `ssh:"rest"`
	}{append(append(application[:], k.flags, 0, 0, 0, counter), message[:]...)})
	return &ssh.Signature{Format: ssh.KeyAlgoSKED25519, Blob: ed25519.Sign(k.private, signed), Rest: []byte{k.flags, 0, 0, 0, counter}}, nil
}

func TestASecurityKeyMustBeTouched(t *testing.T) {
	const touched, verified = 1, 4
	for name, c := range map[string]struct {
		flags byte
		in    bool
	}{"touched": {touched, true}, "touched, with its PIN": {touched | verified, true}, "not touched": {0, false}, "its PIN without a touch": {verified, false}} {
		key := newSecurityKey(t, c.flags)
		h := start(t, func(config *Config) { config.Authorise = admitsAnybody })
		client, err := ssh.Dial("tcp", h.address, h.config(key))
		if (err == nil) != c.in {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			client.Close()
		}
	}
}
