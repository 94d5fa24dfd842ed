package main

import (
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"contactgroup/ui/sshd"
)

// sessions are those under way, by kind, as the figures give them.
func (s demoServer) sessions() map[string]int {
	w := httptest.NewRecorder()
	s.metrics.handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	out := map[string]int{}
	for line := range strings.Lines(w.Body.String()) {
		if rest, ok := strings.CutPrefix(line, `contactgroup_sessions{kind="`); ok {
			kind, n, _ := strings.Cut(strings.TrimSpace(rest), `"} `)
			out[kind], _ = strconv.Atoi(n)
		}
	}
	return out
}

func TestSessionsAreCountedByKindWhileTheyLast(t *testing.T) {
	s := newDemoServer(t, 0, sshd.Limits{}, slog.New(slog.DiscardHandler))
	want := map[string]int{}
	for _, kind := range kinds {
		want[kind] = 0
	}
	counted := func(what string) {
		t.Helper()
		until(t, what, func() bool { return maps.Equal(s.sessions(), want) })
	}
	counted("nobody is in")
	client := s.dial(t, s.address)
	defer client.Close()
	open := map[string]func(*ssh.Session) error{
		kindScreen:  func(session *ssh.Session) error { return session.Shell() },
		kindWatch:   func(session *ssh.Session) error { return session.Start("request watch") },
		kindSFTP:    func(session *ssh.Session) error { return session.RequestSubsystem("sftp") },
		kindCommand: func(session *ssh.Session) error { return session.Start("meeting correct 2015-04-22 --reason x") }, // waits for its text
	}
	ended := map[string]io.Closer{}
	for _, kind := range []string{kindScreen, kindWatch, kindSFTP, kindCommand, kindScreen} {
		session, err := client.NewSession()
		must(t, err)
		_, err = session.StdinPipe()
		must(t, err)
		_, err = session.StdoutPipe()
		must(t, err)
		if kind == kindScreen {
			must(t, session.RequestPty("xterm", 24, 80, nil))
		}
		must(t, open[kind](session))
		want[kind]++
		counted(kind + " has begun")
		ended[kind] = session
	}
	for kind, session := range ended {
		must(t, session.Close())
		want[kind]--
		counted(kind + " has ended")
	}
	must(t, client.Close())
	want[kindScreen] = 0
	counted("all have left")
}
