package store

import (
	"slices"
	"strconv"
	"strings"

	"contactgroup/schema"
)

// references is the query with words in the form of references of one of the
// reader's series as what they are meant for: beginnings of references. Between
// quotes they are looked for in texts.
func (f requestFilter) references(q schema.Query) (schema.Query, error) {
	inForm := func(t schema.Term) bool {
		return t.Field == schema.QueryText && !t.Exact && len(t.Values) > 0 &&
			!slices.ContainsFunc(t.Values, func(v string) bool { return schema.SeriesOf(v) == "" })
	}
	if !slices.ContainsFunc(q.Terms, inForm) {
		return q, nil
	}
	known, err := f.series()
	if err != nil {
		return q, err
	}
	q.Terms = slices.Clone(q.Terms)
	for i, t := range q.Terms {
		if inForm(t) && !slices.ContainsFunc(t.Values, func(v string) bool { return !slices.Contains(known, schema.SeriesOf(v)) }) {
			q.Terms[i].Field = schema.QueryRef
		}
	}
	return q, nil
}

// series are the beginnings of the references that the reader meets: an
// addressee its own alone.
func (f requestFilter) series() (known []string, err error) {
	if f.reader == schema.ReaderAddressee {
		err = f.all(&known, `SELECT prefix FROM organisation WHERE id = ?`, f.who.Org)
		return known, err
	}
	err = f.all(&known, `SELECT prefix FROM organisation ORDER BY prefix`)
	return append(known, schema.DraftSeries), err
}

// nearRef finds references by how they begin. An addressee looks among its own
// series alone.
func (f requestFilter) nearRef(values []string) (*near, error) {
	prefix := ""
	if f.reader == schema.ReaderAddressee {
		if err := f.one(&prefix, `SELECT prefix FROM organisation WHERE id = ?`, f.who.Org); err != nil {
			return nil, err
		}
		prefix += "-"
	}
	var begin []string
	for _, v := range values {
		switch v = strings.ToUpper(v); {
		case strings.HasPrefix(v, prefix):
			begin = append(begin, v)
		case strings.HasPrefix(prefix, v):
			begin = append(begin, prefix)
		}
	}
	if len(begin) == 0 {
		return &near{condition{"SELECT n.id FROM request n WHERE 1 = 0", nil}, true}, nil
	}
	// Two letters are half of the register, and so may be a digit of a number; three digits are not.
	few := !slices.ContainsFunc(begin, func(v string) bool { return len(v) < len("GOO-2015-000") })
	if f.openOnly {
		return &near{openRefs(begin), few}, nil
	}
	c := beginsWith("n.ref", begin, strings.ToUpper)
	return &near{condition{"SELECT n.id FROM request n WHERE " + c.text, c.args}, few}, nil
}

// openRefs finds open requests by how their references begin, in the index of
// the queue by reference.
func openRefs(begin []string) condition {
	var parts []string
	var args []any
	for _, v := range begin {
		for _, r := range refKeyRanges(v) {
			parts = append(parts, "SELECT n.id FROM request n WHERE n.open = 1 AND n.ref_key >= ? AND n.ref_key < ?")
			args = append(args, r[0], r[1])
		}
	}
	if len(parts) == 0 {
		return condition{"SELECT n.id FROM request n WHERE 1 = 0", nil}
	}
	return condition{strings.Join(parts, " UNION "), args}
}

const (
	leastRefDigits = 4 // of a number in a reference; fewer are filled up: schema.RequestRef
	refDigits      = 8 // of the same in its refKey
)

// refKeyRanges are where the refKeys are of the references that begin with a
// text: from the first key of a range to before the second.
func refKeyRanges(begin string) [][2]string {
	head, digits, _ := cutLast(begin, "-")
	n, err := strconv.Atoi(digits)
	if series, _, dated := cutLast(head, "-"); err != nil || !dated || series == "" || strings.Trim(digits, "0123456789") != "" {
		return [][2]string{{begin, begin + "\U0010FFFF"}} // no number, or only the beginning of a year
	}
	var out [][2]string
	first, next := n, n+1
	for length := len(digits); length <= refDigits; length++ {
		if length == leastRefDigits || length > leastRefDigits && digits[0] != '0' {
			out = append(out, [2]string{refKey(head + "-" + strconv.Itoa(first)), refKey(head+"-"+strconv.Itoa(next-1)) + "\U0010FFFF"})
		}
		first, next = first*10, next*10
	}
	return out
}
