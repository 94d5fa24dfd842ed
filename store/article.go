package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
)

// articleRow is a row of article; its texts are in article_text.
type articleRow struct {
	rollHead
	Title string // of the newest version, for filters
}

func (x *articleRow) cells() []rollCell {
	return []rollCell{{column: column{"title", x.Title}, field: schema.FieldTitle}}
}

var articles = roll[articleRow, *articleRow, schema.Article]{
	noun: schema.NounArticle, table: "article", series: "ART", columns: "x.title",
	item: func(x articleRow) schema.Article {
		return schema.Article{ID: x.ID, Ref: x.Ref, Rev: x.Version, Internal: x.Internal, Updated: instant(x.UpdatedAt)}
	},
	finish: (*Desk).worded,
}

// Articles returns one page of the articles that the member may know of.
func (d *Desk) Articles(ctx context.Context, l schema.List) (schema.Page[schema.Article], error) {
	return articles.page(ctx, d, l)
}

// CountArticles counts what Articles would list.
func (d *Desk) CountArticles(ctx context.Context, q schema.Query, all bool) (schema.Count, error) {
	return articles.count(ctx, d, q, all)
}

// Article returns the article with that reference, with all its versions and
// who stands where; a number alone names the group's own.
func (d *Desk) Article(ctx context.Context, ref string) (schema.Article, error) {
	return articles.find(ctx, d, ref)
}

// ArticleThread returns what happened to an article, oldest first.
func (d *Desk) ArticleThread(ctx context.Context, id schema.ID) ([]schema.Event, error) {
	return articles.thread(ctx, d, id)
}

// AddArticle writes a new article, as the draft of its first version.
func (d *Desk) AddArticle(ctx context.Context, n schema.ArticleDraft) (schema.Article, error) {
	return command(ctx, d, func(t *tx) (schema.Article, error) {
		if err := schema.MayDraftArticle(d.who, n.Internal); err != nil {
			return schema.Article{}, err
		}
		version, told, err := t.reworded(schema.ArticleVersion{N: 1}, n)
		if err != nil {
			return schema.Article{}, err
		}
		row := articleRow{Title: version.Title}
		row.Internal = ownCode(d, n.Internal)
		if err := articles.add(d, t, &row, told...); err != nil {
			return schema.Article{}, err
		}
		if err := t.writeVersion(row.ID, version); err != nil {
			return schema.Article{}, err
		}
		return articles.shown(d, t.reads, row)
	})
}

// UpdateArticle changes the draft version of an article, or begins the draft of
// the next version once the last one is adopted; with Adopt the draft, so
// changed, is adopted today and never changes again. Changing a draft's text
// ends the stances taken to it. ErrState with WhyAdopted when there is no draft to adopt.
func (d *Desk) UpdateArticle(ctx context.Context, id schema.ID, rev int, n schema.ArticleDraft) (schema.Article, error) {
	return command(ctx, d, func(t *tx) (schema.Article, error) {
		was, err := articles.lock(d, t, schema.VerbUpdate, id, rev, func(x schema.Article) error { return schema.MayDraftArticle(d.who, x.Internal != "") })
		if err != nil {
			return schema.Article{}, err
		}
		last, err := d.lastVersion(t, was)
		if err != nil {
			return schema.Article{}, err
		}
		draft := last
		if !last.Adopted.IsZero() {
			if n.Adopt && n.Title == "" && n.Text == "" {
				return schema.Article{}, &schema.Fault{Class: schema.ErrState, Why: schema.WhyAdopted, Verb: schema.VerbUpdate, Ref: was.Ref, Rev: was.Version}
			}
			draft = schema.ArticleVersion{N: last.N + 1, Title: last.Title, Text: last.Text}
		}
		next, told, err := t.reworded(draft, n)
		if err != nil {
			return schema.Article{}, err
		}
		now := was
		now.Title = next.Title
		if err := articles.save(d, t, schema.VerbUpdate, was, &now, false, "", told...); err != nil {
			return schema.Article{}, err
		}
		if err := t.writeVersion(now.ID, next); err != nil {
			return schema.Article{}, err
		}
		return articles.shown(d, t.reads, now)
	})
}

// reworded is a draft version with what the draft of the article changes, and
// what is told of it.
func (t *tx) reworded(v schema.ArticleVersion, n schema.ArticleDraft) (schema.ArticleVersion, []schema.Change, error) {
	var clean cleaner
	next := v
	next.Title = cmp.Or(clean.line("title", n.Title), v.Title)
	next.Text = cmp.Or(clean.text("text", n.Text), v.Text)
	clean.check(next.Title != "", schema.WhyEmpty, "title", "")
	clean.check(next.Text != "", schema.WhyNeedsText, "text", "")
	if next.Text != v.Text {
		next.Stances = nil
	}
	var told []schema.Change
	if next.Text != v.Text {
		told = append(told, schema.Change{Field: schema.FieldText, From: v.Text, To: next.Text})
	}
	if n.Adopt {
		next.Adopted = schema.DateOf(t.now, t.db.location())
		told = append(told, schema.Change{Field: schema.FieldAdopted, To: count(next.N) + " " + next.Adopted.String()})
	}
	return next, told, clean.err
}

