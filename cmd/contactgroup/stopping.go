package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// stopTime is how long commands may take to finish once the server stops.
const stopTime = 10 * time.Second

// stopServer lets everybody out: desks at once, commands when they have
// finished. After stopTime, or at a second signal, what is left is ended.
func (s *service) stopServer() {
	patience, over := context.WithTimeout(context.Background(), stopTime)
	defer over()
	hurry, over := signal.NotifyContext(patience, os.Interrupt, syscall.SIGTERM)
	defer over()
	if err := s.server.Shutdown(hurry); err != nil {
		s.log.Warn("programs were cut", "sessions", s.server.Sessions())
	}
}

// farewell tells a member why their session ended, if not by themselves, and
// returns the exit status for it, else status.
func farewell(session *sshd.Session, words *lang.Words, status int) int {
	text := ""
	switch cause := context.Cause(session.Context()); {
	case errors.Is(cause, sshd.ErrRevoked):
		text, status = words.Error(&schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRevoked}), 4
	case errors.Is(cause, sshd.ErrShutdown):
		text, status = words.Program.Stopping, 75
	case errors.Is(cause, sshd.ErrIdle):
		text, status = words.Error(&schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyIdle}), 75
	default:
		return status
	}
	tell(session, text)
	return status
}

// tell writes one line for the member, under a raw terminal too.
func tell(session *sshd.Session, line string) {
	end := "\n"
	if session.PTY != nil && session.Line == "" { // nothing cooks a desk's output
		end = "\r\n"
	}
	fmt.Fprint(session.Stderr(), line+end) // who has gone needs no words
}

// stopping answers whoever comes while the server stops.
func (s *service) stopping(session *sshd.Session) int {
	words := wordsOf(session)
	fmt.Fprintln(session.Stderr(), words.Serving.StoppingNew)
	return 75
}

// noSubsystem answers who asks for a subsystem that is not there.
func (s *service) noSubsystem(session *sshd.Session) int {
	words := wordsOf(session)
	fmt.Fprintln(session.Stderr(), lang.Fill(words.Serving.NoSubsystem, "name", schema.VisibleLine(session.Subsystem[:min(len(session.Subsystem), 64)])))
	return 2
}

// wordsOf are the words of whoever is in, member or guest.
func wordsOf(session *sshd.Session) *lang.Words {
	if e, ok := session.Identity.(entrant); ok {
		return wordsFor(session, e.desk)
	}
	return guestWords(session, "")
}

// noAgent says, to who offered it, that the agent stays where it is.
func noAgent(session *sshd.Session, words *lang.Words) {
	if session.WantsAgent {
		tell(session, words.Serving.NoAgent)
	}
}

// inBoth writes a sentence in both languages, for where the reader's is not known.
func inBoth(word func(*lang.Words) string) string {
	texts := make([]string, len(lang.All))
	for i, w := range lang.All {
		texts[i] = word(w)
	}
	return strings.Join(texts, " / ")
}
