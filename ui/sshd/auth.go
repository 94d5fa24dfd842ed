package sshd

import (
	"context"
	"crypto/rsa"
	"errors"
	"net"
	"time"

	"golang.org/x/crypto/ssh"
)

// maxAuthTries lets a client with a full agent reach the right key: each key that is not known counts as a try.
const maxAuthTries = 20

// minRSABits is what an RSA key needs to prove anybody.
const minRSABits = 2048

var (
	errRefused    = errors.New("sshd: refused")
	errKeyKind    = errors.New("sshd: this kind of key is not accepted")
	serverVersion = "SSH-2.0-contactgroup"
)

// What is offered, the preferred first. The last two MACs are there for curl, whose libssh2 had neither
// encrypt-then-MAC nor GCM before 1.11. They serve with the one cipher that takes a MAC, AES in counter mode, for which
// SSH's encrypt-and-MAC is proved secure (Bellare, Kohno and Namprempre 2004); cutting off the beginning of a
// connection (Terrapin, CVE-2023-48795) works with ChaCha20-Poly1305 and with CBC and encrypt-then-MAC alone.
var (
	keyExchanges   = []string{ssh.KeyExchangeMLKEM768X25519, ssh.KeyExchangeCurve25519, ssh.KeyExchangeDH16SHA512}
	ciphers        = []string{ssh.CipherAES256GCM, ssh.CipherAES128GCM, ssh.CipherChaCha20Poly1305, ssh.CipherAES256CTR}
	macs           = []string{ssh.HMACSHA256ETM, ssh.HMACSHA512ETM, ssh.HMACSHA256, ssh.HMACSHA512}
	userAlgorithms = []string{
		ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519,
		ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKECDSA256,
		ssh.KeyAlgoRSASHA256, ssh.KeyAlgoRSASHA512,
	}
)

// admission is what authentication established; it is found in Permissions.ExtraData under admissionKey.
type admission struct {
	identity any
	key      ssh.PublicKey
	epoch    uint64 // of revocations, before Authorise was asked
}

type admissionKey struct{}

// authConfig returns the SSH configuration for one connection: its callbacks know the connection's context.
func (s *Server) authConfig(ctx context.Context, c *Config) *ssh.ServerConfig {
	config := &ssh.ServerConfig{
		Config:                    ssh.Config{KeyExchanges: keyExchanges, Ciphers: ciphers, MACs: macs},
		PublicKeyAuthAlgorithms:   userAlgorithms,
		MaxAuthTries:              maxAuthTries,
		ServerVersion:             serverVersion,
		PublicKeyCallback:         queryKey,
		VerifiedPublicKeyCallback: s.verifiedKey(ctx),
	}
	if c.Banner != "" {
		config.BannerCallback = func(ssh.ConnMetadata) string { return c.Banner }
	}
	config.AddHostKey(c.HostKeys[0]) // of several of one kind only one can be shown
	return config
}

// queryKey says yes to every key and user certificate that could be somebody's, so that asking tells nothing about
// membership. It never waives the touch of a security key: that is asked of each signature.
func queryKey(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
	if cert, ok := key.(*ssh.Certificate); ok && cert.CertType != ssh.UserCert {
		return nil, errKeyKind
	}
	if crypto, ok := plainKey(key).(ssh.CryptoPublicKey); ok {
		if weak, ok := crypto.CryptoPublicKey().(*rsa.PublicKey); ok && weak.N.BitLen() < minRSABits {
			return nil, errKeyKind
		}
	}
	return &ssh.Permissions{}, nil
}

// verifiedKey asks Authorise, after the signature, and keeps its answer with the connection's permissions. A client
// that is refused learns why where Explain has words for it.
func (s *Server) verifiedKey(ctx context.Context) func(ssh.ConnMetadata, ssh.PublicKey, *ssh.Permissions, string) (*ssh.Permissions, error) {
	return func(meta ssh.ConnMetadata, key ssh.PublicKey, _ *ssh.Permissions, _ string) (*ssh.Permissions, error) {
		permissions := &ssh.Permissions{}
		if cert, ok := key.(*ssh.Certificate); ok {
			if err := checkCertificate(cert, time.Now(), meta.RemoteAddr()); err != nil {
				return nil, s.refuse(key, meta.RemoteAddr(), err)
			}
			permissions.CriticalOptions = cert.CriticalOptions // the library holds the connection to its source-address, too
		}
		admitted, err := s.authorise(ctx, key, meta.User(), meta.RemoteAddr())
		if err != nil {
			return nil, err
		}
		permissions.ExtraData = map[any]any{admissionKey{}: admitted}
		return permissions, nil
	}
}

func (s *Server) authorise(ctx context.Context, key ssh.PublicKey, user string, remote net.Addr) (admission, error) {
	epoch := s.revocations()
	identity, err := s.config.Load().Authorise(ctx, key, user, remote)
	if err != nil {
		err = s.refuse(key, remote, err)
	}
	return admission{identity: identity, key: key, epoch: epoch}, err
}

// refuse counts and logs a refusal, and is what the client is told.
func (s *Server) refuse(key ssh.PublicKey, remote net.Addr, reason error) error {
	s.refused.Add(1)
	s.log.Info("refused", "fingerprint", ssh.FingerprintSHA256(plainKey(key)), "remote", remote.String(), "reason", reason.Error())
	if refused := s.config.Load().Refused; refused != nil {
		refused(key, remote, reason)
	}
	words := ""
	if explain := s.config.Load().Explain; explain != nil {
		words = explain(reason)
	}
	if words == "" {
		return errRefused
	}
	return &ssh.BannerError{Err: errRefused, Message: words + "\n"}
}
