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
	title, text := r.wordingFields()
	f := r.form(r.s.Words.Rolls.NewArticle, "article", title, text)
	return v.send(f, func() tea.Cmd { return r.newArticle(v) }, func(ctx context.Context) (string, error) {
		x, err := r.desk.AddArticle(ctx, schema.ArticleDraft{Title: title.Value(), Text: text.Value()})
		return r.done(x.Ref, schema.VerbAdd), err
	})
}

// redraft asks for another wording of an article, beginning with the newest one.
func redraft[T any](r room, v *pane[T], x schema.Article) tea.Cmd {
	title, text := r.wordingFields()
	title.SetValue(x.Last().Title)
	text.SetValue(x.Last().Text)
	f := r.form(lang.Fill(r.s.Words.Rolls.RedraftTitle, "ref", x.Ref), "article/"+x.Ref, title, text)
	return v.send(f, func() tea.Cmd { return redraft(r, v, x) }, func(ctx context.Context) (string, error) {
		_, err := r.desk.UpdateArticle(ctx, x.ID, x.Rev, schema.ArticleDraft{Title: title.Value(), Text: text.Value()})
		return r.done(x.Ref, schema.VerbUpdate), err
	})
}

// adopt asks whether the draft version is adopted; it never changes afterwards.
func adopt[T any](r room, v *pane[T], x schema.Article) tea.Cmd {
	question := schema.VisibleLine(lang.Fill(r.s.Words.Rolls.AskAdopt, "ref", x.Ref, "version", itoa(x.Last().N)))
	return widget.Send(widget.Show{Dialog: widget.NewConfirm(r.s, question, func() tea.Cmd {
		return v.write(nil, nil, func(ctx context.Context) (string, error) {
			_, err := r.desk.UpdateArticle(ctx, x.ID, x.Rev, schema.ArticleDraft{Adopt: true})
			return r.done(x.Ref, schema.VerbUpdate), err
		})
	})})
}

// newSheet asks for a sheet.
func (r room) newSheet(v *pane[[]schema.Sheet]) tea.Cmd {
	title, text := r.wordingFields()
	tlp := r.tlp()
	tlp.SetValue(string(schema.TLPGreen))
	f := r.form(r.s.Words.Rolls.NewSheet, "sheet", title, tlp, text)
	return v.send(f, func() tea.Cmd { return r.newSheet(v) }, func(ctx context.Context) (string, error) {
		x, err := r.desk.AddSheet(ctx, schema.SheetDraft{Title: title.Value(), Text: text.Value(), TLP: schema.TLP(tlp.Value())})
		return r.done(x.Ref, schema.VerbAdd), err
	})
}

// rewrite asks for another text of a sheet.
func (r room) rewrite(v *pane[schema.Sheet]) tea.Cmd {
	x := v.held
	title, text := r.wordingFields()
	tlp := r.tlp()
	title.SetValue(x.Title)
	text.SetValue(x.Text)
	tlp.SetValue(string(x.TLP))
	f := r.form(lang.Fill(r.s.Words.Rolls.RedraftTitle, "ref", x.Ref), "sheet/"+x.Ref, title, tlp, text)
	return v.send(f, func() tea.Cmd { return r.rewrite(v) }, func(ctx context.Context) (string, error) {
		_, err := r.desk.UpdateSheet(ctx, x.ID, x.Rev, schema.SheetDraft{Title: title.Value(), Text: text.Value(), TLP: schema.TLP(tlp.Value())})
		return r.done(x.Ref, schema.VerbUpdate), err
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
