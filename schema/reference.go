package schema

import (
	"fmt"
	"time"
	_ "time/tzdata" // a server without a zone database still knows Paris
)

// Paris is the zone of the group's legal clocks and numbering years.
var Paris = mustZone("Europe/Paris")

func mustZone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the zone database is linked in
	}
	return loc
}

// RequestRef is the n-th reference given to an addressee in a year: "GOO-2015-0042".
func RequestRef(prefix string, year, n int) string { return fmt.Sprintf("%s-%d-%04d", prefix, year, n) }

// DraftRef is the n-th draft of a year: "B-2015-0007".
func DraftRef(year, n int) string { return fmt.Sprintf("B-%d-%04d", year, n) }

// CaseRef is the n-th case of a year: "D-2015-0003".
func CaseRef(year, n int) string { return fmt.Sprintf("D-%d-%04d", year, n) }

// ActionRef is the n-th action item of a year, in the group's series when
// prefix is empty, else in that organisation's own: "A-2015-017", "GOO-A-2015-003".
func ActionRef(prefix string, year, n int) string {
	if prefix != "" {
		return fmt.Sprintf("%s-A-%d-%03d", prefix, year, n)
	}
	return fmt.Sprintf("A-%d-%03d", year, n)
}
