package main

import (
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"
)

// loadOrMakeKey returns the Ed25519 key in path, made there (mode 0600, with
// path.pub beside it) when there is none yet.
func loadOrMakeKey(path, comment string) (ssh.Signer, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if text, err = makeKey(path, comment); err != nil {
			return nil, fmt.Errorf("make key %s: %w", path, err)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	signer, err := ssh.ParsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("key %s: %w", path, err)
	}
	if signer.PublicKey().Type() != ssh.KeyAlgoED25519 {
		return nil, fmt.Errorf("key %s is %s; an ed25519 key is needed (ssh-keygen -t ed25519)", path, signer.PublicKey().Type())
	}
	return signer, nil
}

func makeKey(path, comment string) ([]byte, error) {
	pub, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	block, err := ssh.MarshalPrivateKey(private, comment)
	if err != nil {
		return nil, err
	}
	sshPub, err := ssh.NewPublicKey(pub)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	text := pem.EncodeToMemory(block)
	line := string(ssh.MarshalAuthorizedKey(sshPub))
	if err := writeWhole(path+".pub", []byte(line[:len(line)-1]+" "+comment+"\n"), 0o644); err != nil {
		return nil, err
	}
	return text, writeWhole(path, text, 0o600)
}

// writeWhole puts data in path by rename, so that a reader never meets half a file.
func writeWhole(path string, data []byte, mode fs.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
