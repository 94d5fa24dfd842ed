package command

import (
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// help tells of all nouns, of one noun's verbs, or of one verb.
func help(c *call) error {
	nouns := grammar()
	if len(c.args) == 0 {
		return writeHelp(c.out, nounsHelp(c.words, c.s, nouns))
	}
	n, ok := nounNamed(nouns, c.args[0])
	if !ok {
		return helpOn(c, nouns)
	}
	if len(c.args) == 1 {
		return writeHelp(c.out, nounHelp(c.words, c.s, n))
	}
	v, ok := n.verbNamed(c.args[1])
	if !ok {
		return &refusal{exitUsage, unknownVerb(c.words, n, c.args[1])}
	}
	return writeHelp(c.out, verbHelp(c.words, c.s, n, v))
}

// helpOn finds the verbs whose help has all of the words.
func helpOn(c *call, nouns []noun) error {
	var found strings.Builder
	for _, n := range nouns {
		for i := range n.verbs {
			key := helpKey(n, &n.verbs[i])
			entry := c.words.Command.Verbs[key]
			about := schema.Fold(strings.Join(slices.Concat([]string{key, entry.Help, entry.Example}, lang.NounAliases[n.name], lang.VerbAliases[n.verbs[i].name]), " "))
			if !slices.ContainsFunc(c.args, func(word string) bool { return !strings.Contains(about, schema.Fold(word)) }) {
				found.WriteString(item(key, 20, entry.Help))
			}
		}
	}
	if found.Len() == 0 {
		return &refusal{exitUsage, unknownNoun(c.words, nouns, c.args[0])}
	}
	return writeHelp(c.out, found.String()+"\n"+lang.Fill(c.words.Command.HelpMore, "program", c.s.prefix())+"\n")
}

// helpOf answers --help after a noun, a verb or neither.
func helpOf(out io.Writer, w *lang.Words, s *Session, nouns []noun, cmd *cobra.Command) {
	text := nounsHelp(w, s, nouns)
	if parent := cmd.Parent(); parent != nil && parent.Parent() != nil {
		n, _ := nounNamed(nouns, parent.Name()) // the tree is made of the same nouns
		v, _ := n.verbNamed(cmd.Name())
		text = verbHelp(w, s, n, v)
	} else if n, ok := nounNamed(nouns, cmd.Name()); ok {
		text = nounHelp(w, s, n)
	}
	_ = writeHelp(out, text) // out keeps a failure until it is flushed
}

func writeHelp(out io.Writer, text string) error {
	_, err := io.WriteString(out, text)
	return err
}

func nounNamed(nouns []noun, word string) (noun, bool) {
	for _, n := range nouns {
		if named(n.name, lang.NounAliases[n.name], word) {
			return n, true
		}
	}
	return noun{}, false
}

func (n noun) verbNamed(word string) (*verb, bool) {
	for i, v := range n.verbs {
		if v.name != "" && named(v.name, lang.VerbAliases[v.name], word) {
			return &n.verbs[i], true
		}
	}
	return nil, false
}

func named(name string, aliases []string, word string) bool {
	word = schema.Fold(word)
	return word == name || slices.Contains(aliases, word)
}

func nounsHelp(w *lang.Words, s *Session, nouns []noun) string {
	t := w.Command
	var b strings.Builder
	b.WriteString(t.Short + "\n\n" + lang.Fill(t.Usage, "usage", s.prefix()+" "+t.Grammar) + "\n\n")
	for _, n := range nouns {
		b.WriteString(item(n.name, 14, t.Nouns[n.name]))
	}
	b.WriteString("\n" + lang.Fill(t.HelpMore, "program", s.prefix()) + "\n")
	return b.String()
}

func nounHelp(w *lang.Words, s *Session, n noun) string {
	if n.single() {
		return verbHelp(w, s, n, &n.verbs[0])
	}
	var b strings.Builder
	b.WriteString(n.name + aliasText(lang.NounAliases[n.name]) + ": " + w.Command.Nouns[n.name] + "\n\n")
	for _, v := range n.verbs {
		b.WriteString(item(v.name, 14, w.Command.Verbs[helpKey(n, &v)].Help))
	}
	b.WriteString("\n" + lang.Fill(w.Command.HelpMore, "program", s.prefix()) + "\n")
	return b.String()
}

func verbHelp(w *lang.Words, s *Session, n noun, v *verb) string {
	t := w.Command
	entry := t.Verbs[helpKey(n, v)]
	var b strings.Builder
	b.WriteString(folded(entry.Help, 0) + "\n\n" + lang.Fill(t.Usage, "usage", s.prefix()+" "+v.line(n.name)) + "\n" +
		lang.Fill(t.Example, "example", asTyped(s.prefix(), entry.Example)) + "\n")
	if aliases := lang.VerbAliases[v.name]; len(aliases) > 0 {
		b.WriteString(lang.Fill(t.Aliases, "aliases", strings.Join(aliases, ", ")) + "\n")
	}
	b.WriteString("\n")
	for _, name := range slices.Concat(v.flags, everyFlags) {
		b.WriteString(item("--"+name, 20, t.Flag(n.name, v.name, name)))
	}
	return b.String()
}

func aliasText(aliases []string) string {
	if len(aliases) == 0 {
		return ""
	}
	return " (" + strings.Join(aliases, ", ") + ")"
}

// helpWidth is the width that help is folded to, in columns.
const helpWidth = 80

// item is a line of help: a name and what is said of it, folded beside it.
func item(name string, width int, text string) string {
	return "  " + name + strings.Repeat(" ", max(width-len(name), 0)+1) + folded(text, max(width, len(name))+3) + "\n"
}

// folded is a text whose further lines begin below its first one, which begins
// at column indent.
func folded(text string, indent int) string {
	var b strings.Builder
	at := indent
	for i, word := range strings.Split(text, " ") {
		width := runewidth.StringWidth(word)
		switch {
		case i == 0:
		case at+1+width > helpWidth:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			b.WriteString(" ")
			at++
		}
		b.WriteString(word)
		at += width
	}
	return b.String()
}

const overSSH = "ssh "

// prefix is what stands before a noun on the reader's command line.
func (s *Session) prefix() string {
	if s.Host != "" {
		return overSSH + s.Host
	}
	return s.ProgramName
}

// asTyped is an example behind a prefix. ssh takes away the quotes of one's own
// shell, so that a line that has some is given within others.
func asTyped(prefix, example string) string {
	line, rest := example, ""
	if at := strings.IndexAny(example, "<>"); at > 0 {
		line, rest = strings.TrimRight(example[:at], " "), " "+example[at:]
	}
	if strings.HasPrefix(prefix, overSSH) && strings.Contains(line, "'") {
		line = `"` + line + `"`
	}
	return prefix + " " + line + rest
}

// Reference is the table of all commands in Markdown, for the README.
func Reference(w *lang.Words) string {
	var b strings.Builder
	b.WriteString("| " + w.Command.HeadCommand + " | " + w.Command.HeadDoes + " |\n|---|---|\n")
	for _, n := range grammar() {
		for i := range n.verbs {
			v := &n.verbs[i]
			b.WriteString("| `" + strings.ReplaceAll(v.line(n.name), "|", "\\|") + "` | " + w.Command.Verbs[helpKey(n, v)].Help + " |\n")
		}
	}
	return b.String()
}
