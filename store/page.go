package store

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"contactgroup/schema"
)

// ordering is the columns a list is ordered by, all ascending or all
// descending. Their values together are unique and known to the reader, so
// that a cursor made of them tells nothing.
type ordering struct {
	columns []string
	desc    bool
}

// orderingBy is the ordering by the columns behind a sort; none: the list has no such sort.
func orderingBy(columns []string, s schema.Sort) (ordering, error) {
	if columns == nil {
		return ordering{}, schema.Invalid(schema.WhyUnknown, "sort", string(s.Field))
	}
	return ordering{columns, s.Desc}, nil
}

// key is the values of the ordering's columns, of those of a row.
func (o ordering) key(values map[string]any) []any {
	key := make([]any, len(o.columns))
	for i, c := range o.columns {
		key[i] = values[c]
	}
	return key
}

// cursor is the place of one row in an ordering.
type cursor struct {
	Order string `json:"o"` // what makes the ordering, so that a cursor of another list is refused
	Key   []any  `json:"k"`
}

// pageLimit returns how many rows a list asks for: 100 unless said, at most 500.
func pageLimit(limit int) int {
	if limit <= 0 {
		return 100
	}
	return min(limit, 500)
}

// name identifies the ordering in its cursors.
func (o ordering) name() string {
	if o.desc {
		return "-" + strings.Join(o.columns, ",")
	}
	return strings.Join(o.columns, ",")
}

// clause is the ORDER BY list, reversed for a page read backwards.
func (o ordering) clause(backwards bool) string {
	direction := ""
	if o.desc != backwards {
		direction = " DESC"
	}
	return strings.Join(o.columns, direction+", ") + direction
}

// keyset is the part of a query that picks the page that list asks for:
// a condition on the ordering's columns, and whether to read backwards.
func (o ordering) keyset(l schema.List) (cond string, args []any, backwards bool, err error) {
	backwards = l.Before != ""
	text := l.After
	if backwards {
		text = l.Before
	}
	if text == "" || text == schema.BeforeEnd {
		return "", nil, backwards, nil
	}
	key, err := o.decode(text)
	if err != nil {
		return "", nil, false, err
	}
	sign := ">"
	if o.desc != backwards {
		sign = "<"
	}
	marks := "?" + strings.Repeat(", ?", len(key)-1)
	return "(" + strings.Join(o.columns, ", ") + ") " + sign + " (" + marks + ")", key, backwards, nil
}

func (o ordering) decode(text string) ([]any, error) {
	bad := schema.Invalid(schema.WhyCursor, "cursor", text)
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, bad
	}
	var c cursor
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	if d.Decode(&c) != nil || d.More() || c.Order != o.name() || len(c.Key) != len(o.columns) {
		return nil, bad
	}
	for i, k := range c.Key {
		switch k := k.(type) {
		case json.Number:
			if c.Key[i], err = k.Int64(); err != nil || !isTime(o.columns[i]) {
				return nil, bad
			}
		case string:
			if isTime(o.columns[i]) {
				return nil, bad
			}
		default:
			return nil, bad
		}
	}
	return c.Key, nil
}

// isTime reports whether a column that lists are ordered by holds times; the
// others hold texts.
func isTime(column string) bool {
	return strings.HasSuffix(column, ".due_key") || strings.HasSuffix(column, ".sort_at") || strings.Contains(column, ".updated_")
}

// encode makes the cursor of a row from the values of the ordering's columns.
func (o ordering) encode(key []any) string {
	raw, err := json.Marshal(cursor{o.name(), key})
	if err != nil {
		panic(err) // numbers and strings always marshal
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// itemsOf is what is told of each row.
func itemsOf[R, T any](rows []R, itemOf func(R) T) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = itemOf(r)
	}
	return out
}

// paged makes a page of rows that were read with one row more than limit, in
// reading order. keyOf gives the values of the ordering's columns of a row.
func paged[R, T any](o ordering, l schema.List, rows []R, keyOf func(R) []any, itemOf func(R) T) schema.Page[T] {
	backwards, limit := l.Before != "", pageLimit(l.Limit)
	more := len(rows) > limit
	rows = rows[:min(len(rows), limit)]
	if backwards {
		slices.Reverse(rows)
	}
	page := schema.Page[T]{Items: itemsOf(rows, itemOf)}
	before, after := l.After != "", more
	if backwards {
		before, after = more, l.Before != schema.BeforeEnd
	}
	if len(rows) == 0 {
		if before { // what followed the cursor is gone
			page.Prev = schema.BeforeEnd
		}
		return page
	}
	if before {
		page.Prev = o.encode(keyOf(rows[0]))
	}
	if after {
		page.Next = o.encode(keyOf(rows[len(rows)-1]))
	}
	return page
}

// pageOf reads the page that l asks for of what query finds, which ends within
// its WHERE.
func pageOf[R, T any](r reads, o ordering, l schema.List, query condition, keyOf func(R) []any, itemOf func(R) T) (schema.Page[T], error) {
	key, args, backwards, err := o.keyset(l)
	if err != nil {
		return schema.Page[T]{}, err
	}
	if key != "" {
		query = query.and(key, args...)
	}
	var rows []R
	err = r.all(&rows, query.text+" ORDER BY "+o.clause(backwards)+atMost(pageLimit(l.Limit)+1), query.args...)
	return paged(o, l, rows, keyOf, itemOf), err
}

// atMost ends a query for so many rows. The number stands in the text, for both
// engines plan by it: SQLite compiles a statement with a bound limit again at each
// binding, and PostgreSQL planned each page of a large register anew.
func atMost(rows int) string { return " LIMIT " + strconv.Itoa(rows) }

// countUpTo is how many rows a query gives, so many at most.
func (r reads) countUpTo(most int, query condition) (n int, err error) {
	err = r.one(&n, "SELECT count(*) FROM ("+query.text+atMost(most)+") hits", query.args...)
	return n, err
}

// limited is a count read up to one more than schema.CountLimit.
func limited(n int) schema.Count {
	return schema.Count{N: min(n, schema.CountLimit), More: n > schema.CountLimit}
}
