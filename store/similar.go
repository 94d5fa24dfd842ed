package store

import (
	"slices"

	"contactgroup/schema"
)

// meeting is a content of a request in the queues that meets one at hand.
type meeting struct {
	Request   schema.ID `db:"id"`
	N         int
	Ref       string
	Addressee string
	State     schema.State
	Case      string `db:"case_ref"`
	URL       string
	URLKey    string `db:"url_key"`
	PathKey   string `db:"path_key"`
	Hash      string
}

const meetingSelect = `SELECT r.id, c.n, r.ref, r.addressee, r.state, coalesce(s.case_ref, '') AS case_ref, c.url, c.url_key, c.path_key, c.hash
	FROM content c JOIN request r ON r.id = c.request_id LEFT JOIN request_side s ON s.request_id = r.id AND s.org_id = ? WHERE `

// meetings finds the contents of requests within the actor's sight whose column,
// one of those with an index, has one of the values; the oldest request first.
func (r reads) meetings(who schema.Actor, column string, values []string, where string, args ...any) ([]meeting, error) {
	if len(values) == 0 {
		return nil, nil
	}
	// Of hashes and paths the index has those alone that are none empty, which SQLite must be told.
	return r.meet(who, "c."+column+" IN (?) AND c."+column+" <> '' AND "+where, append([]any{values}, args...), " ORDER BY r.id, c.n")
}

func (r reads) meet(who schema.Actor, where string, args []any, order string) ([]meeting, error) {
	seen, seenArgs := sight(who)
	var out []meeting
	err := r.all(&out, meetingSelect+where+" AND "+seen+order, slices.Concat([]any{who.Org}, args, seenArgs)...)
	return out, err
}

// similar tells which requests in the queues have contents that meet those of a
// request, by address or by hash: of each content the oldest, schema.MaxSimilar
// at most. No more are read: what spreads is reported thousands of times.
func (r reads) similar(who schema.Actor, of *requestRow, contents []schema.Content) ([]schema.Similar, error) {
	out := []schema.Similar{}
	for _, by := range []struct {
		match schema.Match
		where string
		args  func(c schema.Content, url string) []any
	}{
		{schema.MatchURL, "c.url_key = ?", func(_ schema.Content, url string) []any { return []any{url} }},
		{schema.MatchHash, "c.hash = ? AND c.hash <> '' AND c.url_key <> ?", // told by its address else
			func(c schema.Content, url string) []any { return []any{c.Hash, url} }},
	} {
		for _, c := range contents {
			args := by.args(c, schema.NormalURL(c.URL))
			if args[0] == "" {
				continue
			}
			found, err := r.meet(who, by.where+" AND r.open = 1 AND r.id <> ?", append(args, of.ID), " ORDER BY c.request_id, c.n"+atMost(schema.MaxSimilar))
			if err != nil {
				return nil, err
			}
			for _, m := range found {
				s := m.similar(by.match, of.Addressee)
				s.N, s.URL = c.N, c.URL
				out = append(out, s)
			}
		}
	}
	return out, nil
}

// keysOf are the keys of contents, each once, without empty ones.
func keysOf(contents []schema.Content, key func(schema.Content) string) []string {
	var keys []string
	known := map[string]bool{"": true}
	for _, c := range contents {
		if k := key(c); !known[k] {
			known[k] = true
			keys = append(keys, k)
		}
	}
	return keys
}

// similar is what is told of a content found; addressee is that of the request at hand.
func (m meeting) similar(match schema.Match, addressee string) schema.Similar {
	return schema.Similar{N: m.N, URL: m.URL, Match: match, Ref: m.Ref, Addressee: m.Addressee, State: m.State, Case: m.Case,
		Same: m.Addressee == addressee}
}
