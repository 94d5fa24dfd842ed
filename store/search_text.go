package store

import (
	"context"
	"slices"
	"strconv"

	"contactgroup/schema"
)

// searched are the columns of a request by which words of a filter find it,
// beside its contents' addresses and the texts of the replies sent. All of
// them are known to every reader of the request.
var searched = []string{"ref", "subject", "reasons", "service", "legal_basis"}

// readerMark stands before each word that an organisation is to find. It ends
// with a sign, which no word holds.
func readerMark(org schema.ID) string { return strconv.FormatInt(int64(org), 10) + "¦" }

// spell makes the words by which requests are found anew. Whatever changes what
// they are made of calls it in the same transaction; triggers, or an index, see
// to the rest.
func (t *tx) spell(ids []schema.ID) error {
	for chunk := range slices.Chunk(ids, 500) {
		rows, err := t.spelled(chunk)
		if err != nil {
			return err
		}
		if _, err := t.exec(`DELETE FROM request_text WHERE request_id IN (?)`, chunk); err != nil {
			return err
		}
		if err := t.insertRows(textHead, rows); err != nil {
			return err
		}
	}
	return nil
}

// spelled are the rows of request_text of some requests.
func (t *tx) spelled(ids []schema.ID) ([][]any, error) {
	var requests []struct {
		ID        schema.ID
		Ref       string
		Subject   string
		Reasons   string
		Service   string
		Basis     string    `db:"legal_basis"`
		Addressee schema.ID // zero until sent
	}
	err := t.all(&requests, `SELECT r.id, r.ref, r.subject, r.reasons, r.service, r.legal_basis, coalesce(o.id, 0) AS addressee
		FROM request r LEFT JOIN organisation o ON o.code = r.addressee AND r.sent_at > 0 WHERE r.id IN (?) ORDER BY r.id`, ids)
	if err != nil {
		return nil, err
	}
	urls, err := t.textsOf(`SELECT request_id, url AS text FROM content WHERE request_id IN (?) ORDER BY request_id, n`, ids)
	if err != nil {
		return nil, err
	}
	replies, err := t.textsOf(`SELECT request_id, text FROM reply WHERE request_id IN (?) AND state <> 'held' AND text <> '' ORDER BY request_id, n`, ids)
	if err != nil {
		return nil, err
	}
	rows := make([][]any, len(requests))
	for i, q := range requests {
		rows[i] = textRow(q.ID, q.Addressee, append([]string{q.Ref, q.Subject, q.Reasons, q.Service, q.Basis}, replies[q.ID]...), urls[q.ID])
	}
	return rows, nil
}

// textHead begins the statements that write what textRow makes.
const textHead = `INSERT INTO request_text (request_id, reader, body, addresses)`

// textRow is the row of request_text of one request; addressee is zero until it is sent.
func textRow(id, addressee schema.ID, words, urls []string) []any {
	mark := ""
	if addressee != 0 {
		mark = readerMark(addressee)
	}
	return []any{id, mark, schema.SearchText(words...), schema.SearchText(urls...)}
}

// textsOf reads texts by their request.
func (t *tx) textsOf(query string, ids []schema.ID) (map[schema.ID][]string, error) {
	var rows []struct {
		RequestID schema.ID `db:"request_id"`
		Text      string
	}
	err := t.all(&rows, query, ids)
	out := make(map[schema.ID][]string, len(ids))
	for _, r := range rows {
		out[r.RequestID] = append(out[r.RequestID], r.Text)
	}
	return out, err
}

// spellChunk bounds how long other commands wait while words are made anew.
const spellChunk = 500

// spellAll makes the words of the whole register anew when they were cut by
// another rule than this program's, or were never: after a migration, and after
// rows came in by other ways than commands (see mispelled). It goes on where it
// was stopped; of several nodes that start together each does a part.
func (db *DB) spellAll(ctx context.Context) error {
	for done, told := false, false; !done; {
		err := db.write(ctx, func(t *tx) error {
			var state struct{ Version, Upto int64 }
			err := t.one(&state, `SELECT version, upto FROM search_state WHERE id = 1`+t.db.engine.forUpdate)
			if done = state.Version == schema.SearchVersion && state.Upto == 0; err != nil || done {
				return err
			}
			if !told {
				told = true
				db.log.Info("the words to search by are made anew", "from", state.Upto)
			}
			if state.Upto == 0 {
				if err := t.spellActions(); err != nil {
					return err
				}
			}
			var ids []schema.ID
			if err := t.all(&ids, `SELECT id FROM request WHERE id > ? ORDER BY id LIMIT ?`, state.Upto, spellChunk); err != nil {
				return err
			}
			if err := t.spell(ids); err != nil {
				return err
			}
			version, upto := int64(schema.SearchVersion), int64(0)
			if len(ids) == spellChunk {
				version, upto = state.Version, int64(ids[len(ids)-1])
			}
			_, err = t.exec(`UPDATE search_state SET version = ?, upto = ? WHERE id = 1`, version, upto)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// misspelled tells that rows came in whose words are not made: spellAll makes
// them all anew. A whole register that is read in calls it before its last commit.
func (t *tx) misspelled() error {
	_, err := t.exec(`UPDATE search_state SET version = 0, upto = 0 WHERE id = 1`)
	return err
}

// spellActions makes the words of all action items anew; they are few.
func (t *tx) spellActions() error {
	var rows []actionRow
	if err := t.all(&rows, `SELECT `+actionColumns+` FROM action_item a`); err != nil {
		return err
	}
	for _, a := range rows {
		if _, err := t.exec(`UPDATE action_item SET search = ? WHERE id = ?`, a.searched(), a.ID); err != nil {
			return err
		}
	}
	return nil
}
