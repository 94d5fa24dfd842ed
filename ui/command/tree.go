package command

import (
	"bufio"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// noun is one row of the grammar: a word and its verbs. A noun without verbs is
// a command of its own, whose verb has an empty name.
type noun struct {
	name  string
	verbs []verb
}

// verb is what can be done to a noun. Help, documentation and completion are made from it.
type verb struct {
	name     string
	usage    string              // what follows the verb: "REF…|- --reason TEXT"
	min, max int                 // number of words that follow; max below zero: any
	flags    []string            // beside those that every command has
	needs    []string            // of these, the ones it cannot do without
	text     bool                // takes text or data on stdin
	bare     bool                // is what the noun alone does
	may      func(c *call) error // judges the role; nil: every role may
	columns  func(c *call) error // judges the columns asked for; nil: it has none
	run      func(c *call) error
}

// line is the verb as people type it.
func (v *verb) line(noun string) string {
	return strings.Join(strings.Fields(noun+" "+v.name+" "+v.usage), " ")
}

// grammar returns all nouns in the order of help.
func grammar() []noun {
	return []noun{
		{"request", checked(requestVerbs(), columnsOf(requestForm))},
		{"reply", checked(replyVerbs(), columnsOf(replyForm))},
		{"action", checked(actionVerbs(), columnsOf(actionForm))},
		{"meeting", checked(meetingVerbs(), columnsOf(meetingForm))},
		{"case", checked(caseVerbs(), columnsOf(caseForm))},
		{"attachment", checked(attachmentVerbs(), columnsOf(attachmentForm))},
		{"contact", checked(contactVerbs(), columnsOf(contactForm))},
		{"alert", checked(alertVerbs(), columnsOf(alertForm))},
		{"commitment", checked(commitmentVerbs(), columnsOf(commitmentForm))},
		{"article", checked(articleVerbs(), columnsOf(articleForm))},
		{"training", checked(trainingVerbs(), columnsOf(trainingForm))},
		{"sheet", checked(sheetVerbs(), columnsOf(sheetForm))},
		{"clock", checked(clockVerbs(), columnsOf(clockForm))},
		{"regime", checked(regimeVerbs(), columnsOf(regimeForm))},
		{"retention", checked(retentionVerbs(), columnsOf(retentionForm))},
		{"crisis", checked(crisisVerbs(), columnsOf(crisisForm))},
		{"stats", []verb{{usage: "[--since DATE|PERIOD] [--what FIGURE]", flags: statsFlags, may: mayReadStats, columns: columnsOf(statsForm("")), run: stats}}},
		{"organisation", checked(organisationVerbs(), columnsOf(organisationForm))},
		{"member", checked(memberVerbs(), columnsOf(memberForm))},
		{"key", checked(keyVerbs(), columnsOf(keyForm))},
		{"invitation", checked(invitationVerbs(), columnsOf(invitationForm))},
		{"log", logVerbs()},
		{"undo", []verb{{flags: addFlags, columns: columnsOf(nameForm), run: undo}}},
		{"redo", []verb{{flags: addFlags, columns: columnsOf(nameForm), run: redo}}},
		{"view", checked(viewVerbs(), columnsOf(viewForm))},
		{"template", checked(templateVerbs(), columnsOf(templateForm))},
		{"settings", checked(settingsVerbs(), columnsOf(settingsForm("")))},
		{"whoami", []verb{{flags: showFlags, columns: columnsOf(seatForm), run: whoami}}},
		{"help", []verb{{usage: "[NOUN [VERB]]", max: 2, run: help}}},
		{"version", []verb{{flags: showFlags, columns: columnsOf(versionForm), run: version}}},
		{"completion", []verb{{usage: "bash|zsh|fish [WORD…]", min: 1, max: -1, run: completion}}},
		{"man", []verb{{run: manual}}},
	}
}

// checked gives the verbs that have no shape of their own that of their noun.
func checked(verbs []verb, columns func(*call) error) []verb {
	for i := range verbs {
		if verbs[i].columns == nil {
			verbs[i].columns = columns
		}
	}
	return verbs
}

// single reports whether the noun is a command of its own.
func (n noun) single() bool { return len(n.verbs) == 1 && n.verbs[0].name == "" }

// namedIn reports whether one of the words is the noun's: no other noun can be meant.
func (n noun) namedIn(args []string) bool {
	return slices.ContainsFunc(args, func(word string) bool { return word == n.name || slices.Contains(lang.NounAliases[n.name], word) })
}

// tree builds the command tree of one invocation, as far as args can reach it.
func tree(s *Session, w *lang.Words, out *bufio.Writer, args []string) *cobra.Command {
	nouns := grammar()
	root := &cobra.Command{
		Use: s.ProgramName, Short: w.Command.Short, SilenceErrors: true, SilenceUsage: true, Args: cobra.ArbitraryArgs,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE: func(_ *cobra.Command, args []string) error {
			text := lang.Fill(w.Command.NoNoun, "nouns", nounNames(nouns))
			if len(args) > 0 {
				text = unknownNoun(w, nouns, args[0])
			}
			return &refusal{exitUsage, text}
		},
	}
	addFlagsTo(root.PersistentFlags(), w, everyFlags)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return flagRefusal(w, cmd, err) })
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { helpOf(out, w, s, nouns, cmd) })
	root.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help"}) // help is one of our nouns
	for _, n := range nouns {
		if n.namedIn(args) {
			root.AddCommand(n.command(s, w, out))
		}
	}
	root.SetArgs(args)
	return root
}

