// Command contactgroup is the desk of a permanent contact group between a
// ministry and network operators, reached with plain ssh.
//
// This package wires the rooms together: it alone imports both ui and store,
// and it alone reads the environment.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"contactgroup/schema"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

func main() { os.Exit(run(os.Args[1:])) }

// run is the whole program; it returns the exit status.
func run(args []string) int {
	keepPrivate()
	words := lang.Choose(flagValue(args, "lang"), "", locale(os.Getenv), "")
	root := rootCommand(words)
	root.SetArgs(args)
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if c, _, err := root.Find(args); err != nil || c.Name() != "serve" { // for which SIGHUP means to reload
		signals = append(signals, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	defer stop()
	err := root.ExecuteContext(ctx)
	var status exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &status):
		return int(status)
	}
	fmt.Fprintln(os.Stderr, "contactgroup: "+words.RawError(err))
	return 1
}

// exit is an exit status as an error; its message was printed already.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

func rootCommand(words *lang.Words) *cobra.Command {
	local := &localCommand{words: words}
	root := &cobra.Command{
		Use: "contactgroup", Short: words.Program.Short, SilenceUsage: true, SilenceErrors: true,
		Args: cobra.ArbitraryArgs, RunE: local.run,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help"})
	root.Flags().SetInterspersed(false) // what follows the noun belongs to the desk's own commands
	root.Flags().StringVar(&local.as, "as", "", words.Program.FlagAs)
	root.PersistentFlags().String("lang", "", words.Program.FlagLang)
	root.PersistentFlags().String("database", "", words.Program.FlagDatabase)
	root.PersistentFlags().String("signing-key", "", words.Program.FlagSigningKey)
	root.PersistentFlags().String("config", "", words.Serving.FlagConfig)
	serve := serveCommand(words)
	root.PersistentPreRunE = configure(words, serve)
	root.AddCommand(doctorCommand(words), demoCommand(words), initCommand(words), serve, configCommand(words), hostKeyCommand(words), unitCommand(words), openCommand(words, local),
		backupCommand(words), restoreCommand(words), exportCommand(words), importCommand(words), migrateCommand(words), eraseCommand(words), signersCommand(words),
		&cobra.Command{Use: "version", Short: words.Program.VersionShort, Args: cobra.NoArgs, Run: func(c *cobra.Command, _ []string) {
			fmt.Fprintln(c.OutOrStdout(), "contactgroup "+version())
		}})
	root.AddCommand(manualCommand(words), completionCommand(words, root))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return misused(flagFault(words, err)) })
	speak(root, words)
	return root
}

// speak gives cobra's own help and refusals the reader's words.
func speak(root *cobra.Command, words *lang.Words) {
	w := words.Program
	root.PersistentFlags().BoolP("help", "h", false, w.FlagHelp)
	root.SetUsageTemplate(strings.NewReplacer("Usage:", w.Usage, "Available Commands:", w.Commands, "Global Flags:", w.SharedFlags, "Flags:", w.Flags,
		`Use "{{.CommandPath}} [command] --help" for more information about a command.`,
		w.HelpMore+"\n\n"+lang.Fill(w.HelpDesk, "nouns", command.Nouns())).Replace(root.UsageTemplate()))
	judgeWords(root, words)
}

// judgeWords has the commands below one refuse too few words and too many in the reader's.
func judgeWords(above *cobra.Command, words *lang.Words) {
	for _, c := range above.Commands() {
		judgeWords(c, words)
		judge := c.Args
		c.Args = func(c *cobra.Command, args []string) error {
			switch {
			case judge == nil || judge(c, args) == nil:
				return nil
			case len(args) == 0:
				return misused(words.Command.MissingArg + "\n" + lang.Fill(words.Command.Usage, "usage", c.UseLine()))
			}
			return misused(lang.Fill(words.Command.ExtraArg, "word", schema.VisibleLine(args[len(args)-1])))
		}
	}
}

// flagFault is the sentence for a flag that was typed wrongly, with what it takes.
func flagFault(words *lang.Words, err error) string {
	text := command.FlagFault(words, err)
	var wrong *pflag.InvalidValueError
	if errors.As(err, &wrong) {
		text += lang.Fill(words.Serving.AllowedOnly, "allowed", allowed(words, wrong.GetFlag()))
	}
	return text
}

// misused prints how the program was called wrongly.
func misused(text string) error {
	fmt.Fprintln(os.Stderr, "contactgroup: "+text)
	return exit(2)
}

// configure gives each flag that was not typed its value from a variable or
// from the configuration file. The file is for "serve"; the other commands take
// from it what they share with it, and the demonstration nothing.
func configure(words *lang.Words, serve *cobra.Command) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, _ []string) error {
		var path string
		if c.Annotations[standsAlone] == "" {
			path = configurationFile(c)
		}
		conf, err := readConfiguration(words, path)
		if err == nil {
			known := pflag.NewFlagSet("settings", pflag.ContinueOnError)
			known.AddFlagSet(serve.Flags())
			known.AddFlagSet(c.Root().PersistentFlags())
			err = conf.check(known)
		}
		if err == nil {
			err = conf.fill(c.Flags(), func(name string) bool {
				return c.Annotations[takesAll] != "" || c.InheritedFlags().Lookup(name) != nil || c.PersistentFlags().Lookup(name) != nil
			})
		}
		if err != nil {
			return misused(err.Error())
		}
		return nil
	}
}

// flagValue finds --name VALUE or --name=VALUE before the flags are parsed.
func flagValue(args []string, name string) string {
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--"+name+"="); ok {
			return v
		}
		if a == "--"+name && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

// locale returns what the environment says of languages, most binding first.
func locale(get func(string) string) []string {
	return []string{get("LC_ALL"), get("LC_MESSAGES"), get("LANG")}
}

// version is the module's version, or the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (v == "" || v == "(devel)") {
			return s.Value
		}
	}
	return v
}
