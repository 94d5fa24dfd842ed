package settings

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// tourKeys are the ten keys that a day goes by, in the order of their use.
var tourKeys = []string{"j", "enter", "/", "1", "i", "r", "u", "space", "z", "?"}

// Tour is the dialog that shows ten keys, one after the other. Space goes on;
// any other key leaves it.
type Tour struct {
	s     *widget.Session
	steps []step
	at    int
	keys  []widget.Key
}

// step is one key and what is said of it.
type step struct {
	key  widget.Key
	text string
}

// NewTour makes the tour of the keys of a table, those of the lists and of everywhere.
func NewTour(s *widget.Session, table []widget.Key) *Tour {
	v := &Tour{s: s}
	for _, name := range tourKeys {
		if k, _ := widget.Find(table, name); k != nil {
			v.steps = append(v.steps, step{*k, s.Words.Settings.Steps[name]})
		}
	}
	t, g := s.Words.Settings, s.Words.Widget.Groups.Dialog
	v.keys = []widget.Key{{Keys: []string{"space"}, Help: t.TourNext, Group: g}, {Keys: []string{"esc"}, Help: t.TourLeave, Group: g}}
	return v
}

// Init does nothing.
func (v *Tour) Init() tea.Cmd { return nil }

// Update takes keys: forward, back, or away.
func (v *Tour) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch widget.KeyName(k) {
	case "space", "enter", "right":
		v.at++
	case "left", "backspace":
		v.at = max(v.at-1, 0)
	default:
		v.at = len(v.steps)
	}
	if v.at < len(v.steps) {
		return nil
	}
	v.at = max(len(v.steps)-1, 0)
	return widget.Send(widget.Dismiss{})
}

// View draws one step: the key, what it does, and some words on it.
func (v *Tour) View(w, h int) string {
	t, th := v.s.Words.Settings, v.s.Theme
	k := v.steps[v.at].key
	names := make([]string, 0, 2)
	for _, name := range k.Keys[:min(len(k.Keys), 2)] {
		names = append(names, v.s.KeyLabel(name))
	}
	title := lang.Fill(t.TourTitle, "n", fmt.Sprint(v.at+1), "total", fmt.Sprint(len(v.steps)))
	lines := []string{th.Heading.Paint(widget.Rule(title, w)), widget.Cut(" "+th.Key.Paint(strings.Join(names, " "))+"  "+th.Strong.Paint(k.Help), w)}
	for _, line := range widget.Wrap(v.steps[v.at].text, max(w-2, 1)) {
		lines = append(lines, " "+line)
	}
	lines = append(lines, "")
	for _, line := range widget.Wrap(t.TourNext+" · "+t.TourLeave, max(w-2, 1)) {
		lines = append(lines, " "+th.Dim.Paint(line))
	}
	return widget.Fit(lines, w, min(len(lines), h))
}

// Keys is for the hints alone: the dialog takes its keys itself.
func (v *Tour) Keys() []widget.Key { return v.keys }

// Capturing is true: any key leaves.
func (v *Tour) Capturing() bool { return true }

// Cursor is on the title.
func (v *Tour) Cursor() widget.Cursor { return widget.Cursor{} }
