package meeting

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// acted brings the answer to a verb on an action.
type acted struct {
	by     *Screen
	action schema.Action
	verb   schema.Verb
	again  tea.Cmd // does it to the action as it is now
	err    error
}

// mayDone says why the action under the cursor cannot be ticked, nil when it can.
func (v *Screen) mayDone() error {
	x, ok := v.current()
	if !ok {
		return schema.Invalid(schema.WhyEmpty, string(schema.NounAction), "")
	}
	_, err := schema.MayAct(v.who, schema.VerbDone, x)
	return err
}

// done asks for the evidence and ticks the action under the cursor.
func (v *Screen) done() tea.Cmd {
	x, ok := v.current()
	if !ok {
		return nil
	}
	ask := widget.Ask{S: v.s, About: x.Ref, Members: v.desk.Members}
	return ask.Action(schema.VerbDone, func(step schema.ActionStep) tea.Cmd { return v.do(x.ID, x.Rev, step) })
}

// do asks the Desk for a step on an action as it was at rev; 0: as it is.
func (v *Screen) do(id schema.ID, rev int, step schema.ActionStep) tea.Cmd {
	s, desk := v.s, v.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		x, err := desk.ActOn(ctx, id, rev, step)
		return acted{by: v, action: x, verb: step.Verb, again: v.do(id, 0, step), err: err}
	}
}

// settle tells how a verb ended.
func (v *Screen) settle(msg acted) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		return tea.Batch(widget.Send(widget.Fail{Err: msg.err, View: v.Init(), Again: msg.again}), v.Init())
	}
	text := lang.Fill(v.s.Words.Item.Pair, "name", msg.action.Ref, "value", v.s.Words.Domain.Done[msg.verb])
	return tea.Batch(widget.Send(stale(msg.action)), widget.Send(widget.Offer{Text: text}))
}

func stale(x schema.Action) widget.Stale {
	return widget.Stale{Noun: schema.NounAction, IDs: []schema.ID{x.ID}}
}
