package schema

import (
	"encoding/base64"
	"encoding/json"
)

// String writes a cursor as one word that ParseCursor reads.
func (c Cursor) String() string {
	if c == nil {
		c = Cursor{}
	}
	raw, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts and numbers always marshal
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// ParseCursor reads a word that String wrote. It never takes a date or a span
// of time for one.
func ParseCursor(word string) (Cursor, bool) {
	var c Cursor
	raw, err := base64.RawURLEncoding.DecodeString(word)
	if err != nil || json.Unmarshal(raw, &c) != nil || c == nil {
		return nil, false
	}
	return c, true
}
