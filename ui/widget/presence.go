package widget

import (
	"strings"

	"contactgroup/schema"
)

// Attending is a screen or a dialog that is about one request: what its member
// does there may be told to others. The zero ID is about none.
type Attending interface {
	Attends() (schema.ID, schema.Doing)
}

// Company tells the screens that Session.Present has changed.
type Company struct{}

// Presence writes who is at a request in w columns, the name cut rather than
// what they do. company is one request's part of Session.Present.
func (s *Session) Presence(company []schema.Presence, w int) string {
	var parts []string
	for _, p := range company {
		rest := Width(s.Words.Present(p, func(string) string { return "" }))
		parts = append(parts, s.Words.Present(p, func(name string) string { return Cut(name, max(w-rest, 1)) }))
		if len(parts) > 1 && Width(strings.Join(parts, " · ")) > w {
			parts = parts[:len(parts)-1]
			break
		}
	}
	return Cut(strings.Join(parts, " · "), w)
}

// Writes reports whether the first of a company, the most telling of its own
// side, does more than look; or anybody does.
func Writes(company []schema.Presence) bool {
	for _, p := range company {
		if p.Doing != schema.DoingLooking {
			return true
		}
	}
	return false
}
