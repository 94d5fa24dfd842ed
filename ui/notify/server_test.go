package notify_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// mailServer is a real SMTP server that keeps what it takes.
type mailServer struct {
	address string
	roots   *x509.CertPool
	refuse  func(to string) error // nil: everybody is taken
	taken   chan letter           // a place for each

	mu      sync.Mutex
	letters []letter
}

type letter struct {
	to     string
	header mail.Header
	body   string
	tls    bool
	user   string
}

type serving struct {
	tls, implicit, auth bool
	address             string // empty: any free one
}

func serveMail(t *testing.T, how serving) *mailServer {
	t.Helper()
	m := &mailServer{taken: make(chan letter, 100)}
	s := smtp.NewServer(m.backend(how))
	s.Domain = "localhost"
	s.AllowInsecureAuth = false
	if how.address == "" {
		how.address = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", how.address)
	if err != nil {
		t.Fatal(err)
	}
	m.address = l.Addr().String()
	if how.tls || how.implicit {
		s.TLSConfig, m.roots = certificate(t)
	}
	if how.implicit {
		l = tls.NewListener(l, s.TLSConfig)
	}
	var served sync.WaitGroup
	served.Go(func() { _ = s.Serve(l) }) // ends with Close
	t.Cleanup(func() {
		s.Close()
		l.Close() // which Serve may not have told the server of yet
		served.Wait()
	})
	return m
}

func TestAMailServerThatNobodyCallsCloses(t *testing.T) {
	for range 200 { // it may have begun to listen by then, or not
		t.Run("", func(t *testing.T) { serveMail(t, serving{}) })
	}
}

func (m *mailServer) backend(how serving) smtp.Backend {
	return smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		_, secure := c.TLSConnectionState()
		s := &mailSession{server: m, letter: letter{tls: secure}}
		if how.auth {
			return &authSession{s}, nil
		}
		return s, nil
	})
}

type mailSession struct {
	server *mailServer
	letter letter
}

func (s *mailSession) Mail(string, *smtp.MailOptions) error { return nil }

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.server.refuse != nil {
		if err := s.server.refuse(to); err != nil {
			return err
		}
	}
	s.letter.to = to
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(m.Body)
	s.letter.header, s.letter.body = m.Header, string(body)
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.letters = append(s.server.letters, s.letter)
	s.server.taken <- s.letter
	return err
}

func (s *mailSession) Reset()        {}
func (s *mailSession) Logout() error { return nil }

// authSession asks for a name and a password first.
type authSession struct{ *mailSession }

func (s *authSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *authSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "desk" || password != "right" {
			return smtp.ErrAuthFailed
		}
		s.letter.user = user
		return nil
	}), nil
}

func (s *authSession) Mail(from string, o *smtp.MailOptions) error {
	if s.letter.user == "" {
		return errors.New("authenticate first")
	}
	return s.mailSession.Mail(from, o)
}

// certificate is one for this machine, and the pool that trusts it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, pool
}

// unfolded is a text as its reader gets it.
func unfolded(s string) string {
	return strings.NewReplacer("=\r\n", "", "=E2=80=93", "–", "=C3=A9", "é", "=C3=A0", "à").Replace(s)
}
