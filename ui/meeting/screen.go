package meeting

import (
	"context"
	"errors"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Screen is one meeting with the register of actions as of today.
type Screen struct {
	s       *widget.Session
	desk    Desk
	options Options
	who     schema.Actor
	ref     string // as asked for: a day, or "next"
	page    page
	reader  *widget.Reader
	hand    *hand
	keys    []widget.Key
	at      string        // key of the passage to begin at; empty once there
	resume  schema.Unsent // the draft that it was opened for; zero: none
	gone    bool          // the meeting is not there any more
}

// page is all that one meeting's screen shows, as it was loaded.
type page struct {
	meeting  schema.Meeting
	register schema.Register
	orgs     []schema.Organisation
	names    map[string]string   // of organisations, by code
	all      []schema.Meeting    // newest first, for J and K
	expected []schema.Attendance // who may come, without a mode that counts
}

// loaded brings what was read for a screen.
type loaded struct {
	by   *Screen
	page page
	err  error
}

// New returns the screen of the meeting with that reference, or of the "next" one; it is read by Init.
func New(s *widget.Session, desk Desk, o Options, ref string) *Screen {
	v := &Screen{s: s, desk: desk, options: o, who: desk.Who(), ref: ref}
	v.reader = widget.NewReader(s, widget.Key{Help: s.Words.Meeting.New, Hint: s.Words.Meeting.NewShort, Run: v.add})
	v.hand = &hand{s: s, desk: desk, who: v.who, current: v.current, reload: v.Init}
	v.keys = v.table()
	return v
}

// newAt is New with the cursor on a passage.
func newAt(s *widget.Session, desk Desk, o Options, ref, passage string) *Screen {
	v := New(s, desk, o, ref)
	v.at = passage
	return v
}

// Init reads the meeting and the register.
func (v *Screen) Init() tea.Cmd {
	s, desk, ref := v.s, v.desk, v.ref
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		p, err := read(ctx, desk, ref)
		return loaded{v, p, err}
	}
}

func read(ctx context.Context, desk Desk, ref string) (p page, err error) {
	if p.meeting, err = desk.Meeting(ctx, ref); err != nil {
		return p, err
	}
	if p.register, err = desk.Register(ctx, p.meeting.Ref, schema.Date{}); err != nil {
		return p, err
	}
	if p.all, err = desk.Meetings(ctx); err != nil {
		return p, err
	}
	if p.orgs, err = desk.Organisations(ctx); err != nil {
		return p, err
	}
	p.names = schema.OrganisationNames(p.orgs)
	if _, err := schema.MayMeet(desk.Who(), schema.VerbAttend, p.meeting); err != nil {
		return p, nil // nobody to be signed in
	}
	colleagues, err := desk.Members(ctx)
	if err != nil {
		return p, err
	}
	var before schema.Meeting
	if ref := precedes(p.all, p.meeting); ref != "" {
		if before, err = desk.Meeting(ctx, ref); err != nil {
			return p, err
		}
	}
	p.expected = expectedAt(before, colleagues, desk.Who())
	return p, nil
}

// precedes is the reference of the last meeting of the same circle that was held before m.
func precedes(all []schema.Meeting, m schema.Meeting) string {
	for _, x := range all {
		met := x.State == schema.MeetingHeld || x.State == schema.MeetingClosed
		if met && x.Starts.Before(m.Starts) && x.Internal == m.Internal && slices.Equal(x.Circle, m.Circle) {
			return x.Ref
		}
	}
	return ""
}

