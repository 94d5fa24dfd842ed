package schema

import (
	"fmt"
	"strings"
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

// Zone is the time zone of that IANA name, UTC when it is unknown.
func Zone(name string) *time.Location {
	if loc, err := time.LoadLocation(name); err == nil {
		return loc
	}
	return time.UTC
}

// RequestRef is the n-th reference given to an addressee in a year: "GOO-2015-0042".
func RequestRef(prefix string, year, n int) string { return fmt.Sprintf("%s-%d-%04d", prefix, year, n) }

// DraftRef is the n-th draft of a year: "B-2015-0007".
func DraftRef(year, n int) string { return fmt.Sprintf("B-%d-%04d", year, n) }

// DraftSeries is what references of drafts begin with.
const DraftSeries = "B"

// SeriesOf is the series ("GOO") of a text that begins as a request's reference
// does, in any case: "goo-", "GOO-2015", "goo-2015-0042". It is empty for any other text.
func SeriesOf(text string) string {
	series, number, found := strings.Cut(strings.ToUpper(text), "-")
	year, n, full := strings.Cut(number, "-")
	other := func(s, of string) bool { return strings.Trim(s, of) != "" }
	if !found || other(series, capitals) || other(year, digits) || other(n, digits) || len(year) > 4 || full && len(year) < 4 {
		return ""
	}
	return series
}

const (
	capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits   = "0123456789"
)

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

// ActionPrefix is what the reference of an action item begins with that is
// known to some alone; letters that do not count follow.
func ActionPrefix(year int) string { return fmt.Sprintf("A-%d-", year) }

// MeetingRef is the reference of the n-th meeting of a day: "2015-05-06",
// "2015-05-06-2"; of an organisation's own ones "GOO-R-2015-05-06".
func MeetingRef(prefix string, day Date, n int) string {
	ref := day.String()
	if prefix != "" {
		ref = prefix + "-R-" + ref
	}
	if n > 1 {
		ref = fmt.Sprintf("%s-%d", ref, n)
	}
	return ref
}

// RollRef is the n-th reference of a series that runs within a year, or for
// ever when year is 0: "E-2015-003", "ART-3".
func RollRef(series string, year, n int) string {
	if year == 0 {
		return fmt.Sprintf("%s-%d", series, n)
	}
	return fmt.Sprintf("%s-%d-%03d", series, year, n)
}
