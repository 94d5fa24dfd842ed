package export

import (
	"regexp"
	"strings"
	"testing"

	"contactgroup/schema"
)

func TestCellsThatBeginLikeFormulasAreTexts(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+33 1 02": "'+33 1 02", "-1": "'-1", "@x": "'@x", " =1": "' =1", "\u00a0=1": "'\u00a0=1", "\t=1": "' =1",
		"ok\n=1": "ok\n'=1", "ok\r\n @x": "ok\n' @x", "\nx": "'\nx", "＝1": "'＝1",
		"un\n\n-deux": "un\n\n'-deux", "é\n\u00a0=1": "é\n'\u00a0=1", "un\u00ad": "un⟨U+00AD⟩", "un\n": "un\n",
		"1+1=2": "1+1=2", "a-b": "a-b", "": "", "deux\nlignes": "deux\nlignes", "l’été": "l’été",
	} {
		if got := csvCell(in); got != want {
			t.Errorf("csvCell(%q) = %q, want %q", in, got, want)
		}
	}
}

// dangerous is the rule for cells: a formula sign, tab or line end at the
// beginning, blanks aside, or after a line end inside.
var dangerous = regexp.MustCompile(`(^|[\r\n])[\pZ\s\x{85}]*[=+\-@＝＋－＠]|^[\pZ ]*[\t\r\n]`)

func FuzzCSVCell(f *testing.F) {
	for _, h := range hostile {
		f.Add(h)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := csvCell(s)
		if dangerous.MatchString(got) {
			t.Errorf("csvCell(%q) = %q", s, got)
		}
		if schema.Visible(got) != got {
			t.Errorf("csvCell(%q) = %q holds what is not to be seen", s, got)
		}
		if strings.ReplaceAll(got, "'", "") != strings.ReplaceAll(plain(s), "'", "") {
			t.Errorf("csvCell(%q) = %q changed more than apostrophes", s, got)
		}
	})
}

func TestMarkdownRendersAsTyped(t *testing.T) {
	for in, want := range map[string]string{
		"a|b": `a\|b`, "[x](http://y)": `\[x\](http\://y)`, "<b>": "&lt;b&gt;", "&amp;": "&amp;amp;", "**b**": `\*\*b\*\*`, "a\nb": "a<br>b",
		"a\r\nb": "a<br>b", "www.x.fr": `www\.x.fr`, "WWW.x": `WWW\.x`, "a@b": `a\@b`, `\|`: `\\\|`, "10:30": "10:30", "l’été.": "l’été.",
	} {
		if got := markdownText(in); got != want {
			t.Errorf("markdownText(%q) = %q, want %q", in, got, want)
		}
	}
}

var (
	markdownEscape = regexp.MustCompile("\\\\[\\\\`*_\\[\\]|~@#$:.]")
	markdownLive   = regexp.MustCompile("(?i)[\\\\`*_\\[\\]|~@\n\r<>]|://|www\\.")
)

func FuzzMarkdownCell(f *testing.F) {
	for _, h := range hostile {
		f.Add(h)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := markdownText(s)
		rest := markdownEscape.ReplaceAllString(strings.ReplaceAll(got, "<br>", " "), " ")
		if live := markdownLive.FindString(rest); live != "" {
			t.Errorf("markdownText(%q) = %q: %q acts", s, got, live)
		}
	})
}
