package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/queue"
	"contactgroup/ui/widget"
)

type queueTab = queue.Tab

// tables are the keys that work now, the screen's first.
func (m *Model) tables() []widget.Key {
	page := m.pages[len(m.pages)-1]
	return append(append([]widget.Key(nil), page.Keys()...), m.keys...)
}

// chosen asks for what a key does, once the dialog it was chosen in has gone.
type chosen struct{ key widget.Key }

// help shows all keys of the screen, searchable; Enter does what the key does.
func (m *Model) help() tea.Cmd {
	keys := m.tables()
	if n := len(m.dialogs); n > 0 {
		keys = m.dialogs[n-1].Keys()
	}
	options := make([]widget.Option, len(keys))
	for i, k := range keys {
		names := make([]string, len(k.Keys))
		for j, name := range k.Keys {
			names[j] = m.s.KeyLabel(name)
		}
		options[i] = widget.Option{Label: strings.Join(names, " "), Name: k.Help, Note: k.Group, Why: k.Reason()}
	}
	over := len(m.dialogs) > 0
	dialog := widget.NewSearch(m.s, m.s.Words.Root.Help, options, func(i int) tea.Cmd {
		if over {
			return nil // the keys are those of the dialog below
		}
		return widget.Send(chosen{keys[i]})
	})
	return m.navigate(widget.Show{Dialog: dialog})
}

// openRef opens the request that a text typed in the palette names.
func (m *Model) openRef(text string) tea.Cmd {
	ref := strings.ToUpper(strings.TrimSpace(text))
	if !strings.ContainsAny(ref, "0123456789") || !strings.Contains(ref, "-") {
		return widget.Send(widget.Tell{Text: lang.Fill(m.s.Words.Root.NoSuchRef, "ref", schema.VisibleLine(text))})
	}
	if page := meeting.Page(m.s, m.o.Desk, m.o.Meeting, ref); page != nil {
		return widget.Send(widget.Push{Screen: page})
	}
	return widget.Send(widget.Push{Screen: item.New(m.s, m.o.Desk, ref)})
}

func (m *Model) showActivity() tea.Cmd {
	dialog := widget.NewPager(m.s, m.s.Words.Root.Activity, m.log.text(m.s), "")
	return m.navigate(widget.Show{Dialog: dialog})
}
