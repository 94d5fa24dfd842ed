package widget

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"contactgroup/schema"
)

// Width is the number of columns a text takes, its escape sequences left out.
func Width(s string) int {
	if w, ok := plainWidth(s); ok {
		return w
	}
	return ansi.StringWidth(s)
}

// plainWidth measures texts of letters that are one column each, with styles in
// them: nearly all that screens draw, each line of it several times a frame. It
// reports false for what needs to be looked at by grapheme.
func plainWidth(s string) (width int, ok bool) {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= ' ' && c <= '~':
			width++
			i++
		case c == '\x1b':
			n := styleLen(s[i:])
			if n == 0 {
				return 0, false
			}
			i += n
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if !oneColumn(r) {
				return 0, false
			}
			width++
			i += n
		}
	}
	return width, true
}

// styleLen is the length of the style sequence that s begins with, or 0.
func styleLen(s string) int {
	if len(s) < 3 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c != ';' && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}

// oneColumn reports whether a rune takes one column whatever stands beside it,
// as long as that is such a rune too: Latin letters and what screens draw with.
func oneColumn(r rune) bool {
	switch {
	case r >= 0xa1 && r <= 0x17f:
		return r != 0xad && r != 0xa9 && r != 0xae
	case r >= '▁' && r <= '▏': // what charts are made of
		return true
	case r == '…', r == '─', r == '│', r == '►', r == '●', r == '▲', r == '✕', r == '↑', r == '↓', r == '→', r == '’', r == '–', r == '“', r == '”', r == 0x202f, r == 0xa0:
		return true
	}
	return false
}

// Cut shortens a text to at most w columns, with "…" where something was taken.
func Cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	if len(s) <= w { // no letter is wider than its bytes
		return s
	}
	if Width(s) <= w {
		return s
	}
	return ansi.Truncate(s, w, SignMore)
}

// Cell is Cut filled with blanks to exactly w columns.
func Cell(s string, w int) string {
	s = Cut(s, w)
	if n := w - Width(s); n > 0 {
		return s + Blanks(n)
	}
	return s
}

// CellRight is Cell with the blanks before the text.
func CellRight(s string, w int) string {
	s = Cut(s, w)
	return Blanks(w-Width(s)) + s
}

// Ends puts left and right at the two ends of a line of exactly w columns; left
// is cut first.
func Ends(left, right string, w int) string {
	right = Cut(right, w)
	if right == "" {
		return Cell(left, w)
	}
	room := w - Width(right) - 1
	if room < 1 {
		return Blanks(w-Width(right)) + right
	}
	return Cell(left, room) + " " + right
}

const blanks = "                                                                                                                                "

// Blanks returns n blanks, none for a negative n.
func Blanks(n int) string {
	switch {
	case n <= 0:
		return ""
	case n <= len(blanks):
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// Rule is a line of w columns with a title set into it.
func Rule(title string, w int) string {
	if title == "" {
		return strings.Repeat(SignRule, max(w, 0))
	}
	s := Cut(SignRule+SignRule+" "+title+" ", w)
	return s + strings.Repeat(SignRule, max(w-Width(s), 0))
}

// Titled is Rule with a title that goes on below where it does not fit: what a
// dialog asks for is never cut.
func Titled(title string, w int) []string {
	const before = len("-- ") // in columns
	if Width(title)+before+1 <= w {
		return []string{Rule(title, w)}
	}
	lines := Wrap(title, max(w-before-1, 1))
	out := []string{Rule(lines[0], w)}
	for _, line := range lines[1:] {
		out = append(out, Cut(Blanks(before)+line, w))
	}
	return out
}

// RuleWith is Rule with a text at its right end, where there is room for both.
func RuleWith(title, right string, w int) string {
	room := w - Width(right) - 1
	if right == "" || room < leastRule {
		return Rule(title, w)
	}
	return Rule(title, room) + " " + right
}

// leastRule is the room that a title needs beside another text.
const leastRule = 18

// French punctuation stays with its word, whatever blank stands between. So does
// the dot between two facts with the second: none hangs at the end of a line.
var (
	joinPunctuation = strings.NewReplacer(" :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?", " !", "\u00a0!", " »", "\u00a0»", "« ", "«\u00a0", "→ ", "→\u00a0", "· ", "·\u00a0", "(! ", "(!\u00a0", "n° ", "n°\u00a0", "no. ", "no.\u00a0")
	partPunctuation = strings.NewReplacer("\u00a0", " ", "\u2011", "-")
)

// A span stays whole too, as lang.Time writes it: "45 min", "2 h 30".
var spans = regexp.MustCompile(`\b\d+ (?:min|h|j|d)\b(?: \d\d\b)?`)

// So do dates and references, as the program writes them: "2015-05-20", "GOO-2015-0042".
var numbers = regexp.MustCompile(`\b(?:[A-Z]{1,8}-)?\d{4}-\d{2,}(?:-\d{2})?\b`)

// joined is a text whose words that belong together have neither a blank nor a
// hyphen between them at which a line could break; partPunctuation undoes it.
func joined(s string) string {
	s = joinPunctuation.Replace(s)
	if !partsNumber(s) {
		return s
	}
	s = numbers.ReplaceAllStringFunc(s, func(number string) string { return strings.ReplaceAll(number, "-", "\u2011") })
	return spans.ReplaceAllStringFunc(s, func(span string) string { return strings.ReplaceAll(span, " ", "\u00a0") })
}

// partsNumber reports whether a number goes on behind a hyphen or a blank as it
// does in each of spans and numbers: nearly no text does, and a look at the
// bytes is a hundredth of what the expressions take.
func partsNumber(s string) bool {
	digit := func(c byte) bool { return '0' <= c && c <= '9' }
	for i := 1; i+1 < len(s); i++ {
		switch {
		case !digit(s[i-1]):
		case s[i] == '-' && digit(s[i+1]), s[i] == ' ' && strings.IndexByte("mhjd", s[i+1]) >= 0:
			return true
		}
	}
	return false
}

// Wrap breaks a text of the register into lines of at most w columns, made
// safe to show: the result holds no escape sequence.
func Wrap(s string, w int) []string {
	if w < 1 {
		return nil
	}
	wrapped := ansi.Wrap(joined(schema.Visible(s)), w, "")
	var lines []string
	for line := range strings.SplitSeq(partPunctuation.Replace(wrapped), "\n") {
		if Width(line) > w { // ansi.Wrap lets a hyphen hang over, and the blank behind it
			line = ansi.Hardwrap(strings.TrimRight(line, " "), w, false)
		}
		lines = append(lines, strings.Split(line, "\n")...)
	}
	return lines
}

// Fit makes lines into exactly h lines, each cut to w columns.
func Fit(lines []string, w, h int) string {
	var b strings.Builder
	b.Grow((w + 8) * max(h, 0))
	for y := range max(h, 0) {
		if y > 0 {
			b.WriteByte('\n')
		}
		if y < len(lines) {
			b.WriteString(Cut(lines[y], w))
		}
	}
	return b.String()
}

// Head is the first w columns of a text, without a sign that something was taken.
func Head(s string, w int) string { return ansi.Truncate(s, w, "") }

// Fitting is the first of texts that takes at most w columns, the last when none does.
func Fitting(w int, texts ...string) string {
	for _, text := range texts {
		if Width(text) <= w {
			return text
		}
	}
	return texts[len(texts)-1]
}
