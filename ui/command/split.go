package command

import (
	"errors"
	"strings"
)

// ErrUnclosed is Split's error for a line that ends inside quotes or after a backslash.
var ErrUnclosed = errors.New("unclosed quote")

// Split cuts a command line into words by POSIX quoting: blanks separate words;
// '…' is taken as it is; "…" too, save that a backslash before one of $ ` " \
// or a line break takes it literally; elsewhere a backslash takes the next byte
// literally, and a line break after it disappears. Nothing is expanded and
// nothing is an operator: $(id), *, ~, # and ; are text. Bytes that are not
// UTF-8 pass. The only error is ErrUnclosed.
func Split(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	open := false // a word has begun, perhaps an empty one: ''
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case ' ', '\t', '\n':
			if open {
				words = append(words, word.String())
				word.Reset()
				open = false
			}
		case '\\':
			if i++; i == len(line) {
				return nil, ErrUnclosed
			}
			if line[i] != '\n' {
				word.WriteByte(line[i])
				open = true
			}
		case '\'':
			end := strings.IndexByte(line[i+1:], '\'')
			if end < 0 {
				return nil, ErrUnclosed
			}
			word.WriteString(line[i+1 : i+1+end])
			i += end + 1
			open = true
		case '"':
			n, ok := quoted(&word, line[i+1:])
			if !ok {
				return nil, ErrUnclosed
			}
			i += n
			open = true
		default:
			word.WriteByte(c)
			open = true
		}
	}
	if open {
		words = append(words, word.String())
	}
	return words, nil
}

// quoted writes what stands before the closing double quote of s to word and
// returns how many bytes it read with that quote, or false without one.
func quoted(word *strings.Builder, s string) (int, bool) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return i + 1, true
		case c == '\\' && i+1 < len(s) && strings.IndexByte("$`\"\\\n", s[i+1]) >= 0:
			if i++; s[i] != '\n' {
				word.WriteByte(s[i])
			}
		default:
			word.WriteByte(c)
		}
	}
	return 0, false
}
