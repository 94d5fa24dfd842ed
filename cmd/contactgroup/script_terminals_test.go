package main

import (
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// openAs is "open-as WINDOW LOGIN COLUMNSxROWS LOCALE TERM [screen]": a desk in a
// new window below a line that says BEFORE, reached by an ssh whose terminal says
// that it is a TERM. All that the server sends is kept in the file WINDOW.raw. With
// screen, it runs inside one.
func openAs(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	window, login, size, locale, kind := args[0], args[1], args[2], args[3], args[4]
	words := []string{"env", "LC_ALL=" + locale, "TERM=" + kind, "ssh", "-tt"}
	words = append(words, sshArgs(ts, login)...)
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = shellQuote(w)
	}
	line := strings.Join(quoted, " ") + " | tee " + shellQuote(ts.MkAbs(window+".raw"))
	shell := []string{"sh", "-c", line}
	if len(args) > 5 {
		shell = append([]string{"env", "SCREENDIR=" + ts.MkAbs("screens"), "TERM=screen-256color", "LC_ALL=C.UTF-8", "screen", "-U", "-c", "/dev/null", "--"}, shell...)
	}
	t.open(ts, window, size, append([]string{"sh", "-c", `echo BEFORE; exec "$@"`, "sh"}, shell...))
}

// givenBack is "given-back WINDOW": it waits until the program in a window has left,
// and what it may have set of the terminal is as before: the first screen, a cursor
// that shows, lines that wrap, no mouse.
func givenBack(ts *testscript.TestScript, neg bool, args []string) {
	seeText(ts, false, []string{args[0], "LEFT 0"})
	t := ts.Value("terminals").(*terminals)
	const want = "alternate 0 cursor 1 wrap 1 mouse 0 0"
	var got string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		out, err := t.tmux("display-message", "-p", "-t", "="+args[0]+":",
			"alternate #{alternate_on} cursor #{cursor_flag} wrap #{wrap_flag} mouse #{mouse_any_flag} #{mouse_sgr_flag}")
		ts.Check(err)
		if got = strings.TrimSpace(out); got == want {
			return
		}
	}
	ts.Fatalf("%s is left as: %s, want %s", args[0], got, want)
}
