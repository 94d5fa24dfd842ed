package roll

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// articles is the list of the articles of the code of good conduct.
func (r room) articles() *pane[[]schema.Article] {
	t := r.s.Words.Rolls
	v := &pane[[]schema.Article]{s: r.s, nouns: []schema.Noun{schema.NounArticle}, none: t.NoArticles,
		load: func(ctx context.Context) ([]schema.Article, error) {
			return all(ctx, schema.List{All: true, Sort: schema.Sort{Field: schema.SortRef}}, r.desk.Articles)
		},
		title: func([]schema.Article) string { return t.Articles },
		draw: func(held []schema.Article) []widget.Passage {
			var out []widget.Passage
			for _, x := range held {
				last := x.Last()
				out = append(out, row(x.Ref, x.Ref+"  "+last.Title, joined(r.version(last), r.stances(last), r.own(x.Internal)), widget.Ink{}))
			}
			return out
		},
		page: func(_ []schema.Article, ref string) widget.Screen { return r.article(ref) },
	}
	return v.furnish(addition{func() tea.Cmd { return r.newArticle(v) }, schema.MayDraftArticle(r.who, false)})
}

// version tells which one it is, and whether it is adopted.
func (r room) version(v schema.ArticleVersion) string {
	t := r.s.Words.Rolls
	if v.Adopted.IsZero() {
		return lang.Fill(t.VersionDraft, "n", itoa(v.N))
	}
	return lang.Fill(t.VersionAdopted, "n", itoa(v.N), "date", day(r.s, v.Adopted))
}

// stances counts who endorsed and who reserved a version.
func (r room) stances(v schema.ArticleVersion) string {
	n := map[schema.StanceKind]int{}
	for _, s := range v.Stances {
		n[s.Stance]++
	}
	var out []string
	for _, kind := range schema.StanceKinds {
		if n[kind] > 0 {
			out = append(out, itoa(n[kind])+" "+r.s.Words.Rolls.Stands[kind])
		}
	}
	return joined(out...)
}

// articlePage is what the page of an article shows.
type articlePage struct {
	article schema.Article
	names   names
}

// article is one article: its newest wording, who stands where to it, and how
// each version came of the one before.
func (r room) article(ref string) *pane[articlePage] {
	k, g := r.s.Words.Rolls.Keys, r.s.Words.Widget.Groups.Item
	v := &pane[articlePage]{s: r.s, nouns: []schema.Noun{schema.NounArticle},
		load: func(ctx context.Context) (h articlePage, err error) {
			if h.article, err = r.desk.Article(ctx, ref); err != nil {
				return h, err
			}
			h.names, err = r.names(ctx)
			return h, err
		},
		title: func(h articlePage) string {
			rule := " " + widget.SignRule + " "
			return h.article.Ref + rule + h.article.Last().Title + rule + r.version(h.article.Last())
		},
		draw: func(h articlePage) []widget.Passage { return r.articleText(h.article, h.names) },
	}
	may := func(verb schema.Verb) func() error { return func() error { return schema.MayTakeStance(r.who, verb) } }
	mayDraft := func() error { return schema.MayDraftArticle(r.who, v.held.article.Internal != "") }
	run := func(do func(*pane[articlePage]) tea.Cmd) func() tea.Cmd { return func() tea.Cmd { return do(v) } }
	keys := append([]widget.Key{
		{Keys: []string{"+"}, Help: r.s.Words.Domain.Verbs[schema.VerbEndorse], Hint: k.HintEndorse, Group: g, Verb: schema.VerbEndorse, Write: true, Run: run(r.endorse), Why: may(schema.VerbEndorse)},
		{Keys: []string{"-"}, Help: r.s.Words.Domain.Verbs[schema.VerbReserve], Hint: k.HintReserve, Group: g, Verb: schema.VerbReserve, Write: true, Run: run(r.reserve), Why: may(schema.VerbReserve)},
		{Keys: []string{"e"}, Help: k.Redraft, Hint: k.HintRedraft, Group: g, Verb: schema.VerbUpdate, Write: true, Why: mayDraft, Run: run(r.redraft)},
		{Keys: []string{"A"}, Help: k.Adopt, Hint: k.HintAdopt, Group: g, Verb: schema.VerbUpdate, Write: true, Why: mayDraft, Run: run(r.adopt),
			Idle: func() bool { return !v.ready || !v.held.article.Last().Adopted.IsZero() }},
	}, besideKeys(r.s)...)
	return v.furnish(addition{}, keys...)
}

// stance takes one to the version of an article in sight.
func (r room) stance(x schema.Article, verb schema.Verb, text func() string) deed {
	return func(ctx context.Context) (string, error) {
		_, err := r.desk.TakeStance(ctx, x.ID, x.Rev, verb, x.Last().N, text())
		return r.done(x.Ref, verb), err
	}
}

// endorse asks first: it binds the organisation.
func (r room) endorse(v *pane[articlePage]) tea.Cmd {
	x := v.held.article
	question := schema.VisibleLine(lang.Fill(r.s.Words.Rolls.AskEndorse, "org", r.who.OrgName, "ref", x.Ref, "version", itoa(x.Last().N)))
	return widget.Send(widget.Show{Dialog: widget.NewConfirm(r.s, question, func() tea.Cmd {
		return v.write(nil, false, nil, r.stance(x, schema.VerbEndorse, func() string { return "" }))
	})})
}

// articleText is the newest wording with its stances, then the versions, newest first.
func (r room) articleText(x schema.Article, n names) []widget.Passage {
	t, last := r.s.Words.Rolls, x.Last()
	out := prose("title", last.Title, "", r.s.Theme.Strong)
	out = append(out, prose("text", last.Text, "", widget.Ink{})...)
	for i := len(x.Versions) - 1; i >= 0; i-- {
		v := x.Versions[i]
		key := "v" + itoa(v.N)
		out = append(out, heading(r.s, key, r.version(v)))
		out = append(out, r.stanceLines(key, v, n)...)
		if i == 0 {
			continue
		}
		differ := changes(r.s, key+"/changes", x.Versions[i-1], v)
		text := lang.Fill(t.ChangesSince, "n", itoa(v.N-1))
		if len(differ) == 0 {
			text = lang.Fill(t.SameAs, "n", itoa(v.N-1))
		}
		out = append(out, widget.Passage{Key: key + "/since", Lines: []widget.Paragraph{{Text: text, Ink: r.s.Theme.Dim}}})
		out = append(out, differ...)
	}
	return out
}

// stanceLines are who endorses a version and who reserves, and why.
func (r room) stanceLines(key string, v schema.ArticleVersion, n names) []widget.Passage {
	if len(v.Stances) == 0 {
		return []widget.Passage{{Key: key + "/none", Lines: []widget.Paragraph{{Text: r.s.Words.Rolls.NoStance, Ink: r.s.Theme.Dim}}}}
	}
	var out []widget.Passage
	for _, s := range v.Stances {
		sign, ink := "+ ", widget.Ink{}
		if s.Stance == schema.StanceReserved {
			sign, ink = "- ", r.s.Theme.Warn
		}
		text := sign + joined(n.of(s.Org), r.s.Words.Domain.Stances[s.Stance], day(r.s, s.On))
		p := widget.Passage{Key: key + "/by/" + s.Org, Lines: []widget.Paragraph{{Text: widget.ProseLine(text), Indent: 2, Ink: ink}}}
		if s.Text != "" {
			for _, line := range prose("", s.Text, "    ", widget.Ink{}) {
				p.Lines = append(p.Lines, line.Lines...)
			}
		}
		out = append(out, p)
	}
	return out
}
