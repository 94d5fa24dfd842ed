package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"syscall"
	"time"

	"contactgroup/schema"
)

// Webhook posts alerts to addresses that contacts gave. Each POST is a JSON
// object with the header
//
//	Contactgroup-Signature: t=1430809200,v1=HEX
//
// where HEX is the HMAC-SHA256, under the contact's secret, of t, a dot and the
// body. Its id is the same whenever the same alert comes again.
type Webhook struct {
	Link    Link
	Now     schema.Now
	Private bool           // addresses of private networks and of this machine are posted to
	Roots   *x509.CertPool // nil: the system's
}

// SignatureHeader names the header that proves who posted.
const SignatureHeader = "Contactgroup-Signature"

// post is what is posted.
type post struct {
	Schema int               `json:"schema"`
	ID     string            `json:"id"`
	Event  schema.AlertCause `json:"event"`
	Ref    *string           `json:"ref"` // null for a crisis, and where it may not leave the desk
	Label  schema.Label      `json:"label"`
	Link   string            `json:"link"`
	At     string            `json:"at"`
}

const (
	webhookPatience = 10 * time.Second
	answerSize      = 4 << 10 // of an answer, whose text is of no use
)

// Carry posts one delivery. Any 2xx takes it; other 4xx than 408, 425 and 429, a
// redirect, and an address that may not be posted to, refuse it for good.
func (h *Webhook) Carry(ctx context.Context, d schema.Delivery) error {
	ctx, cancel := context.WithTimeout(ctx, webhookPatience)
	defer cancel()
	body, err := json.Marshal(h.post(d))
	if err != nil {
		return &Failure{Problem: err.Error(), Permanent: true}
	}
	to, err := schema.CleanWebhook(d.To)
	if err != nil {
		return &Failure{Problem: "address refused", Permanent: true}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return &Failure{Problem: "address refused", Permanent: true}
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "contactgroup")
	r.Header.Set(SignatureHeader, signature(d.Secret, h.Now(), body))
	client := h.client()
	defer client.CloseIdleConnections()
	answer, err := client.Do(r)
	if err != nil {
		return h.unanswered(err)
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, answerSize) // the status says it all
	return judged(answer.StatusCode)
}

func (h *Webhook) post(d schema.Delivery) post {
	p := post{Schema: 1, ID: d.Token, Event: d.Cause, Label: d.Label, Link: h.Link.To(d), At: d.At.UTC().Format(time.RFC3339)}
	if d.Ref != "" {
		p.Ref = &d.Ref
	}
	return p
}

func signature(secret string, at time.Time, body []byte) string {
	t := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(t + ".")) // never fails, nor does the next
	mac.Write(body)
	return "t=" + t + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}

func judged(status int) error {
	switch {
	case status/100 == 2:
		return nil
	case status/100 == 5, status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusTooManyRequests:
		return &Failure{Problem: "HTTP " + strconv.Itoa(status)}
	}
	return &Failure{Problem: "HTTP " + strconv.Itoa(status), Permanent: true}
}

// unanswered is why nobody answered, without the address: it may hold a secret.
func (h *Webhook) unanswered(err error) error {
	var timeout net.Error
	switch {
	case errors.Is(err, errPrivate):
		return &Failure{Problem: errPrivate.Error(), Permanent: true}
	case errors.As(err, &timeout) && timeout.Timeout():
		return &Failure{Problem: "no answer in time"}
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		err = e
	}
	return &Failure{Problem: cut(err.Error())}
}

// client connects to the address that it has checked, follows no redirect and uses no proxy.
func (h *Webhook) client() *http.Client {
	dialer := &net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
		if at, err := netip.ParseAddrPort(address); err != nil || !h.Private && !public(at.Addr()) {
			return errPrivate
		}
		return nil
	}}
	return &http.Client{
		Transport: &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true, ForceAttemptHTTP2: true,
			TLSClientConfig: &tls.Config{RootCAs: h.Roots, MinVersion: tls.VersionTLS12}, MaxResponseHeaderBytes: answerSize},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

var errPrivate = errors.New("the address is not a public one")

// notPublic are address blocks that lead to private networks, to this machine, or
// by way of a gateway to either (IANA special-purpose address registries).
var notPublic = blocks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8")

func blocks(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, s := range texts {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// public reports whether an address is one of the public Internet.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	for _, block := range notPublic {
		if block.Contains(a) {
			return false
		}
	}
	return a.IsValid()
}
