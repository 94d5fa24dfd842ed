package painter

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// longestNotice bounds a notice, in columns.
const longestNotice = 200

// notice is the request to tell a text outside of the screen, as this kind of
// terminal understands it, or nothing where it would show the request itself.
//
// OSC 9 is of iTerm2 and those that followed it, OSC 777 of rxvt and VTE; kinds
// known to understand one get that one, others both and heed one. tmux hands it
// on from inside its pass-through, if its owner allows that, and else drops it;
// GNU screen is not asked.
func notice(term, text string) string {
	text = ansi.Truncate(scrub(text), longestNotice, "…")
	kind, _, _ := strings.Cut(strings.ToLower(term), "-")
	if plain(term) || kind == "screen" || text == "" {
		return ""
	}
	// A text of digits and semicolons would be an order of another kind.
	text = strings.ReplaceAll(text, ";", ",")
	nine, seven := "\x1b]9; "+text+"\x1b\\", "\x1b]777;notify;"+text+";\x1b\\"
	switch {
	case kind == "rxvt" || kind == "foot" || kind == "vte":
		return seven
	case kind == "wezterm" || strings.Contains(term, "kitty") || strings.Contains(term, "ghostty") || strings.Contains(term, "iterm"):
		return nine
	case kind == "tmux":
		return "\x1bPtmux;" + strings.ReplaceAll(nine+seven, "\x1b", "\x1b\x1b") + "\x1b\\"
	}
	return nine + seven
}
