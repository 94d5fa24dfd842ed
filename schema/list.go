package schema

// Sort orders a list.
type Sort struct {
	Field SortField
	Desc  bool
}

// SortField is what a list can be ordered by.
type SortField string

const (
	SortDue     SortField = "due" // none last
	SortLabel   SortField = "label"
	SortRef     SortField = "ref"
	SortUpdated SortField = "updated"
	SortOwner   SortField = "owner" // organisation: addressee of a request, owner of an action
)

// SortFields lists every SortField.
var SortFields = []SortField{SortDue, SortLabel, SortRef, SortUpdated, SortOwner}

// List asks for one page of a list.
type List struct {
	Query  Query
	Sort   Sort   // zero: by due
	After  string // cursor: the page that follows it
	Before string // cursor: the page that precedes it; BeforeEnd: the last page. After must then be empty
	Limit  int    // 1..500; 0: 100
	All    bool   // the archive too; otherwise only what is not terminal, unless the query names a state
}

// BeforeEnd as List.Before asks for the last page.
const BeforeEnd = "end"

// Page is one page of a list, in the list's order.
type Page[T any] struct {
	Items []T
	Prev  string // cursor for List.Before; empty: this is the first page
	Next  string // cursor for List.After; empty: this is the last page
}

// CountLimit is how far counts are exact.
const CountLimit = 999

// Count is a number of rows, exact up to CountLimit.
type Count struct {
	N    int
	More bool // there are more than N; shown as "999+"
}
