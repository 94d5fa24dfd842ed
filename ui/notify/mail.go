package notify

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/mail"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"contactgroup/schema"
)

// Security is how the connection to the mail server is protected.
type Security string

const (
	StartTLS Security = "starttls" // required: a server that does not offer it is not used
	Implicit Security = "implicit" // TLS from the first byte
	Plain    Security = "off"      // for a relay on the same machine
)

// Securities lists every Security, the usual one first.
var Securities = []Security{StartTLS, Implicit, Plain}

// Mail is a mail server and how it is used.
type Mail struct {
	Address  string // host:port, or host
	Security Security
	From     string // mail address, its domain is that of Message-IDs
	User     string // empty: no authentication
	Password string
	Roots    *x509.CertPool // nil: the system's
	Link     Link
	// Papers gives the papers that go with a letter to a member. Nil: none do.
	Papers func(context.Context, schema.Delivery) ([]Paper, error)
}

var usualPorts = map[Security]string{StartTLS: "587", Implicit: "465", Plain: "25"}

// Carry hands one message to the server. A receiver that the server refuses
// for good is a permanent failure; whatever else goes wrong is tried again.
func (m *Mail) Carry(ctx context.Context, d schema.Delivery) error {
	papers, err := m.papers(ctx, d)
	if err != nil {
		return &Failure{Problem: "papers: " + cut(err.Error()), Server: true}
	}
	msg, err := m.message(d, papers)
	if err != nil {
		return &Failure{Problem: err.Error(), Permanent: true}
	}
	client, server, err := m.dial(ctx)
	if err != nil {
		return &Failure{Problem: cut(err.Error()), Server: true}
	}
	err = client.SendWithSMTPClient(server, msg)
	_ = client.CloseWithSMTPClient(server) // the server has taken the message, or has not
	if err == nil || msg.IsDelivered() {
		return nil
	}
	var sent *gomail.SendError
	if !errors.As(err, &sent) {
		return &Failure{Problem: cut(err.Error()), Server: true}
	}
	f := &Failure{Problem: cut(sent.Error())}
	switch sent.Reason {
	case gomail.ErrSMTPRcptTo, gomail.ErrSMTPData, gomail.ErrSMTPDataClose:
		f.Permanent = sent.ErrorCode() >= 500
	default:
		f.Server = true
	}
	return f
}

// dial connects, protects the connection and authenticates. When ctx ends the connection does.
func (m *Mail) dial(ctx context.Context) (*gomail.Client, *smtp.Client, error) {
	host, port, err := net.SplitHostPort(m.Address)
	if err != nil {
		host, port = m.Address, usualPorts[m.Security]
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		return nil, nil, err
	}
	secure := &tls.Config{ServerName: host, RootCAs: m.Roots, MinVersion: tls.VersionTLS12}
	options := []gomail.Option{gomail.WithPort(n), gomail.WithTimeout(patience), gomail.WithHELO(m.domain()), gomail.WithTLSConfig(secure)}
	closing := gomail.WithDialContextFunc(func(dialling context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(dialling, network, address)
		if err == nil {
			context.AfterFunc(ctx, func() { _ = conn.Close() }) // go-mail leaves it open when the server refuses us
		}
		return conn, err
	})
	switch m.Security {
	case StartTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory), closing)
	case Plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS), closing)
	default:
		options = append(options, gomail.WithSSL()) // which its own dialling alone takes for protected
	}
	if m.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(m.User), gomail.WithPassword(m.Password))
	}
	client, err := gomail.NewClient(host, options...)
	if err != nil {
		return nil, nil, err
	}
	server, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return nil, nil, err
	}
	context.AfterFunc(ctx, func() { _ = server.Close() }) // a server that stops answering is left
	return client, server, nil
}

// message is what is sent: the same bytes at each attempt, but for the server's marks
// and, of a letter with papers, the words between its parts.
func (m *Mail) message(d schema.Delivery, papers []Paper) (*gomail.Msg, error) {
	to, err := mail.ParseAddress(d.To)
	if err != nil {
		return nil, err
	}
	subject, body := m.Link.text(d)
	if d.Channel == schema.ChannelLetter {
		subject, body = m.Link.letter(d, papers)
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := msg.From(m.From); err != nil {
		return nil, err
	}
	if err := msg.To(to.Address); err != nil {
		return nil, err
	}
	msg.Subject(subject)
	msg.SetDateWithValue(d.At)
	msg.SetMessageIDWithValue(d.Token + "@" + m.domain())
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834
	msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	if d.Channel != schema.ChannelLetter {
		msg.SetImportance(gomail.ImportanceUrgent)
	}
	msg.SetBodyString(gomail.TypeTextPlain, body)
	for _, p := range papers {
		if err := msg.AttachReader(p.Name, bytes.NewReader(p.Body), gomail.WithFileContentType(gomail.ContentType(p.Type))); err != nil {
			return nil, err
		}
	}
	return msg, nil
}

func (m *Mail) domain() string {
	_, domain, _ := strings.Cut(m.From, "@")
	return strings.TrimRight(domain, ">")
}

// cut is what a server said, without what go-mail adds of us, in a line that fits a log.
func cut(s string) string {
	s, _, _ = strings.Cut(s, ", affected")
	s = schema.VisibleLine(s)
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200]) + "…"
	}
	return s
}
