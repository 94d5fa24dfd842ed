package schema

import (
	"slices"
	"time"
)

// Crisis is a time in which all requests of an urgency are answered within the
// benchmark, as the group wants it. It is known to every member.
type Crisis struct {
	ID        ID // zero: none
	Started   time.Time
	StartedBy string // function
	Reason    string
	Label     Label     // the benchmark is shown on requests of this label and of more urgent ones
	Ended     time.Time // zero: it goes on
	EndedBy   string
	Erased    Date `json:",omitzero"` // as of a Request
}

// MayLead returns nil when the actor may say that a crisis begins or ends: the
// chair or the secretariat.
func MayLead(a Actor, v Verb) error {
	if slices.Contains([]Role{RoleChair, RoleSecretariat}, a.Role) && a.Role.Fits(a.OrgKind) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: v, Noun: NounCrisis}
}