// command is the noun's branch of the tree.
func (n noun) command(s *Session, w *lang.Words, out *bufio.Writer) *cobra.Command {
	if n.single() {
		return n.leaf(&n.verbs[0], s, w, out)
	}
	branch := &cobra.Command{
		Use: n.name, Aliases: lang.NounAliases[n.name], Short: w.Command.Nouns[n.name], Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			text := lang.Fill(w.Command.NoVerb, "noun", n.name, "verbs", n.verbNames())
			if len(args) > 0 {
				text = unknownVerb(w, n, args[0])
			}
			return &refusal{exitUsage, text}
		},
	}
	ask := branch.RunE
	for i := range n.verbs {
		leaf := n.leaf(&n.verbs[i], s, w, out)
		branch.AddCommand(leaf)
		if n.verbs[i].bare {
			branch.Flags().AddFlagSet(leaf.Flags())
			branch.RunE = func(cmd *cobra.Command, args []string) error {
				if len(args) == 0 {
					return leaf.RunE(leaf, args)
				}
				return ask(cmd, args)
			}
		}
	}
	return branch
}

// leaf is the command of one verb. It judges in the order that the package's comment promises.
func (n noun) leaf(v *verb, s *Session, w *lang.Words, out *bufio.Writer) *cobra.Command {
	name, aliases := v.name, lang.VerbAliases[v.name]
	if n.single() {
		name, aliases = n.name, lang.NounAliases[n.name]
	}
	leaf := &cobra.Command{Use: name, Aliases: aliases, Short: w.Command.Verbs[helpKey(n, v)].Help, Args: cobra.ArbitraryArgs}
	addFlagsTo(leaf.Flags(), w, v.flags)
	start := func(cmd *cobra.Command, args []string) (*call, error) {
		c := &call{s: s, ctx: s.Ctx, words: w, root: cmd.Root(), noun: n.name, verb: v, flags: cmd.Flags(), args: args, out: out, zone: s.Zone, shown: time.UTC}
		if v.may == nil {
			return c, nil
		}
		return c, ofNoun(v.may(c), n.name)
	}
	leaf.RunE = func(cmd *cobra.Command, args []string) error {
		s.ran = helpKey(n, v)
		c, err := start(cmd, args)
		if err != nil {
			return err
		}
		if err := c.checkFlags(); err != nil {
			return err
		}
		if v.columns != nil {
			if err := v.columns(c); err != nil {
				return err
			}
		}
		if err := c.checkArgs(); err != nil {
			return err
		}
		s.took = c.document()
		return v.run(c)
	}
	leaf.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		var lacks *pflag.ValueRequiredError
		if errors.As(err, &lacks) { // a bad argument of a known flag: the role comes first
			if _, err := start(cmd, nil); err != nil {
				return err
			}
		}
		return flagRefusal(w, cmd, err)
	})
	return leaf
}

