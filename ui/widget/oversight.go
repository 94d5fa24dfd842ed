package widget

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// AdviceKey is the key of the qualified person's recommendation or of the
// authority's answer to one, as members of the role do the one or the other; nil
// for members who do neither. may judges its verb.
func AdviceKey(s *Session, r schema.Role, group string, run func(schema.Verb) tea.Cmd, may func(schema.Verb) error) []Key {
	t := s.Words
	help := map[schema.Verb][2]string{
		schema.VerbRecommend: {t.Domain.Verbs[schema.VerbRecommend], t.Rolls.Keys.HintRecommend},
		schema.VerbFollow:    {t.Item.Keys.Advice, t.Item.Keys.HintAdvice},
	}
	for _, v := range []schema.Verb{schema.VerbRecommend, schema.VerbFollow} {
		if f, _ := schema.FollowupOf(v); slices.Contains(f.Roles, r) {
			return []Key{{Keys: []string{"t"}, Help: help[v][0], Hint: help[v][1], Group: group, Verb: v, Write: true,
				Run: func() tea.Cmd { return run(v) }, Why: func() error { return may(v) }}}
		}
	}
	return nil
}

// Recommendation asks what the qualified person recommends on a request: to
// withdraw it, or what the text says alone. Its draft is on the server too. Who
// does it forgets the form once the recommendation is on record.
func Recommendation(s *Session, desk Keeper, r schema.Request, do func(f *Form, text string, withdraw bool) tea.Cmd) tea.Cmd {
	draft := "recommend/" + r.Ref
	kept := NewKept(s, desk, schema.VerbRecommend, schema.NounRequest, r.ID, draft)
	return Send(Show{NewSheet(s, kept, func() Drafted { return recommendation(s, r.Ref, draft, do) })})
}

func recommendation(s *Session, ref, draft string, do func(f *Form, text string, withdraw bool) tea.Cmd) *Form {
	t := s.Words.Advice
	what := NewPick(s, t.Asks, []string{"", "withdraw"}, []string{t.Observes, t.Withdraw})
	text := NewArea(s, t.Reasons)
	text.Required, text.Height = true, 6
	f := NewForm(s, schema.VisibleLine(lang.Fill(t.Title, "ref", ref)), draft, what, text)
	f.Review = func() (string, error) {
		clean, err := schema.CleanText("reason", text.Value(), schema.MaxText)
		return lang.Fill(t.Title, "ref", ref) + "\n" + what.Names[what.Index()] + "\n\n" + clean + "\n\n" + t.ReadBy, err
	}
	f.Send = func() tea.Cmd { return do(f, text.Value(), what.Value() != "") }
	return f
}

// AnswerAdvice asks for the authority's answer to a recommendation: following it
// may be without words, declining it needs a reason. The line begins with a text.
func AnswerAdvice(s *Session, ref string, v schema.Verb, began string, do func(reason string) tea.Cmd) tea.Cmd {
	t := s.Words.Item
	title := schema.VisibleLine(lang.Fill(t.Pair, "name", ref, "value", s.Words.Domain.Verbs[v]) + " – " + t.Ask.Reason)
	p := NewPrompt(s, title, "", func(text string) tea.Cmd { return do(strings.TrimSpace(text)) })
	p.Line.asText(t.Ask.Reason, v == schema.VerbDecline)
	p.Line.SetValue(began)
	return Send(Show{p})
}
