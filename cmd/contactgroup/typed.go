package main

import (
	"bytes"
	"context"
	"strings"

	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// typedLines runs what is typed in the palette of a desk as commands over ssh.
type typedLines struct {
	*service
	session *sshd.Session
	desk    *store.Desk
}

// mostSaid bounds what a command may say on a page, in bytes.
const mostSaid = 256 << 10

// Names is true of a command with its verb.
func (typedLines) Names(line string) bool {
	args, err := command.Split(line)
	return err == nil && command.Names(args)
}

// Run is the line's output, messages behind it. What does not end by itself is
// for a terminal of its own.
func (l typedLines) Run(ctx context.Context, line string, words *lang.Words) (said string, ok bool) {
	if args, err := command.Split(line); err == nil && command.Follows(args) {
		return lang.Fill(words.Program.Endless, "line", "ssh "+l.hostWords(l.desk.Who().Login)+" "+line), false
	}
	var out, errs bounded
	s := commandSession(ctx, l.desk, words, strings.NewReader(""), &out, &errs)
	s.Screen, s.Ran = true, l.metrics.ran
	s.Host, s.Join = l.hostWords(l.desk.Who().Login), l.hostWords(joinUser)
	l.log.Info("command", "member", l.desk.Who().Login, "key", l.session.Fingerprint)
	code := command.RunLine(s, line)
	return out.String() + errs.String(), code == 0
}

// bounded keeps the first mostSaid bytes written to it.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if room := mostSaid - b.Len(); room < len(p) {
		b.Buffer.Write(p[:max(room, 0)])
		if room > 0 {
			b.WriteString("…")
		}
		return len(p), nil
	}
	return b.Buffer.Write(p)
}
