package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/lang"
)

func wallClock() time.Time { return time.Now().UTC() }

func serveCommand(words *lang.Words) *cobra.Command {
	var s settings
	c := &cobra.Command{Use: "serve", Short: words.Program.ServeShort, Args: cobra.NoArgs, Annotations: map[string]string{takesAll: "yes"},
		RunE: func(c *cobra.Command, _ []string) error { return serve(c, words, placeFrom(c), &s) }}
	s.bind(c.Flags(), words)
	return c
}

func serve(c *cobra.Command, words *lang.Words, p place, set *settings) error {
	var level slog.LevelVar
	level.Set(set.level())
	ctx, log := c.Context(), logger(&level)
	if err := makeDir(p.dir); err != nil {
		return refuse(words.Program.CannotWrite, "path", p.dir, "error", err.Error())
	}
	if !p.exists() {
		return refuse(words.Program.NotFounded, "database", p.name())
	}
	g, err := set.gate(words, p)
	if wrong := misconfigured(""); errors.As(err, &wrong) {
		return misused(wrong.Error())
	}
	if err != nil {
		return err
	}
	db, err := p.open(spelling(ctx, words), log)
	if err != nil {
		return refuseWhole(words, p, p.name(), p.name(), err)
	}
	defer db.Close()
	if founded, err := db.Founded(ctx); err != nil {
		return err
	} else if !founded {
		return refuse(words.Program.NotFounded, "database", p.name())
	}
	if err := db.CheckSigner(ctx); errors.Is(err, store.ErrOtherKey) {
		fmt.Fprintln(os.Stderr, "contactgroup: "+lang.Fill(words.Program.OtherKey, "path", p.name(), "key", p.signingKey())+" "+words.Program.Unsealed)
	} else if err != nil {
		return err
	}
	s, err := newService(db, db.Now, g, log)
	if err != nil {
		return err
	}
	if s.seal, err = loadSeal(p.signingKey()); err != nil {
		return err
	}
	s.public.Store(&set.publicAddress)
	if s.alerts, err = set.alerts.options(words, s); err != nil {
		return err
	}
	db.ObserveCommits(func(took time.Duration) { s.metrics.commits.Observe(took.Seconds()) })
	if s.figures, err = set.listenForFigures(words); err != nil {
		return err
	}
	listeners, passed, err := listenFor(words, set.listen)
	if err != nil {
		return err
	}
	s.passed = passed
	private, err := s.listenPrivately(p.socket())
	if err != nil {
		return err
	}
	if err := db.ServerStarted(ctx, version(), ssh.FingerprintSHA256(g.hostKeys[0].PublicKey()), settingsOf(c.Flags(), g.hostKeys)); err != nil {
		return err
	}
	r := &reloading{command: c, words: words, place: p, service: s, level: &level}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	reloaded := make(chan struct{})
	hangups := hangups()
	go func() {
		defer close(reloaded)
		r.run(ctx, hangups)
	}()
	for _, l := range listeners {
		say("%s", lang.Fill(words.Program.Listening, "address", l.Addr().String(), "fingerprint", ssh.FingerprintSHA256(g.hostKeys[0].PublicKey())))
	}
	tellSystemd("READY=1")
	err = s.serve(ctx, listeners, private, func() {})
	stop()
	<-reloaded
	return err
}

// listenForFigures listens where metrics are to be given: a public address is
// refused unless it was asked for as such.
func (s *settings) listenForFigures(words *lang.Words) (net.Listener, error) {
	if s.metrics == "" {
		return nil, nil
	}
	if !isPrivate(s.metrics) && !s.metricsPublic {
		return nil, misused(lang.Fill(words.Serving.MetricsPublic, "address", schema.VisibleLine(s.metrics)))
	}
	l, err := net.Listen("tcp", s.metrics)
	if err != nil {
		return nil, refuse(words.Program.CannotListen, "address", s.metrics, "error", err.Error())
	}
	return l, nil
}

// listenFor returns the sockets that systemd passed, else one on address.
func listenFor(words *lang.Words, address string) (listeners []net.Listener, passed bool, err error) {
	if listeners, err = passedListeners(); err != nil || len(listeners) > 0 {
		return listeners, true, err
	}
	l, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, false, refuse(words.Program.InUse, "address", address)
	}
	if err != nil {
		return nil, false, refuse(words.Program.CannotListen, "address", address, "error", err.Error())
	}
	return []net.Listener{l}, false, nil
}

func initCommand(words *lang.Words) *cobra.Command {
	var name, admin, key, zone string
	var services []string
	c := &cobra.Command{Use: "init", Short: words.Program.InitShort, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			for flag, value := range map[string]string{"name": name, "admin": admin, "key": key} {
				if value == "" {
					fmt.Fprintln(os.Stderr, "contactgroup: "+lang.Fill(words.Program.NeedFlag, "flag", flag))
					return exit(2)
				}
			}
			return found(c, words, placeFrom(c), schema.Group{Name: name, Zone: zone}, services, admin, key)
		}}
	c.Flags().StringVar(&name, "name", "", words.Program.FlagName)
	c.Flags().StringVar(&admin, "admin", "", words.Program.FlagAdmin)
	c.Flags().StringVar(&key, "key", "", words.Program.FlagKey)
	c.Flags().StringVar(&zone, "zone", "Europe/Paris", words.Program.FlagZone)
	c.Flags().StringSliceVar(&services, "service", []string{"PHAROS"}, words.Program.FlagService)
	return c
}

// found makes the group. Requests are a service's: without services of the
// authority nobody could write one.
func found(c *cobra.Command, words *lang.Words, p place, g schema.Group, services []string, admin, keyFile string) error {
	ctx := c.Context()
	line, err := readKeyLine(keyFile)
	if err != nil {
		return refuse(words.Program.CannotRead, "error", err.Error())
	}
	if err := makeDir(p.dir); err != nil {
		return refuse(words.Program.CannotWrite, "path", p.dir, "error", err.Error())
	}
	db, err := p.open(ctx, logger(slog.LevelWarn))
	if err != nil {
		return refuseWhole(words, p, p.name(), p.name(), err)
	}
	defer db.Close()
	authority := schema.Organisation{Code: "ministry", Prefix: "MIN", Name: words.Program.Authority, Kind: schema.OrgAuthority,
		Services: services, Lang: words.Code, Zone: g.Zone}
	member := schema.NewMember{Org: authority.Code, Login: admin, Name: words.Program.AdminName, Role: schema.RoleAdministrator, Lang: words.Code}
	if err := db.Found(ctx, g, authority, member, strings.TrimSpace(string(line))); err != nil {
		return err
	}
	say("%s", lang.Fill(words.Program.Founded, "group", g.Name, "login", admin))
	say("%s", lang.Fill(words.Program.FirstLogin, "login", admin, "program", p.program(c)))
	return nil
}

// readKeyLine reads a public key from a file; "-" is stdin.
func readKeyLine(file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(io.LimitReader(os.Stdin, maxKeyLine))
	}
	return os.ReadFile(file)
}

// maxKeyLine bounds a public key read from stdin, in bytes.
const maxKeyLine = 64 << 10
