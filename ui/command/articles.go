package command

import (
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

func articleVerbs() []verb {
	may := keepers(schema.MayDraftArticle)
	stance := func(v schema.Verb) verb {
		return verb{usage: "REF [--version N] [TEXT|-]", name: string(v), min: 1, max: -1, flags: append([]string{"version"}, writeFlags...),
			may: func(c *call) error { return schema.MayTakeStance(c.s.Desk.Who(), v) }, run: func(c *call) error { return takeStance(c, v) }}
	}
	return []verb{
		{name: "list", flags: rollFlags, run: func(c *call) error { return list(c, articleForm, c.s.Desk.Articles, c.s.Desk.CountArticles) }},
		{name: "show", usage: "REF [--version N] [--against N]", min: 1, max: -1, flags: append([]string{"version", "against"}, showFlags...), run: showArticles},
		{name: "add", usage: "TITLE [--internal] < TEXT", min: 1, max: -1, text: true, flags: slices.Concat([]string{"internal"}, addFlags), may: may, run: addArticle},
		{name: "update", usage: "REF [TEXT|-] [--title TITLE] [--adopt]", min: 1, max: -1, flags: slices.Concat([]string{"title", "adopt"}, writeFlags),
			may: roles(schema.VerbUpdate, everyOwner...), run: updateArticle},
		stance(schema.VerbEndorse),
		stance(schema.VerbReserve),
	}
}

func addArticle(c *call) error {
	text, err := c.stdin()
	if err != nil {
		return err
	}
	return added(c, articleForm, schema.ArticleDraft{Title: strings.Join(c.args, " "), Text: text, Internal: c.on("internal")}, c.s.Desk.AddArticle)
}

func updateArticle(c *call) error {
	text, err := c.bodyOn(c.args[1:])
	if err != nil {
		return err
	}
	d := schema.ArticleDraft{Title: c.text("title"), Text: text, Adopt: c.on("adopt")}
	return updated(c, articleForm, d, c.s.Desk.Article, func(x schema.Article) schema.ID { return x.ID }, c.s.Desk.UpdateArticle)
}

func takeStance(c *call, v schema.Verb) error {
	version, err := c.number("version", 1, 10_000)
	if err != nil {
		return err
	}
	text, err := c.bodyOn(c.args[1:])
	if err != nil {
		return err
	}
	if text == "" {
		text = c.text("reason")
	}
	return changeEach(c, articleForm, v, c.args[:1], c.s.Desk.Article, func(ctx context.Context, x schema.Article, rev int) (schema.Article, error) {
		return c.s.Desk.TakeStance(ctx, x.ID, rev, v, version, text)
	})
}

// showArticles shows a version, the newest unless one is named; --against puts
// the text of another one beside it.
func showArticles(c *call) error {
	shown, err := c.number("version", 1, 10_000)
	if err != nil {
		return err
	}
	against, err := c.number("against", 1, 10_000)
	if err != nil {
		return err
	}
	form := articleForm
	form.object = func(_ *call, x schema.Article) export.Object { return export.JSONArticle(x, shown) }
	form.more = func(c *call, x schema.Article) ([][][]string, error) { return moreOfArticle(c, x, shown, against) }
	return showReferred(c, form, func(ctx context.Context, ref string) (schema.Article, error) {
		x, err := c.s.Desk.Article(ctx, ref)
		if err != nil {
			return x, err
		}
		for _, n := range []int{shown, against} {
			if _, ok := x.Version(n); !ok {
				return x, &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNoVersion, Ref: x.Ref, Value: itoa(n)}
			}
		}
		return x, nil
	})
}

