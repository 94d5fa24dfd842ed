package main

import (
	"contactgroup/ui/command"
	"contactgroup/ui/sshd"
)

// Kinds of sessions, as figures tell them apart.
const (
	kindScreen    = "screen"
	kindCommand   = "command"
	kindWatch     = "watch" // a command that goes on until it is ended
	kindSFTP      = "sftp"  // scp too
	kindEnrolment = "enrolment"
)

var kinds = []string{kindScreen, kindCommand, kindWatch, kindSFTP, kindEnrolment}

// kindOf tells what a session is for.
func kindOf(session *sshd.Session) string {
	if _, guest := session.Identity.(*guest); guest {
		return kindEnrolment
	}
	switch {
	case session.Subsystem != "":
		return kindSFTP
	case session.Line == "":
		return kindScreen
	}
	words, err := command.Split(session.Line)
	switch {
	case err != nil:
	case len(words) > 0 && words[0] == "scp":
		return kindSFTP
	case command.Follows(words):
		return kindWatch
	}
	return kindCommand
}

// counted is run, with its sessions counted by their kind as long as they last.
func (s *service) counted(run func(*sshd.Session) int) func(*sshd.Session) int {
	return func(session *sshd.Session) int {
		kind := kindOf(session)
		s.running.add(kind, 1)
		defer s.running.add(kind, -1)
		return run(session)
	}
}
