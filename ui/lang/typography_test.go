package lang_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"contactgroup/ui/lang"
)

// code is what is typed or replaced rather than read: commands, fields that Fill
// replaces, addresses, options, quotes that a text speaks of.
var code = regexp.MustCompile("`[^`]*`|\\{[a-z_0-9]+\\}|https?://\\S+|hxxps?://\\S+|\\S+:\\S+|\\(\"\"\\)|\\\\?\"GOO-2015-0042\\\\?\"|eval \"[^\"]*\"|\\{\".*\\}|ssh H\\S+ \".*\"|\"l'opérateur\"|contactgroup\\.system=on' \\S+|PGOPTIONS='\\S+|--[a-z-]+(=\\S+)?")

// The spellings that typography does not know, for both languages and for each.
var (
	unprinted = regexp.MustCompile(`[\p{L}\d)] ?'[\p{L}]|\.\.\.|"|[^ \n{}]  +[^ \n{(|]| ,| \.(\s|$)`)
	unFrench  = regexp.MustCompile(`[\p{L})][;!?]|[\p{L})»]:(\s|$)|«[^ \x{a0}\x{202f}]|[^ \x{a0}\x{202f}(]»|“|”|\b(?i:noeud|oeuvre|coeur|voeu)|\bN°[^ ]|(^|[.!?] )(Etat|Etape|Echap|Echéan|Ecran|Ecri|Emarg|Evén|A (?:traiter|viser|revoir))`)
	unEnglish = regexp.MustCompile(`\p{L} [;:!?](\s|$)|«|»|[\p{L}]“`)
	// Words that French has its own for.
	foreign = regexp.MustCompile(`(?i)\b(e-?mails?|digital\w*|checker|escalad\w*|uploader|timer|deadline|feedback|reporting|process|supporter)\b`)
)

func TestTextsAreSetAsPrinted(t *testing.T) {
	for _, w := range lang.All {
		own := unEnglish
		if w == lang.French {
			own = unFrench
		}
		walk("", reflect.ValueOf(w), func(path, s string) {
			if literal(path) {
				return
			}
			text := code.ReplaceAllString(s, "x")
			for _, wrong := range []*regexp.Regexp{unprinted, own} {
				if hit := wrong.FindString(text); hit != "" {
					t.Errorf("%s%s: %q in %q", w.Code, path, hit, s)
				}
			}
			if hit := foreign.FindString(text); hit != "" && w == lang.French {
				t.Errorf("%s is said otherwise in French: %q in %q", path, hit, s)
			}
		})
	}
}

// literal reports whether a text is an example of what is typed in a shell, or set in columns.
func literal(path string) bool {
	return strings.HasSuffix(path, ".Example") || strings.HasPrefix(path, ".Files.ReadMe") || path == ".Files.ScpUsage" || strings.HasSuffix(path, ".EventLine")
}
