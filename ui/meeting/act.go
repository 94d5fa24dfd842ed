package meeting

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// acted brings the answer to a verb on an action, or to a new one.
type acted struct {
	by     *Screen
	action schema.Action
	verb   schema.Verb
	line   string  // of a new one, to be corrected
	again  tea.Cmd // does it to the action as it is now
	err    error
}

// inside reports whether the member may only add actions of the own organisation.
func (v *Screen) inside() bool { return schema.MayAddAction(v.who, schema.ActionDraft{}) != nil }

// add asks for a new action in one line.
func (v *Screen) add() tea.Cmd { return v.ask("") }

// ask shows the line with a text in it; what is understood is shown while one types.
func (v *Screen) ask(text string) tea.Cmd {
	if err := schema.MayAddAction(v.who, schema.ActionDraft{Internal: v.inside()}); err != nil {
		return widget.Send(widget.Fail{Err: err})
	}
	t := v.s.Words.Meeting
	title := lang.Fill(t.NewTitle, "meeting", v.page.meeting.Ref)
	if v.inside() {
		title = lang.Fill(t.NewInside, "org", v.who.OrgName)
	}
	p := widget.NewPrompt(v.s, schema.VisibleLine(title), t.NewHint, v.create)
	p.Line.SetValue(text)
	p.Line.Check = func(s string) error { _, err := v.parse(s); return err }
	p.Line.Required = true
	p.Echo = func(s string) (string, error) { return v.echo(s), nil }
	return widget.Send(widget.Show{Dialog: p})
}

// parse reads the line; the owner must be an organisation of the group. For a
// member who adds to the own organisation alone, that one is understood.
func (v *Screen) parse(s string) (schema.ActionDraft, error) {
	d, err := schema.ParseActionLine(s, v.s.Now(), v.s.Zone)
	d.Meeting, d.Internal = v.page.meeting.Ref, v.inside()
	var f *schema.Fault
	if d.Internal && d.Owner == "" && errors.As(err, &f) && f.Why == schema.WhyNeedsOwner {
		return v.parse(s + " @" + v.who.OrgCode)
	}
	if _, known := v.page.names[d.Owner]; d.Owner != "" && !known {
		return d, schema.Invalid(schema.WhyUnknown, string(schema.FieldOwner), "@"+d.Owner)
	}
	return d, err
}

// echo tells how the line is understood so far, then what it lacks.
func (v *Screen) echo(s string) string {
	d, err := v.parse(s)
	due, theme, owner, lacks := "", "", "", ""
	if !d.Due.IsZero() {
		due = v.day(d.Due)
	}
	if d.Theme != "" {
		theme = "#" + d.Theme
	}
	if d.Owner != "" {
		owner = v.organisation(d.Owner)
	}
	if d.Member != "" {
		owner += " (" + d.Member + ")"
	}
	if err != nil {
		lacks = v.s.Words.Error(err)
	}
	return joined(d.Text, owner, due, theme, lacks)
}

func (v *Screen) create(line string) tea.Cmd {
	s, desk := v.s, v.desk
	d, err := v.parse(line)
	return func() tea.Msg {
		if err != nil { // what was right a moment ago may be past now
			return acted{by: v, line: line, err: err}
		}
		ctx, cancel := s.Call()
		defer cancel()
		x, err := desk.AddAction(ctx, d)
		return acted{by: v, action: x, verb: schema.VerbNew, line: line, err: err}
	}
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

// settle tells how it ended. A line that was refused comes back to be corrected.
func (v *Screen) settle(msg acted) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		cmds := []tea.Cmd{widget.Send(widget.Fail{Err: msg.err, View: v.Init(), Again: msg.again}), v.Init()}
		if msg.line != "" {
			cmds = append(cmds, v.ask(msg.line))
		}
		return tea.Batch(cmds...)
	}
	stale := widget.Send(widget.Stale{Noun: schema.NounAction, IDs: []schema.ID{msg.action.ID}})
	if msg.verb == schema.VerbNew {
		return tea.Batch(stale, widget.Send(widget.Tell{Text: lang.Fill(v.s.Words.Meeting.Added, "ref", msg.action.Ref)}))
	}
	return tea.Batch(stale, widget.Send(widget.Offer{Text: msg.action.Ref + " : " + v.s.Words.Domain.Done[msg.verb]}))
}
