package command_test

import (
	"strings"
	"testing"

	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

func TestEveryVerbHasHelpAndAnExampleThatIsThatVerb(t *testing.T) {
	for _, w := range lang.All {
		words := func(s *command.Session) { s.Words = w }
		nouns := 0
		for key, entry := range w.Command.Verbs {
			nouns++
			code, help, _ := runWith(t, newDesk(pharos), "help "+key, "-", words)
			if code != 0 || !strings.Contains(unfolded(help), entry.Help) || !strings.Contains(help, entry.Example) {
				t.Errorf("%s: help %s (%d):\n%s", w.Code, key, code, help)
			}
			line, _, _ := strings.Cut(entry.Example, " <")
			code, of, messages := runWith(t, newDesk(pharos), line+" --help", "-", words)
			if code != 0 || of != help {
				t.Errorf("%s: the example of %s is of another verb: %q (%d %s)", w.Code, key, of, code, messages)
			}
		}
		if table := command.Reference(w); strings.Count(table, "\n") != nouns+2 {
			t.Errorf("%s: the table has %d lines for %d verbs:\n%s", w.Code, strings.Count(table, "\n"), nouns, table)
		}
	}
}

// unfolded is a text on one line.
func unfolded(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestEveryFlagAndNounHasHelp(t *testing.T) {
	for _, w := range lang.All {
		_, nouns, _ := runWith(t, newDesk(pharos), "help", "-", func(s *command.Session) { s.Words = w })
		for noun, help := range w.Command.Nouns {
			if !strings.Contains(nouns, "  "+noun+" ") || !strings.Contains(unfolded(nouns), help) {
				t.Errorf("%s: %s is not in\n%s", w.Code, noun, nouns)
			}
		}
		for key := range w.Command.Verbs {
			_, help, _ := runWith(t, newDesk(pharos), "help "+key, "-", func(s *command.Session) { s.Words = w })
			for line := range strings.Lines(help) {
				if fields := strings.Fields(line); strings.HasPrefix(line, "  --") && len(fields) < 2 {
					t.Errorf("%s: %s: no help for %s", w.Code, key, fields[0])
				}
			}
		}
	}
}

func TestAFlagIsExplainedForTheCommandItStandsUnder(t *testing.T) {
	for key, text := range map[string]string{
		"meeting new": "--starts day and time", "meeting edit": "--starts day and time", "clock add": "--starts what it runs from: sent",
		"key add": "--label name of the key", "crisis start": "--label label from which the benchmark applies",
	} {
		if _, help, _ := run(t, newDesk(pharos), "help "+key, "-"); !strings.Contains(unfolded(help), text) {
			t.Errorf("%s does not say %q:\n%s", key, text, help)
		}
	}
	for _, w := range lang.All {
		for key := range w.Command.Flags {
			words := strings.Fields(key)
			if len(words) < 2 {
				continue
			}
			flag, found := "--"+words[len(words)-1], false
			for verb := range w.Command.Verbs {
				if verb == strings.Join(words[:len(words)-1], " ") || strings.HasPrefix(verb, words[0]+" ") && len(words) == 2 {
					_, help, _ := runWith(t, newDesk(pharos), "help "+verb, "-", func(s *command.Session) { s.Words = w })
					found = found || strings.Contains(unfolded(help), flag+" "+w.Command.Flags[key])
				}
			}
			if !found {
				t.Errorf("%s: nothing shows the help of %s", w.Code, key)
			}
		}
	}
}

func TestExamplesNameTheHostTheyAreTypedFor(t *testing.T) {
	_, over, _ := runWith(t, newDesk(pharos), "help request claim", "-", func(s *command.Session) { s.Host = "desk.example" })
	_, local, _ := run(t, newDesk(pharos), "help request claim", "-")
	if !strings.Contains(over, "ssh desk.example request claim GOO-2015-0042") || !strings.Contains(local, "contactgroup request claim GOO-2015-0042") {
		t.Errorf("%s\n%s", over, local)
	}
}

func TestAboutOneself(t *testing.T) {
	_, out, _ := run(t, newDesk(google), "whoami --json=login,role,organisation", "-")
	if got := strings.Join(strings.Fields(out), ""); got != `{"schema":1,"item":{"login":"google","role":"correspondent","organisation":"google"}}` {
		t.Errorf("whoami = %s", got)
	}
	if _, out, _ := run(t, newDesk(google), "version", "-"); out != "contactgroup 1.0\n" {
		t.Errorf("version = %q", out)
	}
	for _, shell := range []string{"bash", "zsh", "fish"} {
		if code, out, _ := run(t, newDesk(google), "completion "+shell, "-"); code != 0 || !strings.Contains(out, "contactgroup") {
			t.Errorf("completion %s = %d", shell, code)
		}
	}
}
