package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/term"

	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// linear is the desk for terminals that cannot repaint: one command a line,
// the same commands as over ssh, until "exit" or the end of input.
func (s *service) linear(session *sshd.Session, desk *store.Desk, words *lang.Words) int {
	t := term.NewTerminal(session, "> ")
	if err := t.SetSize(session.PTY.Size.Width, session.PTY.Size.Height); err != nil {
		return 1
	}
	fmt.Fprintln(t, lang.Fill(words.Program.Linear, "command", "request list"))
	for {
		line, err := t.ReadLine()
		if err != nil && !errors.Is(err, term.ErrPasteIndicator) {
			return 0 // the client has gone, or the session ends
		}
		switch line = strings.TrimSpace(line); line {
		case "":
			continue
		case "exit", "quit", "q":
			return 0
		}
		c := commandSession(session.Context(), desk, words, &typedText{terminal: t, hint: words.Program.TextHint}, t, t)
		command.RunLine(c, line)
	}
}

// typedText is the text a command asks for, typed on lines until one holds a
// single dot. Nothing is asked until a command reads.
type typedText struct {
	terminal *term.Terminal
	hint     string
	rest     string
	asked    bool
	ended    bool
}

func (r *typedText) Read(p []byte) (int, error) {
	if !r.asked {
		r.asked = true
		fmt.Fprintln(r.terminal, r.hint)
	}
	for r.rest == "" {
		if r.ended {
			return 0, io.EOF
		}
		line, err := r.terminal.ReadLine()
		if err != nil && !errors.Is(err, term.ErrPasteIndicator) {
			return 0, err
		}
		if r.ended = line == "."; !r.ended {
			r.rest = line + "\n"
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}
