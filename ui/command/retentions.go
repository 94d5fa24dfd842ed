package command

import (
	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// retentionVerbs are the verbs of how long what is past is kept. Erasing itself
// is done on the machine, where all logs are.
func retentionVerbs() []verb {
	return []verb{
		{name: "list", flags: append([]string{"all"}, shortFlags...), run: listRetentions},
		{name: "show", usage: "NOUN…|-", min: 1, max: -1, flags: showFlags, run: showRetentions},
		{name: "update", usage: "NOUN --days N|--months N|--unlimited [--source TEXT]", min: 1, max: 1,
			flags: append([]string{"days", "months", "unlimited", "source"}, addFlags...),
			may:   mayLegislate(schema.VerbUpdate), run: updateRetention},
	}
}

var retentionForm = shape[schema.Retention]{
	ref:     func(r schema.Retention) string { return string(r.Noun) },
	object:  func(_ *call, r schema.Retention) export.Object { return export.JSONRetention(r) },
	columns: []string{"noun", "version", "delay", "source", "noted_at", "noted_by"},
	words: map[string]func(*lang.Words, string) string{
		"noun": func(w *lang.Words, s string) string { return w.Domain.Nouns[schema.Noun(s)] },
	},
}

// listRetentions lists what holds now; --all: past versions too.
func listRetentions(c *call) error {
	all, err := c.s.Desk.Retentions(c.ctx)
	if err != nil {
		return err
	}
	if !c.on("all") {
		all = schema.RetentionsInForce(all)
	}
	return listAll(c, retentionForm, all)
}

func showRetentions(c *call) error {
	all, err := c.s.Desk.Retentions(c.ctx)
	if err != nil {
		return err
	}
	return showVersions(c, retentionForm, all, func(word string) string {
		noun, _ := schema.ParseRetained(word)
		return string(noun)
	})
}

func updateRetention(c *call) error {
	var keep schema.Retention
	var known bool
	if keep.Noun, known = schema.ParseRetained(c.args[0]); !known {
		return schema.NotFound(c.args[0])
	}
	given := 0
	for _, flag := range []string{"days", "months", "unlimited"} {
		if c.given(flag) {
			given++
		}
	}
	if given != 1 {
		return c.usage(c.words.Command.OneRetention)
	}
	var err error
	if keep.Days, err = c.number("days", 1, schema.MaxRetentionDays); err != nil {
		return err
	}
	if keep.Months, err = c.number("months", 1, schema.MaxRetentionMonths); err != nil {
		return err
	}
	keep.Source = c.text("source")
	keep, err = c.s.Desk.UpdateRetention(c.writing(""), keep)
	return finish(c, retentionForm, c.words.Domain.Done[schema.VerbUpdate], one(keep, err), err)
}
