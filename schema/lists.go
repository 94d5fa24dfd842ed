package schema

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Lists are how one member keeps the lists on their screens. The zero Lists are good.
type Lists struct {
	Preview Preview           `json:"preview,omitempty"`
	Columns map[Noun][]string `json:"columns,omitempty"` // of the lists that everybody has; none: the usual ones
	Filters []string          `json:"filters,omitempty"` // used lately, newest first, as they were typed
}

// Preview is where a list shows the row under the hand in full.
type Preview string

const (
	PreviewFits  Preview = "" // beside the list where there is room, else below it
	PreviewBelow Preview = "below"
	PreviewRight Preview = "right" // below where there is no room beside
	PreviewOff   Preview = "off"
)

// Previews lists every Preview.
var Previews = []Preview{PreviewFits, PreviewBelow, PreviewRight, PreviewOff}

// MaxFilters bounds the filters that are remembered.
const MaxFilters = 50

// ListsChange is what changes in a member's Lists; zero fields stay as they were.
type ListsChange struct {
	Preview *Preview
	Noun    Noun     // whose Columns are set; one of ViewNouns
	Columns []string // none: the usual ones again
	Filter  string   // was used: it becomes the newest
}

// With returns l with a change made, or what is wrong with it: ErrInvalid. l
// itself stays as it was.
func (l Lists) With(c ListsChange) (Lists, error) {
	if c.Preview != nil {
		if !slices.Contains(Previews, *c.Preview) {
			return l, Invalid(WhyUnknown, "preview", string(*c.Preview))
		}
		l.Preview = *c.Preview
	}
	if c.Noun != "" {
		if !slices.Contains(ViewNouns, c.Noun) {
			return l, Invalid(WhyUnknown, "noun", string(c.Noun))
		}
		if err := checkColumns(c.Columns); err != nil {
			return l, err
		}
		l.Columns = maps.Clone(l.Columns)
		if l.Columns == nil {
			l.Columns = map[Noun][]string{}
		}
		if delete(l.Columns, c.Noun); len(c.Columns) > 0 {
			l.Columns[c.Noun] = slices.Clone(c.Columns)
		}
	}
	if text := strings.TrimSpace(c.Filter); text != "" {
		if _, err := ParseQuery(text); err != nil {
			return l, err
		}
		others := slices.DeleteFunc(slices.Clone(l.Filters), func(s string) bool { return s == text })
		l.Filters = append([]string{text}, others...)
		l.Filters = l.Filters[:min(len(l.Filters), MaxFilters)]
	}
	return l, nil
}

// checkColumns judges the names of a list's columns.
func checkColumns(columns []string) error {
	if len(columns) > maxColumns {
		return Invalid(WhyTooMany, "columns", strconv.Itoa(maxColumns))
	}
	for _, c := range columns {
		if !columnName.MatchString(c) {
			return Invalid(WhyUnknown, "columns", c)
		}
	}
	return nil
}

// zero reports whether nothing was kept.
func (l Lists) zero() bool { return l.Preview == "" && len(l.Columns) == 0 && len(l.Filters) == 0 }
