package widget

import (
	"strings"
	"testing"
)

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

func TestNoDotBetweenTwoFactsHangsAtTheEndOfALine(t *testing.T) {
	const text = "2 actions en retard (ga) · dernière visite hier à 18:05 · depuis un autre poste"
	for w := 12; w < 80; w++ {
		lines := Wrap(text, w)
		for _, line := range lines {
			if strings.HasSuffix(strings.TrimSpace(line), "·") {
				t.Errorf("%d columns: %q", w, lines)
			}
		}
		if got := strings.Join(strings.Fields(strings.Join(lines, " ")), " "); got != text {
			t.Errorf("%d columns: %q", w, got)
		}
	}
}
