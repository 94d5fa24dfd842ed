package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"contactgroup/schema"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

// verifiesAll reports whether "log verify" was typed without a member: all logs
// of the register are meant.
func verifiesAll(args []string) bool { return asks(args, "log", "verify") }

// asks reports whether a noun and a verb were typed first, in either language.
func asks(args []string, noun, verb string) bool {
	if len(args) < 2 {
		return false
	}
	is := func(word, name string, also map[string][]string) bool {
		word = schema.Fold(word)
		return word == name || slices.Contains(also[name], word)
	}
	return is(args[0], noun, lang.NounAliases) && is(args[1], verb, lang.VerbAliases)
}

// verifyAll verifies every log of the register, and heads kept earlier when
// there are any, for whoever has the database itself. It ends with 7 when
// something was found.
func (l *localCommand) verifyAll(c *cobra.Command, args []string) error {
	args, in, err := l.withHeadFile(c, args, os.Stdin)
	if err != nil {
		return err
	}
	kept := ""
	switch {
	case slices.Equal(args[2:], []string{"--head"}):
		return misused(lang.Fill(l.words.Command.FlagValue, "flag", "--head"))
	case slices.Equal(args[2:], []string{"--head", "-"}):
		text, err := io.ReadAll(in)
		if err != nil {
			return err
		}
		if kept = string(text); strings.TrimSpace(kept) == "" {
			return l.refused(schema.Invalid(schema.WhyHeadFile, "head", "1"))
		}
	case len(args) > 2:
		return misused(lang.Fill(l.words.Command.ExtraArg, "word", schema.VisibleLine(args[2])))
	}
	db, err := l.openStore(c, placeFrom(c))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Seal(c.Context()); err != nil {
		fmt.Fprintln(os.Stderr, l.words.RawError(err)) // what follows tells why
	}
	reports, err := db.Verify(c.Context(), kept, newProgress(l.words.Program.Verifying).tell)
	if err != nil {
		return l.refused(err)
	}
	for _, line := range command.ReportLines(l.words, reports, time.UTC) {
		say("%s", schema.VisibleLine(line))
	}
	if text := command.ReportFault(l.words, reports); text != "" {
		fmt.Fprintln(os.Stderr, "contactgroup: "+text)
		return exit(7)
	}
	return nil
}

// refused tells why a verification was refused, and ends as it does for a member.
func (l *localCommand) refused(err error) error {
	fmt.Fprintln(os.Stderr, "contactgroup: "+l.words.RawError(err))
	return exit(command.ExitCode(err))
}

// withHeadFile turns "--head FILE" of "log verify" into "--head -" with the
// file to read from: the desk's commands, which are the same over SSH, read no files.
func (l *localCommand) withHeadFile(c *cobra.Command, args []string, in io.Reader) ([]string, io.Reader, error) {
	if !verifiesAll(args) {
		return args, in, nil
	}
	args = slices.Clone(args)
	for i, a := range args {
		rest := args[i+1:]
		file, joined := strings.CutPrefix(a, "--head=")
		if !joined {
			if a != "--head" || len(rest) == 0 {
				continue
			}
			file, rest = rest[0], rest[1:]
		}
		args = slices.Concat(args[:i], []string{"--head", "-"}, rest)
		if file == "-" {
			return args, in, nil
		}
		text, err := os.ReadFile(file)
		if err != nil {
			err = refuseWhole(l.words, placeFrom(c), file, file, err)
		}
		return args, strings.NewReader(string(text)), err
	}
	return args, in, nil
}
