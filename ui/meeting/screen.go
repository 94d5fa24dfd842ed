package meeting

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
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
	keys    []widget.Key
}

// page is all that one meeting's screen shows, as it was loaded.
type page struct {
	meeting  schema.Meeting
	register schema.Register
	names    map[string]string // of organisations, by code
	all      []schema.Meeting  // newest first, for J and K
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
	v.reader = widget.NewReader(s, v.add)
	t, g := s.Words.Meeting, s.Words.Widget.Groups.Meeting
	beside := func(n int) func() tea.Cmd { return func() tea.Cmd { return v.beside(n) } }
	v.keys = append(v.reader.Keys(g), v.reader.FoldKey(g),
		widget.Key{Keys: []string{"x"}, Help: t.Done, Group: g, Hint: t.Done, Verb: schema.VerbDone, Write: true, Run: v.done, Why: v.mayDone},
		widget.Key{Keys: []string{"J"}, Help: t.Next, Group: g, Run: beside(1)},
		widget.Key{Keys: []string{"K"}, Help: t.Previous, Group: g, Run: beside(-1)})
	if o.Export != nil {
		v.keys = append(v.keys, widget.Key{Keys: []string{"E"}, Help: t.Export, Group: g, Hint: t.Export, Run: v.export})
	}
	for i, k := range v.keys {
		if k.Keys[0] == "n" {
			v.keys[i].Help, v.keys[i].Hint = t.New, t.NewShort
		}
	}
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
	orgs, err := desk.Organisations(ctx)
	p.names = map[string]string{}
	for _, o := range orgs {
		p.names[o.Code] = o.Name
	}
	return p, err
}

// Update takes what was read, answers of the desk, and reads anew what changed.
func (v *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loaded:
		return v.take(msg)
	case acted:
		return v.settle(msg)
	case exported:
		return v.showExport(msg)
	case widget.Changed:
		if msg.Anew {
			return v.Init()
		}
		for _, e := range msg.Events {
			if e.Noun == schema.NounAction || e.Noun == schema.NounMeeting {
				return v.Init()
			}
		}
	case widget.Stale:
		if msg.Noun == schema.NounAction {
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
	if msg.err != nil {
		fail := widget.Send(widget.Fail{Err: msg.err})
		if v.page.meeting.ID == 0 {
			return tea.Batch(fail, widget.Send(widget.Pop{}))
		}
		return fail
	}
	v.page = msg.page
	v.reader.Set(v.document())
	return nil
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

// View draws the meeting.
func (v *Screen) View(w, h int) string {
	t, d, m := v.s.Words.Meeting, v.s.Words.Domain, v.page.meeting
	if m.ID == 0 {
		return widget.Fit([]string{v.s.Theme.Dim.Paint(widget.Cut(t.Loading, w))}, w, h)
	}
	rule := " " + widget.SignRule + " "
	title := m.Ref + rule + d.Formats[m.Format] + rule + d.MeetingStates[m.State] + rule + v.totals()
	return v.reader.View(schema.VisibleLine(title), w, h)
}

// Keys is the table of the meeting.
func (v *Screen) Keys() []widget.Key { return v.keys }

// Capturing is true while a search is typed.
func (v *Screen) Capturing() bool { return v.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (v *Screen) Cursor() widget.Cursor { return v.reader.Cursor() }
