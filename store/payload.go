package store

import (
	"bytes"
	"encoding/json"
	"errors"

	"contactgroup/schema"
)

// payload is the part of an entry that can be erased.
type payload struct {
	Changes  changes `json:"c,omitempty"`
	Text     string  `json:"t,omitempty"`
	Internal bool    `json:"i,omitempty"`
}

// changes are stored as one object, in their order: a field's new value, or
// the old one and the new one as a pair when there was an old one. There are
// more of them than of anything else in a register.
type changes []schema.Change

// encode is the payload as it is stored.
func (p payload) encode() []byte {
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and booleans always marshal
	}
	return body
}

// MarshalJSON writes the object.
func (c changes) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	sign := byte('{')
	for _, change := range c {
		out.WriteByte(sign)
		sign = ','
		var value any = change.To
		if change.From != "" {
			value = [2]string{change.From, change.To}
		}
		if err := errors.Join(e.Encode(change.Field), out.WriteByte(':'), e.Encode(value)); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
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
		field, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := field.(string) // a key is one
		change := schema.Change{Field: schema.Field(name)}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		var pair [2]string
		if json.Unmarshal(value, &pair) == nil {
			change.From, change.To = pair[0], pair[1]
		} else if err := json.Unmarshal(value, &change.To); err != nil {
			return err
		}
		*c = append(*c, change)
	}
	return nil
}
