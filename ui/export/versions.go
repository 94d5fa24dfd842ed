package export

import (
	"bufio"
	"strconv"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// jsonVersions are the versions of a meeting's minutes, each with what it
// changed of the one before.
func jsonVersions(m schema.Meeting) []Object {
	versions := make([]Object, len(m.Versions))
	for i, v := range m.Versions {
		changes := make([]Object, len(v.Changes))
		for j, c := range v.Changes {
			changes[j] = Object{{"field", word(c.Field)}, {"from", word(c.From)}, {"to", word(c.To)}}
		}
		versions[i] = Object{{"version", v.N}, {"at", instant(v.At)}, {"reason", word(v.Reason)}, {"sha256", word(v.Hash)}, {"changes", changes}}
	}
	return versions
}

// versionsPart is what each version of the minutes is, and what it corrected.
func versionsPart(m schema.Meeting, words *lang.Words) part {
	h := words.Papers.Columns
	out := part{name: "versions", title: words.Sitting.Minutes, sheet: table{columns: []field{{"version", h["version"], numbers, 9}, {"reason", h["reason"], texts, 24},
		{"changes", h["changes"], texts, 45}, {"sha256", "SHA-256", texts, 22}}}}
	for _, v := range m.Versions {
		out.sheet.rows = append(out.sheet.rows, []string{strconv.Itoa(v.N), v.Reason, strings.Join(words.MinutesChanges(v), "\n"), v.Hash})
	}
	return out
}

// markdownVersions lists them for people, the corrections with their changes.
func (p paper) markdownVersions(out *bufio.Writer) {
	t := p.words
	if !p.versions || len(p.register.Meeting.Versions) == 0 {
		return
	}
	out.WriteString("\n## " + t.Sitting.Minutes + "\n\n")
	for _, v := range p.register.Meeting.Versions {
		line := lang.Fill(t.Meeting.Version, "n", strconv.Itoa(v.N)) + " · sha256 " + v.Hash
		if v.Reason != "" {
			line += " · " + lang.Fill(t.Sitting.Reason, "reason", v.Reason)
		}
		out.WriteString("- " + markdownText(line) + "\n")
		for _, change := range t.MinutesChanges(v) {
			out.WriteString("  - " + markdownText(change) + "\n")
		}
	}
}
