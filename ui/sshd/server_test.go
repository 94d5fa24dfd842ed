package sshd

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/crypto/ssh"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func newKey(t testing.TB) ssh.Signer {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return signer(t, key)
}

func signer(t testing.TB, key any) ssh.Signer {
	t.Helper()
	s, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// house is a server on a loopback port that admits member as "alice".
type house struct {
	*Server
	address string
	host    ssh.Signer
	member  ssh.Signer
}

// start serves with what set changes in a configuration that echoes: a program answers each event, a command says its
// line and its input.
func start(t testing.TB, set func(*Config)) *house {
	t.Helper()
	h := &house{host: newKey(t), member: newKey(t)}
	config := Config{
		HostKeys: []ssh.Signer{h.host},
		Authorise: func(_ context.Context, key ssh.PublicKey, user string, _ net.Addr) (any, error) {
			switch {
			case bytes.Equal(key.Marshal(), h.member.PublicKey().Marshal()):
				return "alice", nil
			case user == "join":
				return "", nil
			}
			return nil, errors.New("nobody's key")
		},
		Program: echo,
		Command: func(s *Session) int {
			fmt.Fprintf(s, "%s %s:", s.Identity, s.Line)
			io.Copy(s, s)
			return 7
		},
		Subsystem: map[string]func(*Session) int{"sftp": func(s *Session) int { io.WriteString(s, "files"); return 0 }},
		Account:   func(identity any) string { return identity.(string) },
	}
	if set != nil {
		set(&config)
	}
	var err error
	if h.Server, err = New(config); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.address = l.Addr().String()
	served := make(chan error, 1)
	go func() { served <- h.Serve(l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		h.Shutdown(ctx) // a test that leaves clients connected may run out of time
		if err := <-served; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return h
}

func echo(s *Session) int {
	b := make([]byte, 256)
	for {
		n, err := s.Read(b)
		if err != nil {
			return 0
		}
		s.Write(b[:n])
	}
}

func (h *house) config(keys ...ssh.Signer) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User:            "anybody",
		Auth:            []ssh.AuthMethod{ssh.PublicKeys(keys...)},
		HostKeyCallback: ssh.FixedHostKey(h.host.PublicKey()),
		Timeout:         5 * time.Second,
	}
}

// dial logs the member in.
func (h *house) dial(t testing.TB) *ssh.Client {
	t.Helper()
	client, err := ssh.Dial("tcp", h.address, h.config(h.member))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

func open(t testing.TB, client *ssh.Client) (ssh.Channel, <-chan *ssh.Request) {
	t.Helper()
	channel, requests, err := client.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	return channel, requests
}

// ask sends a request and returns whether it was granted.
func ask(t testing.TB, channel ssh.Channel, kind string, payload any) bool {
	t.Helper()
	raw, ok := payload.([]byte)
	if !ok {
		raw = ssh.Marshal(payload)
	}
	granted, err := channel.SendRequest(kind, true, raw)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return granted
}

type text struct{ Text string }
type ptyRequest struct {
	Term                         string
	Columns, Rows, Width, Height uint32
	Modes                        string
}
type windowChange struct{ Columns, Rows, Width, Height uint32 }
type variable struct{ Name, Value string }

// until waits for a condition that another goroutine brings about.
func until(t testing.TB, what string, condition func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !condition(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

func status(t testing.TB, err error) int {
	t.Helper()
	if err == nil {
		return 0
	}
	var exit *ssh.ExitError
	if !errors.As(err, &exit) {
		t.Fatalf("no exit status: %v", err)
	}
	return exit.ExitStatus()
}

func TestMemberRunsACommand(t *testing.T) {
	h := start(t, nil)
	session, err := h.dial(t).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	binary := string([]byte{0, 3, 4, 27, '[', 0xff, '\r', '\n'})
	session.Stdin = strings.NewReader(binary)
	out, err := session.Output("request list")
	if want := "alice request list:" + binary; string(out) != want || status(t, err) != 7 {
		t.Errorf("got %q, %v; want %q", out, err, want)
	}
}

func TestUnknownKeyIsRefusedOnlyAfterItsSignature(t *testing.T) {
	h := start(t, nil)
	stranger := &countingSigner{Signer: newKey(t)}
	_, err := ssh.Dial("tcp", h.address, h.config(stranger))
	if err == nil {
		t.Fatal("a stranger came in")
	}
	if strings.Contains(err.Error(), "nobody") {
		t.Errorf("the client learns why: %v", err)
	}
	if stranger.signatures != 1 {
		t.Errorf("%d signatures asked for, want 1: the query must be answered yes", stranger.signatures)
	}
	until(t, "refusal counted", func() bool { return h.Refused() == 1 })
}

// countingSigner tells whether the server let it get as far as signing.
type countingSigner struct {
	ssh.Signer
	signatures int
}

func (c *countingSigner) Sign(r io.Reader, data []byte) (*ssh.Signature, error) {
	c.signatures++
	return c.Signer.Sign(r, data)
}

func TestJoinAloneAdmitsAnUnknownKey(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Command = func(s *Session) int { fmt.Fprintf(s, "%q %s", s.Identity, s.User); return 0 }
	})
	config := h.config(newKey(t))
	config.User = "join"
	client, err := ssh.Dial("tcp", h.address, config)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	session, _ := client.NewSession()
	if out, err := session.Output("CODE"); string(out) != `"" join` || err != nil {
		t.Errorf("got %q, %v", out, err)
	}
}

func TestSeventhKeyOfAnAgentStillGetsIn(t *testing.T) {
	h := start(t, nil)
	var keys []ssh.Signer
	for range 6 {
		keys = append(keys, newKey(t))
	}
	client, err := ssh.Dial("tcp", h.address, h.config(append(keys, h.member)...))
	if err != nil {
		t.Fatal(err)
	}
	client.Close()
	if _, err := ssh.Dial("tcp", h.address, h.config(keys...)); err == nil {
		t.Error("six strangers came in")
	}
}

func TestKindsOfKeys(t *testing.T) {
	h := start(t, func(c *Config) {
		c.Authorise = func(context.Context, ssh.PublicKey, string, net.Addr) (any, error) { return "any", nil }
	})
	strong, _ := rsa.GenerateKey(rand.Reader, 2048)
	curve, _ := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	certificate := &ssh.Certificate{Key: h.member.PublicKey(), CertType: ssh.UserCert, ValidBefore: ssh.CertTimeInfinity}
	if err := certificate.SignCert(rand.Reader, newKey(t)); err != nil {
		t.Fatal(err)
	}
	certified, _ := ssh.NewCertSigner(certificate, h.member)
	sha1, _ := ssh.NewSignerWithAlgorithms(signer(t, strong).(ssh.AlgorithmSigner), []string{ssh.KeyAlgoRSA})
	for name, test := range map[string]struct {
		key ssh.Signer
		in  bool
	}{
		"Ed25519":           {h.member, true},
		"RSA 2048, SHA-2":   {signer(t, strong), true},
		"RSA 2048, SHA-1":   {sha1, false},
		"ECDSA P-384":       {signer(t, curve), true},
		"a certificate":     {certified, false},
		"certificate's key": {h.member, true},
	} {
		t.Run(name, func(t *testing.T) {
			client, err := ssh.Dial("tcp", h.address, h.config(test.key))
			if (err == nil) != test.in {
				t.Fatalf("admitted: %v (%v), want %v", err == nil, err, test.in)
			}
			if client != nil {
				client.Close()
			}
		})
	}
}

func TestShortRSAKeysProveNobody(t *testing.T) {
	for bits, accepted := range map[uint]bool{1024: false, 2047: false, 2048: true} {
		n := new(big.Int).SetBit(big.NewInt(1), int(bits)-1, 1)
		key, err := ssh.NewPublicKey(&rsa.PublicKey{N: n, E: 65537})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := queryKey(nil, key); (err == nil) != accepted {
			t.Errorf("%d bits: %v", bits, err)
		}
	}
}

func TestNoOtherWayIn(t *testing.T) {
	h := start(t, nil)
	for name, method := range map[string]ssh.AuthMethod{
		"password":             ssh.Password("x"),
		"keyboard-interactive": ssh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil }),
	} {
		config := h.config()
		config.Auth = []ssh.AuthMethod{method}
		config.User = "join"
		if _, err := ssh.Dial("tcp", h.address, config); err == nil {
			t.Errorf("%s let somebody in", name)
		}
	}
}

