package store

import (
	"slices"
	"strings"

	"contactgroup/schema"
)

// register is what requests in the queues hold under the addresses of some rows.
type register struct {
	repeats map[contentKey]repeat // for the same operator: not to be doubled
	byURL   map[string][]meeting
}

// held finds which contents of the rows requests in the queues have already,
// among those that the member may know of.
func (in *intake) held(r reads, rows []schema.IntakeRow) (register, error) {
	out := register{repeats: map[contentKey]repeat{}, byURL: map[string][]meeting{}}
	var keys []string
	for _, row := range rows {
		if url, err := schema.CleanURL(row.URL); err == nil {
			keys = append(keys, schema.NormalURL(url))
		}
	}
	found, err := r.meetings(in.d.who, "url_key", keys, "r.open = 1")
	for _, m := range found { // the oldest request is kept
		out.byURL[m.URLKey] = append(out.byURL[m.URLKey], m)
		if key := (contentKey{m.Addressee, m.URLKey}); out.repeats[key].of == 0 {
			out.repeats[key] = repeat{of: m.Request, ref: m.Ref}
		}
	}
	return out, err
}

// copies finds the contents of requests in the queues that have the hashes of the rows.
func (in *intake) copies(r reads, rows []schema.IntakeRow) (map[string][]meeting, error) {
	var hashes []string
	for _, row := range rows {
		if h := strings.ToLower(row.Hash); h != "" && !slices.Contains(hashes, h) {
			hashes = append(hashes, h)
		}
	}
	found, err := r.meetings(in.d.who, "hash", hashes, "r.open = 1")
	out := map[string][]meeting{}
	for _, m := range found {
		out[m.Hash] = append(out[m.Hash], m)
	}
	return out, err
}

// meet reports what a row meets at other operators, by address or by hash, and
// at its own by hash: a second address is a second content to be withdrawn.
func (in *intake) meet(row schema.IntakeRow, addressee, url string, held register, copies map[string][]meeting) {
	key := schema.NormalURL(url)
	if held.repeats[contentKey{addressee, key}].of != 0 {
		return // reported as a duplicate
	}
	told := 0
	tell := func(m meeting, match schema.Match) {
		if told++; told > schema.MaxSimilar {
			return
		}
		s := m.similar(match, addressee)
		s.Line, s.N, s.URL = row.Line, 0, url
		in.report.Similar = append(in.report.Similar, s)
	}
	for _, m := range held.byURL[key] {
		if m.Addressee != addressee {
			tell(m, schema.MatchURL)
		}
	}
	for _, m := range copies[strings.ToLower(row.Hash)] {
		if m.URLKey != key {
			tell(m, schema.MatchHash)
		}
	}
}
