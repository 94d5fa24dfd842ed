package main

import (
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// openAs is "open-as WINDOW LOGIN COLUMNSxROWS LOCALE TERM [screen] [NAME=VALUE…]": a
// desk in a new window below a line that says BEFORE, reached by an ssh whose terminal
// says that it is a TERM, and that sends the values too. All that the server sends is
// kept in the file WINDOW.raw. With screen, it runs inside one.
func openAs(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	window, login, size, locale, kind := args[0], args[1], args[2], args[3], args[4]
	words, inScreen := []string{"env", "LC_ALL=" + locale, "TERM=" + kind}, false
	var options []string
	for _, more := range args[5:] {
		name, _, value := strings.Cut(more, "=")
		if inScreen = inScreen || !value; value {
			words, options = append(words, more), append(options, "-o", "SendEnv="+name)
		}
	}
	words = append(append(words, "ssh", "-tt"), sshArgs(ts, login, options...)...)
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = shellQuote(w)
	}
	line := strings.Join(quoted, " ") + " | tee " + shellQuote(ts.MkAbs(window+".raw"))
	shell := []string{"sh", "-c", line}
	if inScreen {
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

// openClient is "open-client WINDOW COLUMNSxROWS WORD…": a program in a new window
// below a line that says BEFORE.
func openClient(ts *testscript.TestScript, neg bool, args []string) {
	ts.Value("terminals").(*terminals).open(ts, args[0], args[1], append([]string{"sh", "-c", `echo BEFORE; exec "$@"`, "sh"}, args[2:]...))
}

// missingTool is "missing TOOL": what a script says before it skips itself, loudly,
// and where that is a failure.
func missingTool(ts *testscript.TestScript, neg bool, args []string) {
	if os.Getenv("CI") == "true" {
		ts.Fatalf("%s is not installed", args[0])
	}
	ts.Logf("SKIPPED: %s is not installed, nothing was tested", args[0])
}

// storm is "storm WINDOW TIMES KEY…": that many changes of the window's size, one
// right behind the other, with the keys typed between them, over and over.
func storm(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	times, err := strconv.Atoi(args[1])
	ts.Check(err)
	sizes, keys := [][2]string{{"140", "40"}, {"20", "5"}, {"1", "1"}, {"61", "17"}, {"39", "9"}, {"300", "90"}, {"40", "10"}, {"80", "24"}}, args[2:]
	for i := range times {
		size := sizes[i%len(sizes)]
		resizeDesk(ts, false, []string{args[0], size[0], size[1]})
		_, err := t.tmux("send-keys", "-t", "="+args[0]+":", "--", keys[i%len(keys)])
		ts.Check(err)
	}
}
