package item

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// advised tells how a recommendation, or the answer to one, ended.
type advised struct {
	by   *Screen
	verb schema.Verb
	form *widget.Form // that held the recommendation; nil for an answer
	text string       // an answer's reason
	err  error
}

// adviceKeys are the key of the qualified person's recommendation and that of
// the authority's answer to it. Members who do neither are shown none.
func (v *Screen) adviceKeys(g string) []widget.Key {
	return widget.AdviceKey(v.s, v.who.Role, g, v.advice, func(verb schema.Verb) error {
		return schema.MayFollowUp(v.who, verb, v.page.request, v.s.Now())
	})
}

// Advise returns the page of a request on which a recommendation is made, or
// answered: it is asked for once the page has been read.
func Advise(s *widget.Session, desk Desk, ref string, verb schema.Verb) *Screen {
	v := New(s, desk, ref)
	v.again = func() tea.Cmd { return v.advice(verb) }
	return v
}

// advice makes a recommendation or answers one.
func (v *Screen) advice(verb schema.Verb) tea.Cmd {
	if verb == schema.VerbRecommend {
		return v.recommend()
	}
	return v.answerAdvice()
}

// recommend asks what the qualified person recommends on the request.
func (v *Screen) recommend() tea.Cmd {
	r, desk := v.page.request, v.desk
	return widget.Recommendation(v.s, desk, r, func(f *widget.Form, text string, withdraw bool) tea.Cmd {
		return v.advise(advised{by: v, verb: schema.VerbRecommend, form: f}, func(ctx context.Context) error {
			_, err := desk.Recommend(ctx, r.ID, r.Rev, text, withdraw)
			return err
		})
	})
}

// answerAdvice asks whether the authority follows the recommendation, then why.
func (v *Screen) answerAdvice() tea.Cmd {
	verbs := []schema.Verb{schema.VerbFollow, schema.VerbDecline}
	options := make([]widget.Option, len(verbs))
	for i, verb := range verbs {
		options[i] = widget.Option{Key: []string{"+", "-"}[i], Name: v.s.Words.Domain.Verbs[verb]}
	}
	return widget.Send(widget.Show{Dialog: widget.NewChoice(v.s, pair(v.s, v.ref, v.s.Words.Item.Keys.Advice), options, func(i int) tea.Cmd {
		return v.answerWith(verbs[i], "")
	})})
}

// answerWith asks for the reason of an answer, beginning with a text.
func (v *Screen) answerWith(verb schema.Verb, began string) tea.Cmd {
	r, desk := v.page.request, v.desk
	return widget.AnswerAdvice(v.s, r.Ref, verb, began, func(reason string) tea.Cmd {
		return v.advise(advised{by: v, verb: verb, text: reason}, func(ctx context.Context) error {
			_, err := desk.AnswerRecommendation(ctx, r.ID, r.Rev, verb == schema.VerbFollow, reason)
			return err
		})
	})
}

func (v *Screen) advise(how advised, do func(context.Context) error) tea.Cmd {
	call := widget.Call(v.s.Call)
	if how.form != nil {
		call = how.form.Call
	}
	return func() tea.Msg {
		ctx, cancel := call()
		defer cancel()
		how.err = do(ctx)
		return how
	}
}

// settleAdvice tells how it ended and reads the request again; what was refused
// is shown again as it was typed.
func (v *Screen) settleAdvice(msg advised) tea.Cmd {
	switch {
	case msg.by != v:
		return nil
	case msg.err != nil:
		v.again = v.recommend // with the revision that there is now
		if msg.form == nil {
			v.again = func() tea.Cmd { return v.answerWith(msg.verb, msg.text) }
		}
		return tea.Batch(widget.Send(widget.Fail{Err: msg.err}), v.load())
	case msg.form != nil:
		msg.form.Forget()
	}
	said := widget.Send(widget.Final{Text: pair(v.s, v.page.request.Ref, v.s.Words.Domain.Done[msg.verb])})
	return tea.Batch(said, widget.Send(widget.Stale{Noun: schema.NounRequest, IDs: []schema.ID{v.page.request.ID}}))
}
