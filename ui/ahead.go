package ui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/widget"
)

// maxAhead is how many keys are kept for a page that is still being read.
const maxAhead = 16

// notKept are the keys that a page does not wait with: they leave it, or are not
// of it.
var notKept = []string{"esc", "q", "Q", "ctrl+c", "ctrl+l"}

// ahead holds the keys typed for a page before what it shows has come: done at
// once, a verb would be done to nothing.
type ahead struct {
	of   widget.Screen
	keys []tea.KeyMsg
}

// waits keeps a key for the page on top if that is still being read.
func (m *Model) waits(k tea.KeyMsg) bool {
	page, ok := m.top().(widget.Awaiting)
	if !ok || !page.Awaiting() || k.Paste || slices.Contains(notKept, widget.KeyName(k)) {
		return false
	}
	if m.ahead.of != m.top() {
		m.ahead = ahead{of: m.top()}
	}
	if len(m.ahead.keys) < maxAhead {
		m.ahead.keys = append(m.ahead.keys, k)
	}
	return true
}

// catchUp types the keys kept for a page once it is there; they go with a page
// that was left.
func (m *Model) catchUp() tea.Cmd {
	if len(m.ahead.keys) == 0 {
		return nil
	}
	kept := m.ahead
	if kept.of == m.top() && kept.of.(widget.Awaiting).Awaiting() {
		return nil
	}
	m.ahead = ahead{}
	if kept.of != m.top() {
		return nil
	}
	m.asked = m.typed // by the last key: what appears now is no surprise
	cmds := make([]tea.Cmd, len(kept.keys))
	for i, k := range kept.keys {
		cmds[i] = m.settled(m.press(k))
	}
	return answering(tea.Batch(cmds...), m.asked)
}
