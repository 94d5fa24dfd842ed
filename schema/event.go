package schema

import "time"

// Seq is a place in one audience's log, counted from 1.
type Seq int64

// Cursor is how far a reader has read each of its logs, by audience key.
// The zero Cursor stands before every entry.
type Cursor map[string]Seq

// Event is one entry of one audience's log: what that reader may know of one change.
type Event struct {
	Audience string
	Seq      Seq
	At       time.Time // never before the entry above it
	Actor    string    // who, as this reader may know them: a name, or a function of the other side
	Verb     Verb      // what was done
	Noun     Noun      // to what
	Subject  ID        // its row, zero when the log's payload was erased
	Ref      string    // its reference, as this reader knows it
	Changes  []Change  // fields this reader may see
	Text     string    // note, reason, reply
	Internal bool      // known to the own organisation alone
	Erased   bool      // what it told is erased: its time in the register has ended
}

// Change is one field's old and new value, as codes, references or RFC 3339 times.
type Change struct {
	Field Field  `json:"f"`
	From  string `json:"a,omitempty"`
	To    string `json:"b,omitempty"`
}

// Clock gives the present. Programs pass time.Now or the demonstration's.
type Now func() time.Time