func TestAlgorithms(t *testing.T) {
	h := start(t, nil)
	for name, test := range map[string]struct {
		set func(*ssh.ClientConfig)
		in  bool
	}{
		"post-quantum":   {func(c *ssh.ClientConfig) { c.KeyExchanges = []string{"mlkem768x25519-sha256"} }, true},
		"curve25519":     {func(c *ssh.ClientConfig) { c.KeyExchanges = []string{"curve25519-sha256"} }, true},
		"group 16":       {func(c *ssh.ClientConfig) { c.KeyExchanges = []string{"diffie-hellman-group16-sha512"} }, true},
		"NIST curve":     {func(c *ssh.ClientConfig) { c.KeyExchanges = []string{"ecdh-sha2-nistp256"} }, false},
		"SHA-1 group 14": {func(c *ssh.ClientConfig) { c.KeyExchanges = []string{"diffie-hellman-group14-sha1"} }, false},
		"GCM":            {func(c *ssh.ClientConfig) { c.Ciphers = []string{"aes128-gcm@openssh.com"} }, true},
		"ChaCha20":       {func(c *ssh.ClientConfig) { c.Ciphers = []string{"chacha20-poly1305@openssh.com"} }, true},
		"CTR, ETM": {func(c *ssh.ClientConfig) {
			c.Ciphers, c.MACs = []string{"aes256-ctr"}, []string{"hmac-sha2-256-etm@openssh.com"}
		}, true},
		"CTR, MAC and enc": {func(c *ssh.ClientConfig) { c.Ciphers, c.MACs = []string{"aes256-ctr"}, []string{"hmac-sha2-256"} }, true},
		"CBC":              {func(c *ssh.ClientConfig) { c.Ciphers = []string{"aes128-cbc"} }, false},
		"SHA-1 MAC":        {func(c *ssh.ClientConfig) { c.Ciphers, c.MACs = []string{"aes256-ctr"}, []string{"hmac-sha1"} }, false},
	} {
		t.Run(name, func(t *testing.T) {
			config := h.config(h.member)
			test.set(config)
			client, err := ssh.Dial("tcp", h.address, config)
			if (err == nil) != test.in {
				t.Fatalf("agreed: %v (%v), want %v", err == nil, err, test.in)
			}
			if client != nil {
				client.Close()
			}
		})
	}
	if last := macs[len(macs)-2:]; !slices.Equal(last, []string{"hmac-sha2-256", "hmac-sha2-512"}) {
		t.Errorf("the MACs preferred least are %q", last)
	}
	for _, insecure := range slices.Concat(ssh.InsecureAlgorithms().PublicKeyAuths, ssh.InsecureAlgorithms().KeyExchanges, ssh.InsecureAlgorithms().MACs) {
		if slices.Contains(slices.Concat(userAlgorithms, keyExchanges, macs, ciphers), insecure) {
			t.Errorf("%s is on offer", insecure)
		}
	}
}

func TestNewRefusesWhatCannotServe(t *testing.T) {
	key, _ := rsa.GenerateKey(rand.Reader, 2048)
	authorise := func(context.Context, ssh.PublicKey, string, net.Addr) (any, error) { return nil, nil }
	for name, config := range map[string]Config{
		"no Authorise": {HostKeys: []ssh.Signer{newKey(t)}},
		"no host key":  {Authorise: authorise},
		"RSA host key": {Authorise: authorise, HostKeys: []ssh.Signer{signer(t, key)}},
	} {
		if _, err := New(config); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestAddressGroups(t *testing.T) {
	group := func(s string) string {
		a, err := net.ResolveTCPAddr("tcp", s)
		if err != nil {
			t.Fatal(err)
		}
		return addressGroup(a)
	}
	if group("192.0.2.1:1") != group("[::ffff:192.0.2.1]:2") || group("192.0.2.1:1") == group("192.0.2.2:1") {
		t.Error("IPv4 addresses are their own group")
	}
	if group("[2001:db8::1]:1") != group("[2001:db8::ffff:2]:2") || group("[2001:db8::1]:1") == group("[2001:db8:0:1::1]:1") {
		t.Error("IPv6 addresses are grouped by /64")
	}
}
