package store

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"contactgroup/schema"
)

// caseOrder is how cases are listed: the newest first.
var caseOrder = ordering{[]string{"k.ref"}, true}

// caseQuery is the cases that the member may know of and the filter's words let
// pass; terms with a field mean nothing on cases but ref and case.
func (d *Desk) caseQuery(q schema.Query) (condition, error) {
	out := caseSelect(d.who)
	if err := schema.MayKeepCases(d.who, schema.VerbRead); err != nil {
		return out, err
	}
	for _, t := range q.Terms {
		var c condition
		switch t.Field {
		case schema.QueryText:
			c = likeAny("lower(k.ref || ' ' || k.title)", t.Values, "%", strings.ToLower)
		case schema.QueryRef, schema.QueryCase:
			c = likeAny("k.ref", t.Values, "", strings.ToUpper)
		default:
			c = nothing
		}
		if t.Not && c.text != nothing.text {
			c = c.not()
		}
		out = out.with(c)
	}
	return out, nil
}

// Cases returns one page of the cases that the member may know of, by their
// reference backwards. Their numbers are those of the requests in the member's sight.
func (d *Desk) Cases(ctx context.Context, l schema.List) (schema.Page[schema.Case], error) {
	var page schema.Page[schema.Case]
	query, err := d.caseQuery(l.Query)
	if err != nil {
		return page, err
	}
	err = d.view(ctx, func(r reads) (err error) {
		page, err = pageOf(r, caseOrder, l, query, func(c caseRow) []any { return []any{c.Ref} }, caseRow.seen)
		return err
	})
	return page, err
}

// CountCases counts what Cases would list, exactly up to schema.CountLimit.
func (d *Desk) CountCases(ctx context.Context, q schema.Query, _ bool) (schema.Count, error) {
	query, err := d.caseQuery(q)
	if err != nil {
		return schema.Count{}, err
	}
	var n int
	err = d.view(ctx, func(r reads) (err error) {
		n, err = r.countUpTo(schema.CountLimit+1, query)
		return err
	})
	return limited(n), err
}

// Case returns one case with its requests, contents, operators and mirrors, all
// as far as the member may know of the requests.
func (d *Desk) Case(ctx context.Context, ref string) (schema.Case, error) {
	if err := schema.MayKeepCases(d.who, schema.VerbRead); err != nil {
		return schema.Case{}, err
	}
	var out schema.Case
	err := d.view(ctx, func(r reads) error {
		row, err := r.caseRow(d.who, strings.ToUpper(strings.TrimSpace(ref)))
		if err != nil {
			return err
		}
		out = row.seen()
		return r.fillCase(d.who, &out)
	})
	return out, err
}

// fillCase adds to a case what its requests hold.
func (r reads) fillCase(who schema.Actor, c *schema.Case) error {
	rows, err := r.requestRows(who, "s.case_ref = ? AND s.case_ref <> ''", c.Ref)
	if err != nil || len(rows) == 0 {
		return err
	}
	slices.SortFunc(rows, func(a, b requestRow) int { return strings.Compare(a.RefKey, b.RefKey) })
	ids := make([]schema.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
		c.Requests = append(c.Requests, schema.CaseRequest{Ref: row.Ref, Addressee: row.Addressee, Kind: row.Kind, State: row.State, Answered: instant(row.Answered)})
	}
	byRequest := map[schema.ID][]schema.Content{}
	for chunk := range slices.Chunk(ids, 500) {
		var contents []contentRow
		if err := r.all(&contents, contentSelect+` WHERE request_id IN (?) ORDER BY request_id, n`, chunk); err != nil {
			return err
		}
		for _, row := range contents {
			byRequest[row.RequestID] = append(byRequest[row.RequestID], row.content())
		}
	}
	for _, row := range rows {
		for _, content := range byRequest[row.ID] {
			c.Contents = append(c.Contents, schema.CaseContent{Ref: row.Ref, Content: content})
		}
	}
	countSame(c.Contents)
	c.Operators = operatorsOf(rows, byRequest)
	c.Mirrors, err = r.mirrors(who, c, ids)
	return err
}

// countSame tells of each content how many others of the case meet it.
func countSame(contents []schema.CaseContent) {
	keys := func(c schema.CaseContent) []string {
		out := []string{"url " + schema.NormalURL(c.URL)}
		if c.Hash != "" {
			out = append(out, "hash "+c.Hash)
		}
		return out
	}
	by := map[string][]int{}
	for i, c := range contents {
		for _, k := range keys(c) {
			by[k] = append(by[k], i)
		}
	}
	for i, c := range contents {
		met := map[int]bool{}
		for _, k := range keys(c) {
			for _, j := range by[k] {
				met[j] = true
			}
		}
		contents[i].Same = len(met) - 1
	}
}

// operatorsOf sums up what each addressee has done, by code.
func operatorsOf(rows []requestRow, contents map[schema.ID][]schema.Content) []schema.CaseOperator {
	var out []schema.CaseOperator
	at := map[string]int{}
	for _, row := range rows {
		i, known := at[row.Addressee]
		if !known {
			i = len(out)
			at[row.Addressee] = i
			out = append(out, schema.CaseOperator{Addressee: row.Addressee})
		}
		o := &out[i]
		o.Requests++
		for _, c := range contents[row.ID] {
			o.Contents++
			if c.Live() {
				o.Live++
			}
			if c.Outcome == "" {
				o.Waiting++
			}
		}
	}
	slices.SortFunc(out, func(a, b schema.CaseOperator) int { return strings.Compare(a.Addressee, b.Addressee) })
	return out
}

// mirrors are contents of requests outside of a case that meet its own, by
// address or hash, or by path at another host; schema.MaxMirrors at most.
func (r reads) mirrors(who schema.Actor, c *schema.Case, ids []schema.ID) ([]schema.Similar, error) {
	contents := make([]schema.Content, len(c.Contents))
	for i, o := range c.Contents {
		contents[i] = o.Content
	}
	own := map[schema.ID]bool{}
	for _, id := range ids {
		own[id] = true
	}
	var out []schema.Similar
	seen := map[string]bool{}
	url := func(o schema.Content) string { return schema.NormalURL(o.URL) }
	for _, by := range []struct {
		match  schema.Match
		column string
		key    func(schema.Content) string
	}{
		{schema.MatchURL, "url_key", url},
		{schema.MatchHash, "hash", func(o schema.Content) string { return o.Hash }},
		{schema.MatchPath, "path_key", func(o schema.Content) string { return schema.PathKey(url(o)) }},
	} {
		for chunk := range slices.Chunk(keysOf(contents, by.key), 500) {
			found, err := r.meetings(who, by.column, chunk, "coalesce(s.case_ref, '') <> ?", c.Ref)
			if err != nil {
				return nil, err
			}
			for _, m := range found {
				place := m.Ref + "#" + strconv.Itoa(m.N)
				if own[m.Request] || seen[place] || len(out) == schema.MaxMirrors {
					continue
				}
				seen[place] = true
				s := m.similar(by.match, "")
				out = append(out, s)
			}
		}
	}
	return out, nil
}