// lastVersion is the newest version of an article.
func (d *Desk) lastVersion(t *tx, row articleRow) (schema.ArticleVersion, error) {
	x, err := articles.shown(d, t.reads, row)
	return x.Last(), err
}

// writeVersion writes a version that is, or was until now, a draft, and its stances.
func (t *tx) writeVersion(article schema.ID, v schema.ArticleVersion) error {
	_, err := t.exec(`INSERT INTO article_text (article_id, n, title, body, adopted, updated_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (article_id, n) DO UPDATE SET title = excluded.title, body = excluded.body, adopted = excluded.adopted, updated_at = excluded.updated_at
		WHERE article_text.adopted = ''`, article, v.N, v.Title, v.Text, v.Adopted.String(), stamp(t.now))
	if err == nil && len(v.Stances) == 0 {
		_, err = t.exec(`DELETE FROM article_stance WHERE article_id = ? AND n = ?`, article, v.N)
	}
	return err
}

// TakeStance records that the member's organisation endorses a version of an
// article (VerbEndorse), or what it reserves against it (VerbReserve, with a
// text); version 0 is the newest. It replaces the stance taken before. The
// whole group sees who stands where.
func (d *Desk) TakeStance(ctx context.Context, id schema.ID, rev int, v schema.Verb, version int, text string) (schema.Article, error) {
	return command(ctx, d, func(t *tx) (schema.Article, error) {
		if err := schema.MayTakeStance(d.who, v); err != nil {
			return schema.Article{}, err
		}
		was, err := articles.lock(d, t, v, id, rev, func(schema.Article) error { return nil })
		if err != nil {
			return schema.Article{}, err
		}
		x, err := articles.shown(d, t.reads, was)
		if err != nil {
			return schema.Article{}, err
		}
		to, ok := x.Version(version)
		if !ok {
			return schema.Article{}, schema.Invalid(schema.WhyUnknown, "version", count(version))
		}
		clean, err := schema.CleanText("text", text, schema.MaxText)
		if err == nil && v == schema.VerbReserve {
			err = required(clean, schema.WhyNeedsText)
		}
		if err != nil {
			return schema.Article{}, err
		}
		stance := schema.StanceEndorsed
		if v == schema.VerbReserve {
			stance = schema.StanceReserved
		}
		if err := t.writeStance(id, to.N, d.who.OrgCode, stance, clean); err != nil {
			return schema.Article{}, err
		}
		now := was
		told := schema.Change{Field: schema.FieldStance, From: stanceText(to, d.who.OrgCode), To: strings.TrimSpace(count(to.N) + " " + d.who.OrgCode + " " + string(stance))}
		if err := articles.save(d, t, v, was, &now, false, clean, told); err != nil {
			return schema.Article{}, err
		}
		return articles.shown(d, t.reads, now)
	})
}

func (t *tx) writeStance(article schema.ID, version int, org string, stance schema.StanceKind, text string) error {
	_, err := t.exec(`INSERT INTO article_stance (article_id, n, org, stance, text, day) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (article_id, n, org) DO UPDATE SET stance = excluded.stance, text = excluded.text, day = excluded.day`,
		article, version, org, stance, text, schema.DateOf(t.now, t.db.location()).String())
	return err
}

// stanceText is where an organisation stood to a version, for a log.
func stanceText(v schema.ArticleVersion, org string) string {
	i := slices.IndexFunc(v.Stances, func(s schema.Stance) bool { return s.Org == org })
	if i < 0 {
		return ""
	}
	return count(v.N) + " " + org + " " + string(v.Stances[i].Stance)
}

// worded gives the articles their versions, and these their stances.
func (d *Desk) worded(r reads, items []schema.Article) error {
	ids := make([]schema.ID, len(items))
	for i, x := range items {
		ids[i] = x.ID
	}
	var texts []struct {
		Of                   schema.ID `db:"article_id"`
		N                    int
		Title, Body, Adopted string
	}
	if err := r.all(&texts, `SELECT article_id, n, title, body, adopted FROM article_text WHERE article_id IN (?) ORDER BY article_id, n`, ids); err != nil {
		return err
	}
	for _, x := range texts {
		i := slices.Index(ids, x.Of)
		items[i].Versions = append(items[i].Versions, schema.ArticleVersion{N: x.N, Title: x.Title, Text: x.Body, Adopted: day(x.Adopted)})
	}
	var stances []struct {
		Of             schema.ID `db:"article_id"`
		N              int
		Org, Text, Day string
		Stance         schema.StanceKind
	}
	err := r.all(&stances, `SELECT article_id, n, org, stance, text, day FROM article_stance WHERE article_id IN (?) ORDER BY article_id, n, org`, ids)
	for _, x := range stances {
		v := &items[slices.Index(ids, x.Of)].Versions[x.N-1]
		v.Stances = append(v.Stances, schema.Stance{Org: x.Org, Stance: x.Stance, Text: x.Text, On: day(x.Day)})
	}
	return err
}
