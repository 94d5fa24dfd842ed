package main

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"time"
	"unicode"

	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// entrant is who a proven credential belongs to: what sshd keeps as the identity.
type entrant struct {
	desk       *store.Desk
	credential schema.Credential // zero: they came over the private socket
}

// authorise admits the member who has proven the credential; who comes as
// joinUser, to answer an invitation. Over the private socket the machine's own
// user speaks, and names the member. While the register does not answer every
// key is let in, to be told so and no more: that tells nothing of whose it is.
func (s *service) authorise(ctx context.Context, key ssh.PublicKey, user string, remote net.Addr) (any, error) {
	if remote.Network() == "unix" {
		return s.authoriseHere(ctx, key, user, remote)
	}
	c, err := s.credentialOf(key, remote)
	if err != nil {
		return nil, err
	}
	desk, err := s.db.Admit(ctx, c)
	switch {
	case errors.Is(err, schema.ErrTryAgain): // whosever the key is: nobody could look
		return s.welcome(ctx, &guest{credential: c, unanswered: true}, unansweredTime)
	case user == joinUser && errors.Is(err, schema.ErrNotFound) && !c.Certified():
		return s.welcome(ctx, &guest{credential: c, line: strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))}, guestTime)
	case err != nil:
		return nil, err
	case user == joinUser:
		return s.welcome(ctx, &guest{credential: c, member: desk.Who().Login}, guestTime)
	}
	desk.Entered()
	s.cameIn(desk.Who(), c)
	is := func(identity any) bool { e, ok := identity.(entrant); return ok && e.desk == desk }
	if !c.Until.IsZero() {
		s.endAt(ctx, c.Until, is)
	}
	if !desk.Until().IsZero() {
		s.endAt(ctx, time.Now().Add(desk.Until().Sub(s.now())), is)
	}
	return entrant{desk, c}, nil
}

// authoriseHere admits whom the machine's own user names.
func (s *service) authoriseHere(ctx context.Context, key ssh.PublicKey, user string, remote net.Addr) (any, error) {
	if s.local == nil || ssh.FingerprintSHA256(key) != ssh.FingerprintSHA256(s.local.PublicKey()) {
		return nil, schema.ErrForbidden
	}
	desk, err := s.db.As(ctx, user)
	if errors.Is(err, schema.ErrTryAgain) {
		return s.welcome(ctx, &guest{unanswered: true}, unansweredTime)
	}
	if err != nil {
		return nil, err
	}
	s.log.Info("local login", "member", user, "user", remote.String())
	s.cameIn(desk.Who(), schema.Credential{From: localAddress(remote.String())})
	return entrant{desk: desk}, nil
}

// credentialOf tells what was proven. A certificate has been judged by sshd but
// for its authority.
func (s *service) credentialOf(key ssh.PublicKey, remote net.Addr) (schema.Credential, error) {
	c := schema.Credential{From: addressOf(remote), Fingerprint: ssh.FingerprintSHA256(key), Kind: key.Type()}
	cert, ok := key.(*ssh.Certificate)
	if !ok {
		return c, nil
	}
	if len(cert.KeyId) > schema.MaxKeyID || strings.ContainsFunc(cert.KeyId, unicode.IsControl) {
		return c, sshd.ErrCertForged // it could not be named to be revoked
	}
	c.Fingerprint, c.Kind = ssh.FingerprintSHA256(cert.Key), cert.Key.Type()
	c.Authority, c.Serial, c.KeyID, c.Principals = ssh.FingerprintSHA256(cert.SignatureKey), cert.Serial, cert.KeyId, cert.ValidPrincipals
	if cert.ValidBefore != ssh.CertTimeInfinity {
		c.Until = time.Unix(int64(cert.ValidBefore), 0).UTC() // sshd refuses one that has passed
	}
	_, c.Trusted = s.trusted[c.Authority]
	return c, nil
}

// addressOf is where a client is, without its port.
func addressOf(remote net.Addr) string {
	at, err := netip.ParseAddrPort(remote.String())
	if err != nil {
		return remote.String()
	}
	return at.Addr().Unmap().String()
}

// endAt ends the connection whose identity matches at its time, unless it ends before. ctx ends with the connection.
func (s *service) endAt(ctx context.Context, at time.Time, match func(identity any) bool) {
	timer := time.AfterFunc(time.Until(at), func() {
		s.server.End(func(identity any, _ string) bool { return match(identity) })
	})
	context.AfterFunc(ctx, func() { timer.Stop() })
}

// endRevoked ends live connections of members and credentials as they lose their access.
func (s *service) endRevoked(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case gone := <-s.db.Endings():
			s.server.End(func(identity any, _ string) bool {
				e, ok := identity.(entrant)
				return ok && gone.Ends(e.desk.Who().Member, e.credential)
			})
		}
	}
}

// account is whose connections are counted together: a member's, and those of
// all guests of one address.
func account(identity any) string {
	if g, ok := identity.(*guest); ok {
		return joinUser + " " + g.credential.From
	}
	return identity.(entrant).desk.Who().Login
}

// byIdentity runs a member's program for members, a guest's for guests. What a
// guest has none for is refused.
func byIdentity(member func(*sshd.Session) int, invited func(*sshd.Session, *guest) int) func(*sshd.Session) int {
	return func(session *sshd.Session) int {
		g, ok := session.Identity.(*guest)
		switch {
		case !ok:
			return member(session)
		case g.unanswered:
			tell(session, inBoth(func(w *lang.Words) string { return w.Serving.Unanswered }))
			return 75
		case invited != nil:
			return invited(session, g)
		}
		return 2
	}
}

// explain tells a client that has proven its key why it is refused, in both
// languages, for its own is not known yet. Of an unknown key nothing is told.
func explain(reason error) string {
	var said []string
	for _, w := range lang.All {
		if text := refusal(w, reason); text != "" {
			said = append(said, text)
		}
	}
	return strings.Join(said, "\n")
}

func refusal(w *lang.Words, reason error) string {
	var f *schema.Fault
	var option sshd.CertOptionError
	if errors.As(reason, &option) {
		return lang.Fill(w.Enrol.CertOption, "option", schema.VisibleLine(option.Option))
	}
	for err, text := range map[error]string{sshd.ErrCertNoPrincipal: w.Enrol.CertNoPrincipal, sshd.ErrCertExpired: w.Enrol.CertExpired,
		sshd.ErrCertEarly: w.Enrol.CertEarly, sshd.ErrCertSource: w.Enrol.CertSource, sshd.ErrCertForced: w.Enrol.CertForced,
		sshd.ErrCertForged: w.Enrol.CertForged, sshd.ErrCertNoTouch: w.Enrol.CertNoTouch} {
		if errors.Is(reason, err) {
			return text
		}
	}
	if errors.As(reason, &f) && f.Why != schema.WhyHidden {
		return w.Error(f)
	}
	return ""
}
