package lang_test

import (
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

func TestAMeetingBeginsAsPeopleWriteIt(t *testing.T) {
	zone := func(name string) *time.Location {
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	paris := schema.Paris
	half, whole := time.Date(2015, 5, 6, 14, 30, 0, 0, paris), time.Date(2015, 6, 1, 9, 0, 0, 0, paris)
	for _, c := range []struct{ about, got, want string }{
		{"in French", lang.French.Time.Starts(half, paris, paris), "mercredi 6 mai 2015 à 14 h 30"},
		{"the first of a month, a whole hour", lang.French.Time.Starts(whole, paris, paris), "lundi 1er juin 2015 à 9 h"},
		{"in English", lang.English.Time.Starts(half, paris, paris), "Wednesday 6 May 2015, 14:30"},
		{"a whole hour in English", lang.English.Time.Starts(whole, paris, paris), "Monday 1 June 2015, 9:00"},
		{"seen from elsewhere", lang.French.Time.Starts(half, zone("Europe/Dublin"), paris), "mercredi 6 mai 2015 à 13 h 30 (14 h 30, heure de Paris)"},
		{"where the clocks are the same", lang.French.Time.Starts(half, zone("Europe/Brussels"), paris), "mercredi 6 mai 2015 à 14 h 30"},
		{"on another day there", lang.English.Time.Starts(half, zone("America/Los_Angeles"), paris), "Wednesday 6 May 2015, 5:30 (14:30, Paris time)"},
		{"in a document", lang.French.Time.StartsOn(half, paris), "mercredi 6 mai 2015 à 14 h 30, heure de Paris"},
		{"in a document of a group elsewhere", lang.English.Time.StartsOn(half, zone("America/New_York")), "Wednesday 6 May 2015, 8:30, New York time"},
		{"in a document of a group without a city", lang.English.Time.StartsOn(half, time.UTC), "Wednesday 6 May 2015, 12:30, UTC"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.about, c.got, c.want)
		}
	}
}
