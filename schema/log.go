package schema

import (
	"strings"
	"time"
)

// Head is the end of one audience's log at a time. Root is the hash of the
// Merkle tree (RFC 6962) over the entries up to Size, in base64.
type Head struct {
	Audience string
	Size     Seq
	Root     string
	At       time.Time // when it was sealed, UTC
	Note     string    // the same, signed, as golang.org/x/mod/sumdb/note writes it
}

// Heads are the present heads of the logs that a member reads, and the line of
// the key that signs them (golang.org/x/mod/sumdb/note).
type Heads struct {
	Key   string // empty: this register is not sealed
	Items []Head
}

// File writes heads as a member keeps them: the key's line, then the signed
// heads, with blank lines between.
func (h Heads) File() string {
	var b strings.Builder
	b.WriteString(h.Key + "\n")
	for _, head := range h.Items {
		b.WriteString("\n" + head.Note)
	}
	return b.String()
}

// LogList asks for one page of a member's logs, newest first.
type LogList struct {
	Since time.Time // not what is older; zero: from the beginning
	After string    // cursor: the page that follows it
	Limit int       // 1..500; 0: 100

	Security bool // those of Actor.SecurityLogs, for administrators
}

// LogReport is what the verification of one audience's log found.
type LogReport struct {
	Audience string
	Entries  Seq // there are, by the log's own counter
	Sealed   Seq // of them under a signed head
	Erased   int // of them without their contents, which their time in the register has ended
	Heads    int // of the earlier days, kept beside the log, that hold
	Kept     int // brought by the reader, that hold
	Damage   []Damage
	More     int // findings beyond those of Damage
}

// Whole reports whether nothing was found.
func (r LogReport) Whole() bool { return len(r.Damage) == 0 }

// DamageKind says in one code what is wrong with a log. ui/lang holds a
// sentence for each of DamageKinds in every language.
type DamageKind string

const (
	DamageMissing   DamageKind = "missing"   // entries From…To are not there
	DamageEntry     DamageKind = "entry"     // entry From is not the one that was written
	DamageContents  DamageKind = "contents"  // the contents of entry From are not those that were written
	DamageBlanked   DamageKind = "blanked"   // the contents of entries From…To, or of some of them, are gone, and the log tells of no erasure that took them
	DamageAdded     DamageKind = "added"     // entries From…To were never given their place
	DamageCounter   DamageKind = "counter"   // entries From…To are sealed and there, but the log's counter says that it ends before
	DamageHash      DamageKind = "hash"      // what is kept of the tree does not fit entries From…To, which are sound
	DamageTree      DamageKind = "tree"      // entries From…To are not those whose head was signed At
	DamageSignature DamageKind = "signature" // the head of To entries is not signed with the group's key
	DamageCut       DamageKind = "cut"       // the reader keeps a head of To entries, signed At; From…To are not there
	DamageRewritten DamageKind = "rewritten" // the reader keeps a head of To entries, signed At; From…To are others now
	DamageKey       DamageKind = "key"       // the reader's heads were signed with another key than the group's
)

// DamageKinds lists every DamageKind.
func DamageKinds() []DamageKind {
	return []DamageKind{DamageMissing, DamageEntry, DamageContents, DamageBlanked, DamageAdded, DamageCounter, DamageHash, DamageTree, DamageSignature,
		DamageCut, DamageRewritten, DamageKey}
}

// Damage is one finding of a verification.
type Damage struct {
	Kind     DamageKind
	From, To Seq
	At       time.Time // of the head concerned; zero: none is
}
