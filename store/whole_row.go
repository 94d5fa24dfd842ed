package store

import (
	"database/sql"
	"encoding/base64"
	"encoding/json"
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
		dst = append(dst, ",{"[flag(i == 0)])
		dst = append(appendJSON(dst, c.name), ':')
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

// parseLine reads a line that appendLine wrote: the values in the order of the
// table's columns. A column that is missing or not known is an error.
func (t wholeTable) parseLine(line []byte) ([]any, error) {
	var found map[string]json.RawMessage
	if err := json.Unmarshal(line, &found); err != nil {
		return nil, err
	}
	if len(found) != len(t.columns) {
		return nil, fmt.Errorf("%d values for %d columns", len(found), len(t.columns))
	}
	values := make([]any, len(t.columns))
	for i, c := range t.columns {
		raw, ok := found[c.name]
		if !ok {
			return nil, fmt.Errorf("no value for %s", c.name)
		}
		if string(raw) == "null" {
			continue
		}
		var err error
		switch c.kind {
		case aNumber:
			values[i], err = strconv.ParseInt(string(raw), 10, 64)
		case aText:
			var text string
			err = json.Unmarshal(raw, &text)
			values[i] = text
		case someBytes:
			data := []byte{} // empty is not absent
			err = json.Unmarshal(raw, &data)
			values[i] = data
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return values, nil
}
