package ui

import "strings"

// KeyReference is the keys of the lists and of everywhere as a Markdown table,
// one row a key, in the words of the session: the README's table of keys.
func (m *Model) KeyReference() string {
	w := m.s.Words.Root
	var b strings.Builder
	b.WriteString("| | " + w.KeyColumn + " | " + w.ActionColumn + " |\n|---|---|---|\n")
	group := ""
	for _, k := range m.tables() {
		if k.Run == nil || k.Help == "" || len(k.Keys) == 0 { // without a key: by name alone
			continue
		}
		names := make([]string, len(k.Keys))
		for i, name := range k.Keys {
			names[i] = "`" + strings.ReplaceAll(m.s.KeyLabel(name), "|", `\|`) + "`"
		}
		heading := ""
		if k.Group != group {
			group, heading = k.Group, k.Group
		}
		b.WriteString("| " + heading + " | " + strings.Join(names, " ") + " | " + k.Help + " |\n")
	}
	return b.String()
}
