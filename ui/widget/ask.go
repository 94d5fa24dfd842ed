package widget

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Ask collects what a verb needs, one dialog after the other, then hands over
// the finished step. Esc in any of them gives the verb up.
type Ask struct {
	S     *Session
	About string // what the verb is done to: a reference, "3 marquées"
	// Members lists who may be charged with it.
	Members func(context.Context) ([]schema.Member, error)
	// Owners lists who may be put in charge of action items, each by a step.
	Owners func(context.Context) ([]schema.ActionStep, []Option, error)
	// Meeting reads a meeting, "next" among others; nil: moments are not told by meetings.
	Meeting func(ctx context.Context, ref string) (schema.Meeting, error)
	// Templates offers what a reason may begin with, filled in for Of; nil: none are offered.
	Templates Templates
	Who       schema.Actor
	Of        schema.Request
}

// Request asks for what a verb on a request needs. Texts and outcomes
// (schema.NeedText, schema.NeedOutcomes) are of forms, not of Ask: do is then
// called without them.
func (a Ask) Request(v schema.Verb, do func(schema.Step) tea.Cmd) tea.Cmd {
	return a.request(schema.Step{Verb: v}, schema.NeedsOf(v), do)
}

func (a Ask) request(step schema.Step, needs []schema.Need, do func(schema.Step) tea.Cmd) tea.Cmd {
	if len(needs) == 0 {
		return do(step)
	}
	then := func() tea.Cmd { return a.request(step, needs[1:], do) }
	words, d := a.S.Words.Item.Ask, a.S.Words.Domain
	switch needs[0] {
	case schema.NeedReason:
		return a.line(step.Verb, words.Reason, "", func(s string) tea.Cmd { step.Reason = s; return then() })
	case schema.NeedOriginal:
		return a.line(step.Verb, words.Original, "GOO-2015-0042", func(s string) tea.Cmd { step.To = s; return then() })
	case schema.NeedLabel:
		return a.choice(step.Verb, codes(schema.Labels, d.Labels), func(i int) tea.Cmd { step.Label = schema.Labels[i]; return then() })
	case schema.NeedGround:
		return a.choice(step.Verb, codes(schema.Grounds, d.Grounds), func(i int) tea.Cmd { step.Ground = schema.Grounds[i]; return then() })
	case schema.NeedDecision:
		return a.choice(step.Verb, codes(schema.Rulings, d.Rulings), func(i int) tea.Cmd { step.Ruling = schema.Rulings[i]; return then() })
	case schema.NeedMember:
		return a.member(step.Verb, func(m schema.Member) tea.Cmd { step.To = m.Login; return then() })
	case schema.NeedUntil:
		return a.until(step.Verb, func(t time.Time) tea.Cmd { step.Until = t; return then() })
	}
	return then()
}

// Action asks for what a verb on an action item needs.
func (a Ask) Action(v schema.Verb, do func(schema.ActionStep) tea.Cmd) tea.Cmd {
	words := a.S.Words.Item.Ask
	step := schema.ActionStep{Verb: v}
	for _, t := range schema.ActionTransitions {
		if t.Verb != v || len(t.Needs) == 0 {
			continue
		}
		switch t.Needs[0] {
		case schema.NeedText:
			title := words.Text
			if v == schema.VerbDone {
				title = words.Evidence
			}
			return a.line(v, title, "", func(s string) tea.Cmd { step.Text = s; return do(step) })
		case schema.NeedMember:
			return a.owner(v, do)
		case schema.NeedUntil:
			return a.until(v, func(t time.Time) tea.Cmd {
				if !t.IsZero() {
					step.Due = schema.DateOf(t, a.S.Zone)
				}
				return do(step)
			})
		}
	}
	return do(step)
}

func (a Ask) title(v schema.Verb, what string) string {
	title := lang.Fill(a.S.Words.Item.Pair, "name", a.About, "value", a.S.Words.Domain.Verbs[v])
	if what != "" {
		title += " – " + what
	}
	return schema.VisibleLine(title)
}

