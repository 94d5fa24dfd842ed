// Package ui is the desk that people live in: the root model of one session.
//
// Root owns what surrounds the screens: the header, the status line, the stack
// of pages and dialogs, the keys that work everywhere, and the one pump that
// brings what other sessions commit. Pages and dialogs are in the packages
// below it and reach root by the messages of ui/widget.
//
// The program runs without Bubble Tea's renderer: View hands each frame to a
// Canvas and returns nothing. A panic anywhere in a session ends that session
// with an error; it is never printed, for it could hold what members wrote.
package ui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/queue"
	"contactgroup/ui/roll"
	"contactgroup/ui/settings"
	"contactgroup/ui/stats"
	"contactgroup/ui/widget"
)

// Desk is what the desk's screens need of the register.
type Desk interface {
	queue.Desk
	item.Desk
	meeting.Desk
	roll.Desk
	settings.Desk
	stats.Desk
	meeting.Convener
	Contacts(context.Context) ([]schema.Contact, error)
	ReadOnly() bool
	Unsent(context.Context) ([]schema.Unsent, error)
	Alerts(ctx context.Context, all bool, limit int) ([]schema.Alert, error)
	Crisis(context.Context) (schema.Crisis, error)
	StartCrisis(ctx context.Context, reason string, l schema.Label) (schema.Crisis, error)
	EndCrisis(ctx context.Context, debrief string) (schema.Crisis, error)
	Undo(context.Context) (schema.Undone, error)
	Redo(context.Context) (schema.Undone, error)
	Head(context.Context) (schema.Cursor, error)
	Changes(ctx context.Context, after schema.Cursor, limit int) ([]schema.Event, schema.Cursor, error)
	Watch(context.Context) <-chan struct{}
	WatchOwn(context.Context) <-chan struct{}
	Appear(context.Context) (seat string, wake <-chan struct{})
	Attend(ctx context.Context, seat string, request schema.ID, doing schema.Doing) error
	Present(context.Context) ([]schema.Presence, error)
}

// Cursor is the place of the terminal's own cursor in a frame.
type Cursor = widget.Cursor

// Canvas is where frames go. Its methods must not block.
type Canvas interface {
	Show(lines []string, w, h int, cursor Cursor)
	Redraw()
	Copy(text string)
	Bell()
	// Notify asks the terminal to tell its member something outside of the screen.
	Notify(text string)
	Mouse(on bool) // whether the terminal is to report its mouse
}

// Waiting makes the commands that wait for a time or a wake. Programs leave it
// nil; tests answer them at will.
type Waiting interface {
	After(d time.Duration, msg tea.Msg) tea.Cmd
	// When gives msg once wake can be received from, and nothing once it is closed.
	When(wake <-chan struct{}, msg tea.Msg) tea.Cmd
}

// Options make a session's desk.
type Options struct {
	Ctx      context.Context // ends with the session
	Desk     Desk
	Words    *lang.Words
	Settings schema.Settings
	Choose   func(schema.Lang) *lang.Words // the words of a member who chose this language; nil: lang.For
	Renderer *lipgloss.Renderer            // with the colour profile of the client's terminal; nil: no styles at all
	Canvas   Canvas
	Width    int              // in cells; 0: 80
	Height   int              // in cells; 0: 24
	ASCII    bool             // the terminal has no other letters, whatever the settings
	Minutes  <-chan time.Time // gives once a minute of the process; nil: countdowns stand
	Waiting  Waiting          // nil: the real time
	Meeting  meeting.Options  // how documents are exported; without Export, they are not
	Stats    stats.Write      // how figures are exported; nil: they are not
	Commands Commands         // what the palette runs of command lines; nil: nothing
	Behind   func() bool      // reports whether input waits that the program has not got yet; nil: never
	// Failed gives what fails for no reason that people can be told its number,
	// and tells whoever runs the server; nil: nobody is told.
	Failed   func(error) error
	Greeting string // on the status line until the first key; empty: nothing
}

// Model is the root of one session. It is made by New, filled by Open and driven
// by one tea.Program.
type Model struct {
	o       Options
	s       *widget.Session
	who     schema.Actor
	queue   *queue.Screen
	pages   []widget.Screen // the list is the first, the one seen the last
	dialogs []widget.Screen // the one with the keys last
	waiting Waiting
	set     schema.Settings
	linear  bool // the member left for the desk by numbers

	w, h     int
	pressed  string // the beginning of a sequence of keys
	presses  int    // counts keys, so that hints come for the last one only
	hinting  bool   // the sequences that may follow are shown
	locked   bool   // covered until Enter
	status   status
	final    string // what was done last, where it cannot be undone; empty: it can
	log      activity
	pump     pump
	pace     pace
	typed    int // counts keys and clicks
	asked    int // which of them asked for the message under way
	early    early
	ahead    ahead
	presence presence
	later    []tea.Cmd    // what Open leaves to Init
	heading  heading      // as last drawn
	keys     []widget.Key // that work everywhere
	err      error
}

