package schema

import "time"

// Pack is what the papers of a meeting are made from: its register, and what
// else one audience may know before it meets, at the end of one day. Nothing in
// it depends on which member of the audience reads it: what some services of the
// authority alone may know is not in the authority's. Requests marked red are
// told of in none.
type Pack struct {
	Register
	Audience    string       // key of the log whose readers it is for: "google/requests"
	For         string       // name of their organisation
	Last        string       // reference of the meeting before, of the same circle; empty: there was none
	Since       Date         // its day, since when changes and reaction times are told; zero: from the beginning
	Changes     []PackChange // by noun and reference
	Figures     bool         // the audience is shown reaction times
	Peers       bool         // those of the others together, when three at least make them up
	Reactions   []Reaction   // by organisation; those of the others together last
	Requests    bool         // the audience reads requests
	Disputes    []Dispute    // by reference
	Commitments []Commitment // by organisation and reference; without reviews and links

	Version   int       `json:"-"` // of a frozen one; 0: it was not
	Frozen    time.Time `json:"-"` // when
	Hash      string    `json:"-"` // SHA-256 of what was frozen, hexadecimal
	Signature string    `json:"-"` // the group's signed note on it
	Erased    Date      `json:"-"` // when what it told of erased things was taken out of it; Hash is of before
}

// FrozenPacks says which packs of a meeting were frozen together.
type FrozenPacks struct {
	Ref     string // of the meeting
	Version int    // 1: the first that were frozen
}

// PackChange is what became of one thing since the meeting before.
type PackChange struct {
	Noun    Noun
	Ref     string
	Title   string
	On      Date     // of the last change
	Verbs   []Verb   // what was done, each once, in order
	Changes []Change // from what it was then to what it is; short fields alone
}

// Dispute is a refusal that the authority disputes.
type Dispute struct {
	Ref       string // of the request
	Reply     int    // its number
	Addressee string // organisation code
	Subject   string
	Label     Label
	TLP       TLP
	Outcomes  []Outcome // what was refused with, each once
	Contents  int       // of them
	Reason    string    // of the dispute
	On        Date
}

// Refusals are the outcomes by which nothing was done about a content.
var Refusals = []Outcome{OutcomeRefused, OutcomeInsufficient, OutcomeManifestError, OutcomeImpossible}

// PackReader stands for all members who get the same pack as the actor: those
// of the organisation who read requests, or those who do not. It is no member.
func PackReader(a Actor) Actor {
	out := Actor{Org: a.Org, OrgCode: a.OrgCode, OrgName: a.OrgName, OrgKind: a.OrgKind, Role: a.Role, Zone: a.Zone}
	if a.Authority() {
		if out.Role = RoleAdministrator; readsRequests(a.Role) {
			out.Role = RoleSecretariat // of those who read requests, who reads the least
		}
	}
	return out
}

// PackReaders are those of an organisation, one for each of its packs.
func PackReaders(o Organisation) []Actor {
	var out []Actor
	for _, role := range []Role{RoleAdministrator, RoleSecretariat, RoleCorrespondent, RoleObserver, RoleOverseer} {
		if role.Fits(o.Kind) {
			out = append(out, Actor{Org: o.ID, OrgCode: o.Code, OrgName: o.Name, OrgKind: o.Kind, Role: role, Zone: o.Zone})
		}
	}
	return out
}

// PackAudience is the key of the log that tells what is in the pack of a reader.
func PackAudience(reader Actor) string {
	if readsRequests(reader.Role) {
		return reader.OrgCode + "/requests"
	}
	return reader.OrgCode
}

// MayFreeze returns nil when the actor may freeze the packs of m: those who keep
// the meeting, in whatever state it is.
func MayFreeze(a Actor, m Meeting) error {
	if !MaySeeMeeting(a, m) {
		return NotFound(m.Ref)
	}
	if keeps(a, m.Internal) {
		if m.Erased.IsZero() {
			return nil
		}
		return &Fault{Class: ErrState, Why: WhyErased, Verb: VerbFreeze, Noun: NounMeeting, Ref: m.Ref, State: State(m.State), Rev: m.Rev}
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbFreeze, Noun: NounMeeting, Ref: m.Ref, State: State(m.State), Rev: m.Rev}
}
