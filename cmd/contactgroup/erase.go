package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// eraseCommand ends what the logs tell of requests that ended long ago. It is
// done on the machine, not at a desk: no member reads all logs.
func eraseCommand(words *lang.Words) *cobra.Command {
	var before string
	var dry bool
	c := &cobra.Command{Use: "erase --before DATE", Short: words.Program.EraseShort, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			day, err := schema.ParseDate(before)
			if before == "" {
				return misused(lang.Fill(words.Program.NeedFlag, "flag", "before"))
			}
			if err != nil {
				return misused(words.Error(schema.Invalid(schema.WhyDate, "before", before)))
			}
			return eraseBefore(c, words, day, dry)
		}}
	c.Flags().StringVar(&before, "before", "", words.Program.FlagBefore)
	c.Flags().BoolVar(&dry, "dry-run", false, words.Program.FlagDryRun)
	return c
}

func eraseBefore(c *cobra.Command, words *lang.Words, day schema.Date, dry bool) error {
	local := localCommand{words: words}
	db, err := local.openStore(c, placeFrom(c))
	if err != nil {
		return err
	}
	defer db.Close()
	ctx := c.Context()
	text := words.Program.Erased
	if dry {
		ctx, text = schema.DryRun(ctx), words.Program.WouldErase
	}
	logs, err := db.Erase(ctx, day, newProgress(words.Program.Verifying).tell)
	if errors.Is(err, schema.ErrInvalid) {
		fmt.Fprintln(os.Stderr, "contactgroup: "+lang.Fill(words.Program.EraseEarlier, "date", day.String()))
		return exit(7)
	}
	if err != nil {
		return err
	}
	all := 0
	for _, log := range logs {
		all += log.Entries
		say("%s", lang.Fill(words.Program.EraseLine, "log", schema.VisibleLine(log.Audience), "n", strconv.Itoa(log.Entries)))
	}
	say("%s", lang.Fill(text.Of(all), "n", strconv.Itoa(all), "date", day.String()))
	if dry {
		return nil
	}
	db.Incident(schema.Incident{Verb: schema.VerbErase, Address: localAddress(systemUser()), Command: "erase --before " + day.String()})
	tellAndSeal(ctx, db, logger(slog.LevelWarn))
	return nil
}
