package command_test

import (
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"contactgroup/ui/command"
)

// pieces are what random lines are made of: quotes, escapes and blanks, and
// nothing that a shell would expand or act on.
var pieces = []string{"a", "b", "é", " ", " ", "\t", `'`, `'`, `"`, `"`, `\`, `\"`, `\\`, `\'`, "--x=", "-", "1", "ab c", "''", `""`, "\n"}

// TestLinesAreSplitAsByAShell gives random lines to both: where the shell
// takes a line, the words are the same; where it finds a quote unclosed, so do we.
func TestLinesAreSplitAsByAShell(t *testing.T) {
	needTool(t, "sh")
	random := rand.New(rand.NewPCG(2015, 5))
	for range 400 {
		var line strings.Builder
		for range 1 + random.IntN(12) {
			line.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := strings.TrimLeft(line.String(), " \t\n")
		words, err := command.Split(text)
		if strings.HasSuffix(text, `\`) || strings.Contains(strings.Trim(text, " \t\n"), "\n") {
			continue // a shell reads on there, and takes a line break outside quotes for the end of a command
		}
		// Each word is followed by a byte that no word has; without words printf would print it once.
		out, failed := exec.Command("sh", "-c", `set -- `+text+`
for word in "$@"; do printf '%s\037' "$word"; done`).Output()
		if (failed != nil) != (err != nil) {
			t.Fatalf("%q: the shell says %v, we %v", text, failed, err)
		}
		var want []string
		if failed == nil && len(out) > 0 {
			want = strings.Split(strings.TrimSuffix(string(out), "\037"), "\037")
		}
		if !slices.Equal(words, want) {
			t.Fatalf("%q: the shell makes %q of it, we %q", text, want, words)
		}
	}
}