// New makes the desk of one session.
func New(o Options) *Model {
	if o.Waiting == nil {
		o.Waiting = realTime{o.Ctx}
	}
	o.Desk = followOwnDeeds(o.Desk)
	m := &Model{o: o, who: o.Desk.Who(), waiting: o.Waiting, set: o.Settings, pace: pace{owed: true}}
	m.resize(o.Width, o.Height)
	m.s = &widget.Session{
		Ctx: o.Ctx, Words: o.Words, Theme: m.theme(), Zone: m.who.Location(),
		Now: o.Desk.Now, After: o.Waiting.After, When: o.Waiting.When, Copy: o.Canvas.Copy, Drafts: map[string][]string{}, SSH: o.Meeting.Command(),
	}
	m.o.Meeting.Request = func(ref string) widget.Screen { return item.New(m.s, o.Desk, ref) }
	m.furnish()
	m.status.text = o.Greeting
	if m.firstVisit() {
		m.status.text = m.s.Words.Settings.First
	}
	if m.set.Mouse {
		o.Canvas.Mouse(true)
	}
	return m
}

// doors leads from the lists to the other rooms.
func (m *Model) doors() queue.Doors {
	desk := m.o.Desk
	d := queue.Doors{
		Request:    func(ref string) widget.Screen { return item.New(m.s, desk, ref) },
		Verify:     func(ref string) widget.Screen { return item.Verify(m.s, desk, ref) },
		Advise:     func(ref string, v schema.Verb) widget.Screen { return item.Advise(m.s, desk, ref, v) },
		Reply:      func(r schema.Request) widget.Screen { return item.Reply(m.s, desk, r) },
		Note:       func(r schema.Request, addressee string) widget.Screen { return item.Note(m.s, desk, r, addressee) },
		Edit:       func(r schema.Request) widget.Screen { return item.Correct(m.s, desk, r) },
		NewRequest: func() widget.Screen { return item.NewRequest(m.s, desk) },
		NewAction:  func() widget.Screen { return meeting.NewAction(m.s, desk) },
		Action:     func(ref string) widget.Screen { return meeting.NewItem(m.s, desk, m.o.Meeting, ref) },
	}
	if m.o.Meeting.Export != nil {
		d.Export = m.chooseFormat
	}
	return d
}

// Err returns why the session ended, nil when the member left.
func (m *Model) Err() error { return m.err }

// Init waits for what others commit and for the next minute, and reads what
// the first frame did without. Open comes first.
func (m *Model) Init() tea.Cmd {
	if m.err != nil {
		return tea.Quit
	}
	m.pace.behind = m.o.Behind
	return m.guarded(func() tea.Cmd {
		return tea.Batch(append(m.later, m.queue.Prepare(), m.nextMinute(), m.visited())...)
	})
}

// Update takes one message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if m.err != nil {
		return m, tea.Quit
	}
	return m, m.guarded(func() tea.Cmd {
		msg := m.receive(msg)
		cmd := answering(m.settled(m.update(msg)), m.asked)
		return tea.Batch(cmd, m.catchUp(), m.pace.after(msg, m.waiting), m.attend(msg))
	})
}

// View gives the frame to the canvas, if there is to be one, and nothing to
// Bubble Tea.
func (m *Model) View() string {
	if m.err == nil && m.pace.frame() {
		m.drawn()
	}
	return ""
}

// resize keeps sizes that screens can be drawn for.
func (m *Model) resize(w, h int) {
	if w <= 0 || h <= 0 {
		w, h = 80, 24
	}
	m.w, m.h = min(w, 1000), min(h, 1000)
}

// tiny reports whether the window is too small for anything but reading.
func (m *Model) tiny() bool { return m.w < 40 || m.h < 10 }

// nextMinute waits for the process's next minute.
func (m *Model) nextMinute() tea.Cmd {
	minutes, ctx := m.o.Minutes, m.o.Ctx
	if minutes == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case _, ok := <-minutes:
			if ok {
				return widget.Minute{}
			}
		case <-ctx.Done():
		}
		return nil
	}
}
