package item

import (
	"context"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Note returns the dialog that asks who is to read a note, and then its text.
// Nothing in the form of an internal note leads to an exchange: each has its own
// form and its own draft, so no key can make the one into the other. addressee
// is the name of the organisation that the request is for.
func Note(s *widget.Session, desk Desk, r schema.Request, addressee string) widget.Screen {
	t, who := s.Words.Item, desk.Who()
	options := []widget.Option{
		{Key: "i", Name: t.Internal, Note: fill(t.ReadBy, "who", ownSide(s, who))},
		{Key: "x", Name: t.Exchange, Note: fill(t.ReadBy, "who", bothSides(s, who, r, addressee))},
	}
	return widget.NewChoice(s, fill(t.NoteOn, "ref", r.Ref), options, func(i int) tea.Cmd {
		return widget.Send(widget.Show{Dialog: newNote(s, desk, r, addressee, i == 0)})
	})
}

// noteDraft names the draft of an "internal" note or of one of "exchange".
func noteDraft(kind string, id schema.ID) string { return fmt.Sprintf("note/%s/%d", kind, id) }

// bothSides names who reads an exchange.
func bothSides(s *widget.Session, who schema.Actor, r schema.Request, addressee string) string {
	if who.Authority() {
		return ownSide(s, who) + " + " + addressee
	}
	return ownSide(s, who) + " + " + s.Words.Domain.Ministry + " (" + r.Service + ")"
}

// ownSide names the member's own organisation.
func ownSide(s *widget.Session, who schema.Actor) string {
	if who.Authority() {
		return s.Words.Domain.Ministry
	}
	return who.OrgName
}

func newNote(s *widget.Session, desk Desk, r schema.Request, addressee string, internal bool) *composer {
	t, who := s.Words.Item, desk.Who()
	c := &composer{s: s, about: r.ID, doing: schema.DoingReplying, wait: fill(t.NoteOn, "ref", r.Ref)}
	title, draft, readers, said := t.Exchange, "exchange", bothSides(s, who, r, addressee), t.ExchangeSaid
	if internal { // the other side is told nothing of it
		c.doing = schema.DoingLooking
		title, draft, readers, said = t.Internal, "internal", ownSide(s, who), t.InternalSaid
	}
	said = fill(said, "ref", r.Ref, "who", readers)
	readers = schema.VisibleLine(fill(t.ReadBy, "who", readers))
	c.keeps(desk, schema.VerbNote, r.ID, noteDraft(draft, r.ID))
	c.open = func(context.Context) (func() *widget.Form, error) {
		return func() *widget.Form {
			text := widget.NewArea(s, capital(s.Words.Domain.Fields[schema.FieldText]))
			text.Required, text.Height = true, 8
			form := widget.NewForm(s, title+" "+widget.SignRule+" "+r.Ref+" "+widget.SignRule+" "+readers, c.draft, text)
			form.Review = func() (string, error) {
				clean, err := schema.CleanText(string(schema.FieldText), text.Value(), schema.MaxText)
				return title + "\n" + readers + "\n\n" + clean, err
			}
			return c.adopt(form, func() tea.Cmd {
				return c.act(desk, r, schema.Step{Verb: schema.VerbNote, Reason: text.Value(), Internal: internal}, r.Rev, said)
			})
		}, nil
	}
	return c
}

// act sends a step on request r as it was at rev; 0: as it is. said is what the
// member is told once it is done.
func (c *composer) act(desk Desk, r schema.Request, step schema.Step, rev int, said string) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := c.kept.Call()
		defer cancel()
		_, err := desk.Act(ctx, r.ID, rev, step)
		return composed{c, r.ID, widget.Final{Text: schema.VisibleLine(said)}, err, c.act(desk, r, step, 0, said)}
	}
}
