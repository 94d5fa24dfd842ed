package sshd

import (
	"context"
	"crypto/ed25519"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

func admitsAnybody(context.Context, ssh.PublicKey, string, net.Addr) (any, error) {
	return "anybody", nil
}

func newSigner(t *testing.T) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// certified is a certificate that holds, but for what change does to it before it is signed.
func certified(t *testing.T, key ssh.PublicKey, change func(*ssh.Certificate)) *ssh.Certificate {
	t.Helper()
	now := uint64(time.Now().Unix())
	cert := &ssh.Certificate{Key: key, Serial: 42, CertType: ssh.UserCert, KeyId: "alice", ValidPrincipals: []string{"alice"},
		ValidAfter: now - 3600, ValidBefore: now + 3600}
	if change != nil {
		change(cert)
	}
	if err := cert.SignCert(anyNonce{}, newSigner(t)); err != nil {
		t.Fatal(err)
	}
	return cert
}

// anyNonce is a source of nonces; no secret depends on it here.
type anyNonce struct{}

func (anyNonce) Read(p []byte) (int, error) { return len(p), nil }

func TestACertificateHoldsOnlyOnItsConditions(t *testing.T) {
	here := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 4711}
	now := uint64(time.Now().Unix())
	option := func(name, value string) func(*ssh.Certificate) {
		return func(c *ssh.Certificate) { c.CriticalOptions = map[string]string{name: value} }
	}
	for name, c := range map[string]struct {
		change func(*ssh.Certificate)
		want   error
	}{
		"as it should be":        {nil, nil},
		"for ever":               {func(c *ssh.Certificate) { c.ValidAfter, c.ValidBefore = 0, ssh.CertTimeInfinity }, nil},
		"without principals":     {func(c *ssh.Certificate) { c.ValidPrincipals = nil }, ErrCertNoPrincipal},
		"expired":                {func(c *ssh.Certificate) { c.ValidBefore = now - 1 }, ErrCertExpired},
		"not valid yet":          {func(c *ssh.Certificate) { c.ValidAfter = now + 600 }, ErrCertEarly},
		"before and after":       {func(c *ssh.Certificate) { c.ValidAfter, c.ValidBefore = 1<<63, 1<<63+1 }, ErrCertEarly},
		"from this address":      {option(sourceAddress, "192.0.2.7"), nil},
		"from this network":      {option(sourceAddress, "2001:db8::/32,192.0.2.0/24"), nil},
		"from elsewhere":         {option(sourceAddress, "198.51.100.0/24"), ErrCertSource},
		"from nowhere":           {option(sourceAddress, ""), ErrCertSource},
		"an unreadable address":  {option(sourceAddress, "192.0.2.7,everywhere"), ErrCertSource},
		"a forced command":       {option(forceCommand, "/bin/true"), ErrCertForced},
		"an unknown condition":   {option("verify-required", ""), CertOptionError{"verify-required"}},
		"without touching a key": {func(c *ssh.Certificate) { c.Extensions = map[string]string{noTouch: ""} }, ErrCertNoTouch},
	} {
		if err := checkCertificate(certified(t, newSigner(t).PublicKey(), c.change), time.Now(), here); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	forged := certified(t, newSigner(t).PublicKey(), nil)
	forged.ValidPrincipals = []string{"admin"}
	if err := checkCertificate(forged, time.Now(), here); !errors.Is(err, ErrCertForged) {
		t.Errorf("changed after it was signed: %v", err)
	}
}

func TestARefusalIsExplainedToWhoHasProvenTheirKey(t *testing.T) {
	member := newSigner(t)
	var told string
	dial := func(cert *ssh.Certificate, explain func(error) string) error {
		h := start(t, func(c *Config) { c.Authorise, c.Explain = admitsAnybody, explain })
		signer, err := ssh.NewCertSigner(cert, member)
		if err != nil {
			t.Fatal(err)
		}
		config := h.config(signer)
		told = ""
		config.BannerCallback = func(message string) error { told += message; return nil }
		client, err := ssh.Dial("tcp", h.address, config)
		if err == nil {
			client.Close()
		}
		return err
	}
	explain := func(reason error) string { return reason.Error() }
	if err := dial(certified(t, member.PublicKey(), nil), explain); err != nil || told != "" {
		t.Errorf("a good certificate: %v, told %q", err, told)
	}
	forced := certified(t, member.PublicKey(), func(c *ssh.Certificate) { c.CriticalOptions = map[string]string{forceCommand: "id"} })
	if err := dial(forced, explain); err == nil || !strings.Contains(told, "forced command") {
		t.Errorf("a forced command: %v, told %q", err, told)
	}
	if err := dial(forced, nil); err == nil || told != "" {
		t.Errorf("without words: %v, told %q", err, told)
	}
	host := certified(t, member.PublicKey(), func(c *ssh.Certificate) { c.CertType = ssh.HostCert })
	if err := dial(host, explain); err == nil || told != "" {
		t.Errorf("a host's certificate: %v, told %q", err, told)
	}
}
