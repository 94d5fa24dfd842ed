package meeting

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// hand does verbs to the action item under the cursor of one of the screens,
// each of which holds one.
type hand struct {
	s       *widget.Session
	desk    Desk
	who     schema.Actor
	current func() (schema.Action, bool)
	reload  func() tea.Cmd
}

// acted brings the answer to a verb on an action item.
type acted struct {
	by     *hand
	action schema.Action
	verb   schema.Verb
	again  tea.Cmd // does it to the action as it is now
	back   tea.Cmd // asks again, with what was typed; nil: nothing was
	err    error
}

// may says why the verb cannot be done to the item under the cursor, nil when it can.
func (h *hand) may(v schema.Verb) error {
	x, ok := h.current()
	if !ok {
		return schema.Invalid(schema.WhyNotHere, string(schema.NounAction), "")
	}
	_, err := schema.MayAct(h.who, v, x)
	return err
}

// keys are the rows of a table for the verbs that have a key of their own.
func (h *hand) keys(group string) []widget.Key {
	t := h.s.Words.Sitting.Keys
	verb := func(key string, v schema.Verb, help, hint string) widget.Key {
		return widget.Key{Keys: []string{key}, Help: help, Hint: hint, Group: group, Verb: v, Write: true,
			Run: func() tea.Cmd { return h.begin(v) }, Why: func() error { return h.may(v) }}
	}
	return []widget.Key{
		verb("x", schema.VerbDone, h.s.Words.Meeting.Done, t.HintDone), verb("a", schema.VerbAssign, t.Assign, ""),
		{Keys: []string{"s"}, Help: t.Status, Group: group, Write: true, Run: h.menu, Why: h.any},
		verb("d", schema.VerbDue, t.Due, ""), verb("c", schema.VerbNote, t.Note, ""), verb("X", schema.VerbReopen, t.Reopen, ""),
	}
}

// any refuses when no action item is under the cursor.
func (h *hand) any() error {
	if _, ok := h.current(); !ok {
		return schema.Invalid(schema.WhyNotHere, string(schema.NounAction), "")
	}
	return nil
}

// menu offers all verbs that the member's role has, those not possible now last.
func (h *hand) menu() tea.Cmd {
	x, ok := h.current()
	if !ok {
		return nil
	}
	var verbs []schema.Verb
	var options []widget.Option
	for _, able := range []bool{true, false} {
		for _, t := range schema.ActionTransitions {
			_, err := schema.MayAct(h.who, t.Verb, x)
			if (err == nil) != able || errors.Is(err, schema.ErrForbidden) {
				continue
			}
			verbs = append(verbs, t.Verb)
			options = append(options, widget.Option{Key: widget.MenuKey(t.Verb, ""), Name: h.s.Words.Domain.Verbs[t.Verb], Why: err})
		}
	}
	if len(verbs) == 0 {
		return widget.Send(widget.Fail{Err: &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRole, Verb: schema.VerbUpdate, Noun: schema.NounAction}})
	}
	title := lang.Fill(h.s.Words.Queue.StatusOf, "ref", x.Ref, "state", h.s.Words.Domain.ActionStates[x.State])
	return widget.Send(widget.Show{Dialog: widget.NewChoice(h.s, schema.VisibleLine(title), options, func(i int) tea.Cmd { return h.begin(verbs[i]) })})
}

// begin asks what the verb needs, then does it.
func (h *hand) begin(v schema.Verb) tea.Cmd {
	x, ok := h.current()
	if !ok {
		return nil
	}
	transition, err := schema.MayAct(h.who, v, x)
	if err != nil {
		return widget.Send(widget.Fail{Err: err})
	}
	if len(transition.Needs) == 0 {
		return h.act(x.ID, x.Rev, schema.ActionStep{Verb: v}, nil, h.s.Call)
	}
	switch transition.Needs[0] {
	case schema.NeedMember:
		return h.assign(x)
	case schema.NeedUntil:
		return h.ask(x, v, dayText(x.Due))
	}
	text := ""
	if v == schema.VerbEdit {
		text = x.Text
	}
	return h.ask(x, v, text)
}

