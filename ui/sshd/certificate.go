package sshd

import (
	"errors"
	"net"
	"net/netip"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// Why a certificate is refused, whoever signed it. Config.Explain gives the words.
var (
	ErrCertNoPrincipal = errors.New("sshd: a certificate without principals")
	ErrCertExpired     = errors.New("sshd: an expired certificate")
	ErrCertEarly       = errors.New("sshd: a certificate that is not valid yet")
	ErrCertSource      = errors.New("sshd: a certificate that is not good from this address")
	ErrCertForced      = errors.New("sshd: a certificate with a forced command")
	ErrCertForged      = errors.New("sshd: a certificate whose signature does not hold")
	ErrCertNoTouch     = errors.New("sshd: a certificate that waives the touch of a security key")
)

// CertOptionError refuses a certificate for a critical option that is not known here.
type CertOptionError struct{ Option string }

func (e CertOptionError) Error() string {
	return "sshd: a certificate with the critical option " + e.Option
}

const (
	sourceAddress = "source-address"
	forceCommand  = "force-command"
	noTouch       = "no-touch-required"
	maxOption     = 64 // of an option's name, as it is told
)

// checkCertificate judges what does not depend on who signed: that somebody
// did, for users and for now, and that every condition is one that is kept here.
func checkCertificate(cert *ssh.Certificate, now time.Time, remote net.Addr) error {
	if len(cert.ValidPrincipals) == 0 {
		return ErrCertNoPrincipal // for the library it would be good for everybody
	}
	if _, waived := cert.Extensions[noTouch]; waived {
		return ErrCertNoTouch
	}
	for option := range cert.CriticalOptions {
		switch option {
		case sourceAddress:
		case forceCommand:
			return ErrCertForced
		default:
			return CertOptionError{option[:min(len(option), maxOption)]}
		}
	}
	switch at := uint64(now.Unix()); {
	case at < cert.ValidAfter:
		return ErrCertEarly
	case cert.ValidBefore != ssh.CertTimeInfinity && at >= cert.ValidBefore:
		return ErrCertExpired
	}
	checker := ssh.CertChecker{SupportedCriticalOptions: []string{sourceAddress}, Clock: func() time.Time { return now }}
	if err := checker.CheckCert(cert.ValidPrincipals[0], cert); err != nil {
		return ErrCertForged
	}
	if from, limited := cert.CriticalOptions[sourceAddress]; limited && !within(remote, from) {
		return ErrCertSource
	}
	return nil
}

// within reports whether an address is of one of the networks in a list, as
// "192.0.2.0/24,2001:db8::1". A list that cannot be read holds no address.
func within(remote net.Addr, list string) bool {
	at, err := netip.ParseAddrPort(remote.String())
	if err != nil {
		return false
	}
	found := false
	for part := range strings.SplitSeq(list, ",") {
		network, err := netip.ParsePrefix(part)
		if err != nil {
			one, err := netip.ParseAddr(part)
			if err != nil {
				return false
			}
			network = netip.PrefixFrom(one, one.BitLen())
		}
		found = found || network.Contains(at.Addr().Unmap().WithZone(""))
	}
	return found
}

// plainKey is the key that a client signs with, also where it shows a certificate for it.
func plainKey(key ssh.PublicKey) ssh.PublicKey {
	if cert, ok := key.(*ssh.Certificate); ok {
		return cert.Key
	}
	return key
}
