package schema

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SearchVersion names how SearchText cuts texts, and NormalURL addresses. Whoever
// keeps what they returned makes it anew once this number has changed.
const SearchVersion = 3

// between stands between two texts, so that no phrase is found across them. It
// is a control character, which no phrase holds.
const between = "\x1f"

// longestWord is how many runes of a word stay together, and half of what it may
// have with the marks that follow; the rest is a word of its own.
const longestWord = 60

// SearchText is texts in the form in which they are searched: folded, cut into
// words and signs, a blank before and after each. A word is a run of letters,
// marks and digits; of scripts that write no blanks, one letter. Every other
// visible character is a sign; the marks that typography writes for an
// apostrophe, a hyphen or quotes are those of the keyboard.
func SearchText(texts ...string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for i, s := range texts {
		if i > 0 {
			b.WriteString(between + " ")
		}
		for _, t := range searchTokens(s) {
			b.WriteString(t + " ")
		}
	}
	return b.String()
}

// SearchPhrase is what one value of a filter looks for in a SearchText.
type SearchPhrase struct {
	Text string   // the part of the SearchText: a match is that it contains this
	Open bool     // the last word may go on
	Need []string // words among the matches' words, the last one their beginning when Open; none: only Text tells
}

// PhraseOf is the phrase of a value: its words and signs must follow each
// other; the last word may go on, as it does while somebody types it, unless
// exact. A value without words and signs is found everywhere.
func PhraseOf(value string, exact bool) SearchPhrase {
	tokens := searchTokens(value)
	if len(tokens) == 0 {
		return SearchPhrase{Text: " "}
	}
	p := SearchPhrase{Text: " " + strings.Join(tokens, " ")}
	if exact {
		p.Text += " "
	}
	last := tokens[len(tokens)-1]
	p.Open = !exact && isWord(last)
	for _, t := range tokens {
		if isWord(t) {
			p.Need = append(p.Need, t)
		}
	}
	return p
}

func isWord(token string) bool {
	r, _ := utf8.DecodeRuneInString(token)
	return inWord(r)
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// alone reports whether a letter is a word by itself: its script writes no blanks between words.
func alone(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// searchTokens are the words and signs of a text in their order.
func searchTokens(s string) []string {
	var out []string
	start, length := -1, 0 // of the word being read
	folded := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1 // it has no ink: words with and without are the same
		}
		return typed(r)
	}, Fold(s))
	end := func(i int) {
		if start >= 0 {
			out = append(out, folded[start:i])
		}
		start, length = -1, 0
	}
	for i, r := range folded {
		switch {
		case unicode.Is(unicode.M, r) && start >= 0 && length < 2*longestWord:
			length++
		case inWord(r):
			if alone(r) || length >= longestWord {
				end(i)
			}
			if start < 0 {
				start = i
			}
			length++
			if alone(r) {
				length = longestWord // the next letter is another word
			}
		default:
			end(i)
			if !unicode.IsSpace(r) && !unicode.IsControl(r) {
				out = append(out, string(r))
			}
		}
	}
	end(len(folded))
	return out
}

// typed is the sign of the keyboard for which r stands in print.
func typed(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '′':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—', '−':
		return '-'
	}
	return r
}
