package schema

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

func TestAddressesOfTheSameContentMeet(t *testing.T) {
	for _, same := range [][]string{
		{"https://www.videos.example/watch?v=1", "http://m.videos.example/watch?v=1&utm_source=x", "HTTPS://VIDEOS.example:443/watch/?v=1#t=3", "videos.example/watch?v=1"},
		{"https://m.www.videos.example/", "http://videos.example", "https://www.mobile.videos.example."},
		{"https://bücher.example/a", "https://xn--bcher-kva.example/a", "https://BÜCHER.example/a"},
		{"https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2", "https://a.example?fbclid=x&b=2&a=1"},
		{"https://www.youtube.com/watch?v=1&si=x&feature=share", "https://youtube.com/watch?v=1"},
		{"http://[2001:db8::1]/a", "https://[2001:DB8::1]:443/a"},
		{"https://a.example/v/kx41", "https://a.example/v/%6bx%34%31", "https://a.example/%76/./kx41"},
		{"https://a.example/é t", "https://a.example/%c3%a9%20t", "https://a.example/%C3%A9%20%74"},
		{"https://a.example/b", "https://a.example/a/%2e%2e/b"},
		{"http://[2001:db8::1]/a", "http://[2001:0DB8:0:0:0:0:0:1]/a"}, {"https://a.example/a", "http://a.example:080/a#t=30", "https://a.example/a#comments", "https://a.example/a#"},
		{"https://videos.example/#/watch/1", "https://www.videos.example/#/watch/%31/"},
		{"https://www.youtube.com/watch?v=1", "https://m.youtube.com/watch?v=1&t=90s"},
	} {
		for _, s := range same[1:] {
			if NormalURL(s) != NormalURL(same[0]) {
				t.Errorf("%s and %s do not meet: %s, %s", s, same[0], NormalURL(s), NormalURL(same[0]))
			}
		}
	}
}

func TestAddressesOfDifferentContentsDoNotMeet(t *testing.T) {
	for _, two := range [][2]string{
		{"https://a.example/1", "https://a.example/2"}, {"https://a.example/A", "https://a.example/a"}, {"https://a.example:8080/", "https://a.example/"},
		{"https://a.example/?id=1", "https://a.example/?id=2"}, {"https://a.example/?1;x", "https://a.example/?2;x"},
		{"https://a.example/?feature=1", "https://a.example/?feature=2"}, {"https://a.example/a%2Fb", "https://a.example/a/b"},
		{"https://a.example/a%2541", "https://a.example/aA"},
		{"http://[2001:db8::1]:8080/", "http://[2001:db8::1:8080]/"}, {"https://m.example/", "https://www.example/"},
		{"https://files.example/#!first!key", "https://files.example/#!second!key"}, {"https://files.example/#F!first!key", "https://files.example/#F!second!key"},
		{"https://videos.example/?x#/watch/1", "https://videos.example/?x#/watch/2"}, {"https://chat.example/k/#@one", "https://chat.example/k/#@two"},
	} {
		if NormalURL(two[0]) == NormalURL(two[1]) {
			t.Errorf("%s and %s meet at %s", two[0], two[1], NormalURL(two[0]))
		}
	}
}

var hostileURLs = []string{
	"https://user:pass@a.example:8080/x?u=https://b.example/#c", "HTTP://[::1]:8080/.", "//a", "a:b", "http://%zz/", "http://a/../..//b?x&y=",
	"https://xn--/", "http://аррӏе.example", "https://a。example", "http://a b/", "http://www.m.www.x", "http://a.b..", "mailto:a@b.c", "http://\u202ea.example/",
	"www.a.example", "http:\\\\a.example", "http://[fe80::1%25en0]/", "https://a.example/b#!/c/?d#e", "a#!%21/", "http[:]//a{.}b(dot)c[.]d/[://]", "[://]", "http://a:99999/", "?", "http://a/?%", "http://İ.example/", "İA@@@@0", "A://::0?A0", "..?A", "https://https://",
}

func FuzzNormalURL(f *testing.F) {
	for _, s := range hostileURLs {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if key := NormalURL(s); NormalURL(key) != key {
			t.Errorf("%q has the key %q, and that %q", s, key, NormalURL(key))
		}
	})
}

