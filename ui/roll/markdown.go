package roll

import (
	"regexp"
	"strings"

	"contactgroup/ui/widget"
)

var (
	mdHeading = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*$`)
	mdItem    = regexp.MustCompile(`^(\s*)([-*+]|\d{1,3}[.)])\s+(.*)$`)
	mdRule    = regexp.MustCompile(`^ {0,3}(-{3,}|\*{3,}|_{3,})\s*$`)
	mdStrong  = regexp.MustCompile(`\*\*([^*\s](?:[^*]*[^*\s])?)\*\*|__([^_\s](?:[^_]*[^_\s])?)__`)
	mdLink    = regexp.MustCompile(`\[([^\]]+)\]\(([^)\s]+)\)`)
)

// markdown draws a text of the register for a terminal: headings fold what
// follows them, lists hang, a line that is strong as a whole is drawn so, what
// is code or quoted stays as it is. Whatever else Markdown knows is shown as
// it was written: it was made to be read.
func markdown(s *widget.Session, text string) []widget.Passage {
	var out []widget.Passage
	code := false
	for line := range strings.SplitSeq(widget.Prose(text), "\n") {
		p := widget.Passage{Key: "line/" + itoa(len(out)+1)}
		fence := strings.HasPrefix(strings.TrimSpace(line), "```")
		switch {
		case fence:
			code = !code
			continue
		case code:
			p.Lines = []widget.Paragraph{{Text: "    " + line, Indent: 4}}
		default:
			p.Title = mdHeading.MatchString(line)
			p.Lines = []widget.Paragraph{markdownLine(s, line)}
		}
		out = append(out, p)
	}
	return out
}

func markdownLine(s *widget.Session, line string) widget.Paragraph {
	if m := mdHeading.FindStringSubmatch(line); m != nil {
		title := plain(m[2])
		if len(m[1]) > 2 {
			return widget.Paragraph{Text: title, Ink: s.Theme.Strong}
		}
		return widget.Paragraph{Text: widget.Rule(title, widget.Width(title)+8), Ink: s.Theme.Heading}
	}
	if mdRule.MatchString(line) {
		return widget.Paragraph{Text: widget.Rule("", ruleWidth), Ink: s.Theme.Dim}
	}
	if m := mdItem.FindStringSubmatch(line); m != nil {
		sign := m[2]
		if len(sign) == 1 {
			sign = "–"
		}
		lead := m[1] + sign + " "
		return widget.Paragraph{Text: lead + plain(m[3]), Indent: widget.Width(lead)}
	}
	p := widget.Paragraph{Text: plain(line)}
	if m := mdStrong.FindString(line); m != "" && m == strings.TrimSpace(line) {
		p.Ink = s.Theme.Strong
	}
	return p
}

// ruleWidth is the width of a rule between two parts, in columns.
const ruleWidth = 20

// plain takes the marks of strong words and of links out of a line; a link's
// address stays behind its words.
func plain(line string) string {
	return mdLink.ReplaceAllString(mdStrong.ReplaceAllString(line, "$1$2"), "$1 ($2)")
}
