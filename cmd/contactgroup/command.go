package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/muesli/termenv"
	"golang.org/x/crypto/ssh"
	"golang.org/x/term"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/intake"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// command runs one command line of a member over SSH and returns its exit status.
func (s *service) command(session *sshd.Session) int {
	desk := session.Identity.(entrant).desk
	words := wordsFor(session, desk)
	running, free := whileServing(session)
	defer free()
	ctx, release := untilEnded(running)
	defer release()
	c := commandSession(ctx, desk, words, session, session, session.Stderr())
	if session.TooLong {
		s.limited(schema.LimitLine, session.Identity, session.Remote)
		fmt.Fprintln(session.Stderr(), words.Program.LineTooLong)
		return 2
	}
	if copying, ok := remoteCopy(session.Line); ok {
		return s.scp(session, copying)
	}
	if name := foreignProgram(session.Line); name != "" {
		tell(session, lang.Fill(words.Serving.Foreign, "name", name, "host", strings.Replace(s.hostWords(desk.Who().Login), "-p ", "-P ", 1)))
		return 2
	}
	c.Colour = session.PTY != nil && colours(session) != termenv.Ascii
	c.Terminal, c.Screen = session.PTY != nil, session.PTY != nil
	c.Host, c.Join, c.HostKey = s.hostWords(desk.Who().Login), s.hostWords(joinUser), ssh.FingerprintSHA256(s.host.PublicKey())
	s.log.Info("command", "member", desk.Who().Login, "key", session.Fingerprint)
	noAgent(session, words)
	c.Ran = s.metrics.ran
	return command.RunLine(c, session.Line)
}

func commandSession(ctx context.Context, desk *store.Desk, words *lang.Words, in io.Reader, out, errs io.Writer) command.Session {
	shown := told(desk, words, nil)
	return command.Session{Ctx: ctx, Desk: shown, Speaks: shown.words.Store, In: in, Out: out, Err: errs, Failed: desk.Failed, Words: words, Version: version(),
		Took: func(document string, bytes int64) { desk.Took(schema.VerbExport, document, bytes) },
		Intake: func(r io.Reader) iter.Seq2[schema.IntakeRow, error] {
			return intake.Read(r, intake.Options{Zone: desk.Who().Location()})
		}}
}

// runCommand runs words that a shell of this machine has split already.
func runCommand(ctx context.Context, desk *store.Desk, words *lang.Words, d door, args []string, in io.Reader, out, errs io.Writer) int {
	s := commandSession(ctx, desk, words, in, out, errs)
	s.HostKey = d.hostKey
	if d.address != "" {
		s.Host, s.Join = wayTo(d.address, desk.Who().Login), wayTo(d.address, joinUser)
	}
	s.Terminal, s.Screen = onTerminal(errs), onTerminal(out)
	return command.Run(s, args)
}

// onTerminal reports whether what is written there is for a terminal of this machine.
func onTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// whileServing is how long a command line may run: one that goes on by itself, until
// the server begins to stop; others may finish meanwhile. free ends it.
func whileServing(session *sshd.Session) (ctx context.Context, free func()) {
	args, err := command.Split(session.Line)
	if err != nil || !command.Follows(args) {
		return session.Context(), func() {}
	}
	ctx, end := context.WithCancelCause(session.Context())
	forget := context.AfterFunc(session.Stopping(), func() { end(sshd.ErrShutdown) })
	return ctx, func() {
		forget()
		end(nil)
	}
}

// untilEnded is a session's context, of which the end is told in the desk's own
// words; release frees it.
func untilEnded(session context.Context) (ctx context.Context, release func()) {
	ctx, end := context.WithCancelCause(context.WithoutCancel(session))
	stop := context.AfterFunc(session, func() {
		cause := context.Cause(session)
		switch {
		case errors.Is(cause, sshd.ErrShutdown):
			cause = &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyStopping}
		case errors.Is(cause, sshd.ErrIdle):
			cause = &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyIdle}
		case errors.Is(cause, sshd.ErrRevoked):
			cause = &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRevoked}
		}
		end(cause)
	})
	return ctx, func() {
		stop()
		end(nil)
	}
}
