package export

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// writeMarkdown writes the register for people: totals by owner, then one table per owner.
func writeMarkdown(w io.Writer, r schema.Register, words *lang.Words) error {
	out := bufio.NewWriter(w)
	t := words.Export
	meeting := r.Meeting.Ref
	if r.Meeting.Title != "" {
		meeting += " – " + r.Meeting.Title
	}
	out.WriteString("# " + markdownText(titled(t.Title, r.Group)) + "\n\n")
	out.WriteString(markdownText(lang.Fill(t.Meeting, "meeting", meeting)) + "  \n")
	out.WriteString(lang.Fill(t.AsOf, "date", r.AsOf.String()) + "  \n" + words.Domain.TLP[r.TLP] + "\n")
	if len(r.Actions) == 0 {
		out.WriteString("\n" + t.NoActions + "\n")
		return out.Flush()
	}
	markdownTotals(out, r, words)
	for i, a := range r.Actions {
		if i == 0 || r.Actions[i-1].Owner != a.Owner {
			out.WriteString("\n## " + markdownText(ownerName(r, a.Owner)) + "\n\n")
			markdownHead(out, words)
		}
		markdownItem(out, r, a, words)
	}
	return out.Flush() // a bufio.Writer keeps its first error until here
}

func markdownTotals(out *bufio.Writer, r schema.Register, words *lang.Words) {
	t := words.Export
	byOwner, all := totals(r)
	out.WriteString("\n## " + t.Totals + "\n\n")
	markdownRow(out, []string{t.Columns["owner"], t.Actions, t.Overdue, t.Carried})
	markdownRow(out, []string{"---", "---:", "---:", "---:"})
	row := func(name string, n total) {
		markdownRow(out, []string{name, strconv.Itoa(n.actions), strconv.Itoa(n.overdue), strconv.Itoa(n.carried)})
	}
	for _, o := range byOwner {
		row(markdownText(ownerName(r, o.owner)), o)
	}
	row(t.Total, all)
}

// inMarkdown tells the columns of an owner's table: its heading names the
// owner, the document's the day, and the due cell what is overdue.
func inMarkdown(c column) bool {
	return c.name != "owner" && c.name != "as_of" && c.name != "tlp" && c.name != "overdue"
}

func markdownHead(out *bufio.Writer, words *lang.Words) {
	var head, rule []string
	for _, c := range columns {
		if inMarkdown(c) {
			head, rule = append(head, words.Export.Columns[c.name]), append(rule, "---")
		}
	}
	markdownRow(out, head)
	markdownRow(out, rule)
}

func markdownItem(out *bufio.Writer, r schema.Register, a schema.Action, words *lang.Words) {
	var row []string
	for _, c := range columns {
		if !inMarkdown(c) {
			continue
		}
		cell := markdownText(c.text(&r, &a, words))
		switch {
		case c.name == "due" && a.Overdue(r.AsOf):
			cell = "**" + words.Domain.Overdue + "** " + cell
		case c.name == "carried_over" && a.Carried > 0:
			cell = lang.Fill(words.Export.Times, "n", cell)
		case c.name == "carried_over":
			cell = ""
		}
		row = append(row, cell)
	}
	markdownRow(out, row)
}

func markdownRow(out *bufio.Writer, cells []string) {
	out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// markdownText is a text as it stands in a cell, a heading or a paragraph: one
// line that renders as typed, with no markup, no HTML and no link of its own.
func markdownText(s string) string {
	s = plain(s)
	var b strings.Builder
	for i, r := range s {
		switch r {
		case '\n':
			b.WriteString("<br>")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '&':
			b.WriteString("&amp;")
		case '\\', '`', '*', '_', '[', ']', '|', '~', '@', '#', '$':
			b.WriteByte('\\')
			b.WriteRune(r)
		case ':', '.':
			if linkPart(s, i) {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// linkPart reports whether the sign at i makes renderers see an address: the
// colon of "https://", the dot of "www.".
func linkPart(s string, i int) bool {
	if s[i] == ':' {
		return strings.HasPrefix(s[i:], "://")
	}
	const www = "www"
	return i >= len(www) && utf8.ValidString(s[i-len(www):i]) && strings.EqualFold(s[i-len(www):i], www)
}
