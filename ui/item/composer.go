package item

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// composer is a dialog over the whole page: a form that is left only when the
// Desk has accepted what it holds. Keys typed while it is still being read are kept.
type composer struct {
	s       *widget.Session
	open    func(context.Context) (func() *widget.Form, error) // reads what the form needs
	form    *widget.Form
	refused func(error) // marks the fields that a refusal names; may be nil
	early   []tea.KeyMsg
	resumed bool   // the form began with a draft
	keep    bool   // the draft stays after it was sent
	wait    string // shown until the form is there

	draft string // its name
	kept  *widget.Kept
	drops bool // Ctrl+X was pressed once
	pen   pen
	about schema.ID    // the request it is about; zero: none
	doing schema.Doing // what others may know is done to it
}

type (
	// opened brings the form to the composer that asked for it.
	opened struct {
		by    *composer
		build func() *widget.Form
		draft schema.Unsent
		err   error
	}
	// composed tells how sending ended.
	composed struct {
		by    *composer
		id    schema.ID // of the request
		said  tea.Msg   // what to tell
		err   error
		again tea.Cmd // sends it to the request as it is now
	}
	// left tells that the form has been left.
	left struct{ by *composer }
)

// Init reads what the form needs, and the draft that the server has of it.
func (c *composer) Init() tea.Cmd {
	s, read, begun := c.s, c.open, c.kept.Begun()
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		draft, err := begun(ctx)
		if err != nil {
			return opened{by: c, err: err}
		}
		build, err := read(ctx)
		return opened{c, build, draft, err}
	}
}

// adopt makes f the composer's form; send is what y does.
func (c *composer) adopt(f *widget.Form, send func() tea.Cmd) *widget.Form {
	f.Leave = left{c}
	c.resumed = len(c.s.Drafts[f.Draft]) > 0
	c.kept.Of(f)
	t := c.s.Words.Item
	if c.pen.area != nil {
		f.More = append(f.More, "Ctrl+T", t.Templates)
	}
	f.More = append(f.More, "Ctrl+X", t.DropDraft)
	f.Send = func() tea.Cmd {
		c.kept.Sending = true
		return c.kept.After(send())
	}
	return f
}

// Update gives keys to the form and waits for the Desk's answer.
func (c *composer) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case opened:
		if msg.by == c {
			return c.begin(msg)
		}
	case left:
		if msg.by == c && !c.kept.Sending {
			return widget.Send(widget.Several{widget.Run{Cmd: c.kept.Now()}, widget.Dismiss{}})
		}
	case templatesRead:
		if msg.by == c {
			return c.offer(msg)
		}
	case written:
		if msg.by == c {
			c.pen.area.Insert(msg.text)
			return c.kept.Touched()
		}
	case composed:
		if msg.by == c {
			return c.settle(msg)
		}
	case resend:
		if msg.by == c {
			c.kept.Sending = true
			return msg.cmd
		}
	case tea.KeyMsg:
		return c.key(msg)
	}
	cmd, _ := c.kept.Update(msg)
	return cmd
}

// keeps has the composer keep its draft, under that name, on the server.
func (c *composer) keeps(desk widget.Keeper, verb schema.Verb, subject schema.ID, draft string) {
	c.draft = draft
	c.kept = widget.NewKept(c.s, desk, verb, schema.NounRequest, subject, draft)
}

func (c *composer) begin(msg opened) tea.Cmd {
	if msg.err != nil {
		return widget.Send(widget.Dismiss{Then: widget.Send(widget.Fail{Err: msg.err})})
	}
	c.kept.Lay(msg.draft)
	c.form = msg.build()
	var cmds []tea.Cmd
	if c.resumed { // which may be older than what the register holds
		cmds = append(cmds, c.kept.Greet())
	}
	for _, k := range c.early {
		cmds = append(cmds, c.key(k))
	}
	c.early = nil
	return tea.Batch(cmds...)
}

func (c *composer) key(k tea.KeyMsg) tea.Cmd {
	switch {
	case c.form == nil && widget.KeyName(k) == "esc":
		return widget.Send(widget.Dismiss{})
	case c.form == nil:
		c.early = append(c.early, k)
		return nil
	case c.kept.Sending:
		return nil
	}
	if name := widget.KeyName(k); !c.form.Reviewing() {
		switch {
		case name == "ctrl+x":
			return c.drop()
		case (name == "ctrl+t" || name == "f4") && c.pen.area != nil:
			return c.pen.read(c)
		}
	}
	if c.drops {
		c.drops, c.form.Note = false, ""
	}
	return tea.Batch(c.form.Update(k), c.kept.Touched())
}

// drop throws the draft away, when it is told so twice.
func (c *composer) drop() tea.Cmd {
	if !c.drops {
		c.drops, c.form.Note = true, c.s.Words.Item.DropAsk
		return nil
	}
	return widget.Send(widget.Several{widget.Dismiss{Then: c.kept.Discard()}})
}

// settle leaves after success; after a refusal the form is as it was, with the fault shown.
func (c *composer) settle(msg composed) tea.Cmd {
	c.kept.Sending = false
	if msg.err == nil {
		if !c.keep {
			c.form.Forget()
		}
		c.kept.Used()
		stale := widget.Stale{Noun: schema.NounRequest, IDs: []schema.ID{msg.id}}
		return widget.Send(widget.Dismiss{Then: tea.Batch(widget.Send(msg.said), widget.Send(stale))})
	}
	c.form.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'e'}}) // back to the fields
	if c.refused != nil {
		c.refused(msg.err)
	}
	fail := widget.Fail{Err: msg.err}
	if errors.Is(msg.err, schema.ErrStale) && msg.again != nil {
		fail.View = widget.Send(widget.Dismiss{})
		fail.Again = widget.Send(resend{c, msg.again})
	}
	return widget.Send(fail)
}

// resend asks a composer to send once more.
type resend struct {
	by  *composer
	cmd tea.Cmd
}

// View draws the form, or what it waits for.
func (c *composer) View(w, h int) string {
	if c.form == nil {
		return widget.Fit([]string{c.s.Theme.Dim.Paint(widget.Cut(c.wait, w))}, w, h)
	}
	return c.form.View(w, h)
}

// Keys is the form's table.
func (c *composer) Keys() []widget.Key {
	if c.form == nil {
		return nil
	}
	return c.form.Keys()
}

// Attends is the request that the form is about.
func (c *composer) Attends() (schema.ID, schema.Doing) { return c.about, c.doing }

// Capturing is always true: keys typed early are kept.
func (c *composer) Capturing() bool { return true }

// Cursor is in the form.
func (c *composer) Cursor() widget.Cursor {
	if c.form == nil {
		return widget.Cursor{}
	}
	return c.form.Cursor()
}
