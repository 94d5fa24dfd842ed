package command

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Shells are those that Completion writes a script for.
var Shells = []string{"bash", "zsh", "fish"}

// Completer is what a shell's script of completion is made for.
type Completer struct {
	Name  string   // of the command completed
	SSH   []string // of a command made by the script: it sends its words, quoted, by this one; nil: Name is a program
	Words []string // that may stand in the place of a noun, beside the nouns
}

// Completion writes a shell's script. It is made of the nouns, verbs and flags
// alone: completing asks nobody and tells nobody anything. Over SSH it defines
// the command too, so that quotes typed here survive the way.
func Completion(out io.Writer, w *lang.Words, shell string, of Completer) error {
	nouns := grammar()
	if shell == "fish" {
		return fish(out, w, of, nouns)
	}
	var b strings.Builder
	if shell == "zsh" {
		b.WriteString("autoload -Uz compinit bashcompinit && compinit && bashcompinit\n")
	}
	if of.SSH != nil {
		fmt.Fprintf(&b, "%s() {\n  local word line=\n  for word in \"$@\"; do line=\"$line '${word//\\'/\\'\\\\\\'\\'}'\"; done\n  %s \"$line\"\n}\n", of.Name, strings.Join(of.SSH, " "))
	}
	function := "_" + strings.Map(letters, of.Name)
	fmt.Fprintf(&b, "%s() {\n  local word noun= verb= words=\n  for word in \"${COMP_WORDS[@]}\"; do\n    if [ -z \"$noun\" ]; then case \"$word\" in\n", function)
	top := slices.Clone(of.Words)
	for _, n := range nouns {
		fmt.Fprintf(&b, "      %s) noun=%s;;\n", strings.Join(append([]string{n.name}, lang.NounAliases[n.name]...), "|"), n.name)
		top = append(top, n.name)
	}
	b.WriteString("    esac; elif [ -z \"$verb\" ]; then case \"$noun $word\" in\n")
	for _, n := range nouns {
		for _, v := range n.verbs {
			if v.name != "" {
				var forms []string
				for _, word := range append([]string{v.name}, lang.VerbAliases[v.name]...) {
					forms = append(forms, "'"+n.name+" "+word+"'")
				}
				fmt.Fprintf(&b, "      %s) verb=%s;;\n", strings.Join(forms, "|"), v.name)
			}
		}
	}
	fmt.Fprintf(&b, "    esac; fi\n  done\n  case \"$noun $verb\" in\n    ' ') words='%s';;\n", strings.Join(top, " "))
	for _, n := range nouns {
		if !n.single() {
			fmt.Fprintf(&b, "    '%s ') words='%s';;\n", n.name, strings.ReplaceAll(n.verbNames(), ", ", " "))
		}
		for _, v := range n.verbs {
			fmt.Fprintf(&b, "    '%s %s') words='%s';;\n", n.name, v.name, strings.Join(flagWords(&v), " "))
		}
	}
	fmt.Fprintf(&b, "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$2\"))\n}\ncomplete -F %s %s\n", function, of.Name)
	_, err := io.WriteString(out, b.String())
	return err
}

// flagWords are the flags of a verb as they are typed.
func flagWords(v *verb) []string {
	var out []string
	for _, name := range slices.Concat(v.flags, everyFlags) {
		out = append(out, "--"+name)
	}
	return out
}

// fish writes the script for a shell that describes each word.
func fish(out io.Writer, w *lang.Words, of Completer, nouns []noun) error {
	var b strings.Builder
	if of.SSH != nil {
		fmt.Fprintf(&b, "function %s\n  set -l line\n  for word in $argv\n    set -a line \"'\"(string replace -a \"'\" \"'\\\\''\" -- $word)\"'\"\n  end\n  %s \"$line\"\nend\n", of.Name, strings.Join(of.SSH, " "))
	}
	var all []string
	for _, n := range nouns {
		all = append(append(all, n.name), lang.NounAliases[n.name]...)
	}
	offer := func(when, rest, help string) {
		fmt.Fprintf(&b, "complete -c %s -f -n %s %s -d %s\n", of.Name, single(when), rest, single(help))
	}
	none := "not __fish_seen_subcommand_from " + strings.Join(all, " ")
	for _, word := range of.Words {
		offer(none, "-a "+word, "")
	}
	for _, n := range nouns {
		offer(none, "-a "+n.name, w.Command.Nouns[n.name])
		seen := "__fish_seen_subcommand_from " + strings.Join(append([]string{n.name}, lang.NounAliases[n.name]...), " ")
		for _, v := range n.verbs {
			of := seen
			if v.name != "" {
				offer(seen+"; and not __fish_seen_subcommand_from "+strings.ReplaceAll(n.verbNames(), ", ", " "), "-a "+v.name, w.Command.Verbs[helpKey(n, &v)].Help)
				of += "; and __fish_seen_subcommand_from " + strings.Join(append([]string{v.name}, lang.VerbAliases[v.name]...), " ")
			}
			for _, name := range slices.Concat(v.flags, everyFlags) {
				offer(of, "-l "+name, w.Command.Flag(n.name, v.name, name))
			}
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// single quotes a text for a shell.
func single(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
}

// letters keeps what the name of a shell's function may hold.
func letters(r rune) rune {
	if r < 128 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
		return r
	}
	return '_'
}

// completion writes a shell's script: over SSH for a command of the name given
// that comes here, else for the program.
func completion(c *call) error {
	shell := schema.Fold(c.args[0])
	if !slices.Contains(Shells, shell) {
		return c.usage(lang.Fill(c.words.Command.BadFlag, "flag", c.noun, "value", schema.VisibleLine(c.args[0]), "allowed", strings.Join(Shells, ", ")))
	}
	of := Completer{Name: c.s.ProgramName}
	if c.s.Host != "" {
		of.SSH = strings.Fields("ssh " + c.s.Host)
	}
	if len(c.args) > 1 {
		if of.Name = c.args[1]; strings.Map(letters, of.Name) != of.Name {
			return c.usage(lang.Fill(c.words.Command.BadValue, "flag", c.noun, "value", schema.VisibleLine(of.Name)))
		}
	}
	return Completion(c.out, c.words, shell, of)
}
