package queue

import (
	"slices"
	"strconv"
	"time"

	"contactgroup/schema"
)

// The window of rows: pages of pageSize, no more than maxPages of them; the
// next page is read when fewer than ahead rows, or than a screen of them, are left
// to an end. The first page is only as long as it needs to be for that, for
// somebody waits for it.
const (
	pageSize = 100
	maxPages = 8
	ahead    = 30
)

// list is a window of one view's rows, with the cursor and the marks.
type list struct {
	view   *view
	sort   schema.Sort
	text   string       // of the filter
	query  schema.Query // of the filter
	shown  asked        // what the rows answer to; the filter may be ahead of them
	gen    int          // counts what the rows are of: answers of another are dropped
	status status

	fields []field  // its columns
	names  []string // as they were chosen
	usual  bool     // none were: they are the usual ones

	rows  []*row
	spans []span // the pages that rows are made of

	at, top  int
	moves    int // counts moves of the cursor
	marks    map[schema.ID]mark
	lastMark schema.ID // row of the last mark, for a range; 0: none
	refs     int       // columns that the longest number of its rows takes

	above, below map[schema.ID]bool // arrivals not shown, by where they belong
	late         int                // rows late at the last minute
	ages         int                // counts how often the cells of all rows became outdated
	filtered     *schema.Count      // rows that match the filter; nil: no filter, or not known
}

// status is what reading the list came to.
type status uint8

const (
	reading status = iota
	ready
	failed
)

// span is one page within rows.
type span struct {
	n          int
	prev, next string
}

// mark is what a marked row stands for, also when its page is not in the window.
type mark struct {
	id  schema.ID // of what verbs act on
	rev int       // 0: as it is when its turn comes
	ref string    // empty when not known
}

// generation numbers lists and their readings within a session. What is being
// marked or counted of the one before ends with it.
func (q *Screen) generation() int {
	q.marking.end()
	q.marking = nil
	q.counts.search.end()
	q.gens++
	return q.gens
}

func (q *Screen) newList(v *view) *list {
	l := &list{view: v, gen: q.generation(), marks: map[schema.ID]mark{},
		above: map[schema.ID]bool{}, below: map[schema.ID]bool{}, ages: 1}
	names := q.lists.Columns[v.set.noun()]
	if v.saved != nil {
		l.sort, names = v.saved.Sort, v.saved.Columns
	}
	q.useColumns(l, names)
	return l
}

// row is the one under the hand, or nil.
func (l *list) row() *row {
	if l.at < 0 || l.at >= len(l.rows) {
		return nil
	}
	return l.rows[l.at]
}

// index is the place of a row in the window, or -1.
func (l *list) index(id schema.ID) int {
	return slices.IndexFunc(l.rows, func(r *row) bool { return r.id == id })
}

// age has the cells of all rows written anew before they are drawn.
func (l *list) age() { l.ages++ }

// overdue counts the rows whose deadline has passed.
func (l *list) overdue(now time.Time) int {
	n := 0
	for _, r := range l.rows {
		if r.late(now) {
			n++
		}
	}
	return n
}

// current returns a row whose cells are as of the last minute.
func (l *list) current(r *row) *row {
	if r.age != l.ages {
		l.view.set.fill(r)
		l.fillCells(r)
		r.age, r.line = l.ages, drawn{}
	}
	return r
}

// put replaces the window by one page.
func (l *list) put(p page) {
	l.rows, l.spans = p.rows, []span{{len(p.rows), p.prev, p.next}}
	l.above, l.below = map[schema.ID]bool{}, map[schema.ID]bool{}
	l.refs = 0
	l.widen(p.rows)
}

// widen has the numbers of rows fit their column: a reference is never cut.
func (l *list) widen(rows []*row) {
	for _, r := range rows {
		if n := len(r.ref); n > l.refs {
			l.refs = n
			l.age()
		}
	}
}

// append adds the page that follows the window, and lets go of the first ones.
// A row that moved down since it was read is shown once, where it is now.
func (l *list) append(p page) {
	l.drop(p.rows)
	l.widen(p.rows)
	l.rows = append(l.rows, p.rows...)
	l.spans = append(l.spans, span{len(p.rows), p.prev, p.next})
	for len(l.spans) > maxPages && l.at-l.spans[0].n > ahead {
		n := l.spans[0].n
		l.rows = slices.Clone(l.rows[n:])
		l.spans = l.spans[1:]
		l.shift(-n)
	}
}

// prepend adds the page that precedes the window, and lets go of the last ones.
func (l *list) prepend(p page) {
	l.drop(p.rows)
	l.widen(p.rows)
	l.rows = append(slices.Clone(p.rows), l.rows...)
	l.spans = append([]span{{len(p.rows), p.prev, p.next}}, l.spans...)
	l.shift(len(p.rows))
	for len(l.spans) > maxPages && len(l.rows)-l.spans[len(l.spans)-1].n-l.at > ahead {
		n := l.spans[len(l.spans)-1].n
		l.rows = l.rows[:len(l.rows)-n]
		l.spans = l.spans[:len(l.spans)-1]
	}
}

// shift moves what counts rows by n.
func (l *list) shift(n int) {
	l.at, l.top = max(l.at+n, 0), max(l.top+n, 0)
}

// drop takes rows out of the window that other shows too.
func (l *list) drop(other []*row) {
	known := make(map[schema.ID]bool, len(other))
	for _, r := range other {
		known[r.id] = true
	}
	l.remove(func(r *row) bool { return known[r.id] })
}

// sweep takes out the rows that are no longer of the list, save the one under the hand.
func (l *list) sweep() {
	here := l.row()
	l.remove(func(r *row) bool { return r.gone && r != here })
}

// remove takes rows out and keeps the one under the hand on its line of the screen.
func (l *list) remove(out func(*row) bool) {
	if !slices.ContainsFunc(l.rows, out) {
		return
	}
	kept := make([]*row, 0, len(l.rows))
	i, before := 0, 0
	for s := range l.spans {
		n := 0
		for range l.spans[s].n {
			r := l.rows[i]
			if out(r) {
				if i < l.at {
					before++
				}
			} else {
				kept = append(kept, r)
				n++
			}
			i++
		}
		l.spans[s].n = n
	}
	l.rows = kept
	l.at = max(min(l.at-before, len(l.rows)-1), 0)
	l.top = max(l.top-before, 0)
}

// prev and next are the cursors beyond the window; empty at an end of the list.
func (l *list) prev() string {
	if len(l.spans) == 0 {
		return ""
	}
	return l.spans[0].prev
}

func (l *list) next() string {
	if len(l.spans) == 0 {
		return ""
	}
	return l.spans[len(l.spans)-1].next
}

// full is the query of the view and the filter together.
func (l *list) full() schema.Query { return l.view.base.With(l.query) }

func itoa(n int) string { return strconv.Itoa(n) }
