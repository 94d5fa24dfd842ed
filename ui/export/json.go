package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"contactgroup/schema"
)

// Member is one named value of an Object: nil, a bool, an int, a string, a
// []string, an Object or an []Object.
type Member struct {
	Name  string
	Value any
}

// Object is a JSON object whose members keep their order. A member that is
// nil is absent; one that the reader may not see is not there at all.
type Object []Member

// Names lists the members in their order.
func (o Object) Names() []string {
	out := make([]string, len(o))
	for i, m := range o {
		out[i] = m.Name
	}
	return out
}

// Only returns the members of those names, in the order of names; names the
// object has not are left out.
func (o Object) Only(names []string) Object {
	out := make(Object, 0, len(names))
	for _, n := range names {
		for _, m := range o {
			if m.Name == n {
				out = append(out, m)
			}
		}
	}
	return out
}

// Text writes the member of that name for a cell of a table: nothing when it
// is absent or not there, several values separated by blanks.
func (o Object) Text(name string) string {
	for _, m := range o {
		if m.Name == name {
			return cellText(m.Value)
		}
	}
	return ""
}

func cellText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case []string:
		return strings.Join(v, " ")
	case []Object:
		if v == nil {
			return ""
		}
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := enc.Encode(m.Name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(m.Value); err != nil {
			return nil, fmt.Errorf("export: member %s: %w", m.Name, err)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// writeValue writes v as JSON with a newline after it, indented or on one
// line. Signs that are not plain to see (controls, bidi, zero-width) are
// escaped, so nothing is lost and no terminal acts on them.
func writeValue(w io.Writer, v any, indent string) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escapeUnseen(b.Bytes()))
	return err
}

// escapeUnseen escapes the signs of JSON text that have no ink: they stand in
// strings only, where \u means the same.
func escapeUnseen(in []byte) []byte {
	if bytes.IndexFunc(in, unseen) < 0 {
		return in
	}
	out := make([]byte, 0, len(in)+64)
	for len(in) > 0 {
		r, n := utf8.DecodeRune(in)
		if unseen(r) {
			for _, u := range utf16.AppendRune(nil, r) {
				out = fmt.Appendf(out, `\u%04x`, u)
			}
		} else {
			out = append(out, in[:n]...)
		}
		in = in[n:]
	}
	return out
}

func unseen(r rune) bool { return r != '\n' && !unicode.IsGraphic(r) }

// The following give nil, JSON's null, for what is absent.

func word[T ~string](s T) any {
	if s == "" {
		return nil
	}
	return string(s)
}

func instant(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

func day(d schema.Date) any { return word(d.String()) }

func words[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}
