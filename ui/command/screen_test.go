package command_test

import (
	"strings"
	"testing"

	"contactgroup/ui/command"
)

// TestATerminalIsGivenNoDocumentThatIsNoText asks for each form on a terminal
// and into a file.
func TestATerminalIsGivenNoDocumentThatIsNoText(t *testing.T) {
	for line, text := range map[string]bool{
		"meeting export next --format pdf": false, "meeting export next --format xlsx": false, "meeting export next --format ods": false,
		"meeting export next --format odt --what pack": false, "action list --pdf": false, "action list --xlsx": false,
		"meeting export next --format html": true, "meeting export next": true, "action list --ics": true, "action list --csv": true,
	} {
		for _, screen := range []bool{true, false} {
			code, out, messages := runWith(t, newDesk(google), line, "-", func(s *command.Session) { s.Screen = screen })
			refused := screen && !text
			if (code == 2) != refused || refused && (out != "" || !strings.Contains(messages, "is not text")) || !refused && code != 0 {
				t.Errorf("%q, screen %t: %d %.40q %q", line, screen, code, out, messages)
			}
		}
	}
}
