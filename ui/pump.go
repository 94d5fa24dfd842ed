package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// How the pump reads the member's logs.
const (
	calm   = 50 * time.Millisecond // after a reading, for changes to gather for the next
	retry  = 2 * time.Second       // after a failure
	gulp   = 500                   // events at once
	maxLag = 20                    // gulps; beyond, the lists are read anew instead
)

// pump is the one way by which what others commit reaches the screens.
type pump struct {
	wake   <-chan struct{}
	own    <-chan struct{} // of what is the member's alone
	cursor schema.Cursor
	lost   bool // the last reading failed
	state  registerState
}

// registerState is what concerns everything on the screen.
type registerState struct {
	readOnly bool          // the disk failed: nothing can be written
	crisis   schema.Crisis // under way; zero: none
}

// stateNow reads it.
func stateNow(ctx context.Context, desk Desk) (registerState, error) {
	c, err := desk.Crisis(ctx)
	return registerState{desk.ReadOnly(), c}, err
}

type (
	// headRead brings where the logs stand as the session begins.
	headRead struct {
		cursor schema.Cursor
		state  registerState
		err    error
	}
	// woken tells that something was committed: a lone change is read at once.
	woken struct{}
	// calmed tells that the pump may be woken again.
	calmed struct{}
	// ownWoken tells that the member changed what is theirs alone.
	ownWoken struct{}
	// changesRead brings what was committed.
	changesRead struct {
		events []schema.Event
		cursor schema.Cursor
		state  registerState
		err    error
	}
)

func (m *Model) readHead() tea.Cmd {
	s, desk := m.s, m.o.Desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		cursor, err := desk.Head(ctx)
		if err != nil {
			return headRead{err: err}
		}
		state, err := stateNow(ctx, desk)
		return headRead{cursor, state, err}
	}
}

// pumped takes the messages of the pump.
func (m *Model) pumped(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case headRead:
		if msg.err != nil {
			return m.cutOff(msg.err)
		}
		m.pump.cursor, m.pump.state = msg.cursor, msg.state
		return tea.Batch(m.waiting.When(m.pump.wake, woken{}), m.restored(nil))
	case woken:
		if m.pump.cursor == nil {
			return m.readHead()
		}
		return m.readChanges()
	case calmed:
		return m.waiting.When(m.pump.wake, woken{})
	case ownWoken:
		return tea.Batch(m.waiting.When(m.pump.own, ownWoken{}), m.toAll(widget.Own{}))
	case changesRead:
		return m.deliver(msg)
	}
	return nil
}

func (m *Model) readChanges() tea.Cmd {
	s, desk, cursor, state, lost := m.s, m.o.Desk, m.pump.cursor, m.pump.state, m.pump.lost
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		state.readOnly = desk.ReadOnly()
		got := changesRead{cursor: cursor, state: state}
		for range maxLag {
			events, next, err := desk.Changes(ctx, got.cursor, gulp)
			if err != nil {
				got.err = err
				return got
			}
			got.events, got.cursor = append(got.events, events...), next
			if len(events) < gulp {
				break
			}
		}
		if lost || slices.ContainsFunc(got.events, func(e schema.Event) bool { return e.Noun == schema.NounCrisis }) {
			state, err := stateNow(ctx, desk)
			if got.err = err; err == nil {
				got.state = state
			}
		}
		return got
	}
}

// deliver gives what was committed to all screens and waits for the next wake.
func (m *Model) deliver(got changesRead) tea.Cmd {
	m.pump.cursor = got.cursor
	if got.state.readOnly && !m.pump.state.readOnly {
		m.status = status{n: m.status.n + 1, text: m.s.Words.Root.ReadOnlyNow, fault: true}
	}
	m.tellCrisis(m.pump.state.crisis, got.state.crisis, got.events)
	m.pump.state = got.state
	if got.err != nil {
		return tea.Batch(m.cutOff(got.err), m.toAll(widget.Changed{Events: got.events}))
	}
	m.log.add(m.s, m.who, got.events)
	m.summon(got.events)
	next := m.waiting.After(calm, calmed{})
	if m.pump.lost {
		return tea.Batch(next, m.restored(got.events))
	}
	if len(got.events) == 0 {
		return next
	}
	return tea.Batch(next, m.toAll(widget.Changed{Events: got.events}))
}

// cutOff tells that the register cannot be read, and how the pump goes on. A
// register that is away wakes its readers once it is back: none of them asks.
func (m *Model) cutOff(err error) tea.Cmd {
	if !m.pump.lost {
		m.pump.lost = true
		m.status = status{n: m.status.n + 1, text: m.s.Words.Root.Away, fault: true}
	}
	var f *schema.Fault
	if errors.As(err, &f) && f.Why == schema.WhyAway {
		return m.waiting.When(m.pump.wake, woken{})
	}
	return m.waiting.After(retry, woken{})
}

// restored tells, if the register was lost, that it is back, and has the
// screens read again what they could not.
func (m *Model) restored(events []schema.Event) tea.Cmd {
	if !m.pump.lost {
		return nil
	}
	m.pump.lost = false
	return tea.Batch(m.say(widget.Tell{Text: m.s.Words.Root.Back}), m.toAll(widget.Changed{Events: events, Anew: true}))
}
