// Package meeting shows the meetings of the group: their agenda, attendance and
// decisions, and the register of action items, to which one adds in one line
// while people speak.
package meeting

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Desk is what the screens ask of the register.
type Desk interface {
	Who() schema.Actor
	Organisations(context.Context) ([]schema.Organisation, error)
	Members(context.Context) ([]schema.Member, error)
	Meetings(context.Context) ([]schema.Meeting, error)
	Meeting(ctx context.Context, ref string) (schema.Meeting, error)
	Register(ctx context.Context, ref string, asOf schema.Date) (schema.Register, error)
	AddAction(context.Context, schema.ActionDraft) (schema.Action, error)
	ActOn(ctx context.Context, id schema.ID, rev int, step schema.ActionStep) (schema.Action, error)
	Group() schema.Group
	NewMeeting(context.Context, schema.MeetingPlan) (schema.Meeting, error)
	Meet(ctx context.Context, id schema.ID, rev int, step schema.MeetingStep) (schema.Meeting, error)
	Closing(ctx context.Context, id schema.ID) (schema.Closing, error)
	Rhythm(context.Context, schema.MeetingFormat) (schema.Rhythm, error)
	SetCadence(context.Context, schema.MeetingFormat, schema.Cadence) (schema.Rhythm, error)
	Linked(ctx context.Context, ref string) ([]string, error)
	Actions(context.Context, schema.List) (schema.Page[schema.Action], error)
	Action(ctx context.Context, ref string) (schema.Action, error)
	ActionThread(ctx context.Context, id schema.ID) ([]schema.Event, error)
	Commitment(ctx context.Context, ref string) (schema.Commitment, error)
	widget.Keeper
	CommitmentThread(ctx context.Context, id schema.ID) ([]schema.Event, error)
	UpdateCommitment(ctx context.Context, id schema.ID, rev int, d schema.CommitmentDraft) (schema.Commitment, error)
}

// Options are what the program gives the screens.
type Options struct {
	// Export writes a document of a meeting, one of Papers, in one of its formats; nil: not offered.
	Export func(ctx context.Context, meeting, what, format string) ([]byte, error)
	// SSH is how the member reaches the program, such as "ssh -p 2222 host".
	// Empty: "ssh HOST".
	SSH string
	// Request opens the screen of a request; nil: links to requests are not followed.
	Request func(ref string) widget.Screen
}

// Formats are the formats that can be shown on a screen, in their order.
var Formats = []string{"md", "csv", "fr.csv", "json", "ics"}

// Papers are the documents that E offers, in its order, and Fetched the formats
// that are for other programs: E tells the command that fetches them.
var (
	Papers  = []string{"actions", "pack", "agenda", "decisions"}
	Fetched = []string{"pdf", "xlsx", "ods", "odt", "html"}
)

// List is the list of meetings, newest first.
type List struct {
	s        *widget.Session
	desk     Desk
	options  Options
	meetings []schema.Meeting
	rhythms  map[schema.MeetingFormat]schema.Rhythm
	ready    bool
	reader   *widget.Reader
	keys     []widget.Key
	resume   schema.Verb // of the draft that it was opened for; empty: of none
}

// listed brings the meetings.
type listed struct {
	by       *List
	meetings []schema.Meeting
	rhythms  map[schema.MeetingFormat]schema.Rhythm
	err      error
}

// NewList returns the list; it is read by Init.
func NewList(s *widget.Session, desk Desk, o Options) *List {
	l := &List{s: s, desk: desk, options: o}
	k, g := s.Words.Sitting.Keys, s.Words.Widget.Groups.Meeting
	l.reader = widget.NewReader(s, widget.Key{Help: k.NewMeeting, Hint: k.HintNew, Run: l.create})
	open := widget.Key{Keys: []string{"enter"}, Help: s.Words.Meeting.Open, Group: g, Hint: s.Words.Meeting.Open, Run: l.open, Why: func() error { return l.reader.Any() }}
	cadence := widget.Key{Keys: []string{"c"}, Help: k.Cadence, Group: g, Verb: schema.VerbCadence, Write: true, Run: l.setCadence, Why: l.mayCadence}
	if l.mayCadence() == nil {
		cadence.Hint = k.HintCadence
	}
	remove := widget.Key{Keys: []string{"D"}, Help: k.RemoveDraft, Group: g, Verb: schema.VerbRemove, Write: true, Run: l.remove, Why: l.mayRemove}
	l.keys = append(l.reader.Keys(g), open, cadence, remove)
	return l
}

// Init reads the meetings.
func (l *List) Init() tea.Cmd {
	s, desk := l.s, l.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		meetings, err := desk.Meetings(ctx)
		if err != nil {
			return listed{by: l, err: err}
		}
		known, err := rhythms(ctx, desk)
		return listed{l, meetings, known, err}
	}
}

// Update takes what was read, and reads anew when a meeting changed.
func (l *List) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listed:
		if msg.by != l {
			return nil
		}
		if msg.err != nil {
			return widget.Send(widget.Fail{Err: msg.err})
		}
		l.meetings, l.rhythms, l.ready = msg.meetings, msg.rhythms, true
		l.reader.Set(l.document())
		return l.resumed()
	case planned:
		return l.settle(msg)
	case proposed:
		return l.ask(msg)
	case removed:
		return l.settleRemoved(msg)
	case widget.Changed:
		if msg.Anew || slices.ContainsFunc(msg.Events, func(e schema.Event) bool { return e.Noun == schema.NounMeeting }) {
			return l.Init()
		}
	case tea.KeyMsg:
		return l.reader.Typed(msg)
	}
	return nil
}

// document is one line per meeting.
func (l *List) document() []widget.Passage {
	var out []widget.Passage
	for _, m := range l.meetings {
		d, th := l.s.Words.Domain, l.s.Theme
		ink := widget.Ink{}
		if m.State == schema.MeetingClosed {
			ink = th.Dim
		}
		text := m.Ref + "  " + widget.Cell(d.MeetingStates[m.State], 14) + "  " + joined(d.Formats[m.Format], m.Title, m.Place)
		out = append(out, widget.Passage{Key: m.Ref, Lines: []widget.Paragraph{{Text: schema.VisibleLine(text), Indent: 12, Ink: ink}}})
	}
	return out
}

func (l *List) open() tea.Cmd {
	if ref := l.reader.Current(); ref != "" {
		return widget.Send(widget.Push{Screen: New(l.s, l.desk, l.options, ref)})
	}
	return nil
}

// View draws the list, or why it is empty.
func (l *List) View(w, h int) string {
	t := l.s.Words.Meeting
	switch {
	case !l.ready:
		return widget.Fit([]string{l.s.Theme.Dim.Paint(widget.Cut(t.Loading, w))}, w, h)
	case len(l.meetings) == 0:
		return widget.Fit([]string{widget.Cut(t.None, w)}, w, h)
	}
	title := t.Title
	if cadence := l.cadence(); cadence != "" {
		title += " " + widget.SignRule + " " + cadence
	}
	return l.reader.View(title, w, h)
}

// Keys is the table of the list.
func (l *List) Keys() []widget.Key { return l.keys }

// Capturing is true while a search is typed.
func (l *List) Capturing() bool { return l.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (l *List) Cursor() widget.Cursor { return l.reader.Cursor() }
