package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"contactgroup/schema"
)

// windowing is how many rows a window holds: the first, which is only tried; one
// in which only rows known by an index are read; and the others. The time of one
// of these is how long a cancelled call goes on at most.
type windowing struct{ first, known, next int }

var measuredWindows = windowing{2000, 50000, 10000}

// question is one query for rows of requests.
type question struct {
	columns   string
	named     bool   // the columns are of requestNames too
	from      string // where request r comes from
	fromArgs  []any
	where     condition
	order     ordering // none: any
	backwards bool
	limit     int
}

// among is a condition and that a row is among those that an index finds, which
// is asked before anything else of a row is read.
func (f *find) among(where condition) condition {
	return condition{"+r.id IN (" + f.near.text + ")", f.near.args}.with(where)
}

// foundFirst is the question asked of those that an index finds.
func (f *find) foundFirst(q *question) *question {
	w := *q
	w.from, w.fromArgs = fmt.Sprintf(f.d.db.engine.words.first, f.near.text), f.near.args
	return &w
}

// text is the question as SQL, for a reader of an organisation.
func (q *question) text(org schema.ID) (string, []any) {
	args := append(append(slices.Clone(q.fromArgs), org), q.where.args...)
	text := q.columns + " FROM " + q.from + requestSides
	if q.named {
		text += requestNames
	}
	text += " WHERE " + q.where.text
	if len(q.order.columns) > 0 {
		text += " ORDER BY " + q.order.clause(q.backwards)
	}
	return text + atMost(q.limit), args
}

// ask reads the rows.
func (f *find) ask(q *question) ([]requestRow, error) {
	text, args := q.text(f.d.who.Org)
	var rows []requestRow
	err := f.reads.all(&rows, text, args...)
	return rows, err
}

// tally counts the rows.
func (f *find) tally(q *question) (n int, err error) {
	text, args := q.text(f.d.who.Org)
	err = f.one(&n, "SELECT count(*) FROM ("+text+") hits", args...)
	return n, err
}

// windows goes through the reader's rows in the order of the walk, from a place
// on, so many at a time, and tells how far it is. look gets the condition of a
// window, counted from 0, and returns how large the next one is; 0: enough.
func (f *find) windows(start condition, backwards bool, look func(within condition, n int) (next int, err error)) error {
	tell := schema.ProgressOf(f.ctx)
	total, size := 0, f.d.db.windows.first
	for n, done := 0, 0; ; n++ {
		end, err := f.bound(start, backwards, size)
		if err != nil {
			return err
		}
		within := f.base
		if start.text != "" {
			within = within.with(start)
		}
		if end != nil {
			within = within.with(f.walk.place(end, backwards, false))
		}
		next, err := look(within, n)
		if err != nil || next == 0 || end == nil {
			return err
		}
		if err := f.ctx.Err(); err != nil {
			return err
		}
		if total == 0 && tell != nil {
			if err := f.one(&total, "SELECT count(*) FROM request r WHERE "+f.base.text, f.base.args...); err != nil {
				return err
			}
		}
		done += size
		if tell != nil {
			tell(min(1000*done/max(total, 1), 1000), 1000) // a share: how many rows there are is not for everyone
		}
		start = f.walk.place(end, backwards, true)
		size = next
	}
}

// bound is the last row of a window, as the values of the walk's columns; nil
// when the window is the last one.
func (f *find) bound(start condition, backwards bool, size int) ([]any, error) {
	where := f.base
	if start.text != "" {
		where = where.with(start)
	}
	query := "SELECT " + strings.Join(f.walk.columns, ", ") + " FROM " + f.from + " WHERE " + where.text +
		" ORDER BY " + f.walk.clause(backwards) + " LIMIT 1 OFFSET ?"
	rows, err := f.ext.QueryxContext(f.ctx, f.ext.Rebind(query), append(slices.Clone(where.args), size-1)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if !rows.Next() {
		return nil, rows.Err()
	}
	key, err := rows.SliceScan()
	if err != nil {
		return nil, err
	}
	return key, rows.Close()
}

// place is the condition that a row comes after a key, or not after it, in
// reading order.
func (o ordering) place(key []any, backwards, after bool) condition {
	sign := ">"
	if o.desc != backwards {
		sign = "<"
	}
	if !after {
		sign = map[string]string{">": "<=", "<": ">="}[sign]
	}
	marks := "?" + strings.Repeat(", ?", len(key)-1)
	return condition{"(" + strings.Join(o.columns, ", ") + ") " + sign + " (" + marks + ")", key}
}

// compareKeys orders rows by the values of an ordering's columns, as both engines do.
func compareKeys(a, b []any) int {
	for i := range a {
		n, isNumber := a[i].(int64)
		c := 0
		if isNumber {
			c = cmp.Compare(n, b[i].(int64))
		} else {
			c = strings.Compare(fmt.Sprint(a[i]), fmt.Sprint(b[i]))
		}
		if c != 0 {
			return c
		}
	}
	return 0
}
