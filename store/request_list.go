package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"contactgroup/schema"
)

// requestQuery is the rows of a list: those the actor may know of and the
// filter lets pass. Unless all is asked for or the filter names a state or an expiry, only
// what is not terminal; what the reader's side snoozed is left out only from
// the plain list, without any filter.
func (d *Desk) requestQuery(r reads, q schema.Query, all bool) (condition, error) {
	cond, args := sight(d.who)
	openOnly := !q.Names(schema.QueryStatus) && !q.Archive(all)
	f := requestFilter{reads: r, who: d.who, reader: readerOf(d.who), now: d.Now(), openOnly: openOnly}
	terms, err := f.where(q)
	if err != nil {
		return nothing, err
	}
	if terms.text == nothing.text {
		return nothing, nil
	}
	out := condition{cond, args}.with(terms)
	if openOnly {
		out = out.and("r.open = 1")
	}
	if !all && len(q.Terms) == 0 {
		out = out.and("coalesce(s.snoozed_until, 0) <= ?", stamp(f.now))
	}
	return out, nil
}

// updatedColumn is where the last change is kept that a reader can see.
func updatedColumn(r schema.Reader) string {
	switch r {
	case schema.ReaderAuthority:
		return "r.updated_authority"
	case schema.ReaderAddressee:
		return "r.updated_addressee"
	}
	return "r.updated_at"
}

// requestOrder is the columns behind a sort, ending with the reference, which
// is unique. Without a sort the archive comes newest first, all else by due.
func (d *Desk) requestOrder(s schema.Sort, archive bool) (ordering, error) {
	if archive && s == (schema.Sort{}) {
		s = schema.Sort{Field: schema.SortUpdated, Desc: true}
	}
	reader := readerOf(d.who)
	updated := updatedColumn(reader)
	owner := []string{"r.addressee", "r.due_key", "r.ref_key"}
	if reader == schema.ReaderAddressee {
		owner = owner[1:] // there is but one addressee
	}
	columns := map[schema.SortField][]string{
		"":                 {"r.due_key", "r.ref_key"},
		schema.SortDue:     {"r.due_key", "r.ref_key"},
		schema.SortLabel:   {"r.label", "r.due_key", "r.ref_key"},
		schema.SortRef:     {"r.ref_key"},
		schema.SortUpdated: {updated, "r.ref_key"},
		schema.SortOwner:   owner,
	}[s.Field]
	return orderingBy(columns, s)
}

// keyOf gives the values of an ordering's columns of a request.
func (o ordering) keyOf(r requestRow) []any {
	values := append(r.shared(), r.kept()...)
	key := make([]any, len(o.columns))
	for i, name := range o.columns {
		for _, c := range values {
			if "r."+c.name == name {
				key[i] = c.value
			}
		}
	}
	return key
}

// Requests returns one page of the requests this member may know of. "Not all"
// means: not terminal, unless the query names a state; and when there is no
// query at all, without those their own side has snoozed.
func (d *Desk) Requests(ctx context.Context, l schema.List) (schema.Page[schema.Request], error) {
	var page schema.Page[schema.Request]
	order, err := d.requestOrder(l.Sort, l.Query.Archive(l.All))
	if err != nil {
		return page, err
	}
	read := func(r reads) (schema.Page[schema.Request], error) { return d.requestPage(r, order, l) }
	if l.After != "" || l.Before != "" || len(l.Query.Terms) > 1 {
		err = d.view(ctx, func(r reads) (err error) { page, err = read(r); return err })
		return page, err
	}
	key := d.readKey(schema.NounRequest, l.Query, l.All)
	key.sort, key.limit = l.Sort, pageLimit(l.Limit)
	page, err = keep(ctx, d, &d.db.pages, key, maxPages, read)
	page.Items = slices.Clone(page.Items) // the reader's own, to do with as it likes
	return page, err
}

// requestPage reads one page, and one row more.
func (d *Desk) requestPage(r reads, order ordering, l schema.List) (page schema.Page[schema.Request], err error) {
	key, args, backwards, err := order.keyset(l)
	if err != nil {
		return page, err
	}
	f, err := d.finding(r, l.Query, l.All, order)
	if err != nil {
		return page, err
	}
	rows, err := f.rows(&question{columns: requestSelect, named: true, backwards: backwards, limit: pageLimit(l.Limit) + 1}, condition{key, args})
	return paged(order, l, rows, order.keyOf, func(row requestRow) schema.Request { return row.seenBy(d.who) }), err
}

// CountRequests counts what Requests would list, exactly up to schema.CountLimit.
func (d *Desk) CountRequests(ctx context.Context, q schema.Query, all bool) (schema.Count, error) {
	order, err := d.requestOrder(schema.Sort{}, q.Archive(all))
	if err != nil {
		return schema.Count{}, err
	}
	return d.counted(ctx, schema.NounRequest, q, all, func(r reads) (int, error) {
		f, err := d.finding(r, q, all, order)
		if err != nil {
			return 0, err
		}
		return f.count(schema.CountLimit + 1)
	})
}

