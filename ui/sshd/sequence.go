package sshd

import (
	"bytes"
	"unicode/utf8"
)

const (
	esc = 0x1b
	del = 0x7f

	pasteBegin = "\x1b[200~"
	pasteEnd   = "\x1b[201~"

	// maxSequence bounds one escape sequence; the longest a key or an SGR mouse report needs is under 20.
	maxSequence = 64
)

// tokenKind says what a terminal means by its next bytes.
type tokenKind int

const (
	tokenIncomplete tokenKind = iota // more bytes are needed to tell
	tokenText                        // one printable rune
	tokenControl                     // one control byte
	tokenSequence                    // one key, focus or mouse report beginning with ESC
	tokenPaste                       // the mark that opens a bracketed paste
	tokenNoise                       // nothing a program is to see
	tokenLongCSI                     // a control sequence beyond maxSequence, still open
	tokenLongString                  // a control string (OSC, DCS…) beyond maxSequence, still open
)

// scan tells the kind and the width in bytes of the first token of b, which must not be empty. The width of
// tokenIncomplete is 0, every other is at least 1. Bubble Tea turns what scan calls one text, control or sequence
// token into exactly one message; what it would take apart into several keys is tokenNoise.
func scan(b []byte) (tokenKind, int) {
	switch c := b[0]; {
	case c == esc:
		return scanEscape(b)
	case c < ' ' || c == del:
		return tokenControl, 1
	}
	n, ok, whole := printable(b)
	switch {
	case !whole:
		return tokenIncomplete, 0
	case !ok:
		return tokenNoise, n
	}
	return tokenText, n
}

// printable measures the rune at the start of b; ok is false for bytes that are not UTF-8, C1 controls and U+FFFD,
// and whole is false when b ends inside the rune.
func printable(b []byte) (n int, ok, whole bool) {
	if !utf8.FullRune(b) {
		return 0, false, false
	}
	r, n := utf8.DecodeRune(b)
	return n, r != utf8.RuneError && r >= ' ' && (r < del || r >= 0xa0), true
}

func scanEscape(b []byte) (tokenKind, int) {
	if len(b) == 1 {
		return tokenIncomplete, 0
	}
	switch c := b[1]; {
	case c == '[':
		return scanCSI(b)
	case c == 'O':
		return scanSS3(b)
	case c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_':
		return scanString(b)
	case c == esc:
		return scanDoubleEscape(b)
	case c < ' ' || c == del:
		return tokenSequence, 2 // Alt with a control key
	}
	n, ok, whole := printable(b[1:])
	switch {
	case !whole:
		return tokenIncomplete, 0
	case !ok:
		return tokenControl, 1
	}
	return tokenSequence, 1 + n // Alt with a rune
}

// scanDoubleEscape tells Alt with an arrow (ESC ESC [ A) from Escape pressed twice.
func scanDoubleEscape(b []byte) (tokenKind, int) {
	if len(b) == 2 {
		return tokenIncomplete, 0
	}
	if b[2] != '[' && b[2] != 'O' {
		return tokenControl, 1
	}
	switch kind, n := scanEscape(b[1:]); kind {
	case tokenIncomplete:
		return tokenIncomplete, 0
	case tokenSequence:
		return tokenSequence, 1 + n
	default:
		return tokenControl, 1
	}
}

// scanSS3 lets through the keys that Bubble Tea knows: of any other it would make Alt+O and a letter, which is a verb.
func scanSS3(b []byte) (tokenKind, int) {
	if len(b) == 2 {
		return tokenIncomplete, 0
	}
	switch c := b[2]; {
	case c >= 'A' && c <= 'D', c >= 'P' && c <= 'S':
		return tokenSequence, 3
	case c < ' ' || c >= del:
		return tokenSequence, 2 // Alt+O, then something else
	}
	return tokenNoise, 3
}

func scanCSI(b []byte) (tokenKind, int) {
	if len(b) == 2 {
		return tokenIncomplete, 0
	}
	switch b[2] {
	case 'M': // X10 mouse: three raw bytes follow, which need not be UTF-8
		return fixed(b, 6, tokenNoise)
	case '[': // function keys of the Linux console
		if len(b) >= 4 && (b[3] < 'A' || b[3] > 'E') {
			return tokenNoise, 4
		}
		return fixed(b, 4, tokenSequence)
	case 'O': // focus lost, or an arrow of old terminals
		if len(b) > 3 && (b[3] >= 'A' && b[3] <= 'D' || b[3] >= 'a' && b[3] <= 'd') {
			return tokenSequence, 4
		}
	}
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case c >= '@' && c < del:
			return finishedCSI(b[:i+1]), i + 1
		case c == '$' && (i+1 == len(b) || b[i+1] < ' ') && isDigits(b[2:i]): // Shift+Home of rxvt
			return tokenSequence, i + 1
		case c < ' ' || c >= del:
			return tokenNoise, i
		}
	}
	if len(b) > maxSequence {
		return tokenLongCSI, len(b)
	}
	return tokenIncomplete, 0
}

func finishedCSI(sequence []byte) tokenKind {
	switch {
	case len(sequence) > maxSequence, string(sequence) == pasteEnd:
		return tokenNoise
	case string(sequence) == pasteBegin:
		return tokenPaste
	}
	return tokenSequence
}

// scanString swallows a terminal's answer (colours, version): no program here asks for one, and Bubble Tea would
// read its letters as keys. A string that meets a control byte was Alt and a key.
func scanString(b []byte) (tokenKind, int) {
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\a':
			return tokenNoise, i + 1
		case c == esc && i+1 == len(b):
			return tokenIncomplete, 0
		case c == esc && b[i+1] == '\\':
			return tokenNoise, i + 2
		case c < ' ' && i == 2:
			return tokenSequence, 2
		case c < ' ':
			return tokenNoise, i
		}
	}
	if len(b) > maxSequence {
		return tokenLongString, len(b)
	}
	return tokenIncomplete, 0
}

func fixed(b []byte, n int, kind tokenKind) (tokenKind, int) {
	if len(b) < n {
		return tokenIncomplete, 0
	}
	return kind, n
}

func isDigits(b []byte) bool {
	return len(b) > 0 && len(bytes.Trim(b, "0123456789")) == 0
}