func dayText(d schema.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// ask shows the dialog that asks for the text or the day of a verb, beginning
// with text. What is refused comes back to be corrected.
func (h *hand) ask(x schema.Action, v schema.Verb, text string) tea.Cmd {
	words := h.s.Words.Item.Ask
	what, hint := words.Text, ""
	switch v {
	case schema.VerbDone:
		what = words.Evidence
	case schema.VerbDrop:
		what, hint = h.s.Words.Sitting.Item.Decision, decisionHint
	case schema.VerbDue:
		what, hint = words.Until, words.UntilHint
	case schema.VerbLink:
		what, hint = h.s.Words.Sitting.Item.Links, decisionHint
	}
	title := lang.Fill(h.s.Words.Item.Pair, "name", x.Ref, "value", h.s.Words.Domain.Verbs[v]) + " – " + what
	var p *widget.Prompt
	p = widget.NewPrompt(h.s, schema.VisibleLine(title), hint, func(s string) tea.Cmd {
		step, err := h.step(v, s)
		back := h.ask(x, v, s)
		if err != nil { // what was right a moment ago may be past now
			return tea.Batch(widget.Send(widget.Fail{Err: err}), back)
		}
		return h.act(x.ID, x.Rev, step, back, p.Call)
	})
	p.Line.SetValue(strings.ReplaceAll(text, "\n", " "))
	p.Line.Label, p.Line.Required = what, v != schema.VerbDue
	if v == schema.VerbDue {
		p.Echo = func(s string) (string, error) {
			step, err := h.step(v, s)
			return dayWords(h.s, step.Due), err
		}
	}
	return widget.Send(widget.Show{Dialog: noted(h.s, h.desk, v, x.ID, p)})
}

// decisionHint is a decision as it is named.
const decisionHint = "2015-05-06#2"

// step makes what was typed the verb's step. A drop is by a decision's
// reference or by its text; a due day left empty is none.
func (h *hand) step(v schema.Verb, s string) (schema.ActionStep, error) {
	step := schema.ActionStep{Verb: v}
	switch s = strings.TrimSpace(s); v {
	case schema.VerbDue:
		if s == "" {
			return step, nil
		}
		day, err := schema.ParseDue(s, h.s.Now(), h.s.Zone)
		if err != nil {
			return step, err
		}
		step.Due = day
	case schema.VerbLink:
		step.Link = s
	case schema.VerbDrop:
		if m, named := schema.ParseMention(s); named && m.Noun == schema.NounMeeting && m.Mark == "#" {
			step.Link = s
			break
		}
		step.Text = s
	default:
		step.Text = s
	}
	return step, nil
}

// assign offers the organisations, and the members of the own one.
func (h *hand) assign(x schema.Action) tea.Cmd {
	s, desk, who := h.s, h.desk, h.who
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		steps, options, err := owners(ctx, desk, who, x)
		if err != nil {
			return widget.Fail{Err: err}
		}
		title := schema.VisibleLine(lang.Fill(s.Words.Sitting.AssignTo, "ref", x.Ref))
		return widget.Show{Dialog: widget.NewSearch(s, title, options, func(i int) tea.Cmd { return h.act(x.ID, x.Rev, steps[i], nil, s.Call) })}
	}
}

// owners are those who may be put in charge of an item.
func owners(ctx context.Context, desk Desk, who schema.Actor, x schema.Action) ([]schema.ActionStep, []widget.Option, error) {
	orgs, err := desk.Organisations(ctx)
	if err != nil {
		return nil, nil, err
	}
	members, err := desk.Members(ctx)
	steps, options := widget.Owners(members, orgs, who, x.Owner, x.Internal)
	return steps, options, err
}

// act asks the Desk for a step on an action as it was at rev; 0: as it is. call
// is the context of what asked for the step.
func (h *hand) act(id schema.ID, rev int, step schema.ActionStep, back tea.Cmd, call widget.Call) tea.Cmd {
	desk := h.desk
	return func() tea.Msg {
		ctx, cancel := call()
		defer cancel()
		x, err := desk.ActOn(ctx, id, rev, step)
		return acted{by: h, action: x, verb: step.Verb, again: h.act(id, 0, step, back, call), back: back, err: err}
	}
}

// settle tells how a verb ended; what was typed and refused comes back, but
// for a conflict, which is answered by v or r.
func (h *hand) settle(msg acted) tea.Cmd {
	if msg.by != h {
		return nil
	}
	if msg.err != nil {
		cmds := []tea.Cmd{widget.Send(widget.Fail{Err: msg.err, View: h.reload(), Again: msg.again}), h.reload()}
		if errors.Is(msg.err, schema.ErrInvalid) {
			cmds = append(cmds, msg.back)
		}
		return tea.Batch(cmds...)
	}
	text := lang.Fill(h.s.Words.Item.Pair, "name", msg.action.Ref, "value", h.s.Words.Domain.Done[msg.verb])
	told := widget.Send(widget.Offer{Text: text})
	if !takenBack[msg.verb] {
		told = widget.Send(widget.Tell{Text: text})
	}
	return tea.Batch(widget.Send(stale(msg.action)), told)
}

// takenBack are the verbs on action items that can be undone.
var takenBack = map[schema.Verb]bool{schema.VerbStart: true, schema.VerbBlock: true, schema.VerbDone: true, schema.VerbReopen: true,
	schema.VerbDue: true, schema.VerbAssign: true, schema.VerbLink: true}

func stale(x schema.Action) widget.Stale {
	return widget.Stale{Noun: schema.NounAction, IDs: []schema.ID{x.ID}}
}

// dayWords writes a day for people; nothing for none.
func dayWords(s *widget.Session, d schema.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Start(time.UTC).Format(s.Words.Time.LayoutDay)
}
