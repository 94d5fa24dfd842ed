package schema

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestWordsAreFoundByHowTheyBegin(t *testing.T) {
	for _, c := range []struct {
		text, value string
		exact, want bool
	}{
		{"Vidéo de propagande", "video", false, true},
		{"Vidéo de propagande", "PROPA", false, true},
		{"Vidéo de propagande", "pagande", false, false},
		{"Vide\u0301o", "vidéo", true, true},
		{"Vidéothèque", "vidéo", true, false},
		{"Vidéo de  propagande", "vidéo de propagande", true, true},
		{"Vidéo de propagande", "vidéo propagande", true, false},
		{"Vidéo, de propagande", "vidéo de", true, false},
		{"Vidéo de propagande", "vidéo de propa", true, false},
		{"GOO-2015-0042", "goo-2015", false, true},
		{"GOO-2015-0042", "goo-20", false, true},
		{"GOO-2015-0042", "goo-20", true, false},
		{"GOO-2015-0042", "0042", false, true},
		{"https://a.example/Chemin?v=1", "a.example/che", false, true},
		{"https://a.example/Chemin", "example/min", false, false},
		{"100 % des", "100%", false, true},
		{"1000 %", "100%", false, false},
		{"50 €", "%", false, false},
		{"rien", "\u200b", false, true},
		{"Œuvre d’art", "oeuvre", false, true},
		{"Classé ex æquo", "AEQUO", false, true},
		{"الدولـــة الإسلامـية", "الدولة الاسلامية", true, true},
		{"الدولة", "الدولــة", true, true},
		{"Straße, GROSS", "strasse", true, true},
		{"οδος", "ΟΔΟΣ", true, true},
		{"Diyarbakır", "DIYARBAKIR", true, true},
		{"localiser l’auteur", "l'auteur", true, true},
		{"localiser l'auteur", "l’auteur", true, true},
		{"site « porte‑voix »", "porte-voix", true, true},
		{"宣传视频", "视频", false, true},
		{"宣传视频", "传频", false, false},
		{"دعاية إرهابية", "دعاية", false, true},
		{"دعَاية", "دعا", false, true},
		{"วิดีโอโฆษณา", "โฆษณา", false, true},
		{"Пропаганда", "пропаг", false, true},
		{"می\u200cخواهم", "میخو", false, true},
		{strings.Repeat("a", 200), strings.Repeat("a", 150), false, true},
		{strings.Repeat("a", 200), strings.Repeat("a", 150), true, false},
	} {
		if got := strings.Contains(SearchText("x", c.text), PhraseOf(c.value, c.exact).Text); got != c.want {
			t.Errorf("%q in %q, exact %v: %v", c.value, c.text, c.exact, got)
		}
	}
}

func TestNoPhraseIsFoundAcrossTwoTexts(t *testing.T) {
	text := SearchText("Compte", "de diffusion")
	if strings.Contains(text, PhraseOf("compte de", true).Text) || PhraseOf("compte\x1f", true).Text != PhraseOf("compte", true).Text {
		t.Errorf("found in %q", text)
	}
}

// FuzzSearchText checks what an index of words relies on.
func FuzzSearchText(f *testing.F) {
	for _, s := range []string{"Vidéo de propagande", "100% Étrange_x", "宣传 https://a.example/é?b=%20", "a\x1fb\x00\u0301", "\u0301\u0301a", "ﬁ ① İ", "क" + strings.Repeat("ा", 700), "ـa"} {
		f.Add(s, s[:len(s)/2])
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		body := SearchText(text)
		tokens := strings.Fields(body)
		if body != " "+strings.Join(append(tokens, ""), " ") || !utf8.ValidString(body) {
			t.Fatalf("%q is cut into %q", text, body)
		}
		if p := PhraseOf(text, true); !strings.Contains(body, p.Text) {
			t.Errorf("%q is not found in itself: %q", text, p.Text)
		}
		if again := SearchText(body); again != body {
			t.Errorf("%q, cut again: %q", body, again)
		}
		for _, exact := range []bool{false, true} {
			p := PhraseOf(value, exact)
			for i, w := range p.Need {
				if len(w) > 512 { // of PostgreSQL's 2,046, with a reader's mark
					t.Fatalf("a word of %d bytes", len(w))
				}
				if strings.ContainsFunc(w, func(r rune) bool { return r < utf8.RuneSelf && (r < '0' || r > '9') && (r < 'a' || r > 'z') }) {
					t.Fatalf("%q is no word", w)
				}
				open := p.Open && i == len(p.Need)-1
				held := slices.ContainsFunc(tokens, func(k string) bool { return k == w || open && strings.HasPrefix(k, w) })
				if strings.Contains(body, p.Text) && !held {
					t.Errorf("%q is found in %q without its word %q", value, body, w)
				}
			}
		}
	})
}

func TestBoundsInThePast(t *testing.T) {
	now := time.Date(2015, 5, 5, 22, 30, 0, 0, time.UTC) // the 6th in Paris
	for text, want := range map[string]string{
		"sent:2d":          "2015-05-03T22:30:00Z ",
		"sent:<2d":         "2015-05-03T22:30:00Z ",
		"sent:>2d":         " 2015-05-03T22:30:00Z",
		"sent:today":       "2015-05-05T22:00:00Z 2015-05-06T22:00:00Z",
		"sent:hier":        "2015-05-04T22:00:00Z 2015-05-05T22:00:00Z",
		"sent:2015-03-29":  "2015-03-28T23:00:00Z 2015-03-29T22:00:00Z", // summer begins
		"sent:2015-02":     "2015-01-31T23:00:00Z 2015-02-28T23:00:00Z",
		"sent:<2015":       " 2014-12-31T23:00:00Z",
		"updated:>2015-04": "2015-04-30T22:00:00Z ",
	} {
		q, err := ParseQuery(text)
		if err != nil {
			t.Fatal(err)
		}
		from, to, ok := q.Terms[0].PastBounds(q.Terms[0].Values[0], now, Paris)
		show := func(at time.Time) string {
			if at.IsZero() {
				return ""
			}
			return at.UTC().Format(time.RFC3339)
		}
		if got := show(from) + " " + show(to); got != want || !ok {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

func TestAnAddressIsReadAsItIsShown(t *testing.T) {
	for _, url := range []string{"https://videos.example/a.b?c=d", "http://[2001:db8::1]:80/", "https://a.example/?u=https://b.example/"} {
		if got := Refang(Defang(url)); got != url {
			t.Errorf("%s, shown and read: %s", url, got)
		}
	}
}
