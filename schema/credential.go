package schema

import (
	"strconv"
	"strings"
	"time"
)

// KeyPolicy is the least that an organisation asks of its members' keys, when
// they enrol, when a key is added and at each login. The empty KeyPolicy is KeysAny.
//
// A security key's touch is always asked for. That it asked for a PIN too
// (ssh-keygen -O verify-required) is between the key and its holder: the SSH
// library does not tell it of a signature, so no policy can promise it.
type KeyPolicy string

const (
	KeysAny      KeyPolicy = "any"
	KeysNoRSA    KeyPolicy = "no-rsa"
	KeysSecurity KeyPolicy = "sk" // FIDO security keys
)

// KeyPolicies lists every KeyPolicy, the least demanding first.
var KeyPolicies = []KeyPolicy{KeysAny, KeysNoRSA, KeysSecurity}

// MayUseKey returns nil when a key of that kind ("ssh-ed25519", the first word of
// its line) is good enough for the policy. An unknown policy lets none pass.
func MayUseKey(p KeyPolicy, kind string) error {
	switch p {
	case "", KeysAny:
		return nil
	case KeysNoRSA:
		if kind != "ssh-rsa" {
			return nil
		}
	case KeysSecurity:
		if strings.HasPrefix(kind, "sk-") {
			return nil
		}
	}
	return &Fault{Class: ErrForbidden, Why: WhyWeakKey, Field: "key", Value: string(p)}
}

// Credential is what a client has proven to hold: a key, or a certificate made
// out for it. The client's user name is no part of it.
type Credential struct {
	Fingerprint string // of the key, "SHA256:…"
	Kind        string // of the key, "ssh-ed25519"
	From        string // address of the client, without its port

	Authority  string    // fingerprint of the authority that signed the certificate; empty: a plain key
	Trusted    bool      // the authority may name members of every organisation
	Serial     uint64    // of the certificate
	KeyID      string    // of the certificate
	Principals []string  // of the certificate: the logins it is good for
	Until      time.Time // end of the certificate; zero: none
}

// Certified reports whether a certificate was proven, not a plain key.
func (c Credential) Certified() bool { return c.Authority != "" }

// Names are those by which the credential can be revoked, the key's first.
func (c Credential) Names() []string {
	if !c.Certified() {
		return []string{c.Fingerprint}
	}
	names := []string{c.Fingerprint, "serial:" + strconv.FormatUint(c.Serial, 10) + "@" + c.Authority}
	if c.KeyID != "" {
		names = append(names, "id:"+c.KeyID+"@"+c.Authority)
	}
	return names
}

// CertificateName reads "serial:42@SHA256:…" or "id:NAME@SHA256:…", by which
// certificates of an authority are revoked before they end.
func CertificateName(s string) (name string, ok bool) {
	what, authority, ok := cutLast(s, "@SHA256:")
	if !ok || authority == "" || strings.ContainsAny(s, "\n\r\t") || len(s) > 2*MaxKeyID {
		return "", false
	}
	kind, value, _ := strings.Cut(what, ":")
	switch strings.ToLower(kind) {
	case "serial":
		n, err := strconv.ParseUint(value, 10, 64)
		return "serial:" + strconv.FormatUint(n, 10) + "@SHA256:" + authority, err == nil
	case "id":
		return "id:" + value + "@SHA256:" + authority, value != "" && len(value) <= MaxKeyID
	}
	return "", false
}

// MaxKeyID is the longest key ID of a certificate that is taken, in bytes.
const MaxKeyID = 200

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// Visit is one login: when, and from which address. The zero Visit is none.
type Visit struct {
	At   time.Time
	From string
}

// KeyUpdate is what changes of a key; nil leaves it as it is.
type KeyUpdate struct {
	Label   *string
	Expires *time.Time // zero: never
}
