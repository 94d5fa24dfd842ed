// Package contact shows whom to reach now: the contacts of organisations in
// order of call, who of them answers, and how.
package contact

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Desk is what the screen asks of the register.
type Desk interface {
	Now() time.Time
	Contacts(context.Context) ([]schema.Contact, error)
}

// Screen is the contacts that the member may know of.
type Screen struct {
	s        *widget.Session
	desk     Desk
	contacts []schema.Contact
	ready    bool
	reader   *widget.Reader
	keys     []widget.Key
}

// listed brings the contacts.
type listed struct {
	by       *Screen
	contacts []schema.Contact
	err      error
}

// New returns the screen; it is read by Init.
func New(s *widget.Session, desk Desk) *Screen {
	v := &Screen{s: s, desk: desk}
	v.reader = widget.NewReader(s, widget.Key{})
	t, g := s.Words.Contacts, s.Words.Widget.Groups.Go
	v.keys = append(v.reader.Keys(g), widget.Key{Keys: []string{"y"}, Help: t.Copy, Hint: t.Copy, Group: g, Run: v.copy, Why: v.reader.Any})
	return v
}

// Init reads the contacts.
func (v *Screen) Init() tea.Cmd {
	s, desk := v.s, v.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		contacts, err := desk.Contacts(ctx)
		return listed{v, contacts, err}
	}
}

// Update takes what was read, and reads anew when a contact changed.
func (v *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listed:
		if msg.by != v {
			return nil
		}
		if msg.err != nil {
			return widget.Send(widget.Fail{Err: msg.err})
		}
		v.contacts, v.ready = msg.contacts, true
		v.reader.Set(v.document())
	case widget.Changed:
		if msg.Anew || slices.ContainsFunc(msg.Events, func(e schema.Event) bool { return e.Noun == schema.NounContact }) {
			return v.Init()
		}
	case tea.KeyMsg:
		return v.reader.Typed(msg)
	}
	return nil
}

// document is a passage per contact: who it is and whether they answer now,
// then phone and mail, each a line of its own to be copied.
func (v *Screen) document() []widget.Passage {
	t, th, now := v.s.Words.Contacts, v.s.Theme, v.desk.Now()
	var out []widget.Passage
	for _, c := range v.contacts {
		answers, ink := t.Off, th.Dim
		if c.Answers(now) {
			answers, ink = t.Answers, widget.Ink{}
		}
		there := c.Zone
		if loc, err := time.LoadLocation(c.Zone); err == nil {
			there = lang.Fill(t.There, "zone", c.Zone, "time", now.In(loc).Format("15:04"))
		}
		p := widget.Passage{Key: c.Ref, Lines: []widget.Paragraph{
			{Text: schema.VisibleLine(widget.Cell(c.Ref, 12) + " " + answers + " · " + c.Function), Indent: 4, Ink: ink}}}
		for _, line := range []string{c.Phone, c.Mail, t.Hours(c.Hours) + " · " + there, c.Notes} {
			if line = strings.TrimSpace(line); line != "" {
				p.Lines = append(p.Lines, widget.Paragraph{Text: "    " + schema.VisibleLine(line), Indent: 4, Ink: ink})
			}
		}
		out = append(out, p)
	}
	return out
}

// copy puts how to reach the contact under the cursor on the member's clipboard.
func (v *Screen) copy() tea.Cmd {
	at := slices.IndexFunc(v.contacts, func(c schema.Contact) bool { return c.Ref == v.reader.Current() })
	if at < 0 {
		return nil
	}
	c := v.contacts[at]
	text := schema.VisibleLine(strings.TrimSpace(c.Phone + " " + c.Mail))
	v.s.Copy(text)
	return widget.Send(widget.Tell{Text: lang.Fill(v.s.Words.Contacts.Copied, "text", text)})
}

// View draws the contacts, or why there are none.
func (v *Screen) View(w, h int) string {
	t := v.s.Words.Contacts
	switch {
	case !v.ready:
		return widget.Fit([]string{v.s.Theme.Dim.Paint(widget.Cut(v.s.Words.Meeting.Loading, w))}, w, h)
	case len(v.contacts) == 0:
		return widget.Fit([]string{widget.Cut(t.None, w)}, w, h)
	}
	return v.reader.View(t.Title, w, h)
}

// Keys is the table of the screen.
func (v *Screen) Keys() []widget.Key { return v.keys }

// Capturing is true while a search is typed.
func (v *Screen) Capturing() bool { return v.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (v *Screen) Cursor() widget.Cursor { return v.reader.Cursor() }