func TestDefangedAddressesAreNoLinks(t *testing.T) {
	for in, want := range map[string]string{
		"https://videos.example/a.b?c=d":                  "hxxps://videos[.]example/a.b?c=d",
		"HTTP://a.example":                                "hxxp://a[.]example",
		"https://bücher.example:8080/é":                   "hxxps://xn--bcher-kva[.]example:8080/é",
		"https://аррӏе.example/":                          "hxxps://xn--80ak6aa92e[.]example/",
		"https://me:x.y@a.example/":                       "hxxps://me:x[.]y@a[.]example/",
		"http://[2001:db8::1]:80/":                        "hxxp://[2001:db8::1]:80/",
		"http://192.0.2.1:80/":                            "hxxp://192[.]0[.]2[.]1:80/",
		"https://a.example/?u=https://b.example/&w=www.c": "hxxps://a[.]example/?u=https[:]//b.example/&w=www[.]c",
		"www.a.example/b":                                 "www[.]a[.]example/b",
		"https://a。example/":                              "hxxps://a[.]example/",
		"https://a.example/\u202e\x1b[2J":                 "hxxps://a[.]example/⟨U+202E⟩⟨U+001B⟩[2J",
	} {
		if got := Defang(in); got != want {
			t.Errorf("Defang(%q) = %q, want %q", in, got, want)
		}
	}
}

var link = regexp.MustCompile(`(?i)(https?|ftp|file)://|www\.[a-z]`)

func FuzzDefang(f *testing.F) {
	for _, s := range hostileURLs {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Defang(s)
		if Visible(got) != got || strings.Contains(got, "\n") {
			t.Errorf("Defang(%q) = %q is not safe to show", s, got)
		}
		if clean, err := CleanURL(s); err == nil && link.MatchString(Defang(clean)) {
			t.Errorf("Defang(%q) = %q is a link", clean, Defang(clean))
		}
	})
}

func TestAnAddressPastedAsItWasShownIsTakenForWhatItWas(t *testing.T) {
	for _, s := range []string{"https://videos.example/a.b?c=d", "http://192.0.2.1:80/", "https://a.example/?u=https://b.example/&w=www.c", "https://www.a.example/[.]/x"} {
		if got, err := CleanURL(Defang(s)); got != s || err != nil {
			t.Errorf("%s, shown as %s, is taken for %s, %v", s, Defang(s), got, err)
		}
	}
	for _, s := range []string{"HXXPS://Videos[.]example/1", "https://Videos[.]example/1", "hxxps[:]//Videos(.)example/1", "hxxps[://]Videos[dot]example/1", "https[:]//Videos{.}example/1"} {
		if got, err := CleanURL(s); got != "https://Videos.example/1" || err != nil {
			t.Errorf("%s is taken for %s, %v", s, got, err)
		}
	}
	if s := "https://a.example/?u=www[.]b(dot)c"; CleanURLOf(t, s) != s {
		t.Errorf("%s, which is no link disarmed, is taken for %s", s, CleanURLOf(t, s))
	}
}

// CleanURLOf is an address as it is stored, which must be one.
func CleanURLOf(t *testing.T, s string) string {
	t.Helper()
	clean, err := CleanURL(s)
	if err != nil {
		t.Fatal(s, err)
	}
	return clean
}

func TestAContentsAddressIsOfTheWebAndNothingElse(t *testing.T) {
	for s, why := range map[string]Reason{
		" https://a.example/b ": "", "HTTP://a.example": "", "https://bücher.example/é?a=[1]": "", "https://a.example:8080": "",
		"": WhyURL, "ftp://a.example": WhyURL, "javascript:alert(1)": WhyURL, "https://": WhyURL, "https:///a": WhyURL, "a.example/b": WhyURL,
		"https://me@a.example/": WhyURL, "https://me:pw@a.example/": WhyURL, "https://a.example/b c": WhyURL, "https://a.example/b\u00a0c": WhyURL,
		"https://a.example/\x1b[2J": WhyControl, "https://a.example/\xff": WhyEncoding, "https://a.example/%zz": WhyURL,
		"https://a.example/" + strings.Repeat("x", MaxURL): WhyTooLong,
	} {
		got, err := CleanURL(s)
		var f *Fault
		switch {
		case why == "" && (err != nil || got != strings.TrimSpace(s)):
			t.Errorf("%q: %q, %v", s, got, err)
		case why != "" && (!errors.As(err, &f) || f.Why != why || f.Class != ErrInvalid):
			t.Errorf("%q: %v, want %s", s, err, why)
		}
	}
}
