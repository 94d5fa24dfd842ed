package store

import (
	"strings"
)

// wordIndex is how an engine finds requests by words.
type wordIndex struct {
	// match is a query for the IDs of requests that have the words of every
	// term, no ID twice; none tells that there is none.
	match func(r reads, terms []anyOfAll) (hits condition, none bool, err error)
	// first begins a FROM with the IDs that %s selects, and has the rows found by them.
	first string
}

var (
	sqliteWords = wordIndex{match: matchSQLite, first: "(%s) found CROSS JOIN request r ON r.id = found.id"}
	// In PostgreSQL row security stands before whatever a query asks: what is
	// looked for is said to the policy of table request_words, whose index serves it.
	postgresWords = wordIndex{match: matchPostgres, first: "(%s) found JOIN request r ON r.id = found.id"}
)

// maxSpellings is how many words with the same beginning are looked for one by
// one: SQLite finds each as it goes, but gathers all rows of a beginning first.
const maxSpellings = 40

func matchSQLite(r reads, terms []anyOfAll) (hits condition, none bool, err error) {
	var every []string
	for _, term := range terms {
		var any []string
		for _, all := range term {
			words := make([]string, 0, len(all))
			for _, w := range all {
				text, known, err := spellings(r, w)
				if err != nil {
					return nothing, false, err
				}
				if !known {
					words = nil
					break
				}
				words = append(words, text)
			}
			if words != nil {
				any = append(any, "("+strings.Join(words, " AND ")+")")
			}
		}
		if len(any) == 0 {
			return nothing, true, nil
		}
		every = append(every, "("+strings.Join(any, " OR ")+")")
	}
	return condition{"SELECT rowid AS id FROM request_words WHERE request_words MATCH ?", []any{strings.Join(every, " AND ")}}, false, nil
}

// spellings is a word as FTS5 looks for it: one that may go on as the words of
// the register that begin so, unless they are too many. known tells that there is one.
func spellings(r reads, w wanted) (text string, known bool, err error) {
	var found []string
	for from := w.word; len(found) < maxSpellings; {
		var next []string
		err := r.all(&next, `SELECT term FROM request_vocabulary WHERE term >= ? LIMIT 1`, from)
		if err != nil {
			return "", false, err
		}
		if len(next) == 0 || next[0] != w.word && (!w.open || !strings.HasPrefix(next[0], w.word)) {
			return "(" + strings.Join(found, " OR ") + ")", len(found) > 0, nil
		}
		if found = append(found, `"`+next[0]+`"`); !w.open {
			return found[0], true, nil
		}
		from = next[0] + "\x01" // the first that follows
	}
	return `"` + w.word + `" *`, true, nil
}

func matchPostgres(r reads, terms []anyOfAll) (hits condition, none bool, err error) {
	every := make([]string, len(terms))
	for i, term := range terms {
		any := make([]string, len(term))
		for j, all := range term {
			words := make([]string, len(all))
			for k, w := range all {
				words[k] = "'" + w.word + "'"
				if w.open {
					words[k] += ":*"
				}
			}
			any[j] = "(" + strings.Join(words, " & ") + ")"
		}
		every[i] = "(" + strings.Join(any, " | ") + ")"
	}
	wanted := strings.Join(every, " & ")
	var said string
	err = r.one(&said, `SELECT set_config('contactgroup.words', ?, true)`, wanted)
	return condition{"SELECT q.request_id AS id FROM request_words q WHERE q.words @@ CAST(? AS tsquery)", []any{wanted}}, false, err
}
