package item

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// keepPause is how long after a change a draft goes to the server: all that is
// typed meanwhile goes with it, and a lost connection costs no more than that.
const keepPause = time.Second

// Keeper is where drafts are kept beyond the session.
type Keeper interface {
	UnsentOf(ctx context.Context, verb schema.Verb, noun schema.Noun, subject schema.ID) (schema.Unsent, error)
	KeepUnsent(context.Context, schema.Unsent) (schema.Unsent, error)
	DropUnsent(ctx context.Context, verb schema.Verb, noun schema.Noun, subject schema.ID) error
}

// kept is the draft of one form, as the server and the form know it. On the
// server the drafts of a verb on one request are one text, each under its name.
type kept struct {
	desk Keeper
	what schema.Unsent // verb and subject, and the revision last read or written
	also []string      // names of the other drafts in the same text
	last []string      // values last read or written
	wait bool          // until keepPause is over
	busy bool          // being written
	said string        // what the form says once the draft is there
}

type (
	// keepDue tells a composer that keepPause is over.
	keepDue struct{ by *composer }
	// keepDone tells how keeping ended. over: another terminal's text was replaced.
	keepDone struct {
		by   *composer
		got  schema.Unsent
		over bool
		err  error
	}
)

// keeps has the composer keep its draft on the server.
func (c *composer) keeps(desk Keeper, verb schema.Verb, subject schema.ID, also ...string) {
	c.kept = kept{desk: desk, what: schema.Unsent{Verb: verb, Noun: schema.NounRequest, Subject: subject}, also: also}
}

// name is the key under which the session knows the text on the server.
func (k *kept) name() string {
	return fmt.Sprintf("%s/%d", k.what.Verb, k.what.Subject)
}

// begun returns what reads the draft that the server has, after what this
// session is still writing of it.
func (c *composer) begun() func(context.Context) (schema.Unsent, error) {
	k, underWay := c.kept, c.s.Keeping.UnderWay(c.kept.name())
	return func(ctx context.Context) (schema.Unsent, error) {
		if underWay != nil {
			select {
			case <-underWay:
			case <-ctx.Done():
			}
		}
		return k.desk.UnsentOf(ctx, k.what.Verb, k.what.Noun, k.what.Subject)
	}
}

// lay puts the drafts that the server has in place of those of the session. One
// that was there and is no more has been used, or dropped, on another terminal.
func (c *composer) lay(u schema.Unsent) {
	k := &c.kept
	k.what.Rev = u.Rev
	found := map[string][]string{}
	if u.Rev > 0 && json.Unmarshal([]byte(u.Body), &found) == nil {
		for draft, values := range found {
			c.s.Drafts[draft] = values
		}
	}
	if u.Rev == 0 && c.s.Keeping.Knew(k.name()) {
		for _, draft := range k.also {
			delete(c.s.Drafts, draft)
		}
	}
	c.s.Keeping.Know(k.name(), u.Rev > 0)
	c.since = u.Updated
}

// touched has the draft kept, a little after it has changed.
func (c *composer) touched() tea.Cmd {
	k := &c.kept
	if k.desk == nil || c.sending || slices.Equal(k.last, c.form.Values()) {
		return nil
	}
	if c.form.Note == k.said {
		c.form.Note = "" // of what is written now it is not true yet
	}
	if k.wait || k.busy {
		return nil
	}
	k.wait = true
	return c.s.After(keepPause, keepDue{c})
}

// keepNow writes the draft as it is; nil when the server has it so.
func (c *composer) keepNow() tea.Cmd {
	k := &c.kept
	k.wait = false
	values := c.form.Values()
	if k.desk == nil || k.busy || c.sending || slices.Equal(k.last, values) {
		return nil
	}
	drafts := map[string][]string{c.form.Draft: values}
	for _, draft := range k.also {
		if other := c.s.Drafts[draft]; draft != c.form.Draft && len(other) > 0 {
			drafts[draft] = other
		}
	}
	body, err := json.Marshal(drafts)
	if err != nil {
		return nil // texts alone: it cannot fail
	}
	k.last, k.busy = values, true
	written := make(chan struct{})
	c.s.Keeping.Begin(k.name(), written)
	c.s.Keeping.Know(k.name(), true)
	s, desk, u := c.s, k.desk, k.what
	u.Body = string(body)
	return func() tea.Msg {
		defer close(written)
		ctx, cancel := s.Call()
		defer cancel()
		got, over, err := write(ctx, desk, u)
		return keepDone{c, got, over, err}
	}
}

// write keeps a text. When another terminal was at it since, it takes that
// text's place: the latest holds.
func write(ctx context.Context, desk Keeper, u schema.Unsent) (got schema.Unsent, over bool, err error) {
	got, err = desk.KeepUnsent(ctx, u)
	var fault *schema.Fault
	if errors.Is(err, schema.ErrStale) && errors.As(err, &fault) && fault.Rev > 0 {
		u.Rev = fault.Rev
		got, err = desk.KeepUnsent(ctx, u)
		return got, true, err
	}
	return got, false, err
}

// keptAs takes the answer of the server, and says in the form what came of it.
func (c *composer) keptAs(msg keepDone) tea.Cmd {
	k, t := &c.kept, c.s.Words.Item
	k.busy = false
	switch {
	case errors.Is(msg.err, schema.ErrStale): // sent, or dropped, on another terminal
		k.what.Rev = 0
		c.s.Keeping.Know(k.name(), false)
		c.form.Note = t.DraftGone
	case msg.err != nil:
		k.last = nil
		c.form.Note = fill(t.DraftNotKept, "why", c.s.Words.Error(msg.err))
		return nil // with the next change it is tried again
	case msg.over:
		k.what.Rev = msg.got.Rev
		c.form.Note = t.DraftOver
	default:
		k.what.Rev = msg.got.Rev
		if c.form.Note != t.DraftOver {
			k.said = fill(t.DraftKept, "at", c.s.At(c.s.Now()))
			c.form.Note = k.said
		}
	}
	return c.touched()
}

// discard forgets the draft, here and on the server, and leaves the form.
func (c *composer) discard() tea.Cmd {
	k := c.kept
	c.form.Forget()
	c.s.Keeping.Know(k.name(), false)
	told := widget.Send(widget.Tell{Text: c.s.Words.Item.DraftDropped})
	if k.desk == nil {
		return told
	}
	s, underWay := c.s, c.s.Keeping.UnderWay(k.name())
	written := make(chan struct{})
	s.Keeping.Begin(k.name(), written)
	return tea.Batch(told, func() tea.Msg {
		defer close(written)
		ctx, cancel := s.Call()
		defer cancel()
		if underWay != nil {
			<-underWay
		}
		if err := k.desk.DropUnsent(ctx, k.what.Verb, k.what.Noun, k.what.Subject); err != nil {
			return widget.Fail{Err: err}
		}
		return nil
	})
}

// afterKeeping runs a command once what is being written of the draft is: the
// use of a draft ends it, and a late write must not bring it back.
func (c *composer) afterKeeping(cmd tea.Cmd) tea.Cmd {
	underWay := c.s.Keeping.UnderWay(c.kept.name())
	if underWay == nil || cmd == nil {
		return cmd
	}
	return func() tea.Msg {
		<-underWay
		return cmd()
	}
}
