package item

import (
	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// changes writes what events changed, with the names that the page knows.
func (w writer) changes() lang.Changes {
	return lang.Changes{Words: w.s.Words, At: w.s.At, Name: func(f schema.Field, v string) (string, bool) {
		switch f {
		case schema.FieldRegime:
			return w.s.Words.Regime(w.law, schema.Regime(v), w.request.Sent, w.s.Now()), true
		case schema.FieldAddressee:
			name, known := w.names[v]
			return name, known
		}
		return "", false
	}}
}
