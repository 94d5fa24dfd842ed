package export

import (
	"bufio"
	"strconv"

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
