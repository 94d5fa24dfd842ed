package schema_test

import (
	"testing"

	"contactgroup/schema"
)

func TestOfferedDaysAreReadAlikeInBothLanguages(t *testing.T) {
	for field, words := range map[string]func(schema.Lang) []string{"due": schema.DueWords, "sent": schema.PastWords, "updated": schema.PastWords} {
		french, english := words(schema.French), words(schema.English)
		if len(french) != len(english) {
			t.Fatalf("%s: %q, %q", field, french, english)
		}
		for i := range english {
			a, err := schema.ParseQuery(field + ":" + french[i])
			b, other := schema.ParseQuery(field + ":" + english[i])
			if err != nil || other != nil || a.String() != b.String() {
				t.Errorf("%s:%s is %q (%v), %s %q (%v)", field, french[i], a, err, english[i], b, other)
			}
		}
	}
}
