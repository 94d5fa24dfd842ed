package schema

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestTextsAreCleanedAtTheDoor(t *testing.T) {
	for in, want := range map[string]string{
		" a\r\nb\t ": "a\nb", "e\u0301": "é", "": "", " \n ": "", "👨‍👩‍👧 🇫🇷": "👨‍👩‍👧 🇫🇷", "مرحبا": "مرحبا", "\u202e": "\u202e", // hidden signs are shown, not refused
	} {
		if got, err := CleanText("f", in, MaxText); err != nil || got != want {
			t.Errorf("CleanText(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for in, want := range map[string]string{" a\n\tb\u2028c ": "a b c", "a\u00a0b": "a b"} {
		if got, err := CleanLine("f", in); err != nil || got != want {
			t.Errorf("CleanLine(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestTextsThatCouldDriveATerminalAreRefusedByPlace(t *testing.T) {
	for _, tc := range []struct {
		in    string
		why   Reason
		value string
		place int
	}{
		{"é\x1b[2J", WhyControl, "U+001B", 2}, {"\u009b2J", WhyControl, "U+009B", 1}, {"a\x7f", WhyControl, "U+007F", 2}, {"a\rb", WhyControl, "U+000D", 2},
		{"a\x00", WhyControl, "U+0000", 2}, {"\u0085", WhyControl, "U+0085", 1}, {"a\xff", WhyEncoding, "", 0}, {strings.Repeat("é", 6), WhyTooLong, "10", 0},
	} {
		got, err := CleanText("subject", tc.in, 10)
		var f *Fault
		if !errors.As(err, &f) || f.Why != tc.why || f.Value != tc.value || f.Place != tc.place || f.Field != "subject" || got != "" {
			t.Errorf("%q: %q, %#v", tc.in, got, f)
		}
	}
}

func TestHiddenSignsAreShown(t *testing.T) {
	for in, want := range map[string]string{
		"a\u202eb": "a⟨U+202E⟩b", "\u200b": "⟨U+200B⟩", "\ufeff": "⟨U+FEFF⟩", "\u2028": "⟨U+2028⟩", "\x1b]52;c;x\x07": "⟨U+001B⟩]52;c;x⟨U+0007⟩",
		"\U000e0041": "⟨U+E0041⟩", "\u3164": "⟨U+3164⟩", "\u034f": "⟨U+034F⟩", "\ue000": "⟨U+E000⟩", "\ufdd0": "⟨U+FDD0⟩", "a\xffb": "a⟨U+FFFD⟩b",
		"\ufffd\u200d": "⟨U+FFFD⟩⟨U+200D⟩", "g\u200doogle": "g⟨U+200D⟩oogle", "\u200dx": "⟨U+200D⟩x",
		"a\tb\nc": "a b\nc", "👨\u200d👩\u200d👧 ✌🏽 ☎️ 🇫🇷": "👨\u200d👩\u200d👧 ✌🏽 ☎️ 🇫🇷", "é è ç – « » 日本 مرحبا": "é è ç – « » 日本 مرحبا", "क्\u200dष": "क्\u200dष",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
	if got := VisibleLine("a\nb"); got != "a b" {
		t.Errorf("%q", got)
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"\x1b[2J", "a\u202eb", "👨‍👩‍👧", "\ufffd\u200d", "\xff\u200d", "\u115f", "a\tb\n\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Visible(s)
		if !utf8.ValidString(got) || Visible(got) != got {
			t.Errorf("Visible(%q) = %q, again %q", s, got, Visible(got))
		}
		for _, r := range got {
			if r != '\n' && r != '\u200d' && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029') {
				t.Errorf("Visible(%q) = %q holds U+%04X", s, got, r)
			}
		}
	})
}

func FuzzCleanText(f *testing.F) {
	for _, s := range []string{" a\r\nb ", "e\u0301", "\u0344 ", "\x1b", "\u2126\u1161"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := CleanText("f", s, 1000)
		if err != nil {
			if !errors.Is(err, ErrInvalid) || got != "" {
				t.Errorf("%q: %q, %v", s, got, err)
			}
			return
		}
		if again, err := CleanText("f", got, 1000); err != nil || again != got || !norm.NFC.IsNormalString(got) || len(got) > 1000 {
			t.Errorf("%q gives %q, and that %q, %v", s, got, again, err)
		}
		if line, err := CleanLine("f", s); err == nil && strings.ContainsAny(line, "\n\t\r") {
			t.Errorf("%q gives the line %q", s, line)
		}
	})
}
