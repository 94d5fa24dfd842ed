package store

import (
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
)

const (
	goodED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
	goodECDSA   = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg="
	oldDSA      = "ssh-dss AAAAB3NzaC1kc3MAAACBAIgI8PS8oYPs4oH0ekFZW3Ei"
)

func rsaLine(t *testing.T, bits int) string {
	t.Helper()
	k, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	public, err := ssh.NewPublicKey(k.Public())
	if err != nil {
		t.Fatal(err)
	}
	return string(ssh.MarshalAuthorizedKey(public))
}

func TestOnlyStrongKeysWithoutOptionsAreTaken(t *testing.T) {
	for name, c := range map[string]struct {
		line string
		ok   bool
	}{
		"ed25519":             {goodED25519 + " me@desk", true},
		"ed25519, no comment": {goodED25519, true},
		"line ends":           {"\n" + goodED25519 + "\r\n", true},
		"ecdsa":               {goodECDSA, true},
		"rsa of 2048 bits":    {rsaLine(t, 2048), true},
		"rsa of 1024 bits":    {rsaLine(t, 1024), false},
		"dsa":                 {oldDSA, false},
		"options":             {`command="/bin/sh" ` + goodED25519, false},
		"two keys":            {goodED25519 + "\n" + goodECDSA, false},
		"nothing":             {"", false},
		"a private key":       {"-----BEGIN OPENSSH PRIVATE KEY-----", false},
		"half a key":          {goodED25519[:40], false},
		"another type's name": {strings.Replace(goodED25519, "ssh-ed25519", "ssh-rsa", 1), false},
	} {
		public, _, err := parseKey(c.line)
		if (err == nil) != c.ok || (err == nil) != (public != nil) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && !errors.Is(err, schema.ErrInvalid) {
			t.Errorf("%s is no refusal: %v", name, err)
		}
	}
}

func FuzzParseKey(f *testing.F) {
	f.Add(goodED25519 + " me")
	f.Add(`from="*" ` + goodECDSA)
	f.Fuzz(func(t *testing.T, line string) {
		public, _, err := parseKey(line)
		if err != nil {
			return
		}
		again, _, err := parseKey(string(ssh.MarshalAuthorizedKey(public)))
		if err != nil || ssh.FingerprintSHA256(again) != ssh.FingerprintSHA256(public) {
			t.Fatalf("what is stored reads differently: %v", err)
		}
	})
}
