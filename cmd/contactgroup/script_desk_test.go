package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// terminals are the windows of one script, in a tmux of its own.
type terminals struct {
	socket, dir string
	started     bool
	pressed     map[string]int // keys of each window since "at-most"
}

func (t *terminals) tmux(args ...string) (string, error) {
	cmd := exec.Command("tmux", append([]string{"-S", t.socket, "-f", "/dev/null"}, args...)...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LC_ALL=C.UTF-8", "HOME="+t.dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("tmux %s: %w: %s", args[0], err, out)
	}
	return string(out), nil
}

func (t *terminals) close() {
	if t.started {
		_, _ = t.tmux("kill-server") // its last window may have ended it
	}
}

// openDesk is "open WINDOW LOGIN [COLUMNSxROWS] [LOCALE]": a desk in a new window.
func openDesk(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	window, login, size, locale := args[0], args[1], "80x24", "fr_FR.UTF-8"
	if len(args) > 2 {
		size = args[2]
	}
	if len(args) > 3 {
		locale = args[3]
	}
	t.open(ts, window, size, append([]string{"env", "LC_ALL=" + locale, "ssh", "-t"}, sshArgs(ts, login)...))
}

// openDemo is "open-demo WINDOW": the demonstration in a new window, with the chair's desk in front.
func openDemo(ts *testscript.TestScript, neg bool, args []string) {
	ts.Value("terminals").(*terminals).open(ts, args[0], "80x24", []string{"env", "LC_ALL=fr_FR.UTF-8", "HOME=" + ts.Getenv("HOME"),
		lookIn(ts.Getenv("PATH"), "contactgroup"), "demo", "--data", ts.MkAbs("demo"), "--listen", "127.0.0.1:0"})
}

// open runs a program in a new window, and leaves how it ended there.
func (t *terminals) open(ts *testscript.TestScript, window, size string, words []string) {
	width, height, _ := strings.Cut(size, "x")
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = shellQuote(w)
	}
	_, err := t.tmux("new-session", "-d", "-s", window, "-x", width, "-y", height, "trap : INT; "+strings.Join(quoted, " ")+"; echo LEFT $?; cat")
	ts.Check(err)
	t.started = true
}

// hangUp is "hang-up WINDOW": the client in the window is killed, as when a line is cut.
func hangUp(ts *testscript.TestScript, neg bool, args []string) {
	_, err := ts.Value("terminals").(*terminals).tmux("respawn-pane", "-k", "-t", "="+args[0]+":", "cat")
	ts.Check(err)
}

// pressKeys is "keys WINDOW KEY…", with tmux's names of keys.
func pressKeys(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	_, err := t.tmux(append([]string{"send-keys", "-t", "=" + args[0] + ":", "--"}, args[1:]...)...)
	ts.Check(err)
	t.pressed[args[0]] += len(args) - 1
}

// countPresses is "at-most N WINDOW": it fails if more keys were pressed there
// since it was last asked; without N it counts from here on.
func countPresses(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	window := args[len(args)-1]
	if len(args) == 2 {
		most, err := strconv.Atoi(args[0])
		ts.Check(err)
		if n := t.pressed[window]; n > most {
			ts.Fatalf("%s took %d presses, more than %d", window, n, most)
		}
	}
	t.pressed[window] = 0
}

// pasteTail outlasts the time in which what follows a paste is part of it.
const pasteTail = 400 * time.Millisecond

// typeText is "type WINDOW TEXT": the text as it is. One too long to be typed
// at once is a paste, and the hand rests after it.
func typeText(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	_, err := t.tmux("send-keys", "-t", "="+args[0]+":", "-l", "--", args[1])
	ts.Check(err)
	if len(args[1]) > 12 {
		time.Sleep(pasteTail)
	}
}

// resizeDesk is "resize WINDOW COLUMNS ROWS".
func resizeDesk(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	_, err := t.tmux("resize-window", "-t", "="+args[0]+":", "-x", args[1], "-y", args[2])
	ts.Check(err)
}

// seeText is "see WINDOW TEXT": it waits until the window shows the text;
// "! see" until it no longer does.
func seeText(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	var screen string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		var err error
		screen, err = t.tmux("capture-pane", "-p", "-t", "="+args[0]+":")
		ts.Check(err)
		if strings.Contains(screen, args[1]) != neg {
			return
		}
	}
	verb := "does not show"
	if neg {
		verb = "still shows"
	}
	ts.Fatalf("%s %s %q:\n%s", args[0], verb, args[1], screen)
}
