package meeting

import (
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// proposed brings the date of the group's cadence for a new meeting.
type proposed struct {
	by     *List
	rhythm schema.Rhythm
	err    error
}

// planned brings a new meeting, or why there is none.
type planned struct {
	by      *List
	meeting schema.Meeting
	form    *widget.Form
	rhythm  schema.Rhythm
	err     error
}

// newDraft names the draft of a meeting that is not planned yet.
const newDraft = "meeting/new"

// create asks for a new meeting, beginning with the date of the cadence.
func (l *List) create() tea.Cmd {
	s, desk := l.s, l.desk
	if schema.MayCall(desk.Who(), schema.MeetingPlan{}) != nil {
		if err := schema.MayCall(desk.Who(), schema.MeetingPlan{Internal: true}); err != nil {
			return widget.Send(widget.Fail{Err: err})
		}
	}
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		r, err := desk.Rhythm(ctx, schema.MeetingPlenary)
		return proposed{l, r, err}
	}
}

// ask shows the form of a new meeting: of the group or of those invited, for
// others one of their own organisation.
func (l *List) ask(msg proposed) tea.Cmd {
	if msg.by != l {
		return nil
	}
	if msg.err != nil {
		return widget.Send(widget.Fail{Err: msg.err})
	}
	kept := widget.NewKept(l.s, l.desk, schema.VerbNew, schema.NounMeeting, 0, newDraft)
	return widget.Send(widget.Show{Dialog: widget.NewSheet(l.s, kept, func() widget.Drafted { return l.planForm(msg.rhythm) })})
}

// planForm asks for what a meeting is to be; the date begins with that of the cadence.
func (l *List) planForm(rhythm schema.Rhythm) *widget.Form {
	t, d := l.s.Words.Sitting, l.s.Words.Domain
	inside := schema.MayCall(l.desk.Who(), schema.MeetingPlan{}) != nil
	var names, values []string
	for _, f := range schema.MeetingFormats {
		values, names = append(values, string(f)), append(names, d.Formats[f])
	}
	format := widget.NewPick(l.s, d.Fields[schema.FieldFormat], values, names)
	title, starts, place := planFields(l.s)
	title.Required = false
	invited := widget.NewLine(l.s, d.Fields[schema.FieldInvited])
	invited.Hint = t.InvitedHint
	if !rhythm.Next.IsZero() {
		starts.SetValue(rhythm.Next.In(l.s.Zone).Format(time.DateOnly + " 15:04"))
	}
	fields := []widget.Field{format, starts, title, place, invited}
	heading := t.NewTitle
	if inside {
		fields = fields[:4]
		heading = joined(heading, lang.Fill(t.Inside, "org", l.desk.Who().OrgName))
	}
	f := widget.NewForm(l.s, schema.VisibleLine(heading), newDraft, fields...)
	f.Does = t.Save
	plan := func() (schema.MeetingPlan, error) {
		p := schema.MeetingPlan{Format: schema.MeetingFormat(format.Value()), Title: strings.TrimSpace(title.Value()), Place: place.Value(), Internal: inside}
		if p.Title == "" {
			p.Title = l.s.Words.Meeting.Untitled[p.Format]
		}
		if !inside {
			p.Invited = codes(invited.Value())
		}
		var err error
		p.Starts, err = schema.ParseWhen(starts.Value(), l.s.Now(), l.s.Zone)
		return p, err
	}
	f.Review = func() (string, error) {
		p, err := plan()
		return l.reviewed(p, rhythm), err
	}
	f.Send = func() tea.Cmd {
		p, err := plan()
		return l.plan(p, err, f, rhythm)
	}
	return f
}

// reviewed tells what will be planned.
func (l *List) reviewed(p schema.MeetingPlan, r schema.Rhythm) string {
	t := l.s.Words.Sitting
	at := l.s.Words.Time.Starts(p.Starts, l.s.Zone, groupZone(l.desk))
	if p.Starts.Equal(r.Next) {
		at = lang.Fill(t.NextDate, "date", at)
	}
	who := t.WholeGroup
	switch {
	case p.Internal:
		who = lang.Fill(t.Inside, "org", l.desk.Who().OrgName)
	case p.Format.ByInvitation():
		who = lang.Fill(t.Invited, "orgs", strings.Join(slices.Concat([]string{l.desk.Who().OrgCode}, p.Invited), ", "))
	}
	return joined(l.s.Words.Domain.Formats[p.Format], p.Title, at, p.Place, who)
}

// plan asks the Desk for the meeting.
func (l *List) plan(p schema.MeetingPlan, err error, f *widget.Form, r schema.Rhythm) tea.Cmd {
	desk := l.desk
	return func() tea.Msg {
		if err != nil { // what was to come a moment ago is past now
			return planned{by: l, form: f, rhythm: r, err: err}
		}
		ctx, cancel := f.Call()
		defer cancel()
		m, err := desk.NewMeeting(ctx, p)
		return planned{l, m, f, r, err}
	}
}

// settle opens the new meeting; what was refused is shown again as it was typed.
func (l *List) settle(msg planned) tea.Cmd {
	if msg.by != l {
		return nil
	}
	if msg.err != nil {
		return tea.Batch(widget.Send(widget.Fail{Err: msg.err}), l.ask(proposed{by: l, rhythm: msg.rhythm}))
	}
	msg.form.Forget()
	return tea.Batch(l.Init(), widget.Send(widget.Push{Screen: New(l.s, l.desk, l.options, msg.meeting.Ref)}))
}
