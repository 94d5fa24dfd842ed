package meeting

import (
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// entry asks for an action item in one line, and shows while one types how the
// line is understood.
type entry struct {
	s       *widget.Session
	desk    Desk
	who     schema.Actor
	meeting string            // reference; empty: the next one
	names   map[string]string // of organisations, by code; nil: not known here, the Desk checks
}

// NewAction returns the dialog that adds an action to the next meeting.
func NewAction(s *widget.Session, desk Desk) widget.Screen {
	return entry{s: s, desk: desk, who: desk.Who()}.dialog("")
}

// add asks for a new action of this meeting.
func (v *Screen) add() tea.Cmd {
	return entry{s: v.s, desk: v.desk, who: v.who, meeting: v.page.meeting.Ref, names: v.page.names}.open()
}

// open shows the dialog to those who may add actions.
func (e entry) open() tea.Cmd {
	if err := schema.MayAddAction(e.who, schema.ActionDraft{Internal: e.inside()}); err != nil {
		return widget.Send(widget.Fail{Err: err})
	}
	return widget.Send(widget.Show{Dialog: e.dialog("")})
}

// inside reports whether the member may only add actions of the own organisation.
func (e entry) inside() bool { return schema.MayAddAction(e.who, schema.ActionDraft{}) != nil }

// dialog is the prompt, with a text in its line where no other has been kept.
func (e entry) dialog(text string) widget.Screen {
	return noted(e.s, e.desk, schema.VerbNew, 0, e.prompt(text))
}

// prompt asks for the line.
func (e entry) prompt(text string) *widget.Prompt {
	t := e.s.Words.Meeting
	title := t.NewNext
	switch {
	case e.inside():
		title = lang.Fill(t.NewInside, "org", e.who.OrgName)
	case e.meeting != "":
		title = lang.Fill(t.NewTitle, "meeting", e.meeting)
	}
	var p *widget.Prompt
	p = widget.NewPrompt(e.s, schema.VisibleLine(title), t.NewHint, func(line string) tea.Cmd { return e.create(line, p.Call) })
	p.Line.SetValue(text)
	p.Line.Label, p.Line.Required = e.s.Words.Domain.Fields[schema.FieldText], true
	p.Line.Check = func(s string) error { _, err := e.parse(s); return err }
	p.Echo = func(s string) (string, error) { return e.echo(s), nil }
	return p
}

// parse reads the line; the owner must be an organisation of the group. For a
// member who adds to the own organisation alone, that one is understood.
func (e entry) parse(s string) (schema.ActionDraft, error) {
	d, err := schema.ParseActionLine(s, e.s.Now(), e.s.Zone)
	var f *schema.Fault
	if e.inside() && d.Owner == "" && errors.As(err, &f) && f.Why == schema.WhyNeedsOwner {
		d, err = schema.ParseActionLine(s+" @"+e.who.OrgCode, e.s.Now(), e.s.Zone)
	}
	d.Meeting, d.Internal = e.meeting, e.inside()
	if _, known := e.names[d.Owner]; e.names != nil && d.Owner != "" && !known {
		return d, schema.Invalid(schema.WhyUnknown, string(schema.FieldOwner), "@"+d.Owner)
	}
	return d, err
}

// echo tells how the line is understood so far, then what it lacks.
func (e entry) echo(s string) string {
	d, err := e.parse(s)
	due, theme, lacks := "", "", ""
	if !d.Due.IsZero() {
		due = d.Due.Start(time.UTC).Format(e.s.Words.Time.LayoutDay)
	}
	if d.Theme != "" {
		theme = "#" + d.Theme
	}
	owner := d.Owner
	if name := e.names[d.Owner]; name != "" {
		owner = name
	}
	if d.Member != "" {
		owner += " (" + d.Member + ")"
	}
	if err != nil {
		lacks = e.s.Words.Error(err)
	}
	return joined(d.Text, owner, due, theme, lacks)
}

// create adds the action. A line that is refused comes back to be corrected.
func (e entry) create(line string, call widget.Call) tea.Cmd {
	d, err := e.parse(line)
	return func() tea.Msg {
		var x schema.Action
		if err == nil { // else what was right a moment ago is past now
			ctx, cancel := call()
			defer cancel()
			x, err = e.desk.AddAction(ctx, d)
		}
		if err != nil {
			return tea.BatchMsg{widget.Send(widget.Fail{Err: err}), widget.Send(widget.Show{Dialog: e.dialog(line)})}
		}
		said := widget.Tell{Text: lang.Fill(e.s.Words.Meeting.Added, "ref", x.Ref)}
		return tea.BatchMsg{widget.Send(stale(x)), widget.Send(said)}
	}
}
