package widget

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
)

// Key is one row of a table of keys. Dispatch, help, palette and hints are all
// made from it.
type Key struct {
	// Keys are alternatives, each as KeyName gives it: "j", "space", "ctrl+d";
	// a sequence has blanks: "g q".
	Keys  []string
	Help  string         // what it does, in a few words
	Group string         // heading in the help
	Hint  string         // a word for the bottom line; empty: not shown there
	Stays bool           // the hint gives way to no verb
	Verb  schema.Verb    // the verb it does, if it does one
	Write bool           // changes the register: not offered on a read-only screen
	Run   func() tea.Cmd // what it does
	Why   func() error   // why not now; nil, or a nil error: it may be done
	Idle  func() bool    // it may be pressed, but to no effect: no hint; nil: it has one
}

// Reason returns why the key does nothing now, or nil.
func (k Key) Reason() error {
	if k.Why == nil {
		return nil
	}
	return k.Why()
}

// Hinted reports whether the bottom line may tell of the key now.
func (k Key) Hinted() bool {
	return k.Hint != "" && len(k.Keys) > 0 && k.Reason() == nil && (k.Idle == nil || !k.Idle())
}

// Label writes the key's first name for people, by signs of no language.
func (k Key) Label() string {
	if len(k.Keys) == 0 {
		return ""
	}
	return KeyLabel(k.Keys[0])
}

// KeyLabel writes one key, or one sequence, in the words of the session.
func (s *Session) KeyLabel(name string) string {
	if word := s.Words.Widget.KeyNames[name]; word != "" {
		return word
	}
	return KeyLabel(name)
}

// KeyLabel writes one key, or one sequence, by signs of no language.
func KeyLabel(name string) string {
	if pretty, ok := keyLabels[name]; ok {
		return pretty
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return "Ctrl+" + strings.ToUpper(rest)
	}
	return strings.ReplaceAll(name, " ", "")
}

var keyLabels = map[string]string{
	"space": "␣", "enter": "⏎", "esc": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "up": "↑", "down": "↓", "left": "←", "right": "→",
	"pgup": "PgUp", "pgdown": "PgDn", "home": "Home", "end": "End", "f1": "F1", "f2": "F2",
}

// KeyName names a key press for a table: tea's own name, but "space" for the
// blank. A paste has no name.
func KeyName(msg tea.KeyMsg) string {
	if msg.Paste {
		return ""
	}
	if s := msg.String(); s != " " {
		return s
	}
	return "space"
}

// EditsWithAlt reports whether a key with Alt edits text in a field: by words, as
// shells do.
func EditsWithAlt(msg tea.KeyMsg) bool {
	switch msg.String() {
	case "alt+left", "alt+right", "alt+b", "alt+f", "alt+d", "alt+backspace", "alt+delete":
		return true
	}
	return false
}

// Find returns the key that the sequence of presses means, or nil, and whether
// a longer sequence begins so.
func Find(table []Key, pressed string) (found *Key, more bool) {
	for i := range table {
		for _, name := range table[i].Keys {
			if name == pressed && found == nil {
				found = &table[i]
			}
			if strings.HasPrefix(name, pressed) && strings.HasPrefix(name[len(pressed):], " ") {
				more = true
			}
		}
	}
	return found, more
}

// Following lists the keys whose sequence begins with pressed, for the hints
// after a prefix.
func Following(table []Key, pressed string) []Key {
	var out []Key
	for _, k := range table {
		if slices.ContainsFunc(k.Keys, func(name string) bool { return strings.HasPrefix(name, pressed+" ") }) {
			out = append(out, k)
		}
	}
	return out
}
