package widget

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// keepPause is how long after a change a draft goes to the server: all that is
// typed meanwhile goes with it, and a lost connection costs no more than that.
const keepPause = time.Second

// Keeper is where drafts are kept beyond the session.
type Keeper interface {
	UnsentOf(ctx context.Context, verb schema.Verb, noun schema.Noun, subject schema.ID, part string) (schema.Unsent, error)
	KeepUnsent(context.Context, schema.Unsent) (schema.Unsent, error)
	DropUnsent(ctx context.Context, verb schema.Verb, noun schema.Noun, subject schema.ID, part string) error
}

// Drafted is a dialog that has a draft: a *Form or a *Prompt.
type Drafted interface {
	Screen
	Values() []string
	note() *string                // what the dialog says below its fields
	leaving(msg tea.Msg)          // what it leaves by
	keeping(*Kept) (resumes bool) // that a draft has taken the place of what the dialog began with
	settled() bool                // it asks whether to send: its letters are no text
}

// Kept is the draft of one dialog, as the server and the dialog know it: its
// fields' values, as JSON.
type Kept struct {
	Since   time.Time // when the draft was kept that the server had; zero: it had none
	Sending bool      // nothing is kept while it is

	s     *Session
	desk  Keeper
	what  schema.Unsent // what it is a draft of, and the revision last read or written
	of    Drafted       // nil: not there yet
	began []string      // values
	last  []string      // values last read or written
	wait  bool          // until keepPause is over
	busy  bool          // being written
	said  string        // what the dialog says once the draft is there
}

type (
	// keepDue tells that keepPause is over.
	keepDue struct{ by *Kept }
	// keepDone tells how keeping ended. over: another terminal's text was replaced.
	keepDone struct {
		by   *Kept
		got  schema.Unsent
		over bool
		err  error
	}
)

// NewKept returns the draft, under its name, of a verb on one thing; the zero ID
// is of one that is not there yet.
func NewKept(s *Session, desk Keeper, verb schema.Verb, noun schema.Noun, subject schema.ID, draft string) *Kept {
	return &Kept{s: s, desk: desk, what: schema.Unsent{Verb: verb, Noun: noun, Subject: subject, Part: draft}}
}

// Call returns a context for the one call of the Desk that uses the draft: what
// is done by it ends the draft, and what is refused does not.
func (k *Kept) Call() (context.Context, context.CancelFunc) {
	ctx, cancel := k.s.Call()
	return schema.Uses(ctx, k.what), cancel
}

// name is the key under which the session knows the text on the server.
func (k *Kept) name() string {
	return fmt.Sprintf("%s/%s/%d/%s", k.what.Verb, k.what.Noun, k.what.Subject, k.what.Part)
}

// Begun returns what reads the draft that the server has, after what this
// session is still writing of it.
func (k *Kept) Begun() func(context.Context) (schema.Unsent, error) {
	desk, what, underWay := k.desk, k.what, k.s.Keeping.UnderWay(k.name())
	return func(ctx context.Context) (schema.Unsent, error) {
		if underWay != nil {
			select {
			case <-underWay:
			case <-ctx.Done():
			}
		}
		return desk.UnsentOf(ctx, what.Verb, what.Noun, what.Subject, what.Part)
	}
}

// Lay puts the draft that the server has in place of that of the session. One
// that was there and is no more has been used, or dropped, on another terminal.
func (k *Kept) Lay(u schema.Unsent) {
	k.what.Rev = u.Rev
	var values []string
	switch {
	case u.Rev > 0 && json.Unmarshal([]byte(u.Body), &values) == nil:
		k.s.Drafts[u.Part] = values
	case u.Rev == 0 && k.s.Keeping.Knew(k.name()):
		delete(k.s.Drafts, k.what.Part)
	}
	k.s.Keeping.Know(k.name(), u.Rev > 0)
	k.Since = u.Updated
}

// Of gives the dialog whose draft it is.
func (k *Kept) Of(d Drafted) { k.of, k.began, k.last = d, d.Values(), d.Values() }

// changed reports whether the dialog holds what it did not begin with.
func (k *Kept) changed() bool {
	return k.Since != (time.Time{}) || !slices.Equal(k.began, k.of.Values())
}

// Touched has the draft kept, a little after it has changed.
func (k *Kept) Touched() tea.Cmd {
	if k.Sending || slices.Equal(k.last, k.of.Values()) {
		return nil
	}
	if note := k.of.note(); *note == k.said {
		*note = "" // of what is written now it is not true yet
	}
	if k.wait || k.busy {
		return nil
	}
	k.wait = true
	return k.s.After(keepPause, keepDue{k})
}

