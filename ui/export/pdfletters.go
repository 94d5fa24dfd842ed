package export

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"

	"contactgroup/ui/lang"
)

// printable is a text in signs that the letters have. Narrow blanks are blanks
// that do not break either. What the letters have not is named in brackets: a
// text by its writing, other signs by their numbers.
func (p *sheetOfPaper) printable(s string) string {
	if strings.IndexFunc(s, unprinted) < 0 {
		return strings.Map(onPaper, s)
	}
	var out strings.Builder
	for s != "" {
		if r, n := utf8.DecodeRuneInString(s); !unprinted(r) {
			out.WriteRune(onPaper(r))
			s = s[n:]
			continue
		}
		n := unprintedRun(s)
		out.WriteString(unprintedName(s[:n], p.words))
		s = s[n:]
	}
	return out.String()
}

// onPaper is the sign that stands for r in print.
func onPaper(r rune) rune {
	switch r {
	case '\u202f':
		return '\u00a0'
	case '⟨': // around the names of unseen signs
		return '‹'
	case '⟩':
		return '›'
	}
	return r
}

// unprinted reports whether the letters lack the sign.
func unprinted(r rune) bool { return r != '\n' && !hasLetter(onPaper(r)) }

// writings are the scripts that a reader is told by name; those that are written
// together stand together.
var writings = []struct {
	name   string
	tables []*unicode.RangeTable
}{
	{"arabic", []*unicode.RangeTable{unicode.Arabic}},
	{"hebrew", []*unicode.RangeTable{unicode.Hebrew}},
	{"east_asian", []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}},
	{"korean", []*unicode.RangeTable{unicode.Hangul}},
}

// writingOf names the writing that a letter is of; empty for signs that are no letters.
func writingOf(r rune) string {
	for _, w := range writings {
		if unicode.In(r, w.tables...) {
			return w.name
		}
	}
	if unicode.IsLetter(r) {
		return "other"
	}
	return ""
}

// unprintedRun is the length of what is named together at the beginning of a
// text: letters of one writing with the blanks and signs between them, or signs.
func unprintedRun(s string) int {
	first, end := utf8.DecodeRuneInString(s)
	writing := writingOf(first)
	for i, r := range s {
		switch {
		case r == '\n':
			return end
		case unprinted(r) && (writingOf(r) == writing || unicode.IsMark(r)):
			end = i + utf8.RuneLen(r)
		case writing != "" && (r == ' ' || unicode.IsPunct(r) || unicode.IsMark(r)):
		default:
			return end
		}
	}
	return end
}

// unprintedName tells of what the letters lack: how much of which writing, or
// the numbers of the first signs.
func unprintedName(s string, words *lang.Words) string {
	first, _ := utf8.DecodeRuneInString(s)
	if writing := writingOf(first); writing != "" {
		return lang.Fill(words.Pack.Unprinted.Of(utf8.RuneCountInString(s)), "writing", words.Pack.Writings[writing])
	}
	var numbers []string
	for _, r := range s {
		if len(numbers) == 4 {
			numbers = append(numbers, "…")
			break
		}
		numbers = append(numbers, fmt.Sprintf("U+%04X", r))
	}
	return "[" + strings.Join(numbers, " ") + "]"
}

// letters tell which signs both typefaces have.
var letters = sync.OnceValue(func() map[rune]bool {
	out := map[rune]bool{}
	var b sfnt.Buffer
	for i, ttf := range [][]byte{goregular.TTF, gobold.TTF} {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			panic(err) // of a file of this program
		}
		for r := rune(0x20); r <= 0xffff; r++ {
			n, err := f.GlyphIndex(&b, r)
			switch has := err == nil && n != 0; {
			case has && i == 0:
				out[r] = true
			case !has:
				delete(out, r)
			}
		}
	}
	return out
})

func hasLetter(r rune) bool { return letters()[r] }
