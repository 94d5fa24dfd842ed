package store

import (
	"fmt"
	"slices"

	"contactgroup/schema"
)

// find is one list of requests on its way from its filter to its rows.
//
// How the rows are found is chosen by what was measured on a million of them:
//   - few of them, by an index of what the filter names: those are read and put in order;
//   - otherwise the first of the reader's queue, in the order of an index, are
//     looked at: a common word, or any filter that lets many pass, fills a page there;
//   - words that are neither few nor among the first: the queue is walked and
//     each row looked up among the hits;
//   - what no index can tell is looked at in windows, which tell how far they
//     are and end when the call is cancelled. A list whose order no index gives
//     keeps the best of all windows.
type find struct {
	reads
	d     *Desk
	all   bool
	terms bool      // there is a filter
	order ordering  // of the list
	walk  ordering  // in which an index gives the reader's rows: the list's, where there is such an index
	base  condition // what that index is of
	where condition // what a row must be
	near  *near     // nil: no index helps
	none  bool      // nothing can pass
}

// finding prepares a list in an order.
func (d *Desk) finding(r reads, q schema.Query, all bool, order ordering) (*find, error) {
	where, err := d.requestQuery(r, q, all)
	if err != nil {
		return nil, err
	}
	f := &find{reads: r, d: d, all: all, terms: len(q.Terms) > 0, order: order, where: where}
	f.walk, f.base = d.walked(order, all)
	if where.text == nothing.text {
		f.none = true
	} else if f.terms {
		f.near, f.none, err = d.requestFilter(r).near(q)
	}
	return f, err
}

// walked is the order in which an index gives the reader's rows, and the
// condition of that index. It is the order wanted, but in the archive, where
// there is one index.
func (d *Desk) walked(order ordering, all bool) (ordering, condition) {
	reader := readerOf(d.who)
	base := condition{"r.open = 1", nil}
	switch {
	case all && reader == schema.ReaderAddressee:
		return archiveOrder(order, "r.updated_addressee"), condition{"r.addressee = ? AND r.sent_at > 0", []any{d.who.OrgCode}}
	case all:
		return archiveOrder(order, "r.updated_authority"), condition{"1 = 1", nil}
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
	plain.from, plain.where, plain.order = "request r", f.where, f.order
	if key.text != "" {
		plain.where = plain.where.with(key)
	}
	inOrder := slices.Equal(f.order.columns, f.walk.columns)
	switch {
	case f.none:
		return nil, nil
	case !f.terms && inOrder:
		return f.ask(plain)
	case f.near != nil:
		first, err := f.beginsWithNear()
		if err != nil {
			return nil, err
		}
		if first || !inOrder {
			return f.ask(f.foundFirst(plain))
		}
		rows, enough, err := f.glanced(plain, key)
		if err != nil || enough {
			return rows, err
		}
		plain.where = plain.where.and(fmt.Sprintf(f.d.db.engine.words.among, f.near.text), f.near.args...)
		return f.ask(plain)
	case inOrder:
		return f.walking(plain, key)
	}
	return f.scanning(plain)
}

// beginsWithNear reports whether the rows that an index finds are few enough to
// begin with.
func (f *find) beginsWithNear() (bool, error) {
	few := f.d.db.engine.words.few
	if f.near.few || few == 0 && f.all {
		return true, nil
	}
	if few == 0 {
		return false, nil
	}
	var n int
	err := f.one(&n, "SELECT count(*) FROM (SELECT 1 AS hit FROM ("+f.near.text+") near LIMIT ?) hits", append(slices.Clone(f.near.args), few+1)...)
	return n <= few, err
}

// count counts the list's rows, up to most.
func (f *find) count(most int) (int, error) {
	q := &question{columns: "SELECT 1 AS hit", from: "request r", where: f.where, limit: most}
	switch {
	case f.none:
		return 0, nil
	case !f.terms:
		return f.tally(q)
	case f.near != nil:
		return f.tally(f.foundFirst(q))
	}
	n := 0
	err := f.windows(condition{}, false, largeWindow, func(within condition) (bool, error) {
		w := *q
		w.where, w.limit = q.where.with(within), most-n
		some, err := f.tally(&w)
		n += some
		return n < most, err
	})
	return n, err
}

// glanced looks at the first window alone. It reports whether that is enough:
// the page is full, or there is no more.
func (f *find) glanced(q *question, key condition) (rows []requestRow, enough bool, err error) {
	last := true
	err = f.windows(key, q.backwards, smallWindow, func(within condition) (bool, error) {
		if rows != nil {
			last = false
			return false, nil
		}
		w := *q
		w.where = q.where.with(within)
		rows, err = f.ask(&w)
		if rows == nil {
			rows = []requestRow{}
		}
		return len(rows) < q.limit, err
	})
	return rows, last, err
}

// walking fills a page window by window, in the list's order.
func (f *find) walking(q *question, key condition) ([]requestRow, error) {
	var rows []requestRow
	err := f.windows(key, q.backwards, largeWindow, func(within condition) (bool, error) {
		w := *q
		w.where, w.limit = q.where.with(within), q.limit-len(rows)
		some, err := f.ask(&w)
		rows = append(rows, some...)
		return len(rows) < q.limit, err
	})
	return rows, err
}

// scanning looks at everything and keeps the first of the list's order.
func (f *find) scanning(q *question) ([]requestRow, error) {
	var rows []requestRow
	err := f.windows(condition{}, false, largeWindow, func(within condition) (bool, error) {
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
		return true, err
	})
	return rows, err
}
