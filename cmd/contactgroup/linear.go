package main

import (
	"context"
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
	fmt.Fprintln(t, words.LastLogin(desk.LastVisit(), desk.Now(), desk.Who().Location()))
	fmt.Fprintln(t, lang.Fill(words.Program.Linear, "command", "request list"))
	unwatch := func() {} // ends what the line before watches
	defer func() { unwatch() }()
	for {
		line, err := t.ReadLine()
		unwatch()
		unwatch = func() {}
		if err != nil && !errors.Is(err, term.ErrPasteIndicator) {
			return 0 // the client has gone, or the session ends
		}
		switch line = strings.TrimSpace(line); line {
		case "":
			continue
		case "exit", "quit", "q":
			return 0
		}
		if args, err := command.Split(line); err == nil && command.Follows(args) {
			unwatch = s.watching(session, desk, words, t, line)
			continue
		}
		c := commandSession(session.Context(), desk, words, &typedText{terminal: t, hint: words.Program.TextHint}, t, t)
		command.RunLine(c, line)
	}
}

// watching runs a command that goes on until the returned function is called,
// while the terminal takes the next line.
func (s *service) watching(session *sshd.Session, desk *store.Desk, words *lang.Words, t *term.Terminal, line string) (stop func()) {
	ctx, cancel := context.WithCancel(session.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { // as sshd does for what runs in a session
			if recover() != nil {
				s.log.Error("panic", "in", "watch")
			}
		}()
		command.RunLine(commandSession(ctx, desk, words, strings.NewReader(""), t, t), line)
	}()
	return func() {
		cancel()
		<-done
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
