package meeting

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Convener is what a point of an agenda is asked of.
type Convener interface {
	widget.Keeper
	Who() schema.Actor
	Meetings(context.Context) ([]schema.Meeting, error)
	Meet(ctx context.Context, id schema.ID, rev int, step schema.MeetingStep) (schema.Meeting, error)
}

// PutOnAgenda puts things on the agenda of the next meeting that the member may
// set it of, under a title that it asks for in one line: it is read by all who
// may know of the meeting, and the Desk refuses one that tells of the things.
func PutOnAgenda(s *widget.Session, desk Convener, refs []string) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		all, err := desk.Meetings(ctx)
		if err != nil {
			return widget.Fail{Err: err}
		}
		m, refused := nextOf(desk.Who(), all)
		switch {
		case m.ID == 0 && refused != nil:
			return widget.Fail{Err: refused}
		case m.ID == 0:
			return widget.Tell{Text: s.Words.Lists.NoMeeting}
		}
		return widget.Show{Dialog: askTitle(s, desk, m, refs)}
	}
}

// nextOf is the earliest meeting to come whose agenda the member may set; of
// those that they may not, why.
func nextOf(who schema.Actor, all []schema.Meeting) (next schema.Meeting, refused error) {
	for _, m := range all {
		if m.State != schema.MeetingDraft && m.State != schema.MeetingConvened {
			continue
		}
		if _, err := schema.MayMeet(who, schema.VerbAgenda, m); err != nil {
			refused = err
		} else if next.ID == 0 || m.Starts.Before(next.Starts) {
			next = m
		}
	}
	return next, refused
}

// aboutPart begins the name of the draft of a point that is about things.
const aboutPart = "about"

// askTitle asks for the title, whose draft is on the server too.
func askTitle(s *widget.Session, desk Convener, m schema.Meeting, refs []string) widget.Screen {
	draft := strings.Join([]string{aboutPart, m.Ref, strings.Join(refs, "+")}, "/")
	kept := widget.NewKept(s, desk, schema.VerbAgenda, schema.NounMeeting, m.ID, draft)
	return widget.NewSheet(s, kept, func() widget.Drafted {
		p := titlePrompt(s, desk, m, refs)
		p.Draft = draft
		return p
	})
}

func titlePrompt(s *widget.Session, desk Convener, m schema.Meeting, refs []string) *widget.Prompt {
	t := s.Words.Lists
	about := refs[0]
	if len(refs) > 1 {
		about = s.Words.Queue.Marked.Of(len(refs))
	}
	title := lang.Fill(t.AgendaTitle, "about", about, "meeting", m.Ref)
	var p *widget.Prompt
	p = widget.NewPrompt(s, schema.VisibleLine(title), t.AgendaHint, func(text string) tea.Cmd {
		step := schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: strings.TrimSpace(text), Links: refs}}
		return func() tea.Msg {
			ctx, cancel := p.Call()
			defer cancel()
			if _, err := desk.Meet(ctx, m.ID, 0, step); err != nil { // to be corrected
				return tea.BatchMsg{widget.Send(widget.Fail{Err: err}), widget.Send(widget.Show{Dialog: askTitle(s, desk, m, refs)})}
			}
			return widget.Offer{Text: lang.Fill(t.AgendaDone, "meeting", m.Ref, "title", step.Point.Title)}
		}
	})
	p.Line.Label, p.Line.Required = s.Words.Domain.Fields[schema.FieldText], true
	return p
}