// Update takes what was read, answers of the desk, and reads anew what changed.
func (v *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loaded:
		return v.take(msg)
	case acted:
		return v.hand.settle(msg)
	case met:
		return v.settleMeeting(msg)
	case refers:
		return v.choose(msg)
	case widget.Beside:
		return v.besideAction(msg.Delta)
	case widget.Minute:
		if v.page.meeting.Live.Point > 0 {
			v.reader.Set(v.document())
		}
	case exported:
		return v.showExport(msg)
	case widget.Changed:
		if msg.Anew {
			return v.Init()
		}
		for _, e := range msg.Events {
			if e.Noun == schema.NounAction || e.Noun == schema.NounMeeting || linking(e) {
				return v.Init()
			}
		}
	case widget.Stale:
		if msg.Noun == schema.NounAction || msg.Noun == schema.NounMeeting {
			v.reader.Release(v.reader.Current())
			return v.Init()
		}
	case tea.KeyMsg:
		return v.reader.Typed(msg)
	}
	return nil
}

func (v *Screen) take(msg loaded) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if v.page.meeting.ID != 0 && errors.Is(msg.err, schema.ErrNotFound) {
		v.leave()
		return nil
	}
	if msg.err != nil {
		fail := widget.Send(widget.Fail{Err: msg.err})
		if v.page.meeting.ID == 0 {
			return tea.Batch(fail, widget.Send(widget.Pop{}))
		}
		return fail
	}
	m := v.page.meeting
	v.gone = false
	v.page, v.ref = msg.page, msg.page.meeting.Ref // "next" may be another one meanwhile
	if m.ID == v.page.meeting.ID && m.Rev > v.page.meeting.Rev {
		v.page.meeting = m // what a verb answered came first
	}
	v.keys = v.table()
	v.redraw(m.Agenda)
	if v.at != "" && v.reach(v.at) {
		v.at = ""
	}
	return v.resumed()
}

// leave says in place that the meeting is not there any more, and how to go on.
func (v *Screen) leave() {
	v.gone = true
	v.keys = []widget.Key{{Keys: []string{"enter"}, Help: v.s.Words.Sitting.ToMeetings, Hint: v.s.Words.Sitting.ToMeetings, Group: v.s.Words.Widget.Groups.Meeting, Run: func() tea.Cmd {
		return widget.Send(widget.Replace{Screen: NewList(v.s, v.desk, v.options)})
	}}}
}

// beside opens the meeting delta places further in the list in place of this one.
func (v *Screen) beside(delta int) tea.Cmd {
	at := slices.IndexFunc(v.page.all, func(m schema.Meeting) bool { return m.ID == v.page.meeting.ID })
	if at < 0 || at+delta < 0 || at+delta >= len(v.page.all) {
		return nil
	}
	return widget.Send(widget.Replace{Screen: New(v.s, v.desk, v.options, v.page.all[at+delta].Ref)})
}

// current is the action under the cursor; false when the cursor is elsewhere.
func (v *Screen) current() (schema.Action, bool) {
	ref, ok := strings.CutPrefix(v.reader.Current(), actionKey)
	for _, x := range v.page.register.Actions {
		if ok && x.Ref == ref {
			return x, true
		}
	}
	return schema.Action{}, false
}

// Awaiting reports whether the page is still being read.
func (v *Screen) Awaiting() bool { return v.page.meeting.ID == 0 }

// View draws the meeting.
func (v *Screen) View(w, h int) string {
	t, d, m := v.s.Words.Meeting, v.s.Words.Domain, v.page.meeting
	if m.ID == 0 {
		return widget.Fit([]string{v.s.Theme.Dim.Paint(widget.Cut(t.Loading, w))}, w, h)
	}
	if v.gone {
		return widget.Fit(widget.Wrap(lang.Fill(v.s.Words.Sitting.NotThere, "meeting", schema.VisibleLine(m.Ref)), w), w, h)
	}
	rule := " " + widget.SignRule + " "
	title := m.Ref + v.underWay(rule) + rule + d.MeetingStates[m.State] + rule + d.Formats[m.Format] + rule + v.totals()
	return v.reader.View(schema.VisibleLine(title), w, h)
}

// Keys is the table of the meeting.
func (v *Screen) Keys() []widget.Key { return v.keys }

// Capturing is true while a search is typed.
func (v *Screen) Capturing() bool { return v.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (v *Screen) Cursor() widget.Cursor { return v.reader.Cursor() }
