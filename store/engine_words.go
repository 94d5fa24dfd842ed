package store

import (
	"strings"

	"contactgroup/schema"
)

// wordIndex is how an engine finds requests by words.
type wordIndex struct {
	// match is a query for the IDs of requests that have the words of every
	// term, no ID twice, of open ones alone when open; none tells that there is none.
	match func(r reads, terms []anyOfAll, open bool) (hits condition, none bool, err error)
	// queue puts the words of open requests among those of the queue, where they are not yet.
	queue func(t *tx, ids []schema.ID) error
	// first begins a FROM with the IDs that %s selects, and has the rows found by them.
	first string
	// both is a query for the IDs that one %s selects and another too; empty: to ask for both takes longer than
	// to look at the rows that the first gives.
	both string
}

var (
	sqliteWords = wordIndex{match: matchSQLite, queue: queueSQLite, first: "(%s) found CROSS JOIN request r ON r.id = found.id",
		both: "SELECT words.id FROM (%s) words WHERE +words.id IN (%s)"}
	// In PostgreSQL row security stands before whatever a query asks: what is
	// looked for is said to the policy of table request_words, whose index serves it.
	postgresWords = wordIndex{match: matchPostgres, queue: (*tx).spell, first: "(%s) found JOIN request r ON r.id = found.id"}
)

// maxSpellings is how many words with the same beginning are looked for one by
// one: SQLite finds each as it goes, but gathers all rows of a beginning first.
const maxSpellings = 40

func matchSQLite(r reads, terms []anyOfAll, open bool) (hits condition, none bool, err error) {
	table, vocabulary := "request_words", "request_vocabulary"
	if open {
		table, vocabulary = "request_open_words", "request_open_vocabulary"
	}
	var every []string
	for _, term := range terms {
		var any []string
		for _, all := range term {
			words := make([]string, 0, len(all))
			for _, w := range all {
				text, known, err := spellings(r, vocabulary, w)
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
	return condition{"SELECT rowid AS id FROM " + table + " WHERE " + table + " MATCH ?", []any{strings.Join(every, " AND ")}}, false, nil
}

// spellings is a word as FTS5 looks for it: one that may go on as the words of
// the register that begin so, unless they are too many. known tells that there is one.
func spellings(r reads, vocabulary string, w wanted) (text string, known bool, err error) {
	var found []string
	for from := w.word; len(found) < maxSpellings; {
		var next []string
		err := r.all(&next, `SELECT term FROM `+vocabulary+` WHERE term >= ? LIMIT 1`, from)
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

// queueSQLite leaves the words of the whole register as they are: to replace
// them takes much longer than to write those of the queue.
func queueSQLite(t *tx, ids []schema.ID) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := t.exec(`INSERT INTO request_open_words (rowid, words) SELECT request_id, body || addresses
		|| CASE reader WHEN '' THEN '' ELSE replace(body || addresses, ' ', ' ' || reader) END FROM request_text WHERE request_id IN (?) AND open = 0`, ids)
	if err == nil {
		_, err = t.exec(`UPDATE request_text SET open = 1 WHERE request_id IN (?)`, ids)
	}
	return err
}

func matchPostgres(r reads, terms []anyOfAll, open bool) (hits condition, none bool, err error) {
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
	hits = condition{"SELECT q.request_id AS id FROM request_words q WHERE q.words @@ CAST(? AS tsquery)", []any{wanted}}
	if open {
		hits.text += " AND q.open = 1"
	}
	return hits, false, err
}
