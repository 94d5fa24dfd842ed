package files

import (
	"context"
	"io"
	"iter"
	"slices"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

// writeList writes all that a query finds, as the command "list" of the noun
// does with a view's sort and columns; requests marked red, and replies to
// them, are left out.
func (t *Tree) writeList(ctx context.Context, w io.Writer, f export.Format, v schema.View, q schema.Query) error {
	list := schema.List{Query: q, Sort: v.Sort}
	switch v.Noun {
	case schema.NounAction:
		day, _ := t.today()
		return writeActionRows(w, f, v, all(ctx, t.Desk.Actions, list), day)
	case schema.NounReply:
		list.Query = q.With(notRed) // of the requests that they answer
		return export.Stream(w, f, columns(f, v, export.JSONReply(schema.Reply{})), rows(all(ctx, t.Desk.Replies, list), export.JSONReply))
	}
	list.Query = q.With(notRed)
	who, now := t.Desk.Who(), t.Desk.Now()
	object := func(r schema.Request) export.Object { return export.JSONRequest(r, schema.ReaderOf(who, r), now) }
	names := columns(f, v, export.SampleRequest(who, now))
	pages := all(ctx, t.Desk.Requests, list)
	if f == export.JSON || slices.Contains(names, "contents") {
		pages = t.withContents(ctx, pages)
	}
	return export.Stream(w, f, names, rows(pages, object))
}

func writeActionRows(w io.Writer, f export.Format, v schema.View, pages iter.Seq2[[]schema.Action, error], day schema.Date) error {
	object := func(a schema.Action) export.Object { return export.JSONAction(a, day) }
	return export.Stream(w, f, columns(f, v, object(schema.Action{})), rows(pages, object))
}

// columns are those of a table: a view's that the reader has, else all that fit
// a cell. JSON is whole.
func columns(f export.Format, v schema.View, sample export.Object) []string {
	if f == export.JSON {
		return nil
	}
	known := sample.Names()
	var out []string
	for _, name := range v.Columns {
		if slices.Contains(known, name) {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return export.TableColumns(sample)
	}
	return out
}

// rows turns pages of things into objects.
func rows[T any](pages iter.Seq2[[]T, error], object func(T) export.Object) iter.Seq2[export.Object, error] {
	return func(yield func(export.Object, error) bool) {
		for page, err := range pages {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, item := range page {
				if !yield(object(item), nil) {
					return
				}
			}
		}
	}
}

// withContents gives the requests of pages their contents; those that are no
// longer visible are left out.
func (t *Tree) withContents(ctx context.Context, pages iter.Seq2[[]schema.Request, error]) iter.Seq2[[]schema.Request, error] {
	return func(yield func([]schema.Request, error) bool) {
		for page, err := range pages {
			if err == nil {
				page, err = t.whole(ctx, page)
			}
			if !yield(page, err) || err != nil {
				return
			}
		}
	}
}

func (t *Tree) whole(ctx context.Context, page []schema.Request) ([]schema.Request, error) {
	ids := make([]schema.ID, len(page))
	for i, r := range page {
		ids[i] = r.ID
	}
	contents, err := t.Desk.ContentsOf(ctx, ids)
	var out []schema.Request
	for _, r := range page {
		var visible bool
		if r.Contents, visible = contents[r.ID]; visible {
			r.ContentCount = len(r.Contents)
			out = append(out, r)
		}
	}
	return out, err
}
