package painter

import "strings"

// plain reports whether TERM names a terminal that gets no more than a VT100
// understands: no alternate screen, bracketed paste, synchronized output or
// clipboard. Terminals not known to be so are taken for relatives of xterm,
// which ignore the private modes they lack.
func plain(term string) bool {
	name, _, _ := strings.Cut(strings.ToLower(term), "-")
	switch name {
	case "", "dumb", "unknown", "linux", "ansi", "pcansi", "cons25", "sun", "network", "dialup":
		return true
	}
	model, isVT := strings.CutPrefix(name, "vt")
	return isVT && model != "" && model[0] >= '0' && model[0] <= '9'
}

// The control sequences of the painter's own, beside those that carry numbers.
const (
	enterScreen = "\x1b[?1049h"
	leaveScreen = "\x1b[?1049l"
	pasteOn     = "\x1b[?2004h"
	pasteOff    = "\x1b[?2004l"
	mouseOn     = "\x1b[?1000h\x1b[?1006h" // presses and the wheel, in numbers
	mouseOff    = "\x1b[?1006l\x1b[?1000l"
	wrapOn      = "\x1b[?7h"
	wrapOff     = "\x1b[?7l"
	showCursor  = "\x1b[?25h"
	hideCursor  = "\x1b[?25l"
	beginPaint  = "\x1b[?2026h" // hold what you show until …
	endPaint    = "\x1b[?2026l" // … here
	unstyled    = "\x1b[m"
	clearScreen = "\x1b[2J"
	clearToEnd  = "\x1b[K" // of the row
)
