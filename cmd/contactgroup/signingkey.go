package main

import (
	"crypto"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/crypto/ssh"
)

// loadOrMakeSigner returns the key in path that signs the heads of the logs,
// made there like a host key when there is none yet. All nodes of a group share
// it. earlier are the keys it took over from: the lines of path.pub.
func loadOrMakeSigner(path string) (signer crypto.Signer, earlier []ed25519.PublicKey, err error) {
	if _, err := loadOrMakeKey(path, "contactgroup signing"); err != nil {
		return nil, nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read key: %w", err)
	}
	raw, err := ssh.ParseRawPrivateKey(text)
	if err != nil {
		return nil, nil, fmt.Errorf("key %s: %w", path, err)
	}
	key, ok := raw.(*ed25519.PrivateKey)
	if !ok {
		return nil, nil, fmt.Errorf("key %s: an ed25519 key is needed", path)
	}
	lines, err := os.ReadFile(path + ".pub")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("read key: %w", err)
	}
	for len(lines) > 0 {
		pub, _, _, rest, err := ssh.ParseAuthorizedKey(lines)
		if err != nil { // no key follows
			break
		}
		if c, ok := pub.(ssh.CryptoPublicKey); ok {
			if k, ok := c.CryptoPublicKey().(ed25519.PublicKey); ok {
				earlier = append(earlier, k)
			}
		}
		lines = rest
	}
	return *key, earlier, nil
}

// signerIfThere returns the key in path, or nil when there is none: what was
// signed elsewhere must not be held against a key made on the spot.
func signerIfThere(path string) (signer crypto.Signer, earlier []ed25519.PublicKey, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	return loadOrMakeSigner(path)
}
