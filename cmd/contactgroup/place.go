package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"contactgroup/schema"
	"contactgroup/store"
)

// stateDir is where this user's groups live unless told otherwise
// (XDG Base Directory Specification: XDG_STATE_HOME, else ~/.local/state).
func stateDir() string {
	base := os.Getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(base) { // the specification says to ignore relative paths
		home, err := os.UserHomeDir()
		if err != nil {
			home = "."
		}
		base = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(base, "contactgroup")
}

// place is where one group's database and the files beside it are.
type place struct {
	url string // as store.Open takes it
	dir string // host key, signing key, private socket
	// signing is the file of the key that signs the logs' heads; empty: the one
	// in dir. It is never in the database, so that who can write that cannot sign.
	signing string
}

// placeOf completes a --database value; an empty one is the user's own group.
func placeOf(database string) place {
	at := cmp.Or(database, "sqlite:"+filepath.Join(stateDir(), "register.db"))
	if path, ok := strings.CutPrefix(at, "sqlite:"); ok {
		return place{url: at, dir: filepath.Dir(path)}
	}
	return place{url: at, dir: stateDir()}
}

// placeFrom is the place that the command's flags name.
func placeFrom(c *cobra.Command) place {
	database, _ := c.Flags().GetString("database")
	p := placeOf(database)
	p.signing, _ = c.Flags().GetString("signing-key")
	return p
}

// name is the database as people are told of it: without a password.
func (p place) name() string {
	if u, err := url.Parse(p.url); err == nil && u.User != nil {
		return u.Redacted()
	}
	return p.url
}

// program is how the program is called at this place, as the command named it:
// a password is nothing to be printed, so that an address with one is left out.
func (p place) program(c *cobra.Command) string {
	if !c.Flags().Changed("database") || p.name() != p.url {
		return "contactgroup"
	}
	return "contactgroup --database " + shellQuote(p.url)
}

func (p place) socket() string  { return filepath.Join(p.dir, "local.sock") }
func (p place) hostKey() string { return filepath.Join(p.dir, "host_key") }

func (p place) signingKey() string { return cmp.Or(p.signing, filepath.Join(p.dir, "signing_key")) }

// exists reports whether an embedded database is there; a remote one is taken to be.
func (p place) exists() bool {
	path, ok := strings.CutPrefix(p.url, "sqlite:")
	if !ok {
		return true
	}
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// open opens the group's store; that of a demonstration goes by its clock.
func (p place) open(ctx context.Context, log *slog.Logger) (*store.DB, error) {
	demo, err := p.demoClock()
	if err != nil {
		return nil, err
	}
	signer, earlier, err := loadOrMakeSigner(p.signingKey())
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, p.url, store.Options{Now: demo, Log: log, Signer: signer, Earlier: earlier})
}

// demoClock is the clock of a demonstration, which is kept beside its database;
// nil where there is none.
func (p place) demoClock() (schema.Now, error) {
	file := filepath.Join(p.dir, demoClockFile)
	if _, err := os.Stat(file); err != nil {
		return nil, nil
	}
	c, err := openDemoClock(file)
	if err != nil {
		return nil, err
	}
	return c.now, nil
}

// clock is a demonstration's, or this machine's.
func (p place) clock() (schema.Now, error) {
	demo, err := p.demoClock()
	if demo == nil {
		demo = wallClock
	}
	return demo, err
}

// makeDir makes a folder for this user alone and checks that it can be written in.
func makeDir(path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(path, ".probe-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func logger(level slog.Leveler) *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

// say prints one line for people.
func say(format string, args ...any) { fmt.Printf(format+"\n", args...) }
