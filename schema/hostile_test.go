package schema

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"contactgroup/schema/hostile"
)

func TestTheDoorRefusesWhatDrivesATerminalAndKeepsTheWordsOfPeople(t *testing.T) {
	for _, h := range hostile.Texts {
		got, err := CleanText("text", h.Text, MaxText)
		if refused := err != nil; refused != h.Refused || refused && !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v, want refused %v", h.Name, err, h.Refused)
		}
		if err == nil && (!norm.NFC.IsNormalString(got) || got != strings.TrimSpace(norm.NFC.String(h.Text))) {
			t.Errorf("%s: %q became %q", h.Name, h.Text, got)
		}
	}
	if _, err := CleanLine("title", hostile.Word); !errors.Is(err, ErrInvalid) {
		t.Errorf("a word of ten thousand letters: %v", err)
	}
}

func TestASelectorIsSeenWhereItShapesNothing(t *testing.T) {
	for given, want := range map[string]string{
		"❤\ufe0f 1\ufe0f\u20e3 ☺\ufe0e 👍🏽": "❤\ufe0f 1\ufe0f\u20e3 ☺\ufe0e 👍🏽",
		"葛\U000e0100":           "葛\U000e0100",
		"a\ufe0f":               "a⟨U+FE0F⟩",
		"b\U000e0101\U000e01ef": "b⟨U+E0101⟩⟨U+E01EF⟩",
		"😊\U000e0142\U000e0149": "😊⟨U+E0142⟩⟨U+E0149⟩", // letters that nobody sees
		"❤\ufe0f\ufe0f":         "❤\ufe0f⟨U+FE0F⟩",
		"👩\u200d❤\ufe0f\u200d👨": "👩\u200d❤\ufe0f\u200d👨",
	} {
		if got := Visible(given); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

func TestWhatIsShownHidesNothingAndSaysItOnce(t *testing.T) {
	for _, h := range hostile.Texts {
		for name, got := range map[string]string{"Visible": Visible(h.Text), "VisibleLine": VisibleLine(h.Text), "Defang": Defang(h.Text), "Defang of a path": Defang("https://e.example/" + h.Text)} {
			before := rune(0)
			for _, r := range got {
				joined := r == '\u200d' && unicode.In(before, unicode.So, unicode.Sk, unicode.Mn, unicode.Lo)
				selected := unicode.Is(unicode.Variation_Selector, r) && selects(r, before)
				if r != '\n' && !joined && !selected && unsafeRune(r) {
					t.Errorf("%s: %s shows %U in %q", h.Name, name, r, got)
				}
				before = r
			}
			if !utf8.ValidString(got) || name == "Visible" && Visible(got) != got {
				t.Errorf("%s: %s is %q", h.Name, name, got)
			}
		}
	}
}
