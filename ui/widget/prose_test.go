package widget

import "testing"

func TestAddressesInTextsAreNoLinks(t *testing.T) {
	for given, want := range map[string]string{
		"voir https://v.example/1.html et HTTP://B.example": "voir hxxps://v[.]example/1.html et hxxp://b[.]example",
		"a\nhttps://v.example":                              "a\nhxxps://v[.]example",
		"rien\x1b[2J":                                       "rien⟨U+001B⟩[2J",
	} {
		if got := Prose(given); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}
