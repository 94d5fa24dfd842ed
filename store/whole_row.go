package store

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// rowBuffer holds one row as it comes from either engine.
type rowBuffer struct {
	table   wholeTable
	numbers []sql.NullInt64
	texts   []sql.NullString
	bytes   [][]byte
	targets []any // where each column is scanned to
}

func newRowBuffer(t wholeTable) *rowBuffer {
	n := len(t.columns)
	b := &rowBuffer{table: t, numbers: make([]sql.NullInt64, n), texts: make([]sql.NullString, n), bytes: make([][]byte, n), targets: make([]any, n)}
	for i, c := range t.columns {
		switch c.kind {
		case aNumber:
			b.targets[i] = &b.numbers[i]
		case aText:
			b.targets[i] = &b.texts[i]
		case someBytes:
			b.targets[i] = &b.bytes[i]
		}
	}
	return b
}

// appendLine writes the row scanned as one line of JSON.
func (b *rowBuffer) appendLine(dst []byte) ([]byte, error) {
	for i, c := range b.table.columns {
		dst = append(dst, c.lead...)
		switch {
		case c.kind == aNumber && b.numbers[i].Valid:
			dst = strconv.AppendInt(dst, b.numbers[i].Int64, 10)
		case c.kind == aText && b.texts[i].Valid:
			if !utf8.ValidString(b.texts[i].String) {
				return dst, fmt.Errorf("%s.%s: %w: a text that is not UTF-8", b.table.name, c.name, ErrDamaged)
			}
			dst = appendJSON(dst, b.texts[i].String)
		case c.kind == someBytes && b.bytes[i] != nil:
			dst = append(dst, '"')
			dst = base64.StdEncoding.AppendEncode(dst, b.bytes[i])
			dst = append(dst, '"')
		default:
			dst = append(dst, "null"...)
		}
	}
	return append(dst, "}\n"...), nil
}

// appendJSON writes a text as a JSON string, always in the same way: only what
// JSON demands is escaped. (encoding/json escapes more, and replaces what it
// cannot read.)
func appendJSON(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c < 0x20:
			dst = fmt.Appendf(dst, `\u%04x`, c)
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}

// parseLine reads a line that appendLine wrote, and no other: the values in the
// order of the table's columns.
func (t wholeTable) parseLine(line []byte) ([]any, error) {
	values := make([]any, len(t.columns))
	for i, c := range t.columns {
		var ok bool
		if line, ok = bytes.CutPrefix(line, c.lead); !ok {
			return nil, fmt.Errorf("no value for %s where it should be", c.name)
		}
		var err error
		if values[i], line, err = c.kind.cutValue(line); err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
	}
	if string(line) != "}\n" {
		return nil, errors.New("more than the values of the columns")
	}
	return values, nil
}

// cutValue reads the value that a line goes on with, nil for an absent one.
func (k valueKind) cutValue(line []byte) (value any, rest []byte, err error) {
	if rest, absent := bytes.CutPrefix(line, []byte("null")); absent {
		return nil, rest, nil
	}
	if k == aNumber {
		end := bytes.IndexAny(line, ",}")
		if end < 0 {
			return nil, nil, errors.New("a number without end")
		}
		n, err := strconv.ParseInt(string(line[:end]), 10, 64)
		return n, line[end:], err
	}
	end := endOfText(line)
	if end < 0 {
		return nil, nil, errors.New("a text without end")
	}
	inner, rest := line[1:end], line[end+1:]
	if k == someBytes {
		data, err := base64.StdEncoding.AppendDecode([]byte{}, inner) // empty is not absent
		return data, rest, err
	}
	if bytes.IndexByte(inner, '\\') < 0 {
		return string(inner), rest, nil
	}
	var text string
	err = json.Unmarshal(line[:end+1], &text)
	return text, rest, err
}

// endOfText is where the JSON string at the beginning of line has its closing
// quote; negative when there is none.
func endOfText(line []byte) int {
	if len(line) == 0 || line[0] != '"' {
		return -1
	}
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}