// RequestIDs returns the first limit of what Requests would list without a
// sort: the queue by due, the archive newest first, as an index gives them.
// Where it is long it tells how far it is: schema.WithProgress.
func (d *Desk) RequestIDs(ctx context.Context, q schema.Query, all bool, limit int) ([]schema.ID, error) {
	order, err := d.requestOrder(schema.Sort{}, q.Archive(all))
	if err != nil {
		return nil, err
	}
	var ids []schema.ID
	err = d.view(ctx, func(r reads) error {
		f, err := d.finding(r, q, all, order)
		if err != nil {
			return err
		}
		rows, err := f.rows(&question{columns: "SELECT r.id, " + strings.Join(order.columns, ", "), limit: limit}, condition{})
		ids = make([]schema.ID, len(rows))
		for i, row := range rows {
			ids[i] = row.ID
		}
		return err
	})
	return ids, err
}

// RequestsByID returns those of the requests that are visible still, in the
// order asked, without their contents.
func (d *Desk) RequestsByID(ctx context.Context, ids []schema.ID) ([]schema.Request, error) {
	found := map[schema.ID]schema.Request{}
	err := d.view(ctx, func(r reads) error {
		for rest := ids; len(rest) > 0; {
			n := min(len(rest), 500)
			rows, err := r.requestRows(d.who, "r.id IN (?)", rest[:n])
			if err != nil {
				return err
			}
			for _, row := range rows {
				found[row.ID] = row.seenBy(d.who)
			}
			rest = rest[n:]
		}
		return nil
	})
	out := make([]schema.Request, 0, len(found))
	for _, id := range ids {
		if q, ok := found[id]; ok {
			out = append(out, q)
		}
	}
	return out, err
}

// Request returns one request with its contents. Its reference is read in any
// case; a draft's keeps working for the authority after sending.
func (d *Desk) Request(ctx context.Context, ref string) (schema.Request, error) {
	var out schema.Request
	err := d.view(ctx, func(r reads) error {
		full, err := d.single(r, ref)
		out = full.Request
		return err
	})
	return out, err
}

// requestRows reads requests with the actor's own side, within the actor's sight.
func (r reads) requestRows(a schema.Actor, cond string, args ...any) ([]requestRow, error) {
	seen, seenArgs := sight(a)
	where := condition{cond, args}.and(seen, seenArgs...)
	var rows []requestRow
	err := r.all(&rows, requestSelect+requestTables+requestNames+" WHERE "+where.text, append([]any{a.Org}, where.args...)...)
	return rows, err
}

// requestRow reads one request within the actor's sight; NotFound when it is hidden.
func (r reads) requestRow(a schema.Actor, id schema.ID) (*requestRow, error) {
	rows, err := r.requestRows(a, "r.id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, schema.NotFound("")
	}
	return &rows[0], nil
}

// answer is one request with its contents as the actor sees it.
func (r reads) answer(a schema.Actor, row *requestRow) (schema.Request, error) {
	listed, err := r.contentsOf(row.ID)
	if err != nil {
		return schema.Request{}, err
	}
	source, err := r.clockSource(row.Clock, row.ClockVersion)
	if err != nil {
		return schema.Request{}, err
	}
	return r.answerOf(a, row, listed, source)
}

// answerOf is answer with what hangs on the request.
func (r reads) answerOf(a schema.Actor, row *requestRow, listed []schema.Content, source string) (schema.Request, error) {
	out := row.seenBy(a)
	if out.ID == 0 {
		return out, schema.NotFound(row.Ref)
	}
	out.Contents, out.ClockSource = out.ContentsFor(readerOf(a), listed), source
	var err error
	if row.Contested != "" {
		out.Contestations, err = r.contestations(a, row.ID)
	}
	return out, err
}

// clockSource is the text that a version of a clock is from; empty where there is none.
func (r reads) clockSource(c schema.ClockCode, version int) (source string, err error) {
	if c == "" {
		return "", nil
	}
	err = r.one(&source, `SELECT source FROM clock WHERE code = ? AND version = ?`, c, version)
	if missing(err) {
		err = nil
	}
	return source, err
}

// lastActor is who made the last change to a thing, as the actor may know them;
// empty when the actor may know of none.
func (r reads) lastActor(a schema.Actor, noun schema.Noun, id schema.ID) (string, error) {
	var name string
	err := r.one(&name, `SELECT actor FROM log_entry WHERE audience IN (?) AND noun = ? AND subject_id = ?
		ORDER BY at DESC, seq DESC LIMIT 1`, a.Audiences(), noun, id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return name, err
}
