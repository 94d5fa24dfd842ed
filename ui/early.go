package ui

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// earlyPause is how long after its first frame what appeared by itself takes no
// key: those that come were typed for what was there before.
const earlyPause = 500 * time.Millisecond

// unasked stands for the key that asked for a message that none did.
const unasked = -1

// answer is a message that a key asked for: the how manyth of the session.
type answer struct {
	key int
	msg tea.Msg
}

// early guards what appeared without being asked for by the last key.
type early struct {
	on    bool
	drawn bool // it was shown
	n     int  // counts guards, so that a pause's end is the right one's
}

// earlyOver tells that the pause of a guard is over.
type earlyOver struct{ n int }

// answering has what comes of cmd, now or later, known as asked for by a key.
func answering(cmd tea.Cmd, key int) tea.Cmd {
	if cmd == nil || key == unasked {
		return cmd
	}
	return func() tea.Msg {
		switch msg := cmd().(type) {
		case nil, tea.QuitMsg, crashed, answer:
			return msg
		case tea.BatchMsg:
			all := make(tea.BatchMsg, len(msg))
			for i, one := range msg {
				all[i] = answering(one, key)
			}
			return all
		default:
			return answer{key, msg}
		}
	}
}

// receive notes which key asked for a message, and returns what it brings.
func (m *Model) receive(msg tea.Msg) tea.Msg {
	m.asked = unasked
	switch got := msg.(type) {
	case answer:
		m.asked = got.key
		return got.msg
	case tea.KeyMsg, tea.MouseMsg:
		m.typed++
		m.asked = m.typed
	}
	return msg
}

// surprises reports whether what appears now was not asked for by the last key.
func (m *Model) surprises() bool { return m.typed > 0 && m.asked != m.typed }

// guardEarly begins to keep keys from what appears now.
func (m *Model) guardEarly() tea.Cmd {
	if !m.surprises() {
		return nil
	}
	m.early = early{on: true, n: m.early.n + 1}
	return m.waiting.After(earlyPause, earlyOver{m.early.n})
}

// endEarly lets keys through again, a pause after they could be meant so.
func (m *Model) endEarly(msg earlyOver) tea.Cmd {
	switch {
	case msg.n != m.early.n:
	case !m.early.drawn:
		return m.waiting.After(earlyPause, msg)
	default:
		m.early.on = false
	}
	return nil
}

// tooEarly ignores, and says so, a key that a dialog or a conflict which has
// just appeared by itself would take.
func (m *Model) tooEarly(name string) bool {
	conflict := m.status.conflict && !m.top().Capturing() && (name == "v" || name == "r" || name == "esc")
	if !m.early.on || len(m.dialogs) == 0 && !conflict {
		return false
	}
	said := lang.Fill(m.s.Words.Root.Ignored, "key", m.s.KeyLabel(name))
	if !m.status.conflict {
		m.say(widget.Tell{Text: said})
	} else if !strings.HasPrefix(m.status.text, said) {
		m.status.text = said + " " + m.status.text
	}
	return true
}

// keepsConflict reports whether a key is typed on though a conflict is told.
func (m *Model) keepsConflict() bool {
	return m.status.conflict && m.status.surprise && (m.early.on || m.top().Capturing())
}
