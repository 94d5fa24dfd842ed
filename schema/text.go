package schema

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/rangetable"
)

// Limits of texts at the door, in bytes after normalisation.
const (
	MaxLine = 300
	MaxText = 20000
	MaxURL  = 2048
)

// CleanText makes a text fit to be stored: NFC, no control characters but
// newline and tab, no more than limit bytes, outer blanks cut. CR LF becomes
// LF. Its errors are *Fault of class ErrInvalid that name field.
func CleanText(field, s string, limit int) (string, error) {
	if !utf8.ValidString(s) {
		return "", Invalid(WhyEncoding, field, "")
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	place := 0
	for _, r := range s {
		place++
		if unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' {
			return "", &Fault{Class: ErrInvalid, Why: WhyControl, Field: field, Value: fmt.Sprintf("U+%04X", r), Place: place}
		}
	}
	s = strings.TrimSpace(norm.NFC.String(s))
	if len(s) > limit {
		return "", Invalid(WhyTooLong, field, fmt.Sprint(limit))
	}
	return s, nil
}

// CleanLine is CleanText for a text of one line: tabs and newlines become blanks.
func CleanLine(field, s string) (string, error) {
	s, err := CleanText(field, s, MaxLine)
	return strings.Join(strings.Fields(s), " "), err
}

// Visible returns s safe to show on one or several lines of a terminal or a
// document: controls, format characters (bidi, zero-width, tags), surrogates
// and line separators become visible escapes such as ⟨U+202E⟩. Newlines stay;
// tabs become blanks. Joiners and variation selectors stay where they shape what
// is seen; anywhere else they could carry what nobody sees.
func Visible(s string) string {
	if !strings.ContainsFunc(s, unsafeRune) { // bytes that are no UTF-8 are utf8.RuneError to it
		return s
	}
	var b strings.Builder
	shown := rune(0) // the rune last written as it was
	for _, r := range s {
		switch {
		case r == '\t':
			r = ' '
			b.WriteByte(' ')
		case !unsafeRune(r), r == '\u200d' && joins(shown), unicode.Is(unicode.Variation_Selector, r) && selects(r, shown):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
			r = 0
		}
		shown = r
	}
	return b.String()
}

// joins reports whether a zero-width joiner after r shapes what is seen: emoji,
// their modifiers, and letters of scripts that join.
func joins(r rune) bool { return unicode.In(r, unicode.So, unicode.Sk, unicode.Mn, unicode.Lo) }

// selects reports whether the variation selector v chooses a shape of r: of an
// emoji or the digit of a keycap, or of a Chinese character.
func selects(v, r rune) bool {
	switch v {
	case '\ufe0e', '\ufe0f':
		return unicode.In(r, unicode.So, unicode.Sm, unicode.Sk) || r == '‼' || r == '⁉' || strings.ContainsRune("0123456789#*", r)
	}
	return unicode.Is(unicode.Han, r)
}

// VisibleLine is Visible on a single line: newlines become blanks.
func VisibleLine(s string) string {
	return Visible(strings.ReplaceAll(s, "\n", " "))
}

// unseen are the runes without ink, those that Unicode keeps free for such included.
var unseen = rangetable.Merge(unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp,
	unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Noncharacter_Code_Point)

func unsafeRune(r rune) bool {
	if ' ' <= r && r <= '~' || r == '\n' || '\u00a0' <= r && r <= '\u024f' && r != '\u00ad' || r == '’' { // nearly all that is written: no table is asked
		return false
	}
	return r == utf8.RuneError || unicode.Is(unseen, r)
}
