package main

import (
	"context"
	"crypto"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

func backupCommand(words *lang.Words) *cobra.Command {
	return &cobra.Command{Use: "backup FILE", Short: words.Program.BackupShort, Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			p := placeFrom(c)
			if !p.exists() {
				return refuse(words.Program.NotFounded, "database", p.name())
			}
			err := store.Backup(c.Context(), p.url, args[0])
			switch {
			case errors.Is(err, store.ErrNotSQLite):
				return refuse(words.Program.BackupElse)
			case errors.Is(err, os.ErrExist):
				return refuse(words.Program.Exists, "path", args[0])
			case err != nil:
				return refuseWhole(words, p, p.name(), args[0], err)
			}
			p.note(schema.VerbExport, "backup", args[0], sizeOf(args[0]))
			say("%s", lang.Fill(words.Program.BackedUp, "path", args[0]))
			return nil
		}}
}

// sizeOf is a file's size in bytes, 0 for one that is not there.
func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

func restoreCommand(words *lang.Words) *cobra.Command {
	var force bool
	c := &cobra.Command{Use: "restore FILE", Short: words.Program.RestoreShort, Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			p := placeFrom(c)
			now, err := p.clock()
			if err != nil {
				return err
			}
			signer, earlier, err := signerIfThere(p.signingKey())
			if err != nil {
				return refuseWhole(words, p, args[0], p.name(), err)
			}
			done, err := store.Restore(spelling(c.Context(), words), args[0], p.url, force, store.Options{Now: now, Log: logger(slog.LevelWarn), Signer: signer, Earlier: earlier})
			switch {
			case errors.Is(err, store.ErrNotSQLite):
				return refuse(words.Program.RestoreElse)
			case errors.Is(err, os.ErrExist):
				return refuse(words.Program.NeedsForce, "path", p.name())
			case errors.Is(err, store.ErrNotFounded):
				return refuse(words.Program.NoRegister+" "+words.Program.Unchanged, "path", args[0])
			case err != nil:
				return refuseWhole(words, p, args[0], p.name(), err)
			}
			p.note(schema.VerbImport, "restore", args[0], 0)
			if done.Kept != "" {
				say("%s", lang.Fill(words.Program.KeptBeside, "path", done.Kept))
			}
			say("%s", lang.Fill(words.Program.Restored, "group", done.Group, "requests", strconv.FormatInt(done.Requests, 10),
				"entries", strconv.FormatInt(done.Entries, 10), "last", done.Last.Format(time.RFC3339)))
			sayUnsigned(words, p, signer)
			return nil
		}}
	c.Flags().BoolVar(&force, "force", false, words.Program.FlagForce)
	return c
}

func exportCommand(words *lang.Words) *cobra.Command {
	c := &cobra.Command{Use: "export", Short: words.Program.ExportShort, Args: cobra.NoArgs, RunE: needsAll(words)}
	c.AddCommand(&cobra.Command{Use: "all DIR", Short: words.Program.ExportAllShort, Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			p := placeFrom(c)
			if !p.exists() {
				return refuse(words.Program.NotFounded, "database", p.name())
			}
			m, err := store.ExportAll(c.Context(), p.url, args[0], newProgress(words.Program.Writing).tell)
			if errors.Is(err, store.ErrNotEmpty) {
				return refuse(words.Program.NotEmpty, "path", args[0])
			}
			if err != nil {
				return refuseWhole(words, p, p.name(), args[0], err)
			}
			p.note(schema.VerbExport, "export all", args[0], 0)
			say("%s", lang.Fill(words.Program.Exported, "group", m.Group, "rows", strconv.FormatInt(m.Rows(), 10), "path", args[0], "digest", m.Digest))
			return nil
		}})
	return c
}

func importCommand(words *lang.Words) *cobra.Command {
	c := &cobra.Command{Use: "import", Short: words.Program.ImportShort, Args: cobra.NoArgs, RunE: needsAll(words)}
	c.AddCommand(&cobra.Command{Use: "all DIR", Short: words.Program.ImportAllShort, Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			p := placeFrom(c)
			signer, earlier, err := signerIfThere(p.signingKey())
			if err != nil {
				return refuseWhole(words, p, args[0], p.name(), err)
			}
			m, err := store.ImportAll(spelling(c.Context(), words), args[0], p.url, store.Options{Log: logger(slog.LevelWarn), Signer: signer, Earlier: earlier}, newProgress(words.Program.Writing).tell)
			if errors.Is(err, store.ErrNotEmpty) {
				return refuse(words.Program.NotEmpty, "path", p.name())
			}
			if err != nil {
				return refuseWhole(words, p, args[0], p.name(), err)
			}
			p.note(schema.VerbImport, "import all", args[0], 0)
			say("%s", lang.Fill(words.Program.Imported, "group", m.Group, "rows", strconv.FormatInt(m.Rows(), 10), "database", p.name(), "digest", m.Digest))
			sayUnsigned(words, p, signer)
			return nil
		}})
	return c
}

