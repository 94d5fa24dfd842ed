package schema

import (
	"context"
	"slices"
	"time"
)

// Group is what all members may know of the group as a whole.
type Group struct {
	Name string
	Zone string // IANA name
	Demo bool   // a demonstration: its clock is not the machine's
}

// NewMember is a member to be added.
type NewMember struct {
	Org     string // organisation code
	Service string
	Login   string
	Name    string
	Role    Role
	Lang    Lang
	Zone    string
}

// MemberUpdate is what changes of a member; nil leaves it as it is.
type MemberUpdate struct {
	Name    *string
	Service *string // empty: none
	Role    *Role
	Lang    *Lang   // empty: undecided
	Zone    *string // empty: the organisation's
	Mail    *string // where notices go; "none": nowhere
}

// OrganisationUpdate is what changes of an organisation; nil leaves it as it is.
type OrganisationUpdate struct {
	Name         *string
	Lang         *Lang
	Zone         *string
	Functions    []Function // all of them
	AddServices  []string
	DropServices []string // of which nobody is and no pending request

	KeyPolicy       *KeyPolicy
	AddAuthorities  []string // lines of an authorized_keys file
	DropAuthorities []string // lines or fingerprints
	Mailed          *TLP     // empty: no papers
}

// Ended names whose live sessions must end: those of the member, and of the
// credential with that name (a key's fingerprint, one of Credential.Names, or
// an authority's fingerprint). Where both are given both must fit; where one is
// not, the other decides.
type Ended struct {
	Member     ID
	Credential string
}

// Ends reports whether a session of the member, opened with c, must end.
func (e Ended) Ends(member ID, c Credential) bool {
	if e.Member != 0 && e.Member != member {
		return false
	}
	return e.Credential == "" && e.Member != 0 || e.Credential != "" && (e.Credential == c.Authority || slices.Contains(c.Names(), e.Credential))
}

type contextKey int

const (
	onceKey contextKey = iota
	revisionKey
	dryRunKey
	unitKey
	usesKey
)

// Once marks the one command made under ctx as the one known by key: made
// again by the same member it changes nothing and gives the first answer.
func Once(ctx context.Context, key string) context.Context {
	return context.WithValue(ctx, onceKey, key)
}

// OnceOf returns the key given to Once, or nothing.
func OnceOf(ctx context.Context) string {
	key, _ := ctx.Value(onceKey).(string)
	return key
}

// DryRun marks commands made under ctx to be checked and answered in full, but not kept.
func DryRun(ctx context.Context) context.Context { return context.WithValue(ctx, dryRunKey, true) }

// IsDryRun reports whether ctx comes from DryRun.
func IsDryRun(ctx context.Context) bool {
	dry, _ := ctx.Value(dryRunKey).(bool)
	return dry
}

// AtRevision makes the one command made under ctx, of those that say so, change
// its thing only while it is at that revision: else ErrStale. 0: whatever it is.
func AtRevision(ctx context.Context, rev int) context.Context {
	return context.WithValue(ctx, revisionKey, rev)
}

// RevisionOf returns the revision given to AtRevision, or 0.
func RevisionOf(ctx context.Context) int {
	rev, _ := ctx.Value(revisionKey).(int)
	return rev
}

// Together marks commands made under ctx as one unit of undo, named by unit.
func Together(ctx context.Context, unit string) context.Context {
	return context.WithValue(ctx, unitKey, unit)
}

// UnitOf returns the unit given to Together, or nothing.
func UnitOf(ctx context.Context) string {
	unit, _ := ctx.Value(unitKey).(string)
	return unit
}

// UndoTime is how long the screen offers to undo a verb.
const UndoTime = 10 * time.Second

// Undone tells what an undo took back.
type Undone struct {
	Verb Verb
	Noun Noun
	IDs  []ID
	Refs []string
	// Was and Revs are their revisions before and after, as the member sees them.
	Was, Revs []int
}
