// Package widget holds the parts that screens are made of: the screen's own
// shape and the messages between screens and root, the key table, the theme,
// the cutting of text to columns, fields, forms and dialogs.
//
// Everything of a session is reached through its Session: there is no global
// style, key map or clock, so two sessions never share one.
package widget

import (
	"context"
	"reflect"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Screen is one page of the desk, or a dialog laid over one. It is a pointer
// that changes in Update and in the Run of its keys; View remembers no more than
// where things were drawn. None of them does input or output.
type Screen interface {
	// Init begins what the screen needs to be shown.
	Init() tea.Cmd
	// Update takes one message. Keys come here only while Capturing;
	// otherwise root finds them in Keys.
	Update(tea.Msg) tea.Cmd
	// View draws the screen: exactly h lines of at most w columns. A dialog
	// may return fewer lines: it is laid over the lower part of the page.
	View(w, h int) string
	// Keys is the table of what keys do here. It is read on every key, so it
	// should be built once.
	Keys() []Key
	// Capturing reports whether a field has the focus: then every key but
	// Ctrl+C, Ctrl+L and F1 goes to Update.
	Capturing() bool
	// Cursor is the place of the terminal's own cursor in the last View.
	Cursor() Cursor
}

// Awaiting is a page of one thing. While that is still being read, root keeps
// the keys typed for it and types them once it is there.
type Awaiting interface {
	Screen
	// Awaiting reports whether what the page shows has still to come.
	Awaiting() bool
}

// Cursor is a place in cells from the top left corner of what was drawn.
type Cursor struct {
	Visible bool
	X, Y    int
}

// Session is what all screens of one session share.
type Session struct {
	Ctx   context.Context // ends with the session
	Words *lang.Words
	Theme *Theme
	Zone  *time.Location   // of the member
	Now   func() time.Time // of the group: a demonstration has its own
	// After gives a message later, once. Tests give it without waiting.
	After func(time.Duration, tea.Msg) tea.Cmd
	// When gives a message once a channel can be received from, and nothing once it is closed.
	When func(<-chan struct{}, tea.Msg) tea.Cmd
	// Copy puts text on the member's clipboard, if their terminal can.
	Copy func(text string)
	SSH  string // the command that reaches this server from elsewhere
	Last *Deed  // what the member did last; nil: nothing yet
	// Present is who else is at which request, as far as the member may know; the
	// map is replaced, never changed.
	Present map[schema.ID][]schema.Presence
	// Drafts are the values of forms that were left, by the form's Draft.
	Drafts map[string][]string
	// Keeping is what is known of those that are on the server too.
	Keeping Keeping
}

// patience bounds each call of the Desk.
const patience = 15 * time.Second

// Call gives a context for one call of the Desk.
type Call func() (context.Context, context.CancelFunc)

// Call returns a context for one call of the Desk.
func (s *Session) Call() (context.Context, context.CancelFunc) {
	return context.WithTimeout(s.Ctx, patience)
}

// At writes a moment in the member's zone, as short as it can be understood today.
func (s *Session) At(t time.Time) string { return s.Words.Time.At(t, s.Now(), s.Zone) }

// Error gives the sentence for people of an error, with moments as At has them.
func (s *Session) Error(err error) string { return s.Words.ErrorAt(err, s.At) }

// Percent writes a part of a hundred.
func (s *Session) Percent(n int) string {
	return lang.Fill(s.Words.Widget.Percent, "n", strconv.Itoa(n))
}

// Today is the day it is now where the member is.
func (s *Session) Today() schema.Date { return schema.DateOf(s.Now(), s.Zone) }

// The messages from screens to root.
type (
	// Push opens a screen above the present one.
	Push struct{ Screen Screen }
	// Replace opens a screen in place of the present one.
	Replace struct{ Screen Screen }
	// Pop leaves the present screen.
	Pop struct{}
	// Show lays a dialog over the screen.
	Show struct{ Dialog Screen }
	// Dismiss takes the top dialog away, then runs Then if it is not nil.
	Dismiss struct{ Then tea.Cmd }
	// Several are messages to be taken one after the other.
	Several []tea.Msg
	// Run has a command run.
	Run struct{ Cmd tea.Cmd }
	// Tell puts a text in the status line until the next key. What Yields leaves a
	// refusal that stands there.
	Tell struct {
		Text   string
		Yields bool
	}
	// Offer is Tell with the offer to undo for schema.UndoTime. A Passing text
	// is true for no longer, and goes with the offer.
	Offer struct {
		Text    string
		Passing bool
	}
	// Final is Tell of a deed that cannot be undone: the next undo says so, once,
	// before it goes on to what was done earlier.
	Final struct{ Text string }
	// Fail reports an error: in the status line, and numbered under "!".
	// For an ErrStale, View ("v") and Again ("r") say how to look and to
	// apply again; nil where that is not possible.
	Fail struct {
		Err         error
		View, Again tea.Cmd
	}
	// Report tells what came of work on several things: Faults go under "!",
	// Undo offers to take back what was done. View and Again are those of Fail,
	// for things that had changed; nil: none had. Passing is that of Offer.
	// Final tells that what was done cannot be undone.
	Report struct {
		Text        string
		Faults      []error
		Undo        bool
		Final       bool
		Passing     bool
		View, Again tea.Cmd
	}
	// Beside asks the screen below the top one to move by Delta rows and to
	// open what is there in place of the top screen: by Open, nil for its page.
	Beside struct {
		Delta int
		Open  func(ref string) Screen
	}
	// Renamed tells root that the views of the lists are others now.
	Renamed struct{}
	// OnAgenda asks for a point of the next meeting's agenda about these references.
	OnAgenda struct{ Refs []string }
	// Stale asks the screens to load again what they show of these rows.
	Stale struct {
		Noun schema.Noun
		IDs  []schema.ID
	}
)

// The messages from root to all screens of the stack.
type (
	// Changed brings the events of the member's logs as they are committed.
	// Anew: the register was lost meanwhile, and with it perhaps what a screen asked for.
	Changed struct {
		Events []schema.Event
		Anew   bool
	}
	// Own tells that the member changed what is theirs alone, perhaps in another session.
	Own struct{}
	// Minute tells that a minute has passed on the clock of the group.
	Minute struct{}
)

// Send returns a Cmd that gives msg. Root delivers it before the next key: a key
// typed right after one that opens or leaves a dialog meets the screen it was
// meant for, where a Cmd's own goroutine could come too late.
//
//go:noinline
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// sendCode is the code of all commands of Send, which is not inlined so that
// they share it.
var sendCode = reflect.ValueOf(Send(nil)).Pointer()

// Sent reports whether cmd is one of Send's: it can be run at once.
func Sent(cmd tea.Cmd) bool { return cmd != nil && reflect.ValueOf(cmd).Pointer() == sendCode }
