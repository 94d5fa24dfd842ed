package command_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"contactgroup/ui/command"
)

// posix pairs command lines with the words a POSIX shell makes of them when it expands nothing.
var posix = []struct {
	line string
	want []string
}{
	{``, nil},
	{" \t\n ", nil},
	{`request list`, []string{"request", "list"}},
	{"  request\tlist\n--json ", []string{"request", "list", "--json"}},
	{`a 'b c' d`, []string{"a", "b c", "d"}},
	{`a "b c" d`, []string{"a", "b c", "d"}},
	{`''`, []string{""}},
	{`"" x`, []string{"", "x"}},
	{`a''b`, []string{"ab"}},
	{`--reason='deux mots'`, []string{"--reason=deux mots"}},
	{`--reason="l'objet"`, []string{"--reason=l'objet"}},
	{`'il dit "non"'`, []string{`il dit "non"`}},
	{`'a'\''b'`, []string{"a'b"}},
	{`a\ b`, []string{"a b"}},
	{`a\\b`, []string{`a\b`}},
	{"a\\\nb", []string{"ab"}},
	{`"a\"b"`, []string{`a"b`}},
	{`"a\$b\` + "`" + `c\\d"`, []string{"a$b`c" + `\d`}},
	{`"a\nb"`, []string{`a\nb`}},
	{"\"a\\\nb\"", []string{"ab"}},
	{`'a\'`, []string{`a\`}},
	{`$(id) ; rm -rf / | cat > x & #y`, []string{"$(id)", ";", "rm", "-rf", "/", "|", "cat", ">", "x", "&", "#y"}},
	{"`id` $HOME ~ * ? [a] {b,c} !x", []string{"`id`", "$HOME", "~", "*", "?", "[a]", "{b,c}", "!x"}},
	{`"$(id)"`, []string{"$(id)"}},
	{`réponse 'été'`, []string{"réponse", "été"}},
	{"a\xffb \u00a0", []string{"a\xffb", "\u00a0"}},
}

func TestSplitQuotesAsAShellAndExpandsNothing(t *testing.T) {
	for _, tc := range posix {
		got, err := command.Split(tc.line)
		if err != nil || !slices.Equal(got, tc.want) {
			t.Errorf("Split(%q) = %q, %v, want %q", tc.line, got, err, tc.want)
		}
	}
}

func TestAnUnclosedQuoteIsNoGuess(t *testing.T) {
	for _, line := range []string{`'`, `"`, `a 'b`, `a "b`, `a "b\"`, `a\`, `'a'"b`, `l'objet`} {
		if got, err := command.Split(line); !errors.Is(err, command.ErrUnclosed) || got != nil {
			t.Errorf("Split(%q) = %q, %v, want ErrUnclosed", line, got, err)
		}
	}
}

// FuzzSplit holds two promises: words quoted for a shell come back unchanged,
// and the words of any line survive being quoted and split again.
func FuzzSplit(f *testing.F) {
	for _, tc := range posix {
		f.Add(tc.line)
	}
	f.Add(`"a`)
	f.Fuzz(func(t *testing.T, line string) {
		if got, err := command.Split(quote(line)); err != nil || !slices.Equal(got, []string{line}) {
			t.Fatalf("Split(quote(%q)) = %q, %v", line, got, err)
		}
		words, err := command.Split(line)
		if err != nil {
			return
		}
		again := make([]string, len(words))
		for i, w := range words {
			again[i] = quote(w)
		}
		if got, err := command.Split(strings.Join(again, " ")); err != nil || !slices.Equal(got, words) {
			t.Fatalf("%q was split into %q, which came back as %q, %v", line, words, got, err)
		}
	})
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
