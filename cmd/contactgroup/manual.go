package main

import (
	"time"

	"github.com/spf13/cobra"

	"contactgroup/schema"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

// manualCommand writes the page of the manual of the desk's commands as they
// are typed on this machine.
func manualCommand(words *lang.Words) *cobra.Command {
	return &cobra.Command{Use: "man", Short: words.Command.Nouns["man"], Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		return command.Manual(c.OutOrStdout(), words, "contactgroup --as LOGIN", version(), schema.DateOf(time.Now(), time.UTC))
	}}
}

// completionCommand writes a shell's script of completion for this program:
// its own subcommands and the desk's nouns, verbs and flags.
func completionCommand(words *lang.Words, root *cobra.Command) *cobra.Command {
	return &cobra.Command{Use: "completion", Short: words.Command.Nouns["completion"], Args: cobra.ExactArgs(1), ValidArgs: command.Shells,
		RunE: func(c *cobra.Command, args []string) error {
			of := command.Completer{Name: root.Name(), Words: []string{"--as", "--lang", "--database"}}
			for _, sub := range root.Commands() {
				if !sub.Hidden {
					of.Words = append(of.Words, sub.Name())
				}
			}
			for _, shell := range command.Shells {
				if shell == args[0] {
					return command.Completion(c.OutOrStdout(), words, shell, of)
				}
			}
			return misused(lang.Fill(words.Command.BadFlag, "flag", "completion", "value", schema.VisibleLine(args[0]), "allowed", "bash, zsh, fish"))
		}}
}
