package store

import (
	"fmt"
	"slices"

	"contactgroup/schema"
)

// manyNamed is how many open requests may have what a term names for a count to
// begin with them.
const manyNamed = 20_000

// count counts the list's rows, up to most. What an index of words finds is
// counted before the queue is gone along: texts are read in the order in which
// they lie in the file, not in that of the queue.
func (f *find) count(most int) (n int, err error) {
	q := &question{columns: "SELECT 1 AS hit", from: f.from, where: f.where, limit: most}
	switch {
	case f.none:
		return 0, nil
	case !f.terms:
		return f.tally(q)
	case f.near != nil:
		if err := f.narrow(); err != nil {
			return 0, err
		}
		return f.tally(f.foundFirst(q))
	}
	err = f.windows(condition{}, false, func(within condition, _ int) (next int, err error) {
		part := *q
		part.where, part.order, part.limit = q.where.with(within), f.walk, most-n // in order, so that the index of the walk serves
		some, err := f.tally(&part)
		if n += some; n < most {
			next = f.d.db.windows.next
		}
		return next, err
	})
	return n, err
}

// narrow leaves of what an index of words finds in the queue what a term names by
// an index too, if few open requests have that: a row is read whole to be looked at.
func (f *find) narrow() error {
	both := f.d.db.engine.words.both
	if both == "" || f.near.few {
		return nil
	}
	for _, t := range f.query.Terms {
		set := f.filter.nearLabel(t)
		if t.Field == schema.QueryOrg {
			set = f.filter.nearAddressee(t)
		}
		if set == nil || t.Not || set.text == f.near.text {
			continue
		}
		n, err := f.countUpTo(manyNamed, condition{"SELECT 1 AS hit FROM (" + set.text + ") named", set.args})
		if err != nil {
			return err
		}
		if n < manyNamed {
			f.near = &near{condition{fmt.Sprintf(both, f.near.text, set.text), append(slices.Clone(f.near.args), set.args...)}, false}
			return nil
		}
	}
	return nil
}
