package command

import (
	"context"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

// templateVerbs are the verbs of the noun template. A template is named alone,
// or with its language: "retiré/fr".
func templateVerbs() []verb {
	fields := []string{"language", "purpose"}
	return []verb{
		{name: "list", flags: changingFlags, run: listTemplates},
		{name: "show", usage: "NAME…|-", min: 1, max: -1, flags: showFlags, run: showTemplates},
		{name: "add", usage: "NAME [--language fr|en] [--purpose VERB] < TEXT", min: 1, max: 1, text: true,
			flags: slices.Concat(fields, addFlags), may: mayKeepTemplates(schema.VerbAdd), run: addTemplate},
		{name: "update", usage: "NAME [--name NEW] [--language fr|en] [--purpose VERB] [-] < TEXT", min: 1, max: 2,
			flags: slices.Concat(fields, []string{"name", "if-rev"}, addFlags), may: mayKeepTemplates(schema.VerbUpdate), run: updateTemplate},
		{name: "remove", usage: "NAME…|-", min: 1, max: -1, flags: append([]string{"if-rev"}, addFlags...), columns: columnsOf(nameForm),
			may: mayKeepTemplates(schema.VerbRemove), run: removeTemplates},
	}
}

func mayKeepTemplates(v schema.Verb) func(*call) error {
	return func(c *call) error { return schema.MayKeepTemplate(c.s.Desk.Who(), v) }
}

var templateForm = shape[schema.Template]{
	ref: schema.Template.Ref,
	object: func(_ *call, x schema.Template) export.Object {
		return export.Object{{Name: "ref", Value: x.Ref()}, {Name: "name", Value: x.Name}, {Name: "language", Value: string(x.Lang)},
			{Name: "purpose", Value: string(x.Verb)}, {Name: "text", Value: x.Text}, {Name: "rev", Value: x.Rev}, {Name: "updated_at", Value: x.Updated.UTC().Format(time.RFC3339)}}
	},
	columns: []string{"ref", "purpose", "text"},
}

func listTemplates(c *call) error {
	all, err := c.s.Desk.Templates(c.ctx)
	if err != nil {
		return err
	}
	return listChanged(c, templateForm, all, schema.NounTemplate, func(x schema.Template) schema.ID { return x.ID })
}

// templateNamed finds one of the own templates; verb "": of any purpose.
func (c *call) templateNamed(name string, verb schema.Verb) (schema.Template, error) {
	all, err := c.s.Desk.Templates(c.ctx)
	if err != nil {
		return schema.Template{}, err
	}
	x, ok := schema.FindTemplate(all, name, verb, c.words.Code)
	if !ok {
		return x, schema.NotFound(name)
	}
	return x, nil
}

func showTemplates(c *call) error {
	names, err := c.names()
	if err != nil {
		return err
	}
	found, err := each(c, names, func(_ context.Context, name string) (schema.Template, error) { return c.templateNamed(name, "") })
	return show(c, templateForm, found, err)
}

// templateFields lays the flags given over a template.
func (c *call) templateFields(x schema.Template) schema.Template {
	if lang := c.language(); lang != nil {
		x.Lang = *lang
	}
	if c.given("purpose") {
		x.Verb = schema.Verb(strings.ToLower(c.text("purpose")))
	}
	if c.given("name") {
		x.Name = c.text("name")
	}
	return x
}

func addTemplate(c *call) error {
	text, err := c.stdin()
	if err != nil {
		return err
	}
	x, err := c.s.Desk.AddTemplate(c.writing(""), c.templateFields(schema.Template{Name: c.args[0], Lang: c.words.Code, Text: text}))
	return finish(c, templateForm, c.words.Domain.Done[schema.VerbAdd], one(x, err), err)
}

func updateTemplate(c *call) error {
	rev, err := c.revision()
	if err != nil {
		return err
	}
	was, err := c.templateNamed(c.args[0], "")
	if err != nil {
		return err
	}
	x := c.templateFields(was)
	if len(c.args) == 2 {
		if x.Text, err = c.bodyOn(c.args[1:]); err != nil {
			return err
		}
	}
	if rev != 0 {
		x.Rev = rev
	}
	x, err = c.s.Desk.UpdateTemplate(c.writing(""), x)
	return finish(c, templateForm, c.words.Domain.Done[schema.VerbUpdate], one(x, err), err)
}

func removeTemplates(c *call) error {
	rev, err := c.revision()
	if err != nil {
		return err
	}
	return eachNamed(c, schema.VerbRemove, func(ctx context.Context, name string) error {
		x, err := c.templateNamed(name, "")
		if err != nil {
			return err
		}
		return c.s.Desk.RemoveTemplate(ctx, x.ID, rev)
	})
}
