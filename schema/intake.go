package schema

import "time"

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
}

// RowFault is what is wrong with one row of an import.
type RowFault struct {
	Line   int    // 1-based
	Column string // heading as the file wrote it; empty: the row as a whole
	Place  int    // 1-based number of the column; 0: the row as a whole
	Err    error  // *Fault
}

// ImportReport tells what an import did, or would do under DryRun.
type ImportReport struct {
	Rows       int        // rows read
	Contents   int        // contents written
	Requests   []string   // references of the drafts made, in file order
	Duplicates []Repeat   // contents known already, attached and not doubled
	Faults     []RowFault // rows refused
	DryRun     bool
	Written    bool // false: nothing was written
}

// Repeat is a content that the register already holds for the same operator.
type Repeat struct {
	Line int
	URL  string
	Ref  string // the request that holds it, as the importer may know it
}
