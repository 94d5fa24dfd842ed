package meeting

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// removed brings how the removal of a draft ended.
type removed struct {
	by  *List
	ref string
	err error
}

// under is the meeting under the cursor.
func (l *List) under() (schema.Meeting, bool) {
	i := slices.IndexFunc(l.meetings, func(m schema.Meeting) bool { return m.Ref == l.reader.Current() })
	if i < 0 {
		return schema.Meeting{}, false
	}
	return l.meetings[i], true
}

// mayRemove says why the meeting under the cursor cannot be removed.
func (l *List) mayRemove() error {
	m, ok := l.under()
	if !ok {
		return schema.Invalid(schema.WhyNotHere, string(schema.FieldMeeting), "")
	}
	_, err := schema.MayMeet(l.desk.Who(), schema.VerbRemove, m)
	return err
}

// remove asks, and removes the draft under the cursor.
func (l *List) remove() tea.Cmd {
	m, ok := l.under()
	if !ok {
		return nil
	}
	s, desk := l.s, l.desk
	question := lang.Fill(s.Words.Sitting.AskRemoveDraft, "meeting", schema.VisibleLine(m.Ref), "title", schema.VisibleLine(m.Title))
	return widget.Send(widget.Show{Dialog: widget.NewConfirm(s, question, func() tea.Cmd {
		return func() tea.Msg {
			ctx, cancel := s.Call()
			defer cancel()
			_, err := desk.Meet(ctx, m.ID, m.Rev, schema.MeetingStep{Verb: schema.VerbRemove})
			return removed{l, m.Ref, err}
		}
	})})
}

// settleRemoved tells how the removal ended, and reads the list again.
func (l *List) settleRemoved(msg removed) tea.Cmd {
	switch {
	case msg.by != l:
		return nil
	case msg.err != nil:
		return tea.Batch(widget.Send(widget.Fail{Err: msg.err}), l.Init())
	}
	text := lang.Fill(l.s.Words.Item.Pair, "name", msg.ref, "value", l.s.Words.Domain.Done[schema.VerbRemove])
	return tea.Batch(widget.Send(widget.Tell{Text: text}), l.Init())
}

// rhythms are the cadences of all kinds that the member may know.
func rhythms(ctx context.Context, desk Desk) (map[schema.MeetingFormat]schema.Rhythm, error) {
	out := map[schema.MeetingFormat]schema.Rhythm{}
	for _, f := range schema.MeetingFormats {
		if !schema.MayKnowCadence(desk.Who(), f) {
			continue
		}
		r, err := desk.Rhythm(ctx, f)
		if err != nil {
			return nil, err
		}
		out[f] = r
	}
	return out, nil
}

// cadence is how often the whole group meets, and when next.
func (l *List) cadence() string {
	t, r := l.s.Words.Sitting, l.rhythms[schema.MeetingPlenary]
	switch {
	case r.Every == "":
		return ""
	case r.Next.IsZero():
		return lang.Fill(t.Cadence, "cadence", t.Cadences[r.Every])
	}
	return lang.Fill(t.CadenceTo, "cadence", t.Cadences[r.Every], "date", l.s.Words.Time.Date(schema.DateOf(r.Next, groupZone(l.desk))))
}

// mayCadence says why the member may not set how often meetings are held.
func (l *List) mayCadence() error { return schema.MayLead(l.desk.Who(), schema.VerbCadence) }

// setCadence offers each cadence of each kind of meetings, those in force named.
func (l *List) setCadence() tea.Cmd {
	s, desk, t := l.s, l.desk, l.s.Words.Sitting
	type choice struct {
		format schema.MeetingFormat
		every  schema.Cadence
	}
	var choices []choice
	var options []widget.Option
	for _, f := range schema.MeetingFormats {
		for _, every := range append(slices.Clone(schema.Cadences), "") {
			o := widget.Option{Name: lang.Fill(t.CadenceOf, "format", s.Words.Domain.Formats[f], "cadence", t.Cadences[every])}
			if l.rhythms[f].Every == every {
				o.Note = t.CadenceNow
			}
			choices, options = append(choices, choice{f, every}), append(options, o)
		}
	}
	return widget.Send(widget.Show{Dialog: widget.NewSearch(s, t.CadenceTitle, options, func(i int) tea.Cmd {
		return func() tea.Msg {
			ctx, cancel := s.Call()
			defer cancel()
			if _, err := desk.SetCadence(ctx, choices[i].format, choices[i].every); err != nil {
				return widget.Fail{Err: err}
			}
			return tea.BatchMsg{widget.Send(widget.Tell{Text: options[i].Name}), l.Init()}
		}
	})})
}