// moreOfArticle is the text shown, that of the version it is held against, who
// stands where, and the article's thread.
func moreOfArticle(c *call, x schema.Article, shown, against int) ([][][]string, error) {
	v, _ := x.Version(shown)
	groups := [][][]string{{{"v" + itoa(v.N), v.Text}}}
	if against > 0 {
		other, _ := x.Version(against)
		groups[0] = append(groups[0], []string{"v" + itoa(other.N), other.Text})
	}
	var stances [][]string
	for _, s := range v.Stances {
		stances = append(stances, []string{s.Org, c.words.Domain.Stances[s.Stance], s.On.String(), s.Text})
	}
	events, err := c.s.Desk.ArticleThread(c.ctx, x.ID)
	return append(groups, stances, c.thread(events)), err
}

var articleForm = shape[schema.Article]{
	ref:     func(x schema.Article) string { return x.Ref },
	object:  func(_ *call, x schema.Article) export.Object { return export.JSONArticle(x, 0) },
	columns: []string{"ref", "version", "adopted_on", "endorsed", "reserved", "title"},
}

func sheetVerbs() []verb {
	may := func(v schema.Verb) func(*call) error {
		return keepers(func(a schema.Actor, internal bool) error { return schema.MayWriteSheet(a, v, internal) })
	}
	return []verb{
		{name: "list", flags: rollFlags, run: func(c *call) error { return list(c, sheetForm, c.s.Desk.Sheets, c.s.Desk.CountSheets) }},
		{name: "show", usage: "REF…|-", min: 1, max: -1, flags: showFlags, run: showSheets},
		{name: "add", usage: "TITLE [--tlp TLP] [--internal] < MARKDOWN", min: 1, max: -1, text: true, flags: slices.Concat([]string{"tlp", "internal"}, addFlags),
			may: may(schema.VerbNew), run: addSheet},
		{name: "update", usage: "REF [--title TITLE] [--tlp TLP] < MARKDOWN", min: 1, max: 1, text: true, flags: slices.Concat([]string{"tlp", "title"}, writeFlags),
			may: roles(schema.VerbUpdate, everyOwner...), run: updateSheet},
	}
}

func (c *call) sheet(title string) (schema.SheetDraft, error) {
	d := schema.SheetDraft{Title: title, Internal: c.on("internal")}
	tlp, err := c.code("tlp", "tlp")
	if err != nil {
		return d, err
	}
	d.TLP = schema.TLP(tlp)
	d.Text, err = c.stdin()
	return d, err
}

func addSheet(c *call) error {
	d, err := c.sheet(strings.Join(c.args, " "))
	if err != nil {
		return err
	}
	return added(c, sheetForm, d, c.s.Desk.AddSheet)
}

func updateSheet(c *call) error {
	d, err := c.sheet(c.text("title"))
	if err != nil {
		return err
	}
	return updated(c, sheetForm, d, c.s.Desk.Sheet, func(x schema.Sheet) schema.ID { return x.ID }, c.s.Desk.UpdateSheet)
}

// showSheets writes pages as they are, for people and for pipes: only their marking stands before.
func showSheets(c *call) error {
	if c.form.format != "" {
		return showReferred(c, sheetForm, c.s.Desk.Sheet)
	}
	refs, err := c.references(c.args)
	if err != nil {
		return err
	}
	found, err := each(c, refs, c.s.Desk.Sheet)
	for _, x := range found {
		c.line(c.words.Domain.TLP[x.TLP], x.Ref, "v"+itoa(x.Rev))
		for line := range strings.Lines("# " + x.Title + "\n\n" + x.Text) {
			c.line(strings.TrimSuffix(line, "\n"))
		}
	}
	return err
}

var sheetForm = shape[schema.Sheet]{
	ref:     func(x schema.Sheet) string { return x.Ref },
	object:  func(_ *call, x schema.Sheet) export.Object { return export.JSONSheet(x) },
	columns: []string{"ref", "version", "tlp", "updated_at", "title"},
	words: map[string]func(*lang.Words, string) string{
		"tlp": func(w *lang.Words, s string) string { return w.Domain.TLP[schema.TLP(s)] },
	},
}
