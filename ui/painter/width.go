package painter

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// narrow and wide hold the characters about which terminals agree: one column
// or two, alone and next to each other. What is in neither (emoji and all that
// may be drawn as one, scripts that are joined or reordered, rare symbols,
// letters with marks of their own) may take another width on the screen than
// here. "Ambiguous" East Asian letters and lines count as narrow, as everywhere
// but on terminals set up for old Chinese or Japanese software.
var (
	narrow = &unicode.RangeTable{
		R16: []unicode.Range16{
			{0x0020, 0x007e, 1}, {0x00a0, 0x00a8, 1}, {0x00aa, 0x00ac, 1}, {0x00af, 0x02ff, 1}, // Latin, without © soft hyphen ®
			{0x0370, 0x0377, 1}, {0x037a, 0x037f, 1}, {0x0384, 0x038a, 1}, {0x038e, 0x03a1, 1}, {0x03a3, 0x03ff, 1}, // Greek
			{0x0400, 0x0482, 1}, {0x048a, 0x052f, 1}, // Cyrillic
			{0x1e00, 0x1eff, 1},                                           // more Latin
			{0x2010, 0x2011, 1}, {0x2013, 0x2014, 1}, {0x2018, 0x2022, 1}, // dashes, quotes, bullets
			{0x2026, 0x2026, 1}, {0x202f, 0x202f, 1}, {0x2030, 0x203b, 1},
			{0x20ac, 0x20ac, 1}, {0x2116, 0x2116, 1},
			{0x2190, 0x2193, 1}, {0x21b5, 0x21b5, 1}, {0x21d0, 0x21d5, 1}, // arrows that are no emoji
			{0x2200, 0x22ff, 1},                                           // mathematics
			{0x2500, 0x25a9, 1}, {0x25ac, 0x25b5, 1}, {0x25b7, 0x25bf, 1}, // lines, blocks, shapes that are no emoji
			{0x25c1, 0x25fa, 1},
			{0x2713, 0x2713, 1}, {0x2717, 0x2717, 1}, {0x276f, 0x276f, 1},
			{0x2800, 0x28ff, 1}, // Braille
		},
		LatinOffset: 3,
	}
	wide = &unicode.RangeTable{
		R16: []unicode.Range16{
			{0x3000, 0x3029, 1}, {0x3041, 0x3096, 1}, {0x309b, 0x30ff, 1}, // punctuation, kana
			{0x3400, 0x4dbf, 1}, {0x4e00, 0x9fff, 1}, // ideographs
			{0xac00, 0xd7a3, 1}, // Hangul syllables
			{0xff01, 0xff60, 1}, // full width
		},
	}
)

// settledWidth is the number of columns of a character about which terminals
// agree, and 0 for any other.
func settledWidth(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return 1
	case unicode.Is(narrow, r):
		return 1
	case unicode.Is(wide, r):
		return 2
	}
	return 0
}

// grapheme measures the first grapheme of text, scrubbed and not empty: its
// bytes, its columns as lipgloss counts them (0 to 2), and whether terminals
// may count otherwise.
func grapheme(text string) (size, columns int, doubtful bool) {
	if text[0] < utf8.RuneSelf && (len(text) == 1 || text[1] < utf8.RuneSelf) {
		return 1, 1, false
	}
	r, size := utf8.DecodeRuneInString(text)
	if columns = settledWidth(r); columns > 0 {
		// No settled character extends the one before it.
		next, _ := utf8.DecodeRuneInString(text[size:])
		if size == len(text) || settledWidth(next) > 0 {
			return size, columns, false
		}
	}
	cluster, columns := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
	doubtful = len(cluster) != size || settledWidth(r) == 0
	return len(cluster), min(columns, 2), doubtful
}
