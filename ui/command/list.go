package command

import (
	"context"
	"fmt"
	"iter"
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
	ctx, end := c.watched()
	defer end()
	l := listing[T]{call: c, shape: s, page: page, count: count, ask: ask, left: limit}
	if l.first, err = l.next(ctx); err != nil {
		return err
	}
	if slices.Contains(export.ListFormats, c.form.format) {
		end() // what shows how far reading is would stand among the rows
		return l.stream()
	}
	return l.gather(ctx, end)
}

// listing is a list on its way, page after page.
type listing[T any] struct {
	*call
	shape shape[T]
	page  func(context.Context, schema.List) (schema.Page[T], error)
	count func(context.Context, schema.Query, bool) (schema.Count, error)
	ask   schema.List
	left  int // how many things may follow
	seen  int
	first []T
	after string // cursor of the page that follows; empty: there is none
}

// next reads a page.
func (l *listing[T]) next(ctx context.Context) ([]T, error) {
	l.ask.Limit = min(pageSize, l.left)
	got, err := l.page(ctx, l.ask)
	l.seen, l.left = l.seen+len(got.Items), l.left-len(got.Items)
	l.ask.After, l.after = got.Next, got.Next
	return got.Items, err
}

// pages gives the first page and those that follow, until the list is as long
// as it may be.
func (l *listing[T]) pages(ctx context.Context) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		items, err := l.first, error(nil)
		for yield(items, err) && err == nil && l.after != "" && len(items) > 0 && l.left > 0 {
			items, err = l.next(ctx)
		}
	}
}

// about tells of the whole list, once its last page is read.
func (l *listing[T]) about(ctx context.Context) (export.List, error) {
	n, err := l.count(ctx, l.ask.Query, l.ask.All)
	return export.List{Next: l.after, Count: n.N, More: n.More}, err
}

// stream writes things as they are read, in a format in which none depends on
// those after it.
func (l *listing[T]) stream() error {
	columns := l.form.columns
	if columns == nil && l.form.format != export.JSON && l.form.format != export.JSONLines { // the heading stands above no rows too
		columns = export.TableColumns(l.shape.members(l.call))
	}
	items := func(yield func(export.Object, error) bool) {
		for page, err := range l.pages(l.ctx) {
			var found []export.Object
			if err == nil {
				found, err = objects(l.call, l.shape, page)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for _, o := range found {
				if !yield(o, nil) {
					return
				}
			}
		}
	}
	err := export.StreamPage(l.out, l.form.format, columns, items, func() (export.List, error) { return l.about(l.ctx) })
	if err == nil {
		l.sayMore()
	}
	return err
}

// gather writes things when all of them are read.
func (l *listing[T]) gather(ctx context.Context, end func()) error {
	var all []T
	var items []export.Object
	for page, err := range l.pages(ctx) {
		var found []export.Object
		if err == nil {
			found, err = objects(l.call, l.shape, page)
		}
		if err != nil {
			return err
		}
		all, items = append(all, page...), append(items, found...)
	}
	out, err := l.about(ctx)
	if err != nil {
		return err
	}
	end()
	l.sayMore()
	if out.Items = items; l.shape.papers != nil && slices.Contains(paperForms, l.form.format) {
		return l.shape.papers(l.call, all)
	}
	return writeList(l.call, l.shape, out)
}

// sayMore tells how to go on with a list that is longer.
func (l *listing[T]) sayMore() {
	if l.after != "" && !l.form.json {
		l.say(lang.Fill(l.words.Command.More.Of(l.seen), "n", fmt.Sprint(l.seen), "cursor", l.after))
	}
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
