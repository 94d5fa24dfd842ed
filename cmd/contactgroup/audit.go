package main

import (
	"errors"
	"net"
	"net/netip"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
	"contactgroup/ui/sshd"
)

// cameIn notes a login for the log of security.
func (s *service) cameIn(who schema.Actor, c schema.Credential) {
	s.db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: who, Address: c.From, Key: c.Fingerprint})
}

// refused notes that somebody was not let in.
func (s *service) refused(key ssh.PublicKey, remote net.Addr, reason error) {
	ground := groundOf(reason)
	s.refusals.count(ground)
	fingerprint := ssh.FingerprintSHA256(key)
	if cert, ok := key.(*ssh.Certificate); ok {
		fingerprint = ssh.FingerprintSHA256(cert.Key)
	}
	s.db.Incident(schema.Incident{Verb: schema.VerbRefuse, Address: neighbourhood(addressOf(remote)), Key: fingerprint, Ground: ground})
}

// groundOf is why somebody was refused, as one of a few codes.
func groundOf(reason error) string {
	var option sshd.CertOptionError
	if errors.As(reason, &option) {
		return schema.GroundCertificate
	}
	for _, err := range []error{sshd.ErrCertNoPrincipal, sshd.ErrCertExpired, sshd.ErrCertEarly, sshd.ErrCertSource, sshd.ErrCertForced, sshd.ErrCertForged, sshd.ErrCertNoTouch} {
		if errors.Is(reason, err) {
			return schema.GroundCertificate
		}
	}
	var f *schema.Fault
	switch {
	case !errors.As(reason, &f):
		return schema.GroundOther
	case f.Why == schema.WhyHidden:
		return schema.GroundUnknownKey
	}
	return string(f.Why)
}

// limited notes that a limit was reached.
func (s *service) limited(limit string, identity any, remote net.Addr) {
	i := schema.Incident{Verb: schema.VerbLimit, Address: neighbourhood(addressOf(remote)), Ground: limit}
	if e, ok := identity.(entrant); ok {
		i.Who, i.Address = e.desk.Who(), addressOf(remote)
	}
	s.db.Incident(i)
}

// neighbourhood is an IPv4 address, or the /64 network of an IPv6 one, which one host can fill at will.
func neighbourhood(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || !ip.Is6() {
		return address
	}
	return netip.PrefixFrom(ip.WithZone(""), 64).Masked().String()
}

// withoutNames blanks out what members have named themselves in the path of a
// file: it may tell contents.
func withoutNames(path string) string {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	switch {
	case parts[0] == "views" && len(parts) > 1:
		return "/views/…"
	case len(parts) > 3 && parts[2] == "attachments":
		return "/" + strings.Join(parts[:3], "/") + "/…"
	}
	return path
}

// localAddress stands for the address of a user of this machine.
func localAddress(user string) string { return "local:" + user }

// settingsOf are the values of a server's settings as the log of security tells
// them: without secrets, and of host keys their fingerprints.
func settingsOf(flags *pflag.FlagSet, hostKeys []ssh.Signer) map[string]string {
	out := map[string]string{}
	flags.VisitAll(func(f *pflag.Flag) {
		if !slices.Contains(notInFile, f.Name) {
			out[f.Name] = hidden(f.Name, f.Value.String())
		}
	})
	var keys []string
	for _, key := range hostKeys {
		keys = append(keys, ssh.FingerprintSHA256(key.PublicKey()))
	}
	out["host-key"] = strings.Join(keys, " ")
	return out
}
