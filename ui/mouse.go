package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/widget"
)

// clicked is a screen whose rows can be chosen with the mouse.
type clicked interface {
	// Click takes the hand to the row drawn on line y of the last View.
	Click(y int) tea.Cmd
}

// mouse takes what the terminal reports of its mouse, once it was asked to: the
// wheel is j and k, a press chooses a row.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	top := m.top()
	if m.locked || !m.set.Mouse || msg.Action != tea.MouseActionPress || top.Capturing() {
		return nil
	}
	name := ""
	switch msg.Button {
	case tea.MouseButtonWheelDown:
		name = "j"
	case tea.MouseButtonWheelUp:
		name = "k"
	case tea.MouseButtonLeft:
		if rows, ok := top.(clicked); ok && len(m.dialogs) == 0 {
			return rows.Click(msg.Y - 1) // below the header
		}
		return nil
	}
	if k, _ := widget.Find(top.Keys(), name); k != nil {
		return m.run(*k)
	}
	return nil
}
