package lang

import "testing"

func TestHoursAreWrittenInTheReadersLanguage(t *testing.T) {
	for _, test := range []struct{ stored, fr, en string }{
		{"", "à toute heure", "at any time"},
		{"mon-fri 09:00-18:00", "lun-ven 09:00-18:00", "Mon-Fri 09:00-18:00"},
		{"mon-sun 19:00-09:00; sat-sun 00:00-24:00", "19:00-09:00 ; sam-dim", "19:00-09:00; Sat-Sun"},
		{"tue,thu 10:00-12:30", "mar,jeu 10:00-12:30", "Tue,Thu 10:00-12:30"},
		{"when it rains", "when it rains", "when it rains"},
	} {
		if got := contactsFR.Hours(test.stored); got != test.fr {
			t.Errorf("%q in French is %q, want %q", test.stored, got, test.fr)
		}
		if got := contactsEN.Hours(test.stored); got != test.en {
			t.Errorf("%q in English is %q, want %q", test.stored, got, test.en)
		}
	}
}
