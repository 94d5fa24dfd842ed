package schema

import "time"

// ID names a row. IDs are for the program alone: people and documents use
// references, whose numbers run without gaps for each reader.
type ID int64

// OrgKind says what an organisation is in the group.
type OrgKind string

const (
	OrgAuthority   OrgKind = "authority"
	OrgOperator    OrgKind = "operator"
	OrgAssociation OrgKind = "association"
	OrgOversight   OrgKind = "oversight"
	OrgObserver    OrgKind = "observer"
)

// OrgKinds lists every OrgKind.
var OrgKinds = []OrgKind{OrgAuthority, OrgOperator, OrgAssociation, OrgOversight, OrgObserver}

// Addressable reports whether requests can be addressed to such an organisation.
func (k OrgKind) Addressable() bool { return k == OrgOperator || k == OrgAssociation }

// Function is what an operator does on the network.
type Function string

// Functions lists every Function.
var Functions = []Function{"host", "publisher", "access_provider", "search_engine", "platform"}

// Organisation is one party of the group.
type Organisation struct {
	ID        ID
	Code      string // "google": lower case, unique, never reused
	Prefix    string // "GOO": begins the references of requests addressed to it
	Name      string
	Kind      OrgKind
	Functions []Function
	Services  []string // units of the authority, such as PHAROS; empty elsewhere
	Lang      Lang
	Zone      string // IANA name, "Europe/Paris"
	Disabled  bool

	// Known to administrators alone, empty for others.
	Rev         int // counts what administrators did to it, from 1
	KeyPolicy   KeyPolicy
	Authorities []string // keys that sign certificates for its members, lines of an authorized_keys file
	Mailed      TLP      // up to which marking its members are mailed papers of meetings; empty: none, see MayMail
}

// OrganisationNames are the names of organisations by code, never nil.
func OrganisationNames(all []Organisation) map[string]string {
	out := make(map[string]string, len(all))
	for _, o := range all {
		out[o.Code] = o.Name
	}
	return out
}

// Role is what a member may do. The zero Role may do nothing.
type Role string

const (
	RoleChair         Role = "chair"
	RoleSecretariat   Role = "secretariat"
	RoleRequester     Role = "requester"
	RoleValidator     Role = "validator"
	RoleCorrespondent Role = "correspondent"
	RoleObserver      Role = "observer"
	RoleOverseer      Role = "overseer"
	RoleAdministrator Role = "administrator"
)

// Roles lists every Role.
var Roles = []Role{RoleChair, RoleSecretariat, RoleRequester, RoleValidator, RoleCorrespondent, RoleObserver,
	RoleOverseer, RoleAdministrator}

// Fits reports whether a member of such an organisation can hold the role.
func (r Role) Fits(k OrgKind) bool {
	switch r {
	case RoleChair, RoleSecretariat, RoleRequester, RoleValidator, RoleAdministrator:
		return k == OrgAuthority
	case RoleCorrespondent:
		return k.Addressable()
	case RoleObserver:
		return k == OrgObserver
	case RoleOverseer:
		return k == OrgOversight
	}
	return false
}

// Member is one seat at the desk; its name may be a function.
type Member struct {
	ID       ID
	Org      ID
	OrgCode  string
	Service  string // the unit of the authority, or empty
	Login    string // unique in the group, lower case
	Name     string
	Role     Role
	Lang     Lang   // empty: the client's, then the organisation's
	Zone     string // empty: the organisation's
	Disabled bool
	Rev      int // counts what administrators did to it, from 1; known to them alone, 0 for others
}

// Key is an SSH public key that opens a member's desk.
type Key struct {
	ID          ID
	Member      ID
	Login       string // of the member
	Line        string // "ssh-ed25519 AAAA…", without comment
	Fingerprint string // "SHA256:…" as ssh-keygen -l prints it
	Label       string
	Added       time.Time
	LastUsed    time.Time // zero: never
	LastFrom    string    // the address it was last used from
	Expires     time.Time // zero: never; refused from that instant on
	Revoked     time.Time // zero: valid
	Rev         int       // counts what administrators did to it, from 1; known to them alone, 0 for others and for certificates
}

// Actor is a member at work: what rules and sight depend on.
type Actor struct {
	Member  ID
	Login   string
	Name    string
	Role    Role
	Org     ID
	OrgCode string
	OrgName string
	OrgKind OrgKind
	Service string
	Lang    Lang   // empty: undecided
	Zone    string // IANA name, never empty on a Desk's actor
}

// Authority reports whether the actor works for the ministry.
func (a Actor) Authority() bool { return a.OrgKind == OrgAuthority }

// Location is the actor's time zone, UTC when the name is unknown.
func (a Actor) Location() *time.Location { return Zone(a.Zone) }
