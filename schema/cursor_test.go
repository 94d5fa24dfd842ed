package schema

import (
	"maps"
	"testing"
)

func TestACursorSurvivesBeingWritten(t *testing.T) {
	for _, c := range []Cursor{nil, {}, {"google": 1, "google/requests": 1 << 40}} {
		got, ok := ParseCursor(c.String())
		if !ok || !maps.Equal(got, c) {
			t.Errorf("%v came back as %v", c, got)
		}
	}
	for _, text := range []string{"", "3d", "hier", "2015-05-06", "2015-05-06T10:00:00Z", "meeting", "reunion", "bnVsbA", "W10"} {
		if got, ok := ParseCursor(text); ok {
			t.Errorf("%q was taken for the cursor %v", text, got)
		}
	}
}
