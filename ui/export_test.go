package ui

import "contactgroup/ui/widget"

// Showing is what the member has before them: the page and, over it, the dialog.
func (m *Model) Showing() []widget.Screen {
	showing := m.pages[len(m.pages)-1:]
	if n := len(m.dialogs); n > 0 {
		return []widget.Screen{showing[0], m.dialogs[n-1]}
	}
	return showing
}
