package schema

import "time"

// Ruling is what the authority says to a contestation.
type Ruling string

const (
	RulingOpen      Ruling = "open"      // not decided yet
	RulingUpheld    Ruling = "upheld"    // the request stands
	RulingWithdrawn Ruling = "withdrawn" // it does not: the authority takes it back by a verb of its own
)

// Rulings lists what can be decided.
var Rulings = []Ruling{RulingUpheld, RulingWithdrawn}

// Contestation is an addressee's objection to a request and what was decided
// on it: a dated record. It changes neither the state nor the clock of the
// request; suspensions are for questions and impossibilities alone.
type Contestation struct {
	N         int       // 1-based within the request
	By        string    // who contested, as the reader may know them; empty: the authority decided of its own motion
	At        time.Time // when
	Reason    string
	Due       time.Time // by when the authority decides; zero: no text says
	Ruling    Ruling    // RulingOpen until decided
	Decided   time.Time // zero while open
	DecidedBy string    // as the reader may know them
	Grounds   string    // reasons of the decision
}
