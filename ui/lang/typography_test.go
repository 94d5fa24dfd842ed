package lang_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"contactgroup/ui/lang"
)

// wrong are the spellings that French typography does not know. Code, commands
// and the fields that Fill replaces are left out before.
var (
	wrong = regexp.MustCompile(`[\p{L})][;!?]|[\p{L}\d)] ?'[\p{L}]|«[^ \x{a0}\x{202f}]|[^ \x{a0}\x{202f}(]»|\.\.\.|"`)
	code  = regexp.MustCompile("`[^`]*`|\\{[a-z]+\\}|https?://\\S+|hxxps?://\\S+|\\S+:\\S+|\\(\"\"\\)")
)

func TestFrenchIsSetAsPrinted(t *testing.T) {
	walk("", reflect.ValueOf(lang.French), func(path, s string) {
		if literal(path) {
			return
		}
		if hit := wrong.FindString(code.ReplaceAllString(s, "x")); hit != "" {
			t.Errorf("%s: %q in %q", path, hit, s)
		}
	})
}

// literal reports whether a text holds what is typed in a shell.
func literal(path string) bool { return strings.HasPrefix(path, ".Command.") }
