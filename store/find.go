package store

import (
	"slices"
	"strings"

	"contactgroup/schema"
)

// find is one list of requests on its way from its filter to its rows.
//
// How the rows are found is chosen by what was measured on a million of them:
//   - what the filter names is in an index and few have it: those are read and
//     put in order;
//   - otherwise the reader's queue is walked in the order of an index and each
//     row looked at: a common word, or any filter that lets many pass, soon
//     fills a page. When the first window does not, it goes by how many rows the
//     index finds, which for the queue has open rows alone: see manyHits;
//   - a list whose order no index gives keeps the best of all windows.
//
// Windows tell how far they are, and end when the call is cancelled.
type find struct {
	reads
	d     *Desk
	terms bool      // there is a filter
	order ordering  // of the list
	walk  ordering  // in which an index gives the reader's rows: the list's, where there is such an index
	base  condition // what that index is of
	from  string    // the requests that are walked, as r
	where condition // what a row must be
	near  *near     // nil: no index helps
	none  bool      // nothing can pass

	filter requestFilter
	query  schema.Query
}

// finding prepares a list in an order.
func (d *Desk) finding(r reads, q schema.Query, all bool, order ordering) (*find, error) {
	filter := d.requestFilter(r)
	filter.openOnly = !q.Archive(all)
	q, err := filter.references(q)
	if err != nil {
		return nil, err
	}
	where, err := d.requestQuery(r, q, all)
	if err != nil {
		return nil, err
	}
	f := &find{reads: r, d: d, terms: len(q.Terms) > 0, order: order, where: where, from: "request r", filter: filter, query: q}
	if q.Archive(all) && !q.Settled() {
		f.from = d.db.engine.archive
	}
	f.walk, f.base = d.walked(order, q, all)
	if where.text == nothing.text {
		f.none = true
	} else if f.terms {
		f.near, f.none, err = filter.near(q)
	}
	return f, err
}

// walked is the order in which an index gives the reader's rows, and the
// condition of that index. It is the order wanted, but in the archive, which has
// an order of its own: of all requests, and of those that are settled.
func (d *Desk) walked(order ordering, q schema.Query, all bool) (ordering, condition) {
	reader := readerOf(d.who)
	if q.Archive(all) {
		base, updated := condition{"1 = 1", nil}, "r.updated_authority"
		if reader == schema.ReaderAddressee {
			base, updated = condition{"r.addressee = ? AND r.sent_at > 0", []any{d.who.OrgCode}}, "r.updated_addressee"
		}
		if q.Settled() {
			base = base.and("r.open = 0")
		}
		return archiveOrder(order, updated), base
	}
	base := condition{"r.open = 1", nil}
	switch {
	case reader == schema.ReaderAddressee:
		base = base.and("r.addressee = ? AND r.sent_at > 0", d.who.OrgCode)
	case order.columns[0] == "r.updated_at":
		base = base.and("r.sent_at > 0")
	}
	return order, base
}

func archiveOrder(order ordering, updated string) ordering {
	if order.columns[0] == updated {
		return order
	}
	return ordering{[]string{updated, "r.ref_key"}, true}
}

// rows reads the list's first rows from a place on: those that also satisfy
// key, the whole list when it is empty.
func (f *find) rows(plain *question, key condition) ([]requestRow, error) {
	plain.from, plain.where, plain.order = f.from, f.where, f.order
	if key.text != "" {
		plain.where = plain.where.with(key)
	}
	inOrder := slices.Equal(f.order.columns, f.walk.columns)
	switch {
	case f.none:
		return nil, nil
	case !f.terms && inOrder:
		return f.ask(plain)
	case f.near != nil && (f.near.few || !inOrder):
		return f.ask(f.foundFirst(plain))
	case inOrder:
		return f.walking(plain, key)
	}
	return f.scanning(plain)
}

// What is done about a page that the first window did not fill goes by how many
// rows the index finds. Fewer than the engine's fewHits are read and put in order. Fewer than
// manyHits are looked for by their IDs along the walk, which reads no other row,
// and put in order when a long window of it did not fill the page either. More
// are walked on to.
const (
	manyHits  = 50000
	uncounted = -1
)

// hits is how many rows an index finds, up to manyHits.
func (f *find) hits() (int, error) {
	return f.countUpTo(manyHits, condition{"SELECT 1 AS hit FROM (" + f.near.text + ") near", f.near.args})
}

// walking fills a page window by window, in the list's order. It looks for the
// IDs of its rows, for what an index of the list holds is asked of no other row.
func (f *find) walking(q *question, key condition) ([]requestRow, error) {
	ids := *q
	ids.columns, ids.named = "SELECT r.id, "+strings.Join(f.order.columns, ", "), false
	var rows []requestRow
	hits, begin := uncounted, false // begin with what the index finds
	err := f.windows(key, q.backwards, func(within condition, n int) (next int, err error) {
		w := ids
		w.where, w.limit = q.where.with(within), q.limit-len(rows)
		if hits != uncounted && hits < manyHits {
			w.where = f.among(w.where)
		}
		some, err := f.ask(&w)
		rows = append(rows, some...)
		switch {
		case err != nil || len(rows) == q.limit:
			return 0, err
		case n == 0 && len(rows) > q.limit/2: // another one is likely to fill the page
			return f.d.db.windows.first, nil
		}
		next, hits, err = f.beyond(hits)
		begin = next == 0
		return next, err
	})
	switch {
	case err != nil:
		return nil, err
	case begin:
		return f.ask(f.foundFirst(q))
	case !q.named: // IDs are all that is asked for
		return rows, nil
	}
	return f.whole(rows)
}

// whole reads the rows of which there are the IDs, in their order.
func (f *find) whole(ids []requestRow) ([]requestRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	place := make(map[schema.ID]int, len(ids))
	list := make([]schema.ID, len(ids))
	for i, row := range ids {
		place[row.ID], list[i] = i, row.ID
	}
	rows, err := f.requestRows(f.d.who, "r.id IN (?)", list)
	slices.SortFunc(rows, func(a, b requestRow) int { return place[a.ID] - place[b.ID] })
	return rows, err
}

// beyond is how large the window is that follows one that did not fill the page:
// 0 when what the index finds is read instead. hits is how many that is: counted
// when it is first asked.
func (f *find) beyond(counted int) (next, hits int, err error) {
	sizes := f.d.db.windows
	switch {
	case counted == manyHits || f.near == nil:
		return sizes.next, manyHits, nil
	case counted != uncounted: // the window in which they were looked for did not fill it either
		return 0, counted, nil
	}
	hits, err = f.hits()
	switch {
	case hits == manyHits:
		return sizes.next, hits, err
	case hits < f.d.db.engine.fewHits:
		return 0, hits, err
	}
	return sizes.known, hits, err
}

// scanning looks at everything and keeps the first of the list's order.
func (f *find) scanning(q *question) ([]requestRow, error) {
	var rows []requestRow
	err := f.windows(condition{}, false, func(within condition, _ int) (next int, err error) {
		w := *q
		w.where = q.where.with(within)
		some, err := f.ask(&w)
		rows = append(rows, some...)
		slices.SortFunc(rows, func(a, b requestRow) int {
			if f.order.desc != q.backwards {
				a, b = b, a
			}
			return compareKeys(f.order.keyOf(a), f.order.keyOf(b))
		})
		rows = rows[:min(len(rows), q.limit)]
		return f.d.db.windows.next, err
	})
	return rows, err
}
