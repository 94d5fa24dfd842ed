package painter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	joiner  = '\u200d' // makes one emoji of several
	asText  = '\ufe0e' // variation selectors of emoji
	asEmoji = '\ufe0f'
	keycap  = '\u20e3'
	standIn = '?' // in every font and of one width everywhere
)

// mostMarks is how many combining marks one letter may carry. More would draw
// over the rows around it.
const mostMarks = 4

// unseen are runes that take no place, or change what stands around them:
// controls, formats (bidi, zero-width, tags) and their like.
var unseen = []*unicode.RangeTable{
	unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp,
	unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector,
}

// scrub returns text without anything that a terminal might take for an order
// or that hides or reorders what is read. Tabs and line breaks become spaces,
// what is unseen is dropped (joiners and selectors only outside an emoji), and
// what is not a character shows as a question mark.
func scrub(text string) string {
	if harmless(text) {
		return text
	}
	return rewrite(text, func(r rune) bool { return false })
}

// longestCopy bounds what is put on a clipboard, in bytes.
const longestCopy = 64 << 10

// clipboardText is scrub for text that leaves the screen: tabs and line feeds
// are kept.
func clipboardText(text string) string {
	if len(text) > longestCopy {
		end := longestCopy
		for !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	return rewrite(text, func(r rune) bool { return r == '\t' || r == '\n' })
}

// harmless reports whether scrub has nothing to look at: the usual case.
func harmless(text string) bool {
	for _, r := range text {
		if r >= ' ' && r <= '~' || settledWidth(r) > 0 {
			continue
		}
		if r == utf8.RuneError || !unicode.IsGraphic(r) || unicode.Is(unicode.M, r) || unicode.IsOneOf(unseen, r) {
			return false
		}
	}
	return true
}

func rewrite(text string, keep func(rune) bool) string {
	var b strings.Builder
	b.Grow(len(text))
	var last rune // the last one written
	marks := 0
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		switch {
		case keep(r):
		case r == utf8.RuneError && size == 1:
			r = standIn
		case r == '\t' || r == '\n':
			r = ' '
		case r == joiner || r == asText || r == asEmoji:
			next, _ := utf8.DecodeRuneInString(text)
			if !inEmoji(last, r, next) {
				continue
			}
		case unicode.IsOneOf(unseen, r):
			continue
		case !unicode.IsGraphic(r):
			r = standIn
		}
		if unicode.Is(unicode.M, r) {
			if marks++; marks > mostMarks {
				continue
			}
		} else {
			marks = 0
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// inEmoji reports whether r, a joiner or selector, has its place between these.
func inEmoji(last, r, next rune) bool {
	if r == joiner {
		return (pictorial(last) || last == asEmoji) && pictorial(next)
	}
	return pictorial(last) || next == keycap
}

// pictorial reports whether r may begin or end a part of an emoji.
func pictorial(r rune) bool {
	return r >= 0x2000 && r != utf8.RuneError && unicode.IsSymbol(r)
}
