package lang

import (
	"cmp"
	"time"

	"contactgroup/schema"
)

// Regime is the name of a legal regime as the group's law had it at an instant,
// now for a zero one. Of a code that the law does not hold: the name it has in every
// group, else the code.
func (w *Words) Regime(law []schema.Legal, code schema.Regime, at, now time.Time) string {
	if at.IsZero() {
		at = now
	}
	name := ""
	if v, known := schema.LegalAt(law, code, at); known {
		if name = v.French; w.Code == schema.English {
			name = v.English
		}
	}
	return cmp.Or(name, w.Domain.Regimes[code], string(code))
}
