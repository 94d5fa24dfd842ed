package painter

import (
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// shown is the text of line on a terminal of this width, right halves left out.
func shown(line string, width int) string {
	var r row
	r.read(line, width)
	var b strings.Builder
	for _, c := range r.cells[:r.ink] {
		b.WriteString(c.text)
	}
	return b.String()
}

func TestRowShows(t *testing.T) {
	family := "👨\u200d👩\u200d👧"
	tests := []struct {
		promise, line, want string
	}{
		{"plain text", "Retrait vidéo, 3 URL", "Retrait vidéo, 3 URL"},
		{"styled text without its style", "\x1b[1;31mRETARD\x1b[0m P1", "RETARD P1"},
		{"no more than fits", strings.Repeat("x", 50), strings.Repeat("x", 30)},
		{"no half of a wide character", strings.Repeat("x", 29) + "漢y", strings.Repeat("x", 29)},
		{"nothing of spaces at the end", "a   ", "a"},
		{"spaces on a background", "a\x1b[44m  \x1b[0m", "a  "},
		{"an accent with its letter", "e\u0301te\u0301", "e\u0301te\u0301"},
		{"an accent cut off from its letter by a style", "e\x1b[4m\u0301\x1b[0mx", "e\u0301x"},
		{"an emoji of several people", family + "|", family + "|"},
		{"emoji selectors and keycaps", "❤\ufe0f 1\ufe0f\u20e3", "❤\ufe0f 1\ufe0f\u20e3"},
		{"four marks on a letter, not ten", "a" + strings.Repeat("\u0301", 10) + "b", "a\u0301\u0301\u0301\u0301b"},
		{"four marks on a letter, however they come", "a" + strings.Repeat("\x1b[1m\u0301", 10) + "b", "a\u0301\u0301\u0301\u0301b"},
		{"no mark without a letter", "\u0301a", "a"},

		{"no clipboard order", "a\x1b]52;c;QUJD\x07b", "ab"},
		{"no title", "a\x1b]0;title\x1b\\b", "ab"},
		{"no title without an end", "a\x1b]0;title", "a"},
		{"no link", "\x1b]8;;http://h.example\x1b\\go\x1b]8;;\x1b\\", "go"},
		{"no erasing, moving, modes or resets", "a\x1b[2Jb\x1b[Hc\x1b[?1049ld\x1bce", "abcde"},
		{"no device string", "a\x1bP+q544e\x1b\\b", "ab"},
		{"no style of absurd length", "\x1b[" + strings.Repeat("1;", 100) + "1mx", "x"},
		{"no style with a private mark", "\x1b[>4;2mx", "x"},
		{"no lone escape", "a\x1b", "a"},
		{"no C0 control", "a\a\b\r\x00\x0e\x7fb", "ab"},
		{"tabs and line breaks as spaces", "a\tb\nc", "a b c"},
		{"no C1 control, its tail as text", "a\u009b31mb\u0085", "a31mb"},
		{"bytes that are no UTF-8 as question marks", "a\x9b31m\xffb", "a?31m?b"},
		{"no bidi control", "a\u202egnp.exe\u2066b\u061c", "agnp.exeb"},
		{"no zero-width character", "pay\u200bpal\ufeff\u2060\u200c\u00ad", "paypal"},
		{"no joiner outside an emoji", "a\u200db", "ab"},
		{"no joiner at the end", "👨\u200d", "👨"},
		{"no joiner between what does not join", "\U0001f069\u200d👧", "\U0001f069👧"},
		{"no selector outside an emoji", "a\ufe0fb\ufe01\U000e0101", "ab"},
		{"no tag", "🏴\U000e0067\U000e007f", "🏴"},
		{"no line separator", "a\u2028b\u2029c", "abc"},
		{"no invisible filler", "a\u3164\uffa0\u115f\u034fb", "ab"},
		{"what is no character as a question mark", "a\ue000b\U000f0000", "a?b?"},
	}
	for _, tt := range tests {
		t.Run(tt.promise, func(t *testing.T) {
			if got := shown(tt.line, 30); got != tt.want {
				t.Errorf("read(%+q) shows %+q, want %+q", tt.line, got, tt.want)
			}
		})
	}
}

func TestRowTakesTheColumnsLipglossCounts(t *testing.T) {
	for _, line := range []string{
		"Échéance", "漢字かな한국어", "│─┐►✓…", "e\u0301", "👨\u200d👩\u200d👧", "🇫🇷", "❤\ufe0f", "مرحبا", "ไทย", "ﬀ￮Ａ",
	} {
		var r row
		r.read(line+".", 40)
		if want := ansi.StringWidth(line) + 1; r.ink != want {
			t.Errorf("%q takes %d columns, lipgloss counts %d", line, r.ink, want)
		}
	}
}

func TestRowKnowsItsDoubts(t *testing.T) {
	for line, doubtful := range map[string]bool{
		"Échéance 2 h 10 — « d'accord »": false,
		"│ ─ ► ✓ ● … €":                  false,
		"漢字 かな 한국어":                      false,
		"Привет, Ελλάδα":                 false,
		"e\u0301":                        true,
		"e\x1b[1m\u0301":                 true,
		"🙂":                              true,
		"⚠":                              true,
		"©":                              true,
		"🇫🇷":                             true,
		"1\ufe0f\u20e3":                  true,
		"مرحبا":                          true,
		"हिन्दी":                         true,
	} {
		var r row
		r.read(line, 40)
		if r.doubtful != doubtful {
			t.Errorf("%q doubtful: %v, want %v", line, r.doubtful, doubtful)
		}
	}
}

// Reading characters one by one is right only for those that never join.
func TestSettledCharactersStandAlone(t *testing.T) {
	for _, table := range []*unicode.RangeTable{narrow, wide} {
		for _, span := range table.R16 {
			for r := rune(span.Lo); r <= rune(span.Hi); r++ {
				if got := ansi.StringWidth(string(r)); got != settledWidth(r) {
					t.Errorf("%U takes %d columns, lipgloss counts %d", r, settledWidth(r), got)
				}
				if cluster, _ := ansi.FirstGraphemeCluster("a"+string(r), ansi.GraphemeWidth); cluster != "a" {
					t.Errorf("%U joins the character before it", r)
				}
				if unicode.IsOneOf(unseen, r) || unicode.Is(unicode.M, r) || !unicode.IsGraphic(r) {
					t.Errorf("%U may not pass unseen", r)
				}
			}
		}
	}
}

func TestClipboardText(t *testing.T) {
	tests := []struct{ promise, text, want string }{
		{"keeps lines and columns", "a\tb\nc", "a\tb\nc"},
		{"carries no control", "rm\x1b[2J\r\x00\u009b\x7f", "rm[2J"},
		{"carries nothing unseen", "a\u202eb\u200bc\U000e0041", "abc"},
		{"carries emoji", "👨\u200d👩", "👨\u200d👩"},
		{"is cut between characters", strings.Repeat("é", longestCopy), strings.Repeat("é", longestCopy/2)},
		{"is cut between characters at an odd place", "a" + strings.Repeat("é", longestCopy), "a" + strings.Repeat("é", longestCopy/2-1)},
	}
	for _, tt := range tests {
		if got := clipboardText(tt.text); got != tt.want {
			t.Errorf("%s: %.40q (%d bytes), want %.40q", tt.promise, got, len(got), tt.want)
		}
	}
}
