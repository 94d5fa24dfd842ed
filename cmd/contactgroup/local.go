package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/user"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"
	"golang.org/x/term"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

// localCommand runs a member's commands on the machine itself: through the
// running server when there is one, else on the store directly.
type localCommand struct {
	words *lang.Words
	as    string
}

func (l *localCommand) run(c *cobra.Command, args []string) error {
	if l.as == "" && verifiesAll(args) {
		return l.verifyAll(c, args)
	}
	if l.as == "" && testsAlert(args) {
		return l.testAlert(c, args)
	}
	if l.as == "" {
		return l.anonymous(c, args)
	}
	args, in, err := l.withHeadFile(c, args, os.Stdin)
	if err != nil {
		return err
	}
	p := placeFrom(c)
	log := logger(slog.LevelInfo)
	if term.IsTerminal(int(os.Stderr.Fd())) {
		log = logger(slog.LevelWarn)
	}
	log.Info("local command", "member", l.as, "user", systemUser(), "noun", first(args))
	flag, _ := c.Flags().GetString("lang")
	if v, ok := p.visit(l.as); ok {
		if flag != "" {
			args = append([]string{"--lang", flag}, args...)
		}
		line := make([]string, len(args))
		for i, a := range args {
			line[i] = shellQuote(a)
		}
		out := textOnly{Writer: os.Stdout, off: !onTerminal(os.Stdout)}
		status, err := v.command(c.Context(), strings.Join(line, " "), in, &out, os.Stderr)
		if out.refused != "" && err == nil {
			fmt.Fprintln(os.Stderr, lang.Fill(l.words.Command.NoText, "what", out.refused))
			status = 2
		}
		return l.visited(l.as, status, err)
	}
	db, err := l.openStore(c, p)
	if err != nil {
		return err
	}
	defer db.Close()
	desk, err := db.As(c.Context(), l.as)
	if errors.Is(err, schema.ErrNotFound) || errors.Is(err, schema.ErrForbidden) {
		return l.visited(l.as, 0, errNotAdmitted)
	}
	if err != nil {
		return err
	}
	words := lang.Choose(flag, desk.Who().Lang, locale(os.Getenv), l.words.Code)
	if command.Follows(args) {
		defer hearing(c.Context(), db)()
	}
	if err := tellDeeds(c.Context(), db, p.dir); err != nil {
		log.Warn("what was done on this machine waits to be told", "error", err)
	}
	db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: desk.Who(), Address: localAddress(systemUser())})
	status := runCommand(c.Context(), desk, words, doorOf(c, l.words, p), args, in, os.Stdout, os.Stderr)
	tellAndSeal(c.Context(), db, log)
	return statusError(status, nil)
}

// tellAndSeal leaves the register as a server leaves it, also after a command
// that was cancelled.
func tellAndSeal(ctx context.Context, db *store.DB, log *slog.Logger) {
	ctx, free := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer free()
	if err := db.TellIncidents(ctx); err != nil {
		log.Warn("the log of security does not tell of this", "error", err)
	}
	if err := db.Seal(ctx); err != nil { // else a server does it when it starts
		log.Warn("logs are not sealed", "error", err)
	}
}

// hearing does the register's own work until the returned function is called:
// thereby what other nodes commit is heard here.
func hearing(ctx context.Context, db *store.DB) (stop func()) {
	ctx, end := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = db.Run(ctx) // of a failure the command itself learns
	}()
	return func() {
		end()
		<-done
	}
}

// anonymous answers what was typed without --as: help, or what is missing.
func (l *localCommand) anonymous(c *cobra.Command, args []string) error {
	if len(args) == 0 || args[0] == "help" {
		return c.Help()
	}
	if text, unknown := command.UnknownNoun(l.words, args[0]); unknown {
		return misused(text)
	}
	return misused(l.words.Program.NeedAs)
}

// visited is how a visit of the member ended, in words for whoever came in vain.
func (l *localCommand) visited(login string, status int, err error) error {
	if errors.Is(err, errNotAdmitted) {
		fmt.Fprintln(os.Stderr, "contactgroup: "+lang.Fill(l.words.Program.NoMember, "login", schema.VisibleLine(login)))
		return exit(3)
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "contactgroup: "+l.words.Command.Cancelled)
		return exit(130)
	}
	return statusError(status, err)
}

func (l *localCommand) openStore(c *cobra.Command, p place) (*store.DB, error) {
	if !p.exists() {
		return nil, refuse(l.words.Program.NotFounded, "database", p.name())
	}
	db, err := p.open(spelling(c.Context(), l.words), logger(slog.LevelWarn))
	if err != nil {
		return nil, refuseWhole(l.words, p, p.name(), p.name(), err)
	}
	return db, nil
}

func openCommand(words *lang.Words, local *localCommand) *cobra.Command {
	var as string
	c := &cobra.Command{Use: "open", Short: words.Program.OpenShort, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if as == "" {
				as = local.as
			}
			if as == "" {
				return misused(words.Program.NeedAs)
			}
			if !term.IsTerminal(int(os.Stdin.Fd())) {
				return misused(words.Program.NoTerminalHere)
			}
			p := placeFrom(c)
			if v, ok := p.visit(as); ok {
				status, err := v.desk(c.Context())
				return local.visited(as, status, err)
			}
			return openAlone(c, words, local, p, as)
		}}
	c.Flags().StringVar(&as, "as", "", words.Program.FlagAs)
	return c
}

// openAlone serves the group on its private socket alone while one desk is
// open on this terminal, so that a desk is always reached in one way.
func openAlone(c *cobra.Command, words *lang.Words, local *localCommand, p place, as string) error {
	db, err := local.openStore(c, p)
	if err != nil {
		return err
	}
	defer db.Close()
	host, err := loadOrMakeKey(p.hostKey(), "contactgroup")
	if err != nil {
		return err
	}
	s, err := newService(db, db.Now, gate{hostKeys: []ssh.Signer{host}}, logger(slog.LevelError))
	if err != nil {
		return err
	}
	private, err := s.listenPrivately(p.socket())
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(c.Context())
	defer stop()
	served := make(chan error, 1)
	go func() { served <- s.serve(ctx, []net.Listener{private}, nil, func() {}) }()
	v := visit{network: "unix", address: p.socket(), user: as, key: s.local, host: host.PublicKey()}
	status, err := v.desk(ctx)
	stop()
	return errors.Join(local.visited(as, status, err), <-served)
}

// visit returns the way to a server that runs for this place on this machine, if one answers.
func (p place) visit(login string) (visit, bool) {
	key, err := readKey(p.socket() + ".key")
	if err != nil {
		return visit{}, false
	}
	text, err := os.ReadFile(p.socket() + ".host")
	if err != nil {
		return visit{}, false
	}
	host, _, _, _, err := ssh.ParseAuthorizedKey(text)
	if err != nil {
		return visit{}, false
	}
	conn, err := net.Dial("unix", p.socket())
	if err != nil {
		return visit{}, false
	}
	conn.Close()
	return visit{network: "unix", address: p.socket(), user: login, key: key, host: host}, true
}

func readKey(path string) (ssh.Signer, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return ssh.ParsePrivateKey(bytes.TrimSpace(text))
}

// statusError makes an exit status an error, unless err tells of a failure before there was one.
func statusError(status int, err error) error {
	if err != nil {
		return err
	}
	if status != 0 {
		return exit(status)
	}
	return nil
}

func systemUser() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return fmt.Sprint(os.Getuid())
}

func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}