// sayUnsigned tells that the signatures of the logs' heads were not checked, if they were not.
func sayUnsigned(words *lang.Words, p place, signer crypto.Signer) {
	if signer == nil {
		say("%s", lang.Fill(words.Program.Unsigned, "key", p.signingKey()))
	}
}

// needsAll answers "export" and "import" without the word that follows.
func needsAll(words *lang.Words) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, _ []string) error {
		return misused(words.Command.MissingArg + "\n" + lang.Fill(words.Command.Usage, "usage", c.CommandPath()+" all DIR"))
	}
}

func migrateCommand(words *lang.Words) *cobra.Command {
	return &cobra.Command{Use: "migrate", Short: words.Program.MigrateShort, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p := placeFrom(c)
			if !p.exists() {
				return refuse(words.Program.NotFounded, "database", p.name())
			}
			from, to, err := store.Migrate(spelling(c.Context(), words), p.url, store.Options{Log: logger(slog.LevelWarn)})
			if err != nil {
				return refuseWhole(words, p, p.name(), p.name(), err)
			}
			text := words.Program.Migrated
			if from == to {
				text = words.Program.UpToDate
			}
			say("%s", lang.Fill(text, "from", strconv.FormatInt(from, 10), "to", strconv.FormatInt(to, 10)))
			return nil
		}}
}

// refuseWhole says why a whole register was not read, from path, or not written
// to another, what became of that one, and what to do. What was interrupted ends
// with 130.
func refuseWhole(words *lang.Words, p place, path, to string, err error) error {
	w := words.Program
	var at *fs.PathError
	if errors.As(err, &at) {
		path = at.Path
	}
	var broken *store.Unfinished
	text := ""
	switch {
	case errors.Is(err, context.Canceled):
		text = words.Command.Cancelled
	case errors.Is(err, store.ErrLocked):
		return refuse(w.Locked, "path", p.name())
	case errors.Is(err, store.ErrNewer):
		return refuse(w.Newer, "path", path)
	case errors.Is(err, store.ErrNotFounded):
		return refuse(w.NotFounded, "database", path)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		text = lang.Fill(w.Missing, "path", path)
	case errors.Is(err, fs.ErrPermission):
		text = lang.Fill(w.Denied, "path", path)
	case errors.Is(err, store.ErrDisk):
		text = lang.Fill(w.DiskFull, "path", to)
	case errors.Is(err, store.ErrOtherKey):
		text = lang.Fill(w.OtherKey, "path", path, "key", p.signingKey())
	case errors.Is(err, store.ErrDamaged):
		text = lang.Fill(w.Damaged, "path", path, "error", damage(words, err))
	case errors.As(err, &broken):
		text = words.RawError(broken.Cause)
	case errors.Is(err, store.ErrUnfinished):
		return refuse(w.Unfinished, "database", p.name())
	default:
		return err
	}
	became := " " + w.Unchanged
	if errors.Is(err, store.ErrUnfinished) {
		became = "\n" + lang.Fill(w.Unfinished, "database", p.name())
	}
	told := refuse("{text}", "text", text+became)
	if errors.Is(err, context.Canceled) {
		return exit(130)
	}
	return told
}

// damage names what is not as it was written: a file, the entries of a log, or
// else what the machine says, without the names of the classes of errors.
func damage(words *lang.Words, err error) string {
	var found *store.Damage
	switch {
	case !errors.As(err, &found):
	case found.File != "":
		return lang.Fill(words.Program.NotListed, "file", found.File)
	default:
		lines := command.ReportLines(words, []schema.LogReport{found.Log}, time.UTC)
		return found.Log.Audience + ", " + strings.TrimSpace(lines[1])
	}
	text := err.Error()
	for _, mark := range []error{store.ErrUnfinished, store.ErrDamaged} {
		text = strings.Replace(text, mark.Error()+": ", "", 1)
	}
	return text
}
