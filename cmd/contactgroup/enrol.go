package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/term"

	"contactgroup/schema"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// joinUser is the one user name that means something: who comes under it can
// answer an invitation, and do nothing else.
const joinUser = schema.JoinLogin

// guest is who came as joinUser, with the key that they have proven and whose
// it is; or anybody who came while the register did not answer.
type guest struct {
	credential schema.Credential
	line       string // of the key
	member     string // login of the member whose key it is already; empty: nobody's
	unanswered bool   // whose key it is could not be looked up
}

// welcome takes in a guest, for so long. ctx ends with the connection.
func (s *service) welcome(ctx context.Context, g *guest, long time.Duration) (any, error) {
	if s.guests.Add(1) > maxGuests {
		s.guests.Add(-1)
		return nil, &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyGuesses}
	}
	context.AfterFunc(ctx, func() { s.guests.Add(-1) })
	s.endAt(ctx, time.Now().Add(long), func(identity any) bool {
		of, ok := identity.(*guest)
		return ok && of == g
	})
	return g, nil
}

// enrol answers one command line of a guest: the code, and perhaps --lang.
func (s *service) enrol(session *sshd.Session, g *guest) int {
	words := guestWords(session, "")
	args, err := command.Split(session.Line)
	if err != nil {
		fmt.Fprintln(session.Stderr(), words.Command.Unclosed)
		return 2
	}
	args, flag := withoutLang(args)
	words = guestWords(session, flag)
	_, isCode := schema.ReadCode(strings.Join(args, ""))
	if len(args) != 1 && !isCode || session.TooLong {
		fmt.Fprintln(session.Stderr(), lang.Fill(words.Enrol.OnlyCode, "line", s.joinLine("CODE")))
		return 2
	}
	return s.redeem(session, session, g, strings.Join(args, ""), flag, words)
}

// askCode is a guest's shell: it says in both languages what to type, and on a
// terminal asks for the code.
func (s *service) askCode(session *sshd.Session, g *guest) int {
	words := guestWords(session, "")
	if session.PTY == nil || g.member != "" {
		out := session.Stderr()
		for _, w := range lang.All {
			text := lang.Fill(w.Enrol.HowTo, "line", s.joinLine("CODE"))
			if g.member != "" {
				text = lang.Fill(w.Enrol.Already, "login", g.member, "line", s.hostLine(g.member))
			}
			fmt.Fprint(out, text+lineEnd(session))
		}
		return 2
	}
	t := term.NewTerminal(session, words.Enrol.Ask)
	if err := t.SetSize(session.PTY.Size.Width, session.PTY.Size.Height); err != nil {
		return 1
	}
	for _, w := range lang.All {
		fmt.Fprintln(t, lang.Fill(w.Enrol.HowTo, "line", s.joinLine("CODE")))
	}
	status := 2
	for range codesPerTerminal {
		line, err := t.ReadLine()
		if err != nil && !errors.Is(err, term.ErrPasteIndicator) || strings.TrimSpace(line) == "" {
			break
		}
		if status = s.redeem(session, t, g, line, "", words); status != 3 {
			return status
		}
	}
	fmt.Fprintln(t, words.Enrol.Late)
	return status
}

// redeem binds the guest's key to the invitation of the code. Codes that open
// nothing are answered alike, whatever they are, and after the same time.
func (s *service) redeem(session *sshd.Session, out io.Writer, g *guest, typed, flag string, words *lang.Words) int {
	ctx := session.Context()
	errs := session.Stderr()
	if out != io.Writer(session) {
		errs = out // a terminal shows both
	}
	if g.member != "" {
		fmt.Fprintln(errs, lang.Fill(words.Enrol.Already, "login", g.member, "line", s.hostLine(g.member)))
		return 5
	}
	allowed, first := s.guesses.try(g.credential.From)
	if first {
		s.limited(schema.LimitCodes, nil, session.Remote)
		s.log.Warn("codes are refused untried: too many", "remote", g.credential.From, "key", g.credential.Fingerprint)
	}
	if !allowed {
		fmt.Fprintln(errs, words.Error(&schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyGuesses}))
		return 75
	}
	began := time.Now()
	signs, _ := schema.ReadCode(typed) // what is no code opens nothing either
	who, err := s.db.Enrol(ctx, signs, schema.Newcomer{KeyLine: g.line, From: g.credential.From, Lang: schema.Lang(flag)})
	if err != nil {
		if isCodeFault(err) {
			s.refusals.count(schema.GroundCode)
			s.db.Incident(schema.Incident{Verb: schema.VerbRefuse, Address: neighbourhood(g.credential.From), Key: g.credential.Fingerprint, Ground: schema.GroundCode})
			await(ctx, began.Add(refusedAfter))
		} else {
			s.guesses.right(g.credential.From)
		}
		fmt.Fprintln(errs, words.Error(s.db.Failed(joinUser, err)))
		return command.ExitCode(err)
	}
	s.guesses.right(g.credential.From)
	s.log.Info("enrolled", "member", who.Login, "key", g.credential.Fingerprint, "remote", g.credential.From)
	if flag == "" && who.Lang != "" && !speaks(session) {
		words = lang.For(who.Lang)
	}
	fmt.Fprintln(out, lang.Fill(words.Enrol.Welcome, "name", who.Name, "organisation", who.OrgName, "group", s.db.Group().Name,
		"login", who.Login, "fingerprint", g.credential.Fingerprint))
	fmt.Fprintln(out, lang.Fill(words.Enrol.Next, "line", s.hostLine(who.Login)))
	return 0
}

func isCodeFault(err error) bool {
	var f *schema.Fault
	return errors.As(err, &f) && f.Why == schema.WhyCode
}

// await waits until an instant, or until ctx ends.
func await(ctx context.Context, until time.Time) {
	timer := time.NewTimer(time.Until(until))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// withoutLang takes "--lang en" or "--lang=en" out of the words of a guest.
func withoutLang(args []string) (rest []string, flag string) {
	for i := 0; i < len(args); i++ {
		value, ok := strings.CutPrefix(args[i], "--lang=")
		if !ok && args[i] == "--lang" && i+1 < len(args) {
			i++
			value, ok = args[i], true
		}
		switch {
		case !ok:
			rest = append(rest, args[i])
		case strings.EqualFold(value, "fr"), strings.EqualFold(value, "en"):
			flag = strings.ToLower(value)
		}
	}
	return rest, flag
}

// guestWords are those of --lang, else of the client's locale, else French.
func guestWords(session *sshd.Session, flag string) *lang.Words {
	return lang.Choose(flag, "", sessionLocale(session), "")
}

// speaks reports whether the client's locale says a language of the interface.
func speaks(session *sshd.Session) bool {
	locale := sessionLocale(session)
	return lang.Choose("", "", locale, schema.French) == lang.Choose("", "", locale, schema.English)
}

func sessionLocale(session *sshd.Session) []string {
	return locale(func(name string) string { return session.Env[name] })
}

// lineEnd ends a line on the client's terminal, if it has one.
func lineEnd(session *sshd.Session) string {
	if session.PTY != nil {
		return "\r\n"
	}
	return "\n"
}

// hostLine is what a member types to come here.
func (s *service) hostLine(login string) string { return "ssh " + s.hostWords(login) }

// joinLine is what who is invited types.
func (s *service) joinLine(code string) string { return s.hostLine(joinUser) + " " + code }
