package command

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

func viewVerbs() []verb {
	return []verb{
		{name: "list", flags: shortFlags, run: listViews},
		{name: "save", usage: "NAME [--noun request|reply|action] [--query Q] [--sort FIELD] [--columns a,b] [--slot 6] [--shared]", min: 1, max: 1,
			flags:   append([]string{"noun", "query", "sort", "columns", "slot", "shared", "if-rev"}, addFlags...),
			columns: func(*call) error { return nil }, // of what the view lists: judged when it is saved
			run:     saveView},
		{name: "update", usage: "NAME [--name NAME] [--slot 6|none]", min: 1, max: 1, flags: append([]string{"name", "slot"}, guardedFlags...), run: updateView},
		{name: "remove", usage: "NAME…|-", min: 1, max: -1, flags: guardedFlags, columns: columnsOf(nameForm), run: removeViews},
	}
}

var viewForm = shape[schema.View]{
	ref: func(v schema.View) string { return v.Name },
	object: func(_ *call, v schema.View) export.Object {
		var slot any
		if v.Slot != 0 {
			slot = v.Slot
		}
		return export.Object{{Name: "name", Value: v.Name}, {Name: "noun", Value: string(v.Noun)}, {Name: "query", Value: orNull(v.Query)},
			{Name: "sort", Value: orNull(sortText(v.Sort))}, {Name: "columns", Value: append([]string{}, v.Columns...)}, {Name: "slot", Value: slot},
			{Name: "shared", Value: v.Shared}, {Name: "by", Value: v.Owner}, {Name: "rev", Value: v.Rev}, {Name: "updated_at", Value: v.Updated.UTC().Format(time.RFC3339)}}
	},
	columns: []string{"name", "noun", "query", "sort", "slot", "shared", "by"},
}

// sortText is a sort as --sort reads it.
func sortText(s schema.Sort) string {
	if s.Desc {
		return "-" + string(s.Field)
	}
	return string(s.Field)
}

func listViews(c *call) error {
	all, err := c.s.Desk.Views(c.ctx)
	if err != nil {
		return err
	}
	return listAll(c, viewForm, all)
}

func saveView(c *call) error {
	v := schema.View{Name: c.args[0], Noun: schema.Noun(cmp.Or(strings.ToLower(c.text("noun")), string(schema.NounRequest))), Query: c.text("query"), Shared: c.on("shared")}
	if !slices.Contains(schema.ViewNouns, v.Noun) {
		return c.badFlag("noun", "request, reply, action")
	}
	var err error
	if v.Slot, err = c.number("slot", 6, 9); err != nil {
		return err
	}
	if v.Sort, err = c.sort(); err != nil {
		return err
	}
	if v.Rev, err = c.revision(); err != nil {
		return err
	}
	v.Columns, c.form.columns = c.form.columns, nil
	if err := checkViewColumns(c, v); err != nil {
		return err
	}
	v, err = c.s.Desk.SaveView(c.writing(""), v)
	return finish(c, viewForm, c.words.Domain.Done[schema.VerbSave], one(v, err), err)
}

// updateView renames a view, or moves it to another key of the screen.
func updateView(c *call) error {
	u := schema.ViewUpdate{Name: c.optional("name")}
	if c.given("slot") {
		slot := 0
		if !strings.EqualFold(c.text("slot"), "none") {
			var err error
			if slot, err = c.number("slot", 6, 9); err != nil {
				return err
			}
		}
		u.Slot = &slot
	}
	if u.Name == nil && u.Slot == nil {
		return c.usage(lang.Fill(c.words.Command.MissingFlag, "flag", "--name, --slot"))
	}
	ctx, err := c.guarded()
	if err != nil {
		return err
	}
	v, err := c.s.Desk.UpdateView(ctx, c.args[0], u)
	return finish(c, viewForm, c.words.Domain.Done[schema.VerbUpdate], one(v, err), err)
}

// checkViewColumns judges the columns of a view against the members that its things have.
func checkViewColumns(c *call, v schema.View) error {
	as := *c
	as.form.columns = v.Columns
	switch v.Noun {
	case schema.NounReply:
		return columnsOf(replyForm)(&as)
	case schema.NounAction:
		return columnsOf(actionForm)(&as)
	}
	return columnsOf(requestForm)(&as)
}

func removeViews(c *call) error {
	return eachNamed(c, schema.VerbRemove, func(ctx context.Context, name string) error { return c.s.Desk.RemoveView(ctx, name) })
}

// viewOf is what --view names: one that everybody has, one of the member's own,
// or one that a colleague shares; the zero View when it was not given.
func viewOf[T any](c *call, s shape[T]) (schema.View, error) {
	if !c.given("view") {
		return schema.View{}, nil
	}
	var names []string
	for name, query := range s.views {
		if builtin, ok := schema.BuiltinView(c.text("view")); ok && builtin == name {
			return schema.View{Query: query}, nil
		}
		names = append(names, name)
	}
	slices.Sort(names)
	saved, err := c.s.Desk.Views(c.ctx)
	if err != nil {
		return schema.View{}, err
	}
	for _, v := range saved {
		if v.Noun != schema.Noun(c.noun) {
			continue
		}
		if schema.ViewKey(v.Name) == schema.ViewKey(c.text("view")) {
			return v, nil
		}
		names = append(names, schema.VisibleLine(v.Name))
	}
	return schema.View{}, c.badFlag("view", strings.Join(names, ", "))
}

// useColumns shows a view's columns where none were asked for, but for what
// the reader does not have; JSON is whole.
func useColumns[T any](c *call, s shape[T], v schema.View) {
	if c.form.columns != nil || len(v.Columns) == 0 || c.form.json || c.form.format == export.JSONLines {
		return
	}
	known := s.members(c).Names()
	for _, name := range v.Columns {
		if slices.Contains(known, name) {
			c.form.columns = append(c.form.columns, name)
		}
	}
}
