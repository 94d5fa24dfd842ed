package command

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// designed are the nouns and verbs that scripts may count on.
var designed = map[string]string{
	"request":    "list show new submit approve return send acknowledge claim release assign label clarify impossible snooze due note amend close reopen withdraw duplicate escalate attach watch import",
	"reply":      "list show add accept dispute",
	"action":     "list show add done reopen assign due note carry watch",
	"meeting":    "list show new agenda convene attend decide close correct export",
	"commitment": "list show add update", "training": "list show add update", "sheet": "list show add update", "contact": "list show add update",
	"article":      "list show add update endorse reserve",
	"organisation": "list show add disable", "member": "list show add disable", "key": "list show add revoke",
	"view": "list save remove", "template": "list show add update remove", "crisis": "start end", "log": "show verify head watch",
	"stats": "", "settings": "", "whoami": "", "help": "", "completion": "", "man": "", "version": "",
}

func TestTheGrammarHasEveryNounAndVerb(t *testing.T) {
	nouns := grammar()
	for name, verbs := range designed {
		n, ok := nounNamed(nouns, name)
		if !ok {
			t.Errorf("no noun %s", name)
			continue
		}
		for _, verb := range strings.Fields(verbs) {
			if _, ok := n.verbNamed(verb); !ok {
				t.Errorf("no %s %s", name, verb)
			}
		}
	}
}

// reading are the verbs that write nothing into the register.
var reading = []string{"list", "show", "get", "watch", "needs", "sample", "minutes", "export", "schema", "board", "head", "verify", ""}

func TestEveryVerbThatWritesTakesTheFlagsOfWrites(t *testing.T) {
	for _, n := range grammar() {
		for _, v := range n.verbs {
			if slices.Contains(reading, v.name) && n.name != "undo" && n.name != "redo" {
				if slices.Contains(v.flags, "dry-run") {
					t.Errorf("%s reads, yet has --dry-run", v.line(n.name))
				}
				continue
			}
			for _, flag := range []string{"dry-run", "yes", "idempotency-key", "json"} {
				if !slices.Contains(v.flags, flag) {
					t.Errorf("%s has no --%s", v.line(n.name), flag)
				}
			}
		}
	}
}

func TestEveryListTakesTheFlagsOfLists(t *testing.T) {
	for _, n := range grammar() {
		for _, v := range n.verbs {
			if v.name != "list" || n.name == "attachment" || n.name == "alert" {
				continue // those of one request, and the newest alone
			}
			for _, flag := range []string{"limit", "after", "query", "columns", "json", "jsonl", "csv", "tsv", "md"} {
				if !slices.Contains(v.flags, flag) {
					t.Errorf("%s has no --%s", v.line(n.name), flag)
				}
			}
		}
	}
}

// TestNoWordMeansTwoThings holds that aliases are typed as they are folded, and that none is of two nouns or two verbs of one noun.
func TestNoWordMeansTwoThings(t *testing.T) {
	means := map[string]string{}
	tell := func(word, place, meant string) {
		if word != schema.Fold(word) {
			t.Errorf("%q is not as it is folded", word)
		}
		if other, taken := means[place+" "+word]; taken && other != meant {
			t.Errorf("%s%q is both %s and %s", place, word, other, meant)
		}
		means[place+" "+word] = meant
	}
	for _, n := range grammar() {
		if len(lang.NounAliases[n.name]) == 0 {
			t.Errorf("%s has no other word", n.name)
		}
		for _, word := range append([]string{n.name}, lang.NounAliases[n.name]...) {
			tell(word, "", n.name)
		}
		for _, v := range n.verbs {
			for _, word := range append([]string{v.name}, lang.VerbAliases[v.name]...) {
				tell(word, n.name+" ", v.name)
			}
		}
	}
}

// seated is a desk of which only the member is known.
type seated struct {
	Desk
	who schema.Actor
}

func (s seated) Who() schema.Actor { return s.who }

func TestWhoMayNotReadIsToldOfReading(t *testing.T) {
	refused := map[string]bool{}
	for _, n := range grammar() {
		for i := range n.verbs {
			v := &n.verbs[i]
			if v.may == nil || !slices.Contains(reading, v.name) || n.name == "undo" || n.name == "redo" {
				continue
			}
			for _, role := range schema.Roles {
				flags := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
				addFlagsTo(flags, lang.English, v.flags)
				if slices.Contains(v.flags, "security") {
					_ = flags.Set("security", "true") // the flag is there
				}
				err := v.may(&call{s: &Session{Desk: seated{who: schema.Actor{Role: role}}}, words: lang.English, verb: v, flags: flags})
				if err == nil {
					continue
				}
				refused[n.name] = true
				if got := lang.English.Error(err); !strings.HasPrefix(got, "Your role does not allow you to read ") {
					t.Errorf("%s as %s: %s", v.line(n.name), role, got)
				}
			}
		}
	}
	if got, want := strings.Join(slices.Sorted(maps.Keys(refused)), " "), "case invitation log request stats training"; got != want {
		t.Errorf("some roles may not read %s, want %s", got, want)
	}
}
