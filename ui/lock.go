package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/widget"
)

// Lock covers the desk until Enter is pressed: nobody has typed for a while, and
// who passes by shall not read along. It keeps nobody out: a desk that is open
// was proven by the member's key, and the terminal that holds the key, or an
// agent with it, could prove it again without being asked. What keeps others
// from the keyboard is the lock of the machine it belongs to. Hence nothing typed
// is lost to the cover, and the session ends by itself when silence lasts.
type Lock struct{}

// lock covers the desk. Sequences and hints begun before are over.
func (m *Model) lock() {
	m.locked, m.pressed, m.hinting = true, "", false
}

// pressLocked takes a key of a covered desk: Enter alone does something.
func (m *Model) pressLocked(k tea.KeyMsg) {
	if k.Type == tea.KeyEnter && !k.Paste {
		m.locked = false
	}
}

// cover is the frame of a covered desk.
func (m *Model) cover() []string {
	t := m.s.Words.Root
	var text []string
	for _, line := range []string{t.Locked, t.Unlock} {
		text = append(text, widget.Wrap(line, m.w)...)
	}
	text = text[:min(len(text), m.h)]
	lines := make([]string, m.h)
	for i, line := range text {
		at := (m.h-len(text))/2 + i
		lines[at] = strings.Repeat(" ", max(m.w-widget.Width(line), 0)/2) + line
	}
	m.spell(lines)
	return lines
}
