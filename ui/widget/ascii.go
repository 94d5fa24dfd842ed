package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// signs are the ASCII forms of what the screens draw with.
var signs = map[string]string{
	SignCursor: ">", SignMark: "*", SignGone: "x", SignLive: "o", SignRule: "-", SignBar: "|", SignUp: "^", SignDown: "v", SignMore: ".", SignAlarm: "!", SignLate: "X",
	"←": "<", "→": ">", "‹": "<", "›": ">", "«": "\"", "»": "\"", "“": "\"", "”": "\"", "’": "'", "‘": "'", "–": "-", "—": "-", "·": ".", "␣": "_",
	"⏎": "<", "\u00a0": " ", "\u202f": " ", "⟨": "<", "⟩": ">", "œ": "o", "Œ": "O", "æ": "a", "Æ": "A", "ß": "s", "°": "o", "█": "#", "░": ".",
	"▏": ":", "▎": ":", "▍": ":", "▌": "#", "▋": "#", "▊": "#", "▉": "#", "▁": "_", "▂": ":", "▃": "-", "▄": "=", "▅": "+", "▆": "*", "▇": "%",
}

// ASCII writes a line, styles included, for a terminal that knows no other
// letters, every text by as many columns as before: letters lose their
// accents, signs have their forms, and what has none becomes "?".
func ASCII(line string) string {
	if isASCII(line) {
		return line
	}
	var b strings.Builder
	var state byte
	for len(line) > 0 {
		seq, width, n, next := ansi.DecodeSequence(line, state, nil)
		state, line = next, line[n:]
		b.WriteString(asciiForm(seq, width))
	}
	return b.String()
}

// ASCIISigns is ASCII for a terminal that has all letters: these stay, with
// their accents, and so do texts of other scripts.
func ASCIISigns(line string) string {
	if isASCII(line) {
		return line
	}
	var b strings.Builder
	var state byte
	for len(line) > 0 {
		seq, width, n, next := ansi.DecodeSequence(line, state, nil)
		state, line = next, line[n:]
		if r, _ := utf8.DecodeRuneInString(seq); unicode.IsLetter(r) {
			b.WriteString(seq)
			continue
		}
		b.WriteString(asciiForm(seq, width))
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func asciiForm(seq string, width int) string {
	if isASCII(seq) {
		return seq
	}
	if sign, ok := signs[seq]; ok && width == len(sign) {
		return sign
	}
	if r, _ := utf8.DecodeRuneInString(norm.NFD.String(seq)); r < utf8.RuneSelf && unicode.IsPrint(r) && width == 1 {
		return string(r)
	}
	return strings.Repeat("?", width)
}
