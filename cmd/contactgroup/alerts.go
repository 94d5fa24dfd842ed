package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"contactgroup/schema"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
	"contactgroup/ui/notify"
)

// alerting is how contacts are reached. The zero alerting reaches nobody.
type alerting struct {
	server       string // host:port; empty: no mail goes out
	from         string
	user         string
	passwordFile string
	security     string
	private      bool // webhooks at private addresses too
	step         time.Duration
}

// usualStep is how long one contact has to acknowledge before the next is called.
const usualStep = 5 * time.Minute

func (a *alerting) bind(f *pflag.FlagSet, words *lang.Words) {
	w := words.Alert
	var securities []string
	for _, s := range notify.Securities {
		securities = append(securities, string(s))
	}
	f.StringVar(&a.server, "smtp-address", "", w.FlagSMTP)
	f.StringVar(&a.from, "smtp-from", "", w.FlagFrom)
	f.StringVar(&a.user, "smtp-user", "", w.FlagUser)
	f.StringVar(&a.passwordFile, "smtp-password-file", "", w.FlagPassword)
	f.Var(oneOf{&a.security, securities}.with(securities[0]), "smtp-tls", w.FlagTLS)
	f.Var(span{&a.step, time.Second, 24 * time.Hour}.with(usualStep), "alert-step", w.FlagStep)
	f.BoolVar(&a.private, "webhook-private", false, w.FlagPrivate)
}

// mail is the mail server that the settings name, nil for none.
func (a *alerting) mail(words *lang.Words) (*notify.Mail, error) {
	w := words.Alert
	if a.server == "" {
		return nil, nil
	}
	if a.from == "" {
		return nil, misused(w.NeedFrom)
	}
	if _, port, err := net.SplitHostPort(a.server); err != nil || port == "" {
		return nil, misused(lang.Fill(w.BadAddress, "value", schema.VisibleLine(a.server)))
	}
	if from, err := mail.ParseAddress(a.from); err != nil || from.Address != a.from {
		return nil, misused(lang.Fill(w.BadFrom, "value", schema.VisibleLine(a.from)))
	}
	m := &notify.Mail{Address: a.server, Security: notify.Security(a.security), From: a.from, User: a.user}
	if a.passwordFile != "" {
		password, err := os.ReadFile(a.passwordFile)
		if err != nil {
			return nil, refuse(words.Program.CannotRead, "error", err.Error())
		}
		m.Password = strings.TrimRight(string(password), "\r\n")
	}
	return m, nil
}

// options are what alerts go out with from server s.
func (a *alerting) options(words *lang.Words, s *service) (*notify.Options, error) {
	m, err := a.mail(words)
	if err != nil {
		return nil, err
	}
	o := &notify.Options{Outbox: s.db, Step: a.step, Now: s.now, Log: s.log,
		Carriers: map[schema.Channel]notify.Carrier{schema.ChannelWebhook: &notify.Webhook{Now: wallClock, Private: a.private}}}
	if m != nil {
		o.Carriers[schema.ChannelMail], o.Carriers[schema.ChannelLetter] = m, m
	}
	return o, nil
}

// alert brings alerts to contacts until ctx ends, with the address at which the
// desk is reached.
func (s *service) alert(ctx context.Context) {
	if s.alerts == nil {
		return
	}
	link := notify.Link("ssh " + s.hostWords(""))
	for _, carrier := range s.alerts.Carriers {
		switch c := carrier.(type) {
		case *notify.Mail:
			c.Link, c.Papers = link, s.papers
		case *notify.Webhook:
			c.Link = link
		}
	}
	notify.Run(ctx, *s.alerts)
}

// testsAlert reports whether "alert test" was typed, which is no member's.
func testsAlert(args []string) bool { return asks(args, "alert", "test") }

// testAlert sends a message to an address, and tells what the mail server said.
func (l *localCommand) testAlert(c *cobra.Command, args []string) error {
	var a alerting
	var to string
	flags := pflag.NewFlagSet("alert test", pflag.ContinueOnError)
	flags.Usage = func() {}
	a.bind(flags, l.words)
	flags.StringVar(&to, "to", "", l.words.Alert.FlagTo)
	if err := flags.Parse(args[2:]); errors.Is(err, pflag.ErrHelp) {
		say("contactgroup alert test --to ADDRESS\n%s", strings.TrimRight(flags.FlagUsages(), "\n"))
		return nil
	} else if err != nil {
		return misused(command.FlagFault(l.words, err))
	}
	conf, err := readConfiguration(l.words, configurationFile(c))
	if err == nil {
		_, known := serverFlags(l.words, c)
		err = conf.check(known)
	}
	if err == nil {
		err = conf.fill(flags, func(string) bool { return true })
	}
	switch {
	case err != nil:
		return misused(err.Error())
	case len(flags.Args()) > 0:
		return misused(lang.Fill(l.words.Command.ExtraArg, "word", schema.VisibleLine(flags.Arg(0))))
	case to == "":
		return misused(lang.Fill(l.words.Program.NeedFlag, "flag", "to"))
	}
	return l.tryMail(c.Context(), a, to)
}

func (l *localCommand) tryMail(ctx context.Context, a alerting, to string) error {
	w := l.words.Alert
	if address, err := mail.ParseAddress(to); err != nil || address.Address != to {
		return misused(lang.Fill(w.BadFrom, "value", schema.VisibleLine(to)))
	}
	m, err := a.mail(l.words)
	if err != nil {
		return err
	}
	if m == nil {
		return misused(w.NeedSMTP)
	}
	m.Link = "ssh HOST"
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	err = m.Carry(ctx, schema.Delivery{Token: rand.Text(), Channel: schema.ChannelMail, To: to, Cause: schema.AlertTest, At: wallClock(), Lang: l.words.Code})
	var f *notify.Failure
	switch {
	case err == nil:
		say("%s", lang.Fill(w.Taken, "server", a.server, "to", to))
		return nil
	case errors.As(err, &f) && !f.Server:
		fmt.Fprintln(os.Stderr, "contactgroup: "+lang.Fill(w.NotTaken, "server", a.server, "to", to, "problem", f.Problem))
	default:
		fmt.Fprintln(os.Stderr, "contactgroup: "+lang.Fill(w.NotReached, "server", a.server, "problem", cmp.Or(err.Error(), "?")))
	}
	return exit(1)
}