// UnknownNoun returns the sentence that refuses a first word which is no noun
// of the grammar, and false for one that is.
func UnknownNoun(w *lang.Words, word string) (string, bool) {
	nouns := grammar()
	if _, ok := nounNamed(nouns, word); ok {
		return "", false
	}
	return unknownNoun(w, nouns, word), true
}

// Nouns lists the nouns of the grammar for people.
func Nouns() string { return nounNames(grammar()) }

// flagRefusal refuses a flag as it was written: one that is unknown here with
// the one that was perhaps meant, a form of documents with those that lists have.
func flagRefusal(w *lang.Words, cmd *cobra.Command, err error) error {
	text := FlagFault(w, err)
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return &refusal{exitUsage, text}
	}
	var known, forms []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		known = append(known, f.Name)
		if isForm(f.Name) {
			forms = append(forms, "--"+f.Name)
		}
	})
	name := unknown.GetSpecifiedName()
	if slices.Contains(otherForms, name) && len(forms) > 0 {
		return &refusal{exitUsage, lang.Fill(w.Command.NoForm, "flag", "--"+name, "flags", strings.Join(forms, ", "))}
	}
	if near := nearest(name, known); near != "" {
		text += " " + lang.Fill(w.Command.Meant, "word", "--"+near)
	}
	return &refusal{exitUsage, text}
}

// otherForms are forms that documents or other lists are given in.
var otherForms = []string{"ics", "xlsx", "pdf", "ods", "odt", "html", "fr.csv"}

func isForm(name string) bool {
	return slices.Contains(export.ListFormats, export.Format(name)) || slices.Contains(paperForms, export.Format(name))
}

// FlagFault is the sentence for what pflag found wrong with a flag as it was written.
func FlagFault(w *lang.Words, err error) string {
	var unknown *pflag.NotExistError
	var lacks *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		dashes := "--"
		if unknown.GetSpecifiedShortnames() != "" {
			dashes = "-"
		}
		return lang.Fill(w.Command.UnknownFlag, "flag", schema.VisibleLine(dashes+unknown.GetSpecifiedName()))
	case errors.As(err, &lacks):
		return lang.Fill(w.Command.FlagValue, "flag", "--"+lacks.GetSpecifiedName())
	case errors.As(err, &wrong):
		return lang.Fill(w.Command.BadValue, "flag", "--"+wrong.GetFlag().Name, "value", schema.VisibleLine(wrong.GetValue()))
	}
	return lang.Fill(w.Command.UnknownFlag, "flag", schema.VisibleLine(err.Error()))
}

func helpKey(n noun, v *verb) string { return strings.TrimSpace(n.name + " " + v.name) }

func nounNames(nouns []noun) string {
	var names []string
	for _, n := range nouns {
		names = append(names, n.name)
	}
	return strings.Join(names, ", ")
}

func (n noun) verbNames() string {
	var names []string
	for _, v := range n.verbs {
		names = append(names, v.name)
	}
	return strings.Join(names, ", ")
}

// ofNoun names, in a refusal of the role that does not, what the verb was for.
func ofNoun(err error, name string) error {
	var f *schema.Fault
	if !errors.As(err, &f) || f.Why != schema.WhyRole || f.Noun != "" {
		return err
	}
	named := *f
	named.Noun = schema.Noun(name)
	return &named
}

// roles lets those roles alone do verb.
func roles(v schema.Verb, allowed ...schema.Role) func(*call) error {
	return func(c *call) error {
		if slices.Contains(allowed, c.s.Desk.Who().Role) {
			return nil
		}
		return &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRole, Verb: v}
	}
}

// mayDo lets those roles do verb that schema's transitions of a request name.
func mayDo(v schema.Verb) func(*call) error {
	var allowed []schema.Role
	for _, t := range schema.Transitions {
		if t.Verb == v {
			allowed = append(allowed, t.Roles...)
		}
	}
	return roles(v, allowed...)
}
