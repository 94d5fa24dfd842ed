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
	keys, labels := m.reachable(keys)
	options := make([]widget.Option, len(keys))
	for i, k := range keys {
		options[i] = widget.Option{Label: labels[i], Name: k.Help, Note: k.Group, Also: wordsFor(k), Why: k.Reason()}
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

// wordsFor are the further words by which a key is found: its name in the other
// language, what else it is called, and its verb as a command has it.
func wordsFor(k widget.Key) string {
	words := []string{lang.Found(k.Help)}
	if k.Verb != "" {
		words = append(words, string(k.Verb))
		for _, w := range lang.All {
			words = append(words, w.Domain.Verbs[k.Verb], lang.Found(w.Domain.Verbs[k.Verb]))
		}
	}
	return strings.Join(words, " ")
}

// reachable leaves out what a key before it takes the place of: the screen's own
// come first. labels are the names that are left of each.
func (m *Model) reachable(keys []widget.Key) (left []widget.Key, labels []string) {
	taken := map[string]bool{}
	for _, k := range keys {
		var names []string
		for _, name := range k.Keys {
			if !taken[name] {
				names = append(names, m.s.KeyLabel(name))
			}
			taken[name] = true
		}
		if len(names) > 0 {
			left, labels = append(left, k), append(labels, strings.Join(names, " "))
		}
	}
	return left, labels
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
