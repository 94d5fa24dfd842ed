// Package item shows one request on a full screen, what was said and done about
// it, and holds the forms by which a request is answered, noted, written and amended.
//
// What a screen shows is made by pure functions from what was loaded; keys ask
// the Desk through commands and the answer is loaded anew. Forms stay open until
// the Desk has accepted what they hold, so nothing typed is ever lost.
package item

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Desk is what the screen and its forms ask of the register.
type Desk interface {
	Who() schema.Actor
	Policy() schema.Policy
	Organisations(context.Context) ([]schema.Organisation, error)
	Legals(context.Context) ([]schema.Legal, error)
	Members(context.Context) ([]schema.Member, error)
	Request(ctx context.Context, ref string) (schema.Request, error)
	FullRequest(ctx context.Context, ref string) (schema.FullRequest, error)
	Meeting(ctx context.Context, ref string) (schema.Meeting, error)
	NewRequest(context.Context, schema.RequestDraft) (schema.Request, error)
	EditRequest(ctx context.Context, id schema.ID, rev int, d schema.RequestDraft) (schema.Request, error)
	Act(ctx context.Context, id schema.ID, rev int, step schema.Step) (schema.Request, error)
	Reply(ctx context.Context, id schema.ID, rev int, d schema.ReplyDraft) (schema.Reply, error)
	Escalate(ctx context.Context, id schema.ID, rev int, e schema.Escalation) ([]schema.Request, error)
	Reverify(ctx context.Context, id schema.ID, rev int, c schema.Recheck) (schema.Request, error)
	Recommend(ctx context.Context, id schema.ID, rev int, text string, withdraw bool) (schema.Request, error)
	AnswerRecommendation(ctx context.Context, id schema.ID, rev int, follow bool, reason string) (schema.Request, error)
	widget.Keeper
	Templates
}

// Screen is one request.
type Screen struct {
	s      *widget.Session
	desk   Desk
	who    schema.Actor
	ref    string // as it was asked for, then as it is
	page   page
	reader *widget.Reader
	keys   []widget.Key
	again  func() tea.Cmd // opens what was refused once the request is read anew; nil: nothing was
}

// loaded brings what was read for a screen.
type loaded struct {
	by   *Screen
	page page
	err  error
}

// New returns the screen of the request with that reference; it is read by Init.
func New(s *widget.Session, desk Desk, ref string) *Screen {
	v := &Screen{s: s, desk: desk, who: desk.Who(), ref: ref}
	v.reader = widget.NewReader(s, widget.Key{Help: s.Words.Item.Keys.New, Run: v.newRequest})
	g := s.Words.Widget.Groups.Item
	v.keys = append(append(v.reader.Keys(g), v.reader.FoldKey(g)), v.triage()...)
	return v
}

// Init reads the request.
func (v *Screen) Init() tea.Cmd { return v.load() }

// load reads all of the page anew.
func (v *Screen) load() tea.Cmd {
	desk, s, ref, old := v.desk, v.s, v.ref, v.page
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		p, err := read(ctx, desk, ref)
		p.opened = old.opened
		if p.opened.IsZero() {
			p.opened = s.Now()
		}
		return loaded{v, p, err}
	}
}

// read brings together what is known of one request.
func read(ctx context.Context, desk Desk, ref string) (p page, err error) {
	full, err := desk.FullRequest(ctx, ref)
	if err != nil {
		return p, err
	}
	p.request, p.replies, p.events = full.Request, full.Replies, full.Events
	if p.law, err = desk.Legals(ctx); err != nil {
		return p, err
	}
	orgs, err := desk.Organisations(ctx)
	p.names = schema.OrganisationNames(orgs)
	return p, err
}

// Update takes what was read, what others did, and keys while searching.
func (v *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loaded:
		return v.take(msg)
	case acted:
		return v.settle(msg)
	case answered:
		return v.settleReply(msg)
	case advised:
		return v.settleAdvice(msg)
	case latest:
		if msg.by == v {
			v.reader.Ends(true)
		}
	case widget.Changed:
		if msg.Anew {
			return tea.Batch(v.changed(msg.Events), v.load())
		}
		return v.changed(msg.Events)
	case widget.Stale:
		if msg.Noun == schema.NounRequest && slices.Contains(msg.IDs, v.page.request.ID) {
			return v.load()
		}
	case widget.Minute:
		v.show()
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
		if v.page.request.ID == 0 {
			return tea.Batch(widget.Send(widget.Fail{Err: msg.err}), widget.Send(widget.Pop{}))
		}
		return widget.Send(widget.Fail{Err: msg.err})
	}
	v.page, v.ref = msg.page, msg.page.request.Ref
	v.show()
	again := v.again
	v.again = nil
	if again == nil {
		return nil
	}
	return again()
}

// show makes the document anew; the line under the cursor stays.
func (v *Screen) show() {
	if v.page.request.ID != 0 {
		v.reader.Set(writer{s: v.s, who: v.who, page: v.page}.document())
	}
}

// changed tells what others did to this request, and reads it again.
func (v *Screen) changed(events []schema.Event) tea.Cmd {
	ours := false
	for _, e := range events {
		if !v.concerns(e) {
			continue
		}
		ours = true
		if e.Actor != v.who.Name {
			v.reader.Banner = schema.VisibleLine(v.s.At(e.At) + " " + pair(v.s, e.Actor, v.s.Words.Domain.Done[e.Verb]))
		}
	}
	if !ours {
		return nil
	}
	return v.load()
}

// concerns reports whether an event is one of this request's thread.
func (v *Screen) concerns(e schema.Event) bool {
	r := v.page.request
	return r.ID != 0 && ((e.Noun == schema.NounRequest && e.Subject == r.ID) || e.Ref == r.Ref)
}

// Awaiting reports whether the page is still being read.
func (v *Screen) Awaiting() bool { return v.page.request.ID == 0 }

// View draws the title, what changed, and the part of the request in sight.
func (v *Screen) View(w, h int) string {
	if v.page.request.ID == 0 {
		text := fill(v.s.Words.Item.Loading, "ref", schema.VisibleLine(v.ref))
		return widget.Fit([]string{v.s.Theme.Dim.Paint(widget.Cut(text, w))}, w, h)
	}
	v.reader.Beside = schema.VisibleLine(joined(writer{s: v.s, who: v.who, page: v.page}.benchmarkShort(), v.s.Presence(v.s.Present[v.page.request.ID], w/2)))
	return v.reader.View(writer{s: v.s, who: v.who, page: v.page}.heading(w-titleRoom), w, h)
}

// Attends is the request that is read.
func (v *Screen) Attends() (schema.ID, schema.Doing) { return v.page.request.ID, schema.DoingLooking }

// Keys is the table of reading and triage.
func (v *Screen) Keys() []widget.Key { return v.keys }

// Capturing is true while a search is typed.
func (v *Screen) Capturing() bool { return v.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (v *Screen) Cursor() widget.Cursor { return v.reader.Cursor() }
