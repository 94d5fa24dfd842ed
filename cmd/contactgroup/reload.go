package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// reloading takes up the configuration again while the server runs.
type reloading struct {
	command *cobra.Command // as it was called
	words   *lang.Words
	place   place
	service *service
	level   *slog.LevelVar
}

// hangups are the SIGHUPs from now on, which then no longer end the process.
func hangups() chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	return c
}

// run reloads at each SIGHUP until ctx ends.
func (r *reloading) run(ctx context.Context, hangup chan os.Signal) {
	defer signal.Stop(hangup)
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangup:
		}
		tellSystemd("RELOADING=1")
		if err := r.reload(ctx); err != nil {
			r.service.log.Error("not reloaded, nothing has changed", "reason", err)
		}
		tellSystemd("READY=1")
	}
}

// reload reads variables, file, banner and host keys again and takes up what
// can be; what cannot is named in the log.
func (r *reloading) reload(ctx context.Context) error {
	var next settings
	flags := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	next.bind(flags, r.words)
	r.command.InheritedFlags().VisitAll(func(f *pflag.Flag) {
		if flags.Lookup(f.Name) == nil {
			flags.String(f.Name, f.DefValue, f.Usage)
		}
	})
	if err := typedAgain(r.command.Flags(), flags); err != nil {
		return err
	}
	conf, err := readConfiguration(r.words, configurationFile(r.command))
	if err != nil {
		return err
	}
	if err := conf.check(flags); err != nil {
		return err
	}
	if err := conf.fill(flags, func(string) bool { return true }); err != nil {
		return err
	}
	g, err := next.gate(r.words, r.place)
	if err != nil {
		return err
	}
	if err := r.service.take(&next, g); err != nil {
		return err
	}
	if err := r.service.db.SettingsChanged(ctx, settingsOf(flags, g.hostKeys)); err != nil {
		r.service.log.Error("the log of security does not tell of this", "error", err)
	}
	r.level.Set(next.level())
	r.service.log.Info("reloaded", "file", conf.file, "host_keys", len(g.hostKeys))
	if names := waiting(r.command.Flags(), flags); len(names) > 0 {
		r.service.log.Warn("these settings wait for a restart", "settings", strings.Join(names, ", "))
	}
	return nil
}

// take puts the settings of live in force.
func (s *service) take(set *settings, g gate) error {
	err := s.server.Reload(func(c *sshd.Config) { c.HostKeys, c.Banner, c.Limits = g.hostKeys, g.banner, g.limits })
	if err != nil {
		return err
	}
	s.public.Store(&set.publicAddress)
	return s.publishHost(g.hostKeys[0].PublicKey())
}

// typedAgain gives a fresh set of flags what was typed on the command line.
func typedAgain(from, to *pflag.FlagSet) error {
	var failed error
	from.Visit(func(f *pflag.Flag) {
		if len(f.Annotations[originNote]) > 0 || to.Lookup(f.Name) == nil || failed != nil {
			return
		}
		var value any = f.Value.String()
		if slice, ok := f.Value.(pflag.SliceValue); ok {
			var list []any
			for _, text := range slice.GetSlice() {
				list = append(list, text)
			}
			value = list
		}
		failed = setFlag(to, to.Lookup(f.Name), value)
	})
	return failed
}

// waiting are the settings that changed and that a reload does not take up.
func waiting(before, now *pflag.FlagSet) (names []string) {
	now.VisitAll(func(f *pflag.Flag) {
		old := before.Lookup(f.Name)
		if old != nil && old.Value.String() != f.Value.String() && !slices.Contains(live, f.Name) {
			names = append(names, f.Name)
		}
	})
	return names
}
