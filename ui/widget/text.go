package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"contactgroup/schema"
)

// Width is the number of columns a text takes, its escape sequences left out.
func Width(s string) int {
	if plainASCII(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// plainASCII reports whether each byte of s is one column.
func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Cut shortens a text to at most w columns, with "…" where something was taken.
func Cut(s string, w int) string {
	switch {
	case w <= 0:
		return ""
	case plainASCII(s):
		if len(s) <= w {
			return s
		}
		return s[:w-1] + SignMore
	case ansi.StringWidth(s) <= w:
		return s
	}
	return ansi.Truncate(s, w, SignMore)
}

// Cell is Cut filled with blanks to exactly w columns.
func Cell(s string, w int) string {
	s = Cut(s, w)
	return s + Blanks(w-Width(s))
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

// Wrap breaks a text of the register into lines of at most w columns, made
// safe to show: the result holds no escape sequence.
func Wrap(s string, w int) []string {
	if w < 1 {
		return nil
	}
	return strings.Split(ansi.Wrap(schema.Visible(s), w, ""), "\n")
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
