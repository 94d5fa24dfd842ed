package schema

import (
	"fmt"
	"time"
)

// IntakeRow is one content signalled in a file of imports, before any check
// against the register.
type IntakeRow struct {
	Line        int // 1-based line of the file it began on; the heading is line 1
	Case        string
	Kind        Kind
	URL         string
	Type        ContentType
	Operator    string // organisation code, as typed: the store knows which exist
	Regime      Regime
	LegalBasis  string
	Label       Label
	Subject     string
	Reasons     string
	TLP         TLP
	ReportedAt  time.Time
	ExternalRef string
	Hash        string // hex SHA-256 where known
}

// RowFault is what is wrong with one row of an import.
type RowFault struct {
	Line   int    // 1-based
	Column string // heading as the file wrote it; empty: the row as a whole
	Place  int    // 1-based number of the column; 0: the row as a whole
	Err    error  // *Fault
}

// RowError is all that is wrong with one row of an import. Reading goes on after it.
type RowError struct {
	Faults []RowFault // at least one, all of the same line
}

// Error tells the first fault in English, for logs.
func (e *RowError) Error() string { return e.Faults[0].text() }

// Unwrap returns the reason of the first fault.
func (e *RowError) Unwrap() error { return e.Faults[0].Err }

// FileError is a fault of an import's file as a whole, at the place where
// reading ended. Err is a *Fault or the failure of the machine that read it.
type FileError struct {
	RowFault
}

// Error tells the fault in English, for logs.
func (e *FileError) Error() string { return e.text() }

// Unwrap returns the reason.
func (e *FileError) Unwrap() error { return e.Err }

func (f RowFault) text() string {
	if f.Column == "" {
		return fmt.Sprintf("line %d: %v", f.Line, f.Err)
	}
	return fmt.Sprintf("line %d, column %q: %v", f.Line, f.Column, f.Err)
}

// ImportReport tells what an import did, or would do under DryRun.
type ImportReport struct {
	Rows       int        // rows read
	Contents   int        // contents written
	Requests   []string   // references of the drafts made, in file order
	Duplicates []Repeat   // contents known already, attached and not doubled
	Similar    []Similar  // contents written that requests in the queues meet, see MaxSimilar
	Faults     []RowFault // rows refused
	DryRun     bool
	Written    bool   // false: nothing was written
	Digest     string // of the rows, in hexadecimal: tells one import from another under the same key of Once
}

// MaxSimilar bounds the similar contents that are told of one content.
const MaxSimilar = 5

// Repeat is a content that the register already holds for the same operator.
type Repeat struct {
	Line int
	URL  string
	Ref  string // the request that holds it, as the importer may know it
}
