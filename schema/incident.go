package schema

import "strings"

// Incident is something that concerns the safety of the register and not what
// it holds: who came, who was refused, what was taken out of it. It never holds
// contents: verbs, references and codes alone.
type Incident struct {
	Verb    Verb   // VerbLogin, VerbRefuse, VerbExport, VerbDownload or VerbLimit
	Who     Actor  // zero: somebody unknown
	Address string // of the client, without its port; "local:NAME" for a user of the machine
	Key     string // fingerprint; empty: none was proven
	Ground  string // why, as a code: a Reason, or one of the Ground… of incidents
	Command string // verb and references: "meeting export 2015-05-06"
	Bytes   int64  // taken out
}

// Why somebody was refused, beside a Reason.
const (
	GroundUnknownKey  = "unknown_key"
	GroundCode        = "wrong_code" // of an invitation
	GroundCertificate = "certificate"
	GroundOther       = "other"
)

// Limits that are told when they are reached, beside those of the SSH server.
const (
	LimitLine  = "line"  // of a command
	LimitCodes = "codes" // of invitations, tried
)

// SecurityAudience is the circle of the administrators of the authority o, of
// what concerns safety. It is apart from their other logs, so that a login wakes nobody's desk.
func SecurityAudience(o Organisation) Audience {
	return Audience{o.Code + securitySuffix, ReaderAuthority, o.ID}
}

const securitySuffix = "/security"

// IsSecurity reports whether an audience's key is of a SecurityAudience.
func IsSecurity(key string) bool { return strings.HasSuffix(key, securitySuffix) }

// SecurityLogs are the keys of the logs that "log show --security" is made of:
// what happened at the door, and what was changed of keys, members and
// invitations. Nil for who is no administrator.
func (a Actor) SecurityLogs() []string {
	if a.Role != RoleAdministrator || !a.Role.Fits(a.OrgKind) {
		return nil
	}
	return []string{a.OrgCode + "/administration", a.OrgCode + securitySuffix}
}

// Logs are the keys of all logs that the actor may read: Audiences, and for an
// administrator that of SecurityAudience, of which nobody is woken.
func (a Actor) Logs() []string {
	out := a.Audiences()
	if security := a.SecurityLogs(); security != nil {
		out = append(out, security[1])
	}
	return out
}

// MayReadSecurity returns nil for administrators.
func MayReadSecurity(a Actor) error {
	if a.SecurityLogs() == nil {
		return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbRead}
	}
	return nil
}
