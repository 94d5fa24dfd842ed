package meeting

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// decisionFields ask for a decision: the n-th one anew, or with 0 a new one.
func (v *Screen) decisionFields(n int, draft string) *widget.Form {
	t, m := v.s.Words.Sitting, v.page.meeting
	title := lang.Fill(t.DecisionTitle, "meeting", m.Ref)
	area := widget.NewArea(v.s, v.s.Words.Domain.Fields[schema.FieldText])
	area.Required, area.Height = true, 6
	rev := 0
	if n > 0 {
		title, rev = lang.Fill(t.DecisionEdit, "n", fmt.Sprint(n)), m.Rev
		area.SetValue(m.Decisions[n-1].Text)
	}
	f := widget.NewForm(v.s, schema.VisibleLine(title), draft, area)
	f.Does = t.Save
	f.Review = func() (string, error) { return area.Value(), nil }
	f.Send = func() tea.Cmd {
		return v.meet(rev, schema.MeetingStep{Verb: schema.VerbDecide, N: n, Text: area.Value()},
			ending{to: key(decisionKey, max(n, len(v.page.meeting.Decisions)+1)), form: f, back: func() tea.Cmd { return v.decisionForm(n) }})
	}
	return f
}

// headFields ask for the title, time and place of the meeting.
func (v *Screen) headFields(draft string) *widget.Form {
	t, m := v.s.Words.Sitting, v.page.meeting
	title, starts, place := planFields(v.s)
	title.SetValue(m.Title)
	starts.SetValue(m.Starts.In(v.s.Zone).Format(time.DateOnly + " 15:04"))
	place.SetValue(m.Place)
	was := starts.Value()
	f := widget.NewForm(v.s, schema.VisibleLine(lang.Fill(t.HeadTitle, "meeting", m.Ref)), draft, title, starts, place)
	f.Does = t.Save
	at := func() (time.Time, error) {
		if starts.Value() == was {
			return m.Starts, nil
		}
		return schema.ParseWhen(starts.Value(), v.s.Now(), v.s.Zone)
	}
	f.Review = func() (string, error) {
		when, err := at()
		return joined(title.Value(), v.s.Words.Time.Starts(when, v.s.Zone, v.groupZone()), place.Value()), err
	}
	f.Send = func() tea.Cmd {
		when, err := at()
		if err != nil { // what was to come a moment ago is past now
			return widget.Send(widget.Fail{Err: err})
		}
		plan := schema.MeetingPlan{Title: title.Value(), Starts: when, Place: place.Value()}
		return v.meet(m.Rev, schema.MeetingStep{Verb: schema.VerbEdit, Plan: plan}, ending{form: f, back: v.headForm})
	}
	return f
}

// planFields are the fields that a new meeting and its edit share.
func planFields(s *widget.Session) (title, starts, place *widget.Line) {
	d := s.Words.Domain.Fields
	title, starts, place = widget.NewLine(s, d[schema.FieldTitle]), widget.NewLine(s, d[schema.FieldStarts]), widget.NewLine(s, d[schema.FieldPlace])
	title.Required, starts.Required, starts.Hint = true, true, s.Words.Sitting.StartsHint
	return title, starts, place
}

// correctFields ask for what a closed meeting's minutes should have said, and why:
// of the n-th decision, of an action item's wording, or with neither of title and place.
func (v *Screen) correctFields(n int, x schema.Action, draft string) *widget.Form {
	t, m := v.s.Words.Sitting, v.page.meeting
	d := v.s.Words.Domain.Fields
	reason := widget.NewLine(v.s, t.ReasonLabel)
	reason.Required = true
	text := widget.NewArea(v.s, d[schema.FieldText])
	text.Required, text.Height = true, 6
	title, _, place := planFields(v.s)
	title.SetValue(m.Title)
	place.SetValue(m.Place)
	fields := []widget.Field{text, reason}
	var correction func() schema.Correction
	switch {
	case n > 0:
		if n <= len(m.Decisions) {
			text.SetValue(m.Decisions[n-1].Text)
		}
		correction = func() schema.Correction {
			return schema.Correction{Decisions: []schema.Decision{{N: n, Text: text.Value()}}}
		}
	case x.Ref != "":
		text.SetValue(x.Text)
		correction = func() schema.Correction {
			return schema.Correction{Actions: []schema.ActionText{{Ref: x.Ref, Text: text.Value()}}}
		}
	default:
		fields = []widget.Field{title, place, reason}
		correction = func() schema.Correction {
			name, where := title.Value(), place.Value()
			return schema.Correction{Title: &name, Place: &where}
		}
	}
	heading := schema.VisibleLine(joined(lang.Fill(t.CorrectTitle, "meeting", m.Ref), x.Ref, part(t.DecisionEdit, n)))
	f := widget.NewForm(v.s, heading, draft, fields...)
	f.Does = t.Save
	f.Review = func() (string, error) { return strings.Join(f.Values(), "\n"), nil }
	f.Send = func() tea.Cmd {
		step := schema.MeetingStep{Verb: schema.VerbCorrect, Text: reason.Value(), Correction: correction()}
		return v.meet(m.Rev, step, ending{form: f, back: func() tea.Cmd { return v.correctForm(n, x) }})
	}
	return f
}

// part names a numbered part; nothing for 0.
func part(text string, n int) string {
	if n == 0 {
		return ""
	}
	return lang.Fill(text, "n", fmt.Sprint(n))
}

// edit changes what is under the cursor: a point, a decision, the wording of an
// action item, or the meeting itself; of a closed meeting by a correction.
func (v *Screen) edit() tea.Cmd {
	closed := v.page.meeting.State == schema.MeetingClosed
	decision := v.under(decisionKey)
	x, onAction := v.current()
	onHead := v.reader.Current() == headKey
	switch {
	case closed && decision > 0:
		return v.correctForm(decision, schema.Action{})
	case closed && onAction:
		return v.correctForm(0, x)
	case closed && onHead:
		return v.correctForm(0, schema.Action{})
	case closed:
	case onAction:
		return v.hand.begin(schema.VerbEdit)
	case decision > 0 && decision <= len(v.page.meeting.Decisions):
		return v.decisionForm(decision)
	case v.underPoint() > 0:
		return v.pointForm(v.page.meeting.Agenda[v.underPoint()-1].Mark)
	case onHead:
		return v.headForm()
	}
	return widget.Send(widget.Tell{Text: v.s.Words.Sitting.NothingHere})
}

// mayEdit says why e does nothing under the cursor.
func (v *Screen) mayEdit() error {
	_, onAction := v.current()
	switch {
	case v.page.meeting.State == schema.MeetingClosed:
		return v.may(schema.VerbCorrect)
	case onAction:
		return v.hand.may(schema.VerbEdit)
	case v.under(decisionKey) > 0:
		return v.may(schema.VerbDecide)
	case v.underPoint() > 0:
		return v.may(schema.VerbAgenda)
	}
	return v.may(schema.VerbEdit)
}
