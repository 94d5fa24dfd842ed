package store

import (
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
)

// contentRow is a row of content.
type contentRow struct {
	RequestID   schema.ID `db:"request_id"`
	N           int
	URL         string
	Type        schema.ContentType
	Hash        string
	Outcome     schema.Outcome
	Effective   int64 `db:"effective_at"`
	Territories string
	Observed    string
	ObservedAt  int64 `db:"observed_at"`
	Added       int64 `db:"added_at"`
}

func (c contentRow) content() schema.Content {
	return schema.Content{N: c.N, URL: c.URL, Type: c.Type, Hash: c.Hash, Outcome: c.Outcome, EffectiveAt: instant(c.Effective),
		Territories: splitList(c.Territories), Observed: c.Observed, ObservedAt: instant(c.ObservedAt), Added: instant(c.Added)}
}

const contentSelect = `SELECT request_id, n, url, type, hash, outcome, effective_at, territories, observed, observed_at, added_at FROM content`

// contentsQuery reads the contents of a request in order of N.
const contentsQuery = contentSelect + ` WHERE request_id = ? ORDER BY n`

// contentsOf returns the contents of a request in order of N.
func (r reads) contentsOf(id schema.ID) ([]schema.Content, error) {
	var rows []contentRow
	err := r.all(&rows, contentsQuery, id)
	return contents(rows), err
}

func contents(rows []contentRow) []schema.Content { return itemsOf(rows, contentRow.content) }

// contentsOfAll returns the contents of some requests, each in order of N.
func (r reads) contentsOfAll(ids []schema.ID) (map[schema.ID][]schema.Content, error) {
	var rows []contentRow
	err := r.all(&rows, contentSelect+` WHERE request_id IN (?) ORDER BY request_id, n`, ids)
	out := make(map[schema.ID][]schema.Content, len(ids))
	for _, row := range rows {
		out[row.RequestID] = append(out[row.RequestID], row.content())
	}
	return out, err
}

// ContentsOf returns the contents, in order of N, of those of the requests that
// are visible still: each of them has an entry, also one without contents.
func (d *Desk) ContentsOf(ctx context.Context, ids []schema.ID) (map[schema.ID][]schema.Content, error) {
	out := make(map[schema.ID][]schema.Content, len(ids))
	seen, args := sight(d.who)
	err := d.view(ctx, func(r reads) error {
		for chunk := range slices.Chunk(ids, 500) {
			var visible []requestRow
			err := r.all(&visible, `SELECT r.id, r.sent_at FROM request r WHERE r.id IN (?) AND `+seen, append([]any{chunk}, args...)...)
			if err != nil {
				return err
			}
			if len(visible) == 0 {
				continue
			}
			found := make([]schema.ID, len(visible))
			for i, row := range visible {
				found[i] = row.ID
			}
			contents, err := r.contentsOfAll(found)
			if err != nil {
				return err
			}
			for _, row := range visible {
				out[row.ID] = row.full().ContentsFor(readerOf(d.who), contents[row.ID])
			}
		}
		return nil
	})
	return out, err
}

const contentInsert = `INSERT INTO content (request_id, n, url, url_key, path_key, type, hash, outcome, effective_at, territories, observed, observed_at, added_at)`

// contentValues are the columns of contentInsert.
func contentValues(id schema.ID, c schema.Content) []any {
	key := schema.NormalURL(c.URL)
	return []any{id, c.N, c.URL, key, schema.PathKey(key), c.Type, c.Hash, c.Outcome, stamp(c.EffectiveAt),
		strings.Join(c.Territories, ","), c.Observed, stamp(c.ObservedAt), stamp(c.Added)}
}

// addContents writes contents of a request; their N and Added are set already.
func (t *tx) addContents(id schema.ID, contents []schema.Content) error {
	rows := make([][]any, len(contents))
	for i, c := range contents {
		rows[i] = contentValues(id, c)
	}
	return t.insertRows(contentInsert, rows)
}

// cleanContents checks contents that somebody gives and numbers them after
// those that the request has. An address that is there already is left out.
func (t *tx) cleanContents(given, present []schema.Content) ([]schema.Content, error) {
	known := map[string]bool{}
	last := 0
	for _, c := range present {
		known[schema.NormalURL(c.URL)] = true
		last = max(last, c.N)
	}
	var out []schema.Content
	for _, g := range given {
		url, err := schema.CleanURL(g.URL)
		if err != nil {
			return nil, err
		}
		if g.Type != "" && !slices.Contains(schema.ContentTypes, g.Type) {
			return nil, schema.Invalid(schema.WhyUnknown, "type", string(g.Type))
		}
		hash := strings.ToLower(strings.TrimSpace(g.Hash))
		if err := checkHash(hash); err != nil {
			return nil, err
		}
		if key := schema.NormalURL(url); !known[key] {
			known[key] = true
			last++
			out = append(out, schema.Content{N: last, URL: url, Type: g.Type, Hash: hash, Added: t.now})
		}
	}
	return out, nil
}

// checkHash refuses what is no SHA-256 in hexadecimal; empty: it is not known.
func checkHash(hash string) error {
	if hash != "" && !schema.IsHash(hash) {
		return schema.Invalid(schema.WhyUnknown, "hash", hash)
	}
	return nil
}
