package roll

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// wordingFields are the fields of a title and a text.
func (r room) wordingFields() (title *widget.Line, text *widget.Area) {
	d := r.s.Words.Domain.Fields
	title, text = widget.NewLine(r.s, d[schema.FieldTitle]), widget.NewArea(r.s, d[schema.FieldText])
	title.Required, text.Required, text.Height = true, true, 10
	return title, text
}

// newArticle asks for an article that is not drafted yet.
func (r room) newArticle(v *pane[[]schema.Article]) tea.Cmd {
	return v.ask(r.desk, schema.VerbNew, schema.NounArticle, 0, "article", func(draft string) (*widget.Form, deed) {
		title, text := r.wordingFields()
		return r.form(r.s.Words.Rolls.NewArticle, draft, title, text), func(ctx context.Context) (string, error) {
			x, err := r.desk.AddArticle(ctx, schema.ArticleDraft{Title: title.Value(), Text: text.Value()})
			return r.done(x.Ref, schema.VerbAdd), err
		}
	})
}

// redraft asks for another wording of the article, beginning with the newest one.
func (r room) redraft(v *pane[articlePage]) tea.Cmd {
	return v.ask(r.desk, schema.VerbUpdate, schema.NounArticle, v.held.article.ID, "article/"+v.held.article.Ref, func(draft string) (*widget.Form, deed) {
		x := v.held.article
		title, text := r.wordingFields()
		title.SetValue(x.Last().Title)
		text.SetValue(x.Last().Text)
		return r.form(lang.Fill(r.s.Words.Rolls.RedraftTitle, "ref", x.Ref), draft, title, text), func(ctx context.Context) (string, error) {
			_, err := r.desk.UpdateArticle(ctx, x.ID, x.Rev, schema.ArticleDraft{Title: title.Value(), Text: text.Value()})
			return r.done(x.Ref, schema.VerbUpdate), err
		}
	})
}

// reserve asks why the newest wording is not endorsed.
func (r room) reserve(v *pane[articlePage]) tea.Cmd {
	return v.ask(r.desk, schema.VerbReserve, schema.NounArticle, v.held.article.ID, "reserve/"+v.held.article.Ref, func(draft string) (*widget.Form, deed) {
		x := v.held.article
		text := widget.NewArea(r.s, r.s.Words.Rolls.Reasons)
		text.Required, text.Height = true, 5
		title := lang.Fill(r.s.Words.Rolls.ReserveTitle, "ref", x.Ref, "version", itoa(x.Last().N))
		return r.form(title, draft, text), r.stance(x, schema.VerbReserve, text.Value)
	})
}

// adopt asks whether the draft version is adopted; it never changes afterwards.
func (r room) adopt(v *pane[articlePage]) tea.Cmd {
	x := v.held.article
	question := schema.VisibleLine(lang.Fill(r.s.Words.Rolls.AskAdopt, "ref", x.Ref, "version", itoa(x.Last().N)))
	return widget.Send(widget.Show{Dialog: widget.NewConfirm(r.s, question, func() tea.Cmd {
		return v.write(nil, false, nil, func(ctx context.Context) (string, error) {
			x, err := r.desk.UpdateArticle(ctx, x.ID, x.Rev, schema.ArticleDraft{Adopt: true})
			if err != nil {
				return "", err
			}
			return schema.VisibleLine(lang.Fill(r.s.Words.Item.Pair, "name", x.Ref, "value", r.version(x.Last()))), nil
		})
	})})
}

// newSheet asks for a sheet.
func (r room) newSheet(v *pane[[]schema.Sheet]) tea.Cmd {
	return v.ask(r.desk, schema.VerbNew, schema.NounSheet, 0, "sheet", func(draft string) (*widget.Form, deed) {
		title, text := r.wordingFields()
		tlp := r.tlp()
		tlp.SetValue(string(schema.TLPGreen))
		return r.form(r.s.Words.Rolls.NewSheet, draft, title, tlp, text), func(ctx context.Context) (string, error) {
			x, err := r.desk.AddSheet(ctx, schema.SheetDraft{Title: title.Value(), Text: text.Value(), TLP: schema.TLP(tlp.Value())})
			return r.done(x.Ref, schema.VerbAdd), err
		}
	})
}

// rewrite asks for another text of a sheet.
func (r room) rewrite(v *pane[schema.Sheet]) tea.Cmd {
	return v.ask(r.desk, schema.VerbUpdate, schema.NounSheet, v.held.ID, "sheet/"+v.held.Ref, func(draft string) (*widget.Form, deed) {
		x := v.held
		title, text := r.wordingFields()
		tlp := r.tlp()
		title.SetValue(x.Title)
		text.SetValue(x.Text)
		tlp.SetValue(string(x.TLP))
		return r.form(lang.Fill(r.s.Words.Rolls.RedraftTitle, "ref", x.Ref), draft, title, tlp, text), func(ctx context.Context) (string, error) {
			_, err := r.desk.UpdateSheet(ctx, x.ID, x.Rev, schema.SheetDraft{Title: title.Value(), Text: text.Value(), TLP: schema.TLP(tlp.Value())})
			return r.done(x.Ref, schema.VerbUpdate), err
		}
	})
}

// tlp is the field of a marking.
func (r room) tlp() *widget.Pick {
	values, shown := make([]string, len(schema.TLPs)), make([]string, len(schema.TLPs))
	for i, t := range schema.TLPs {
		values[i], shown[i] = string(t), r.s.Words.Domain.TLP[t]
	}
	return widget.NewPick(r.s, r.s.Words.Domain.Fields[schema.FieldTLP], values, shown)
}
