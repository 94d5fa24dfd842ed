package command

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

const (
	pageSize = 500    // the most a Desk gives at once
	maxList  = 10_000 // of one list; the rest follows with --after
)

// list writes the things that a query finds, page after page.
func list[T any](c *call, s shape[T], page func(context.Context, schema.List) (schema.Page[T], error),
	count func(context.Context, schema.Query, bool) (schema.Count, error)) error {
	limit, err := c.number("limit", 1, maxList)
	if err != nil {
		return err
	}
	ask := schema.List{After: c.text("after"), All: c.on("all")}
	if ask.Sort, err = c.sort(); err != nil {
		return err
	}
	view, err := viewOf(c, s)
	if err != nil {
		return err
	}
	if ask.Query, err = c.query(view); err != nil {
		return err
	}
	if !c.given("sort") {
		ask.Sort = view.Sort
	}
	useColumns(c, s, view)
	if ask.Query.Since, err = c.since(); err != nil {
		return err
	}
	if limit == 0 {
		limit = maxList
	}
	out := export.List{}
	var whole []T
	ctx, end := c.watched()
	defer end()
	for more := true; more; {
		ask.Limit = min(pageSize, limit-len(out.Items))
		got, err := page(ctx, ask)
		if err != nil {
			return err
		}
		found, err := objects(c, s, got.Items)
		if err != nil {
			return err
		}
		out.Items = append(out.Items, found...)
		if s.papers != nil && slices.Contains(paperForms, c.form.format) {
			whole = append(whole, got.Items...)
		}
		out.Next, ask.After = got.Next, got.Next
		more = got.Next != "" && len(got.Items) > 0 && len(out.Items) < limit
	}
	n, err := count(ctx, ask.Query, ask.All)
	if err != nil {
		return err
	}
	end()
	out.Count, out.More = n.N, n.More
	if out.Next != "" && !c.form.json {
		c.say(lang.Fill(c.words.Command.More.Of(len(out.Items)), "n", fmt.Sprint(len(out.Items)), "cursor", out.Next))
	}
	if s.papers != nil && slices.Contains(paperForms, c.form.format) {
		return s.papers(c, whole)
	}
	return writeList(c, s, out)
}

// query is the filter of a view and --query together.
func (c *call) query(v schema.View) (schema.Query, error) {
	view, err := schema.ParseQuery(v.Query)
	if err != nil {
		return view, err
	}
	query, err := schema.ParseQuery(c.text("query"))
	return view.With(query), err
}

// sort reads --sort: due, -due, due:desc.
func (c *call) sort() (schema.Sort, error) {
	if !c.given("sort") {
		return schema.Sort{}, nil
	}
	field, down := strings.CutPrefix(strings.ToLower(c.text("sort")), "-")
	field, order, _ := strings.Cut(field, ":")
	s := schema.Sort{Field: schema.SortField(field), Desc: down || order == "desc"}
	if !slices.Contains(schema.SortFields, s.Field) || !slices.Contains([]string{"", "asc", "desc"}, order) {
		var names []string
		for _, f := range schema.SortFields {
			names = append(names, string(f))
		}
		return s, c.badFlag("sort", strings.Join(names, ", "))
	}
	return s, nil
}
