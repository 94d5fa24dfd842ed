package schema

import (
	"strings"
	"time"
)

// MaxInvitation is the longest time that an invitation may wait for its answer.
const MaxInvitation = 90 * 24 * time.Hour

// JoinLogin is the SSH user name under which an unknown key is let in, to answer
// an invitation. It can be nobody's login.
const JoinLogin = "join"

// Invitation is a seat at the desk that waits for whoever answers it with its
// code, once: their key is bound to a member made as the invitation says.
type Invitation struct {
	ID       ID
	Ref      string // "I-2015-003"
	OrgCode  string
	Role     Role
	Service  string // the unit of the authority, or empty
	Login    string // wished for; empty: derived from the organisation or service
	Name     string // of the member to be: a function
	Erased   Date   `json:",omitzero"` // as of a Request
	Lang     Lang   // of the greeting and of the member; empty: the client's
	Added    time.Time
	By       string    // who invited
	Expires  time.Time // it is answered before that instant
	Answered time.Time // zero: not yet
	Member   string    // login of who answered, empty until then
	Revoked  time.Time // zero: it stands

	// Code is there in the answer to the command that made the invitation, and never again.
	Code string `json:"-"`
}

// NewInvitation is an invitation to be made.
type NewInvitation struct {
	Org     string // organisation code
	Role    Role
	Service string
	Login   string // empty: derived
	Name    string
	Lang    Lang // empty: the client's
	Expires time.Time
}

// InvitationState is an invitation's place in its life.
type InvitationState string

const (
	InvitationOpen     InvitationState = "open"
	InvitationAnswered InvitationState = "answered"
	InvitationExpired  InvitationState = "expired"
	InvitationRevoked  InvitationState = "revoked"
)

// InvitationStates lists every InvitationState.
var InvitationStates = []InvitationState{InvitationOpen, InvitationAnswered, InvitationExpired, InvitationRevoked}

// State is where the invitation is in its life at an instant.
func (i Invitation) State(now time.Time) InvitationState {
	switch {
	case !i.Answered.IsZero():
		return InvitationAnswered
	case !i.Revoked.IsZero():
		return InvitationRevoked
	case !now.Before(i.Expires):
		return InvitationExpired
	}
	return InvitationOpen
}

// Newcomer is who answers an invitation: the key that they have proven, and the
// language they asked for.
type Newcomer struct {
	KeyLine string // "ssh-ed25519 AAAA…"
	From    string // address
	Lang    Lang   // empty: the invitation's
}

// The letters and digits of codes, 32 in all: those that are told apart when
// read aloud or copied by hand. I, L, O and U are not among them.
const codeSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	codeLength = 28 // signs, of 5 bits each: 140 bits
	codeGroup  = 4
	// CodeSecret is how many random bytes a code is spelled from.
	CodeSecret = codeLength
)

// SpellCode writes a secret as a code to be read aloud: seven groups of four
// signs. Of each byte of the secret five bits count.
func SpellCode(secret [CodeSecret]byte) string {
	var b strings.Builder
	for i, c := range secret {
		if i > 0 && i%codeGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(codeSigns[c%32])
	}
	return b.String()
}

// ReadCode returns the signs of a code as people type it, without dashes: case,
// dashes and blanks do not count, O is read as 0, I and L as 1. It reports
// false for what cannot be a code.
func ReadCode(typed string) (signs string, ok bool) {
	if len(typed) > 4*codeLength {
		return "", false
	}
	var b strings.Builder
	for _, r := range typed {
		switch r {
		case '-', ' ', '\t', '\n', '\r', '\u00a0', '\u202f', '–', '‑':
			continue
		case 'o', 'O':
			r = '0'
		case 'i', 'I', 'l', 'L':
			r = '1'
		}
		if 'a' <= r && r <= 'z' {
			r += 'A' - 'a'
		}
		if !strings.ContainsRune(codeSigns, r) {
			return "", false
		}
		b.WriteRune(r)
	}
	return b.String(), b.Len() == codeLength
}
