package main

import (
	"context"
	"log/slog"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/lang"
)

// eraseCommand erases what is past its retention. It is done on the machine,
// not at a desk: no member reads all logs.
func eraseCommand(words *lang.Words) *cobra.Command {
	e := eraser{words: words}
	var nouns []string
	var before string
	c := &cobra.Command{Use: "erase [--before DATE] [--noun NOUN]…", Short: words.Program.EraseShort, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if before != "" {
				day, err := schema.ParseDate(before)
				if err != nil || day.IsZero() {
					return misused(words.Error(schema.Invalid(schema.WhyDate, "before", before)))
				}
				e.ask.Before = day
			}
			for _, word := range nouns {
				noun, known := schema.ParseRetained(word)
				if !known {
					return misused(lang.Fill(words.Program.EraseNoNoun, "word", schema.VisibleLine(word), "nouns", retainedNouns()))
				}
				e.ask.Nouns = append(e.ask.Nouns, noun)
			}
			return e.erase(c)
		}}
	c.Flags().StringVar(&before, "before", "", words.Program.FlagBefore)
	c.Flags().StringSliceVar(&nouns, "noun", nil, lang.Fill(words.Program.FlagEraseNoun, "nouns", retainedNouns()))
	c.Flags().BoolVar(&e.dry, "dry-run", false, words.Program.FlagDryRun)
	c.Flags().BoolVar(&e.all, "all", false, words.Program.FlagEraseAll)
	return c
}

func retainedNouns() string {
	var out []string
	for _, r := range schema.DefaultRetentions {
		out = append(out, string(r.Noun))
	}
	return strings.Join(out, ", ")
}

// eraser is one erasure that was asked for.
type eraser struct {
	words    *lang.Words
	ask      schema.Erasure
	dry, all bool
}

func (e eraser) erase(c *cobra.Command) error {
	local := localCommand{words: e.words}
	db, err := local.openStore(c, placeFrom(c))
	if err != nil {
		return err
	}
	defer db.Close()
	ctx := c.Context()
	if e.dry {
		ctx = schema.DryRun(ctx)
	}
	expired, err := db.Erase(ctx, e.ask, newProgress(e.words.Program.Verifying).tell)
	if err != nil {
		return err
	}
	e.tell(expired)
	if !e.dry {
		e.keepTold(ctx, db)
	}
	return nil
}

// keepTold tells the log of security, and seals.
func (e eraser) keepTold(ctx context.Context, db *store.DB) {
	command := "erase"
	if !e.ask.Before.IsZero() {
		command += " --before " + e.ask.Before.String()
	}
	for _, noun := range e.ask.Nouns {
		command += " --noun " + string(noun)
	}
	db.Incident(schema.Incident{Verb: schema.VerbErase, Address: localAddress(systemUser()), Command: command})
	tellAndSeal(ctx, db, logger(slog.LevelWarn))
}

// firstNamed is how many of a noun's things are named without --all.
const firstNamed = 10

// tell counts what goes, noun by noun, and names it.
func (e eraser) tell(expired []schema.Expired) {
	t, any := e.words.Program, false
	for _, x := range expired {
		noun := e.words.Domain.Nouns[x.Noun]
		if x.Before.IsZero() {
			say("%s", lang.Fill(t.EraseForGood, "noun", noun))
			continue
		}
		any = any || x.Things > 0 || x.Entries() > 0
		say("%s", lang.Fill(t.EraseNoun, "noun", noun, "n", strconv.Itoa(x.Things), "date", x.Before.String(), "entries", strconv.Itoa(x.Entries())))
		e.name(x.Refs)
		for _, log := range x.Logs {
			say("%s", lang.Fill(t.EraseLine, "log", schema.VisibleLine(log.Audience), "n", strconv.Itoa(log.Entries)))
		}
	}
	switch {
	case !any:
		say("%s", t.NothingToErase)
	case e.dry:
		say("%s", t.WouldErase)
	default:
		say("%s", t.Erased)
	}
}

// name names things, one a line with --all, else the first ones.
func (e eraser) name(refs []string) {
	if e.all {
		for _, ref := range refs {
			say("  %s", schema.VisibleLine(ref))
		}
		return
	}
	named := refs[:min(len(refs), firstNamed)]
	text := strings.Join(named, ", ")
	if more := len(refs) - len(named); more > 0 {
		text += " " + lang.Fill(e.words.Program.EraseMore, "n", strconv.Itoa(more))
	}
	if text != "" {
		say("  %s", schema.VisibleLine(text))
	}
}
