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
	seen, seenArgs := sight(who)
	var out []meeting
	args = append(append([]any{who.Org, values}, args...), seenArgs...)
	err := r.all(&out, meetingSelect+"c."+column+" IN (?) AND "+where+" AND "+seen+" ORDER BY r.id, c.n", args...)
	return out, err
}

// similar tells which requests in the queues have contents that meet those of a
// request, by address or by hash.
func (r reads) similar(who schema.Actor, of *requestRow, contents []schema.Content) ([]schema.Similar, error) {
	out := []schema.Similar{}
	for _, by := range []struct {
		match  schema.Match
		column string
		key    func(schema.Content) string
	}{
		{schema.MatchURL, "url_key", func(c schema.Content) string { return schema.NormalURL(c.URL) }},
		{schema.MatchHash, "hash", func(c schema.Content) string { return c.Hash }},
	} {
		keys := keysOf(contents, by.key)
		for chunk := range slices.Chunk(keys, 500) {
			found, err := r.meetings(who, by.column, chunk, "r.open = 1 AND r.id <> ?", of.ID)
			if err != nil {
				return nil, err
			}
			out = append(out, meet(found, contents, of.Addressee, by.match, by.key)...)
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

// meet says of each content which of those found it meets, schema.MaxSimilar at most.
func meet(found []meeting, contents []schema.Content, addressee string, match schema.Match, key func(schema.Content) string) []schema.Similar {
	byKey := map[string][]meeting{}
	for _, m := range found {
		k := m.URLKey
		if match == schema.MatchHash {
			k = m.Hash
		}
		byKey[k] = append(byKey[k], m)
	}
	var out []schema.Similar
	for _, c := range contents {
		told := 0
		for _, m := range byKey[key(c)] {
			if match == schema.MatchHash && m.URLKey == schema.NormalURL(c.URL) {
				continue // told by its address
			}
			if told++; told > schema.MaxSimilar {
				break
			}
			s := m.similar(match, addressee)
			s.N, s.URL = c.N, c.URL
			out = append(out, s)
		}
	}
	return out
}

// similar is what is told of a content found; addressee is that of the request at hand.
func (m meeting) similar(match schema.Match, addressee string) schema.Similar {
	return schema.Similar{N: m.N, URL: m.URL, Match: match, Ref: m.Ref, Addressee: m.Addressee, State: m.State, Case: m.Case,
		Same: m.Addressee == addressee}
}