// line asks for a text that must not be empty.
func (a Ask) line(v schema.Verb, what, hint string, then func(string) tea.Cmd) tea.Cmd {
	p := NewPrompt(a.S, a.title(v, what), hint, func(s string) tea.Cmd { return then(strings.TrimSpace(s)) })
	p.Line.asText(what, true)
	a.templates(p, v)
	return Send(Show{p})
}

// until asks for a moment; an empty line is none. It is shown whole, in the
// member's zone, as it is typed.
func (a Ask) until(v schema.Verb, then func(time.Time) tea.Cmd) tea.Cmd {
	words := a.S.Words.Item.Ask
	next := &nextMeeting{err: schema.NotFound("next")}
	read := func(s string) (time.Time, error) {
		if strings.TrimSpace(s) == "" {
			return time.Time{}, nil
		}
		return schema.Calendar{Now: a.S.Now(), Zone: a.S.Zone, Meeting: next.begins}.When(s)
	}
	p := NewPrompt(a.S, a.title(v, words.Until), words.UntilHint, func(s string) tea.Cmd {
		t, err := read(s)
		if err != nil { // what was right a moment ago may be past now
			return Send(Fail{Err: err})
		}
		return then(t)
	})
	p.Echo = func(s string) (string, error) {
		t, err := read(s)
		if err != nil {
			return "", err
		}
		return a.shown(t), nil
	}
	if a.Meeting != nil {
		p.Begin = func() tea.Msg {
			ctx, cancel := a.S.Call()
			defer cancel()
			m, err := a.Meeting(ctx, "next")
			return nextMeeting{p, m.Starts, err}
		}
		p.Take = func(msg tea.Msg) {
			if got, ok := msg.(nextMeeting); ok && got.by == p {
				*next = got
			}
		}
	}
	return Send(Show{p})
}

// shown is how a moment was understood.
func (a Ask) shown(t time.Time) string {
	if t.IsZero() {
		return a.S.Words.Item.Ask.Never
	}
	return a.S.Words.Time.Whole(t, a.S.Zone)
}

// nextMeeting brings when the next meeting begins to the prompt that asked.
type nextMeeting struct {
	by  *Prompt
	at  time.Time
	err error
}

func (n *nextMeeting) begins() (time.Time, error) { return n.at, n.err }

func (a Ask) choice(v schema.Verb, options []Option, take func(i int) tea.Cmd) tea.Cmd {
	return Send(Show{NewChoice(a.S, a.title(v, ""), options, take)})
}

// member asks for one of the colleagues; it reads them first.
func (a Ask) member(v schema.Verb, then func(schema.Member) tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := a.S.Call()
		defer cancel()
		all, err := a.Members(ctx)
		if err != nil {
			return Fail{Err: err}
		}
		var able []schema.Member
		var options []Option
		for _, m := range all {
			if !m.Disabled {
				able = append(able, m)
				options = append(options, Option{Name: m.Name, Note: strings.TrimSpace(m.Service + " " + m.Login)})
			}
		}
		return Show{NewSearch(a.S, a.title(v, a.S.Words.Item.Ask.Member), options, func(i int) tea.Cmd { return then(able[i]) })}
	}
}

// owner asks for a member or an organisation to be in charge; it reads them first.
func (a Ask) owner(v schema.Verb, do func(schema.ActionStep) tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := a.S.Call()
		defer cancel()
		steps, options, err := a.Owners(ctx)
		if err != nil {
			return Fail{Err: err}
		}
		return Show{NewSearch(a.S, a.title(v, a.S.Words.Item.Ask.Member), options, func(i int) tea.Cmd { return do(steps[i]) })}
	}
}

// codes makes options of codes, taken by their digit where they have one, else by their number.
func codes[T ~string](values []T, names map[T]string) []Option {
	out := make([]Option, len(values))
	for i, v := range values {
		out[i] = Option{Key: string(rune('1' + i)), Name: names[v]}
		if len(v) == 2 && v[1] >= '0' && v[1] <= '9' { // a label: P0…P4
			out[i].Key, out[i].Name = string(v[1]), string(v)+" "+names[v]
		}
	}
	return out
}
