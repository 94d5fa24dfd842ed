package roll

import (
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// wording is the whole of a version: its title, an empty line, its text.
func wording(v schema.ArticleVersion) string { return v.Title + "\n\n" + v.Text + "\n" }

// changes are the lines by which b differs from a, each behind its sign: "-"
// for what a alone has, "+" for what b alone has; lines around them have
// neither, and "…" stands for what is the same further away. Nothing: the
// wordings are the same.
func changes(s *widget.Session, key string, a, b schema.ArticleVersion) []widget.Passage {
	var out []widget.Passage
	header := true
	for line := range strings.Lines(string(diff.Diff("", []byte(wording(a)), "", []byte(wording(b))))) {
		line = strings.TrimSuffix(line, "\n")
		ink := s.Theme.Dim
		switch {
		case strings.HasPrefix(line, "@@"):
			if header {
				header = false
				continue
			}
			line = "  …"
		case header:
			continue
		case line[0] == '+':
			line, ink = "+ "+line[1:], s.Theme.Good
		case line[0] == '-':
			line, ink = "- "+line[1:], s.Theme.Warn
		default:
			line = "  " + line[1:]
		}
		out = append(out, widget.Passage{Key: key + "/" + itoa(len(out)), Lines: []widget.Paragraph{{Text: widget.ProseLine(line), Indent: 2, Ink: ink}}})
	}
	return out
}
