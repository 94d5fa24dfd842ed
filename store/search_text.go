package store

import (
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
		Open      bool
		Ref       string
		Subject   string
		Reasons   string
		Service   string
		Basis     string    `db:"legal_basis"`
		Addressee schema.ID // zero until sent
	}
	err := t.all(&requests, `SELECT r.id, r.open, r.ref, r.subject, r.reasons, r.service, r.legal_basis, coalesce(o.id, 0) AS addressee
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
		rows[i] = textRow(q.ID, q.Addressee, q.Open, append([]string{q.Ref, q.Subject, q.Reasons, q.Service, q.Basis}, replies[q.ID]...), urls[q.ID])
	}
	return rows, nil
}

// textHead begins the statements that write what textRow makes.
const textHead = `INSERT INTO request_text (request_id, reader, body, addresses, open)`

// textRow is the row of request_text of one request; addressee is zero until it is sent.
func textRow(id, addressee schema.ID, open bool, words, urls []string) []any {
	mark := ""
	if addressee != 0 {
		mark = readerMark(addressee)
	}
	return []any{id, mark, schema.SearchText(words...), schema.SearchText(urls...), flag(open)}
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
