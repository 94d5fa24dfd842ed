package ui

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/widget"
)

// Crash is a panic in one session, made into the error that ends it.
type Crash struct {
	Value string // what was thrown, by its type alone: values may hold what members wrote
	Stack []byte
}

// Error names the crash without its stack.
func (c *Crash) Error() string { return "session crashed: " + c.Value }

// crashed brings a panic of a command to Update.
type crashed struct{ err error }

// caught makes an error of a recovered panic.
func caught(v any) error {
	value := fmt.Sprintf("%T", v)
	if err, ok := v.(interface{ RuntimeError() }); ok {
		value = fmt.Sprint(err)
	}
	return &Crash{Value: value, Stack: debug.Stack()}
}

// guarded runs f and takes the messages it sends at once. A panic in it, or in a
// command it returns, ends the session.
func (m *Model) guarded(f func() tea.Cmd) (cmd tea.Cmd) {
	defer func() {
		if v := recover(); v != nil {
			m.err = caught(v)
			cmd = tea.Quit
		}
	}()
	return safe(m.settled(f()))
}

// settled takes the messages that cmd gives at once, and returns what is left to run.
func (m *Model) settled(cmd tea.Cmd) tea.Cmd {
	for widget.Sent(cmd) {
		cmd = m.update(cmd())
	}
	return cmd
}

// safe wraps a command, and those that it gives in a batch.
func safe(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if v := recover(); v != nil {
				msg = crashed{caught(v)}
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			wrapped := make(tea.BatchMsg, len(batch))
			for i, c := range batch {
				wrapped[i] = safe(c)
			}
			return wrapped
		}
		return msg
	}
}

// drawn draws a frame; a panic in it ends the session with the next message.
func (m *Model) drawn() {
	defer func() {
		if v := recover(); v != nil {
			m.err = caught(v)
		}
	}()
	lines, cursor := m.frame()
	m.o.Canvas.Show(lines, m.w, m.h, cursor)
	m.early.drawn = true
}

// realTime waits by the machine's clock, until the session ends.
type realTime struct{ ctx context.Context }

func (r realTime) After(d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case <-t.C:
			return msg
		case <-r.ctx.Done():
			return nil
		}
	}
}

func (r realTime) When(wake <-chan struct{}, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		select {
		case _, ok := <-wake:
			if ok {
				return msg
			}
		case <-r.ctx.Done():
		}
		return nil
	}
}
