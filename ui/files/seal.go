package files

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// Namespace is what the group's signatures of files are for, and Identity who
// signs, as ssh-keygen -Y verify asks for them.
const (
	Namespace = "contactgroup"
	Identity  = "contactgroup"
)

// Seal signs files in the name of the group, as ssh-keygen -Y sign does. All
// nodes of a group have the same key, so they give the same bytes.
type Seal struct {
	signer  ssh.Signer
	signers string
}

// NewSeal returns a seal with the group's key, which must be Ed25519: its
// signatures of the same bytes are the same. Earlier are keys that it took over
// from; what they signed still verifies.
func NewSeal(signer ssh.Signer, earlier []ssh.PublicKey) (*Seal, error) {
	if signer.PublicKey().Type() != ssh.KeyAlgoED25519 {
		return nil, fmt.Errorf("files: an ed25519 key is needed, not %s", signer.PublicKey().Type())
	}
	s := &Seal{signer: signer}
	own := signer.PublicKey().Marshal()
	for _, key := range append([]ssh.PublicKey{signer.PublicKey()}, earlier...) {
		if s.signers != "" && bytes.Equal(key.Marshal(), own) {
			continue
		}
		line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))
		s.signers += fmt.Sprintf("%s namespaces=%q %s\n", Identity, Namespace, line)
	}
	return s, nil
}

// Sign returns the armoured signature of a message.
func (s *Seal) Sign(message []byte) ([]byte, error) {
	signature, err := sshsig.Sign(bytes.NewReader(message), s.signer, sshsig.HashSHA512, Namespace)
	if err != nil {
		return nil, err
	}
	return sshsig.Armor(signature), nil
}

// Signers is the file of those whose signatures hold, as ssh-keygen -f reads
// it: one line per key, that which signs now first.
func (s *Seal) Signers() string { return s.signers }
