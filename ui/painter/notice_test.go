package painter

import (
	"strings"
	"testing"
	"testing/synctest"
)

func TestANoticeIsWrittenAsTheTerminalUnderstandsItOrNotAtAll(t *testing.T) {
	const nine, seven = "\x1b]9; Groupe, 4\x1b\\", "\x1b]777;notify;Groupe, 4;\x1b\\"
	for term, want := range map[string]string{
		"xterm-256color": nine + seven, "xterm": nine + seven, "xterm-kitty": nine, "rxvt-unicode": seven, "foot": seven,
		"tmux-256color": "\x1bPtmux;\x1b\x1b]9; Groupe, 4\x1b\x1b\\\x1b\x1b]777;notify;Groupe, 4;\x1b\x1b\\\x1b\\",
		"screen":        "", "screen-256color": "", "linux": "", "vt100": "", "dumb": "", "": "",
	} {
		if got := notice(term, "Groupe\x1b]0;x\a; 4"); strings.ReplaceAll(got, "]0,x", "") != want {
			t.Errorf("%s: %q, want %q", term, got, want)
		}
	}
	if got := notice("xterm", strings.Repeat("é", 1000)); len(got) > 2*(2*longestNotice+40) {
		t.Errorf("%d bytes", len(got))
	}
}

func TestANoticeGoesOutByThePainterAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w wire
		p := New(&w, options(10, 1))
		defer p.Close()
		p.Notify("Crise")
		p.Notify("")
		if got := w.taken(); len(got) != 1 || !strings.Contains(got[0], "]9; Crise\x1b\\") {
			t.Errorf("wrote %q", got)
		}
	})
}
