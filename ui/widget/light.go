package widget

import "contactgroup/schema"

// Light is how a screen tells a light without its colour: a sign and a word,
// and the ink of both. All are empty for no light.
func (s *Session) Light(l schema.RAG) (sign, word string, ink Ink) {
	word = s.Words.Domain.Lights[l]
	switch l {
	case schema.Red:
		return SignLate, word, s.Theme.Alert
	case schema.Amber:
		return SignAlarm, word, s.Theme.Warn
	case schema.Green:
		return SignLive, word, s.Theme.Good
	}
	return "", "", Ink{}
}
