package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
	"contactgroup/ui/linear"
	"contactgroup/ui/sshd"
	"contactgroup/ui/widget"
)

// linear is the desk by numbers: on terminals that cannot place a cursor, and for
// members who chose it. It reports whether the member now wants the screens.
func (s *service) linear(session *sshd.Session, keys io.Reader, desk *store.Desk, set schema.Settings, first bool) (screens bool) {
	words := chooser(session)(set.Lang)
	console := linear.NewConsole(keys, session, session.PTY.Size.Width, !speaksUTF8(session.Env))
	line := &commandLine{service: s, session: session, desk: desk, console: console}
	defer line.unwatch()
	var greet []string
	if first {
		greet = []string{greeting(session.Context(), desk, words)}
	}
	return linear.Run(linear.Options{
		Desk: told(desk, words, chooser(session)), Console: console, Choose: chooser(session), Command: line.run, Screens: !plainTerminal(session.PTY.Term),
		Session: &widget.Session{Ctx: session.Context(), Words: words, Theme: &widget.Theme{}, Zone: desk.Who().Location(), Now: desk.Now},
		Told:    greet,
	})
}

// commandLine runs what is typed at the desk by numbers as commands over ssh.
type commandLine struct {
	*service
	session *sshd.Session
	desk    *store.Desk
	console *linear.Console
	stop    func() // ends what an earlier line watches; nil: nothing
}

func (l *commandLine) unwatch() {
	if l.stop != nil {
		l.stop()
		l.stop = nil
	}
}

func (l *commandLine) run(line string, words *lang.Words) {
	l.unwatch()
	if args, err := command.Split(line); err == nil && command.Follows(args) {
		l.stop = l.watch(line, words)
		return
	}
	in := &typedText{console: l.console, hint: words.Program.TextHint}
	s := commandSession(l.session.Context(), l.desk, words, in, l.console, l.console)
	s.Screen = true
	command.RunLine(s, line)
}

// watch runs a command that goes on until the returned function is called,
// while the console takes the next line.
func (l *commandLine) watch(line string, words *lang.Words) (stop func()) {
	ctx, cancel := context.WithCancel(l.session.Context())
	done := make(chan struct{})
	out := announced{l.console}
	go func() {
		defer close(done)
		defer func() { // as sshd does for what runs in a session
			if recover() != nil {
				l.log.Error("panic", "in", "watch")
			}
		}()
		command.RunLine(commandSession(ctx, l.desk, words, strings.NewReader(""), out, out), line)
	}()
	return func() {
		cancel()
		<-done
	}
}

// announced writes lines beside one that is being typed.
type announced struct{ console *linear.Console }

func (a announced) Write(p []byte) (int, error) {
	a.console.Announce(strings.TrimRight(string(p), "\n"))
	return len(p), nil
}

// typedText is the text a command asks for, typed on lines until one holds a
// single dot. Nothing is asked until a command reads.
type typedText struct {
	console *linear.Console
	hint    string
	rest    string
	asked   bool
	ended   bool
}

func (r *typedText) Read(p []byte) (int, error) {
	if !r.asked {
		r.asked = true
		fmt.Fprintln(r.console, r.hint)
	}
	for r.rest == "" {
		if r.ended {
			return 0, io.EOF
		}
		line, err := r.console.Line("")
		if err != nil {
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

// keyboard gives the keys of one session to whatever reads now: the screens, or
// the desk by numbers after them. A reader that has ended takes no key away.
type keyboard struct {
	events chan []byte
	rest   []byte
}

func newKeyboard(session *sshd.Session) *keyboard {
	k := &keyboard{events: make(chan []byte)}
	go func() {
		defer close(k.events)
		for {
			event := make([]byte, 256)
			n, err := session.Read(event)
			if n > 0 {
				select {
				case k.events <- event[:n]:
				case <-session.Context().Done():
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	return k
}

// reader reads until ctx ends. Only one may be read from at a time.
func (k *keyboard) reader(ctx context.Context) io.Reader { return keyReader{k, ctx} }

type keyReader struct {
	keys *keyboard
	ctx  context.Context
}

func (r keyReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, io.EOF
	}
	if len(r.keys.rest) == 0 {
		select {
		case event, open := <-r.keys.events:
			if !open {
				return 0, io.EOF
			}
			r.keys.rest = event
		case <-r.ctx.Done():
			return 0, io.EOF
		}
	}
	n := copy(p, r.keys.rest)
	r.keys.rest = r.keys.rest[n:]
	return n, nil
}