// Now writes the draft as it is; nil when the server has it so.
func (k *Kept) Now() tea.Cmd {
	k.wait = false
	values := k.of.Values()
	if k.busy || k.Sending || slices.Equal(k.last, values) {
		return nil
	}
	body, err := json.Marshal(values)
	if err != nil {
		return nil // texts alone: it cannot fail
	}
	k.last, k.busy = values, true
	written := make(chan struct{})
	k.s.Keeping.Begin(k.name(), written)
	k.s.Keeping.Know(k.name(), true)
	s, desk, u := k.s, k.desk, k.what
	u.Body = string(body)
	return func() tea.Msg {
		defer close(written)
		ctx, cancel := s.Call()
		defer cancel()
		got, over, err := keep(ctx, desk, u)
		return keepDone{k, got, over, err}
	}
}

// keep writes a text. When another terminal was at it since, it takes that
// text's place: the latest holds.
func keep(ctx context.Context, desk Keeper, u schema.Unsent) (got schema.Unsent, over bool, err error) {
	got, err = desk.KeepUnsent(ctx, u)
	var fault *schema.Fault
	if errors.Is(err, schema.ErrStale) && errors.As(err, &fault) && fault.Rev > 0 {
		u.Rev = fault.Rev
		got, err = desk.KeepUnsent(ctx, u)
		return got, true, err
	}
	return got, false, err
}

// Update takes what concerns the keeping; mine reports whether msg does.
func (k *Kept) Update(msg tea.Msg) (cmd tea.Cmd, mine bool) {
	switch msg := msg.(type) {
	case keepDue:
		if msg.by == k {
			return k.Now(), true
		}
	case keepDone:
		if msg.by == k {
			return k.done(msg), true
		}
	}
	return nil, false
}

// done takes the answer of the server, and says in the dialog what came of it.
func (k *Kept) done(msg keepDone) tea.Cmd {
	t := k.s.Words.Item
	note := k.of.note()
	k.busy = false
	switch {
	case errors.Is(msg.err, schema.ErrStale): // sent, or dropped, on another terminal
		k.what.Rev = 0
		k.s.Keeping.Know(k.name(), false)
		*note = t.DraftGone
	case msg.err != nil:
		k.last = nil
		*note = lang.Fill(t.DraftNotKept, "why", k.s.Words.Error(msg.err))
		return nil // with the next change it is tried again
	case msg.over:
		k.what.Rev = msg.got.Rev
		*note = t.DraftOver
	default:
		k.what.Rev = msg.got.Rev
		if *note != t.DraftOver {
			k.said = lang.Fill(t.DraftKept, "at", k.s.At(k.s.Now()))
			*note = k.said
		}
	}
	return k.Touched()
}

// Greet tells that the dialog begins with a draft, and since when it is kept.
func (k *Kept) Greet() tea.Cmd {
	if k.Since.IsZero() {
		return Send(Tell{Text: k.s.Words.Item.Resumed, Yields: true})
	}
	return Send(Tell{Text: lang.Fill(k.s.Words.Item.ResumedOf, "at", k.s.At(k.Since)), Yields: true})
}

// send has the draft written before it is used: where its use is refused, it is
// there to be corrected.
func (k *Kept) send(use func() tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd {
		written := k.Now()
		k.Sending = true
		return tea.Batch(written, k.After(use()))
	}
}

// Used tells that the draft has become what it was to be.
func (k *Kept) Used() { k.s.Keeping.Know(k.name(), false) }

// Discard forgets the draft, here and on the server.
func (k *Kept) Discard() tea.Cmd {
	delete(k.s.Drafts, k.what.Part)
	k.Used()
	s, desk, what, underWay := k.s, k.desk, k.what, k.s.Keeping.UnderWay(k.name())
	written := make(chan struct{})
	s.Keeping.Begin(k.name(), written)
	return tea.Batch(Send(Tell{Text: s.Words.Item.DraftDropped}), func() tea.Msg {
		defer close(written)
		ctx, cancel := s.Call()
		defer cancel()
		if underWay != nil {
			<-underWay
		}
		if err := desk.DropUnsent(ctx, what.Verb, what.Noun, what.Subject, what.Part); err != nil {
			return Fail{Err: err}
		}
		return nil
	})
}

// After runs a command once what is being written of the draft is: the use of a
// draft ends it, and a late write must not bring it back.
func (k *Kept) After(cmd tea.Cmd) tea.Cmd {
	underWay := k.s.Keeping.UnderWay(k.name())
	if underWay == nil || cmd == nil {
		return cmd
	}
	return func() tea.Msg {
		<-underWay
		return cmd()
	}
}
