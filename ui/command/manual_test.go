package command_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

// needTool skips a part of a test loudly where a tool is missing, and fails it in CI.
func needTool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("SKIPPED: %s is not installed, nothing was tested", name)
}

func TestTheManualHasEveryVerbFlagAndExitCode(t *testing.T) {
	for _, w := range lang.All {
		_, page, _ := runWith(t, newDesk(pharos), "man", "-", func(s *command.Session) { s.Words = w })
		shown := strings.NewReplacer(`\-`, "-", `\(aq`, "'").Replace(strings.ReplaceAll(page, "\n", " "))
		for key := range w.Command.Verbs {
			if !strings.Contains(shown, `.B "`+key) {
				t.Errorf("%s: %s is not in the manual", w.Code, key)
			}
		}
		for name := range w.Command.Flags {
			under, flag := "", name
			if at := strings.LastIndexByte(name, ' '); at > 0 {
				under, flag = name[:at], name[at+1:]
			}
			_, entry, found := strings.Cut(shown, `.B "--`+flag+`"`)
			entry, _, _ = strings.Cut(entry, ".TP")
			if !found || under != "" && !strings.Contains(entry, ".br "+under) {
				t.Errorf("%s: --%s is not in the manual", w.Code, name)
			}
		}
		for _, code := range []int{0, 1, 2, 3, 4, 5, 6, 7, 75, 130} {
			if !strings.Contains(shown, fmt.Sprintf(`.B "%d"`, code)) {
				t.Errorf("%s: exit code %d is not in the manual", w.Code, code)
			}
		}
	}
}

func TestFormattersFindNothingWrongWithTheManual(t *testing.T) {
	needTool(t, "mandoc")
	needTool(t, "groff")
	for _, w := range lang.All {
		_, page, _ := runWith(t, newDesk(pharos), "man", "-", func(s *command.Session) { s.Words = w })
		file := filepath.Join(t.TempDir(), "contactgroup.1")
		if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("mandoc", "-Tlint", file).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: mandoc %v: %s", w.Code, err, out)
		}
		var warnings strings.Builder
		groff := exec.Command("groff", "-ww", "-man", "-Tutf8", file)
		groff.Stderr = &warnings
		if out, err := groff.Output(); err != nil || warnings.Len() > 0 || !strings.Contains(string(out), "GOO") {
			t.Errorf("%s: groff %v: %s", w.Code, err, warnings.String())
		}
	}
}

// completes are words typed and some of what a shell offers next.
var completes = []struct {
	words        []string
	has, without string
}{
	{[]string{"desk", "req"}, "request", "reply"},
	{[]string{"desk", "--as", "chair", "request", "wi"}, "withdraw", "watch"},
	{[]string{"desk", "demande", "retirer", "--rea"}, "--reason", "--sort"},
	{[]string{"desk", "réunion", "x"}, "", "export"},
	{[]string{"desk", "action", "watch", "--"}, "--since", "--reason"},
}

func TestBashCompletesNounsVerbsAndFlags(t *testing.T) {
	needTool(t, "bash")
	_, script, _ := runWith(t, newDesk(pharos), "completion bash desk", "-", func(s *command.Session) { s.Host = "-p 2222 pharos@desk.example" })
	for _, tc := range completes {
		last := tc.words[len(tc.words)-1]
		ask := script + "\nCOMP_WORDS=(" + strings.Join(tc.words, " ") + "); COMP_CWORD=" + fmt.Sprint(len(tc.words)-1) + "; _desk desk '" + last + "'; echo \"${COMPREPLY[*]}\""
		out, err := exec.Command("bash", "-c", ask).CombinedOutput()
		offered := " " + strings.TrimSpace(string(out)) + " "
		if err != nil || (tc.has != "" && !strings.Contains(offered, " "+tc.has+" ")) || strings.Contains(offered, " "+tc.without+" ") {
			t.Errorf("%v: %v %q", tc.words, err, out)
		}
	}
}

func TestTheCommandMadeForAShellKeepsQuotesOnTheWay(t *testing.T) {
	needTool(t, "bash")
	_, script, _ := runWith(t, newDesk(pharos), "completion bash desk", "-", func(s *command.Session) { s.Host = "-p 2222 pharos@desk.example" })
	words := []string{"request", "withdraw", "l'opérateur", `deux "mots"`, "$(id)", `a\b`, ""}
	line := "ssh() { printf '%s' \"${@: -1}\"; }\n" + script + "\ndesk"
	for _, word := range words {
		line += " " + quote(word)
	}
	out, err := exec.Command("bash", "-c", line).Output()
	if err != nil {
		t.Fatal(err)
	}
	got, err := command.Split(string(out))
	if err != nil || strings.Join(got, "|") != strings.Join(words, "|") {
		t.Errorf("%q arrived as %q, %v", words, got, err)
	}
}

func TestAMistypedWordIsToldWhatWasPerhapsMeant(t *testing.T) {
	for line, want := range map[string]string{
		"requst list":              "Perhaps: request?",
		"demnade list":             "Perhaps: demande?",
		"request lsit":             "Perhaps: list?",
		"request approuvre B-1":    "Verbs:",
		"request claim --quite":    "Perhaps: --quiet?",
		"request list --ods":       "possible: --",
		"request list --ics":       "possible: --",
		"weather":                  "Nouns:",
		"help request frobnicatee": "Verbs:",
	} {
		code, out, messages := run(t, newDesk(google), line, "-")
		if code != 2 || out != "" || !strings.Contains(messages, want) {
			t.Errorf("%s = %d %q %q", line, code, out, messages)
		}
	}
	if _, _, messages := run(t, newDesk(google), "weather", "-"); strings.Contains(messages, "Perhaps") {
		t.Errorf("a guess out of nothing: %q", messages)
	}
}

func TestHelpIsFoundByWordsAndFitsATerminal(t *testing.T) {
	_, out, _ := runWith(t, newDesk(google), "help visa", "-", func(s *command.Session) { s.Words = lang.French })
	if !strings.Contains(out, "request approve") || strings.Contains(out, "meeting list") {
		t.Errorf("help visa:\n%s", out)
	}
	for _, w := range lang.All {
		for _, line := range []string{"help", "help request", "help meeting", "help request escalate"} {
			_, out, _ := runWith(t, newDesk(google), line, "-", func(s *command.Session) { s.Words = w })
			for row := range strings.Lines(out) {
				if n := len([]rune(strings.TrimSuffix(row, "\n"))); n > 80 && strings.HasPrefix(row, "  ") {
					t.Errorf("%s: %d columns: %s", line, n, row)
				}
			}
		}
	}
}
