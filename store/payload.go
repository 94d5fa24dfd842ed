package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"contactgroup/schema"
)

// payload is the part of an entry that can be erased.
type payload struct {
	Changes  changes `json:"c,omitempty"`
	Text     string  `json:"t,omitempty"`
	Internal bool    `json:"i,omitempty"`
	// The revisions that the change made, as the log's readers count them: of
	// what both sides share, and of what their side keeps to itself. Zero: it
	// made none, or was written before logs told.
	Version int `json:"v,omitempty"`
	Side    int `json:"s,omitempty"`
}

// changes are stored as one object, in their order: a field's new value, or
// the old one and the new one as a pair when there was an old one. There are
// more of them than of anything else in a register.
type changes []schema.Change

// encode is the payload as it is stored: the JSON of its fields. It is written
// without reflection, which took an eighth of a load.
func (p payload) encode() []byte {
	out := []byte{'{'}
	if len(p.Changes) > 0 {
		out = p.Changes.appendJSON(append(out, `"c":`...))
	}
	if p.Text != "" {
		out = appendString(append(nextField(out), `"t":`...), p.Text)
	}
	if p.Internal {
		out = append(nextField(out), `"i":true`...)
	}
	if p.Version != 0 {
		out = strconv.AppendInt(append(nextField(out), `"v":`...), int64(p.Version), 10)
	}
	if p.Side != 0 {
		out = strconv.AppendInt(append(nextField(out), `"s":`...), int64(p.Side), 10)
	}
	return append(out, '}')
}

// nextField separates a field from the one before it.
func nextField(out []byte) []byte {
	if out[len(out)-1] == '{' {
		return out
	}
	return append(out, ',')
}

// appendJSON writes the object.
func (c changes) appendJSON(out []byte) []byte {
	out = append(out, '{')
	for _, change := range c {
		out = append(appendString(nextField(out), string(change.Field)), ':')
		if change.From == "" {
			out = appendString(out, change.To)
			continue
		}
		out = append(appendString(append(out, '['), change.From), ',')
		out = append(appendString(out, change.To), ']')
	}
	return append(out, '}')
}

// appendString writes a string as encoding/json does.
func appendString(out []byte, s string) []byte {
	if isPlain(s) {
		return append(append(append(out, '"'), s...), '"')
	}
	quoted, err := json.Marshal(s)
	if err != nil {
		panic(err) // strings always marshal
	}
	return append(out, quoted...)
}

// isPlain reports that nothing in a string is to be escaped. Strings with
// U+2028, or another sign that begins with the byte E2, pass for others.
func isPlain(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c == '"', c == '\\', c == '<', c == '>', c == '&', c == 0xE2:
			return false
		}
	}
	return utf8.ValidString(s)
}

// UnmarshalJSON reads the object, and the array of changes that version 1 wrote.
func (c *changes) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte("[")) {
		return json.Unmarshal(text, (*[]schema.Change)(c))
	}
	d := json.NewDecoder(bytes.NewReader(text))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return errors.Join(errors.New("changes are neither an object nor an array"), err)
	}
	for *c = nil; d.More(); {
		change, err := decodeChange(d)
		if err != nil {
			return err
		}
		*c = append(*c, change)
	}
	return nil
}

// decodeChange reads a field and what it became. It reads tokens, for a pack and
// a thread read thousands of changes and reflection took half of their time.
func decodeChange(d *json.Decoder) (schema.Change, error) {
	field, err := d.Token()
	if err != nil {
		return schema.Change{}, err
	}
	name, _ := field.(string) // a key is one
	out := schema.Change{Field: schema.Field(name)}
	value, err := d.Token()
	if err != nil {
		return out, err
	}
	if text, alone := value.(string); alone {
		out.To = text
		return out, nil
	}
	if value != json.Delim('[') {
		return out, fmt.Errorf("change of %s: %v is neither a text nor a pair", name, value)
	}
	for _, into := range []*string{&out.From, &out.To} {
		value, err := d.Token()
		if err != nil {
			return out, err
		}
		text, ok := value.(string)
		if !ok {
			return out, fmt.Errorf("change of %s: %v is no text", name, value)
		}
		*into = text
	}
	_, err = d.Token() // the pair's end
	return out, err
}
