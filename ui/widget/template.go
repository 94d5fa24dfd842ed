package widget

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
)

// OfferTemplates shows the templates for a verb, those in the member's language
// first; take is given the text of the one chosen, filled in for r. It returns
// nil where there is none.
func OfferTemplates(s *Session, all []schema.Template, v schema.Verb, r schema.Request, take func(text string) tea.Cmd) Screen {
	fit := slices.DeleteFunc(slices.Clone(all), func(x schema.Template) bool { return x.Verb != v })
	if len(fit) == 0 {
		return nil
	}
	own := func(x schema.Template) bool { return x.Lang == s.Words.Code }
	slices.SortStableFunc(fit, func(a, b schema.Template) int {
		switch {
		case own(a) == own(b):
			return 0
		case own(a):
			return -1
		}
		return 1
	})
	options := make([]Option, len(fit))
	for i, x := range fit {
		text := strings.Join(strings.Fields(x.Fill(r)), " ")
		options[i] = Option{Name: schema.VisibleLine(x.Name), Note: string(x.Lang) + "  " + schema.VisibleLine(text)}
	}
	return NewSearch(s, s.Words.Item.TemplateOf, options, func(i int) tea.Cmd { return take(fit[i].Fill(r)) })
}

// inserted brings the text of a template to the prompt that asked for it.
type inserted struct {
	by   *Prompt
	text string
}

// templates lets a prompt for the reason of v begin with a template.
func (a Ask) templates(p *Prompt, v schema.Verb) {
	if a.Templates == nil || !slices.Contains(schema.TemplateVerbs(a.Who.OrgKind), v) {
		return
	}
	p.offer = func() tea.Msg {
		ctx, cancel := a.S.Call()
		defer cancel()
		all, err := a.Templates(ctx)
		if err != nil {
			return Fail{Err: err}
		}
		dialog := OfferTemplates(a.S, all, v, a.Of, func(text string) tea.Cmd { return Send(inserted{p, text}) })
		if dialog == nil {
			return Tell{Text: a.S.Words.Item.NoTemplate}
		}
		return Show{dialog}
	}
	t := a.S.Words
	p.keys = append(p.keys, Key{Keys: []string{"ctrl+t", "f4"}, Help: t.Item.Templates, Group: t.Widget.Groups.Dialog, Hint: t.Item.Templates})
}

// Templates reads those of one's organisation.
type Templates func(context.Context) ([]schema.Template, error)

// insert writes a text of several lines behind what the line holds.
func (l *Line) insert(text string) {
	l.SetValue(strings.TrimLeft(l.Value()+" "+strings.Join(strings.Fields(text), " "), " "))
}
