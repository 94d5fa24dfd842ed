package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"contactgroup/store"
	"contactgroup/ui/lang"
)

// typed is a verb of the grammar as a member types it. REF stands for a request.
type typed struct {
	line string
	in   string // on stdin
}

// everyVerb has a line for each verb; those that write are dry runs.
var everyVerb = map[string]typed{
	"request list": {"--all --json", ""}, "request show": {"REF --json", ""}, "request new": {"--dry-run --json", `{"kind":"referral","regime":"terms","subject":"x","addressee":"google"}`},
	"request edit":   {"REF --dry-run --json", `{"kind":"referral","regime":"terms","subject":"x","addressee":"google"}`},
	"request submit": {"REF --dry-run --json", ""}, "request approve": {"REF --dry-run --json", ""}, "request return": {"REF --reason x --dry-run --json", ""},
	"request send": {"REF --dry-run --json", ""}, "request acknowledge": {"REF --dry-run --json", ""}, "request claim": {"REF --dry-run --json", ""},
	"request release": {"REF --dry-run --json", ""}, "request assign": {"REF --to pharos --dry-run --json", ""}, "request snooze": {"REF 2h --dry-run --json", ""},
	"request label": {"REF P1 --reason x --dry-run --json", ""}, "request due": {"REF 2h --reason x --dry-run --json", ""}, "request note": {"REF --internal --dry-run --json", "note"},
	"request clarify": {"REF --reason x --dry-run --json", ""}, "request impossible": {"REF --ground force_majeure --reason x --dry-run --json", ""},
	"request amend": {"REF --dry-run --json", "correction"}, "request accept": {"REF --dry-run --json", ""}, "request dispute": {"REF --reason x --dry-run --json", ""},
	"request close": {"REF --dry-run --json", ""}, "request reopen": {"REF --reason x --dry-run --json", ""}, "request contest": {"REF --reason x --dry-run --json", ""},
	"request decide": {"REF upheld --reason x --dry-run --json", ""}, "request extend": {"REF 3d --reason x --dry-run --json", ""}, "request withdraw": {"REF --reason x --dry-run --json", ""},
	"request duplicate": {"REF --of REF --dry-run --json", ""}, "request ext": {"REF T-1 --dry-run --json", ""},
	"request escalate": {"REF --to blocking --addressee isp --dry-run --json", ""}, "request reverify": {"REF --observed live --dry-run --json", ""},
	"request reinstate": {"REF --dry-run --json", ""}, "request recommend": {"REF --reason x --dry-run --json", ""}, "request sample": {"--json", ""}, "request follow": {"REF --dry-run --json", ""},
	"request decline": {"REF --reason x --dry-run --json", ""}, "request attach": {"REF --name a.txt --dry-run --json", "ordre"}, "request import": {"--dry-run --json", ""},
	"request watch": {"REF --since 2015-01-01 --limit 1", ""}, "action watch": {"--since 2015-01-01 --limit 1", ""}, "log watch": {"--since 2015-01-01 --limit 1", ""},
	"reply list": {"--all --json", ""}, "reply show": {"REF --json", ""}, "reply add": {"REF --outcome removed_law --dry-run --json", ""},
	"reply accept": {"REF --dry-run --json", ""}, "reply dispute": {"REF --reason x --dry-run --json", ""},
	"action list": {"--all --json", ""}, "action show": {"A-2015-001 --json", ""}, "action add": {"x --owner google --due 20/05 --link REF --dry-run --json", ""},
	"action start": {"A-2015-001 --dry-run --json", ""}, "action block": {"A-2015-001 --dry-run --json", "x"}, "action done": {"A-2015-001 --evidence x --dry-run --json", ""},
	"action drop": {"A-2015-001 --dry-run --json", "x"}, "action reopen": {"A-2015-001 --dry-run --json", ""}, "action edit": {"A-2015-001 --dry-run --json", "x"},
	"action assign": {"A-2015-001 --owner google --dry-run --json", ""}, "action due": {"A-2015-001 20/05 --dry-run --json", ""}, "action note": {"A-2015-001 --dry-run --json", "x"},
	"action carry": {"A-2015-001 --dry-run --json", ""}, "action link": {"A-2015-001 --link REF --dry-run --json", ""},
	"meeting list": {"--json", ""}, "meeting show": {"next --json", ""}, "meeting new": {"--format plenary --starts 2015-07-01T10:00 --dry-run --json", ""},
	"meeting edit": {"next --title x --dry-run --json", ""}, "meeting invite": {"next afa --dry-run --json", ""}, "meeting agenda": {"next add x --link REF --dry-run --json", ""},
	"meeting convene": {"next --dry-run --json", ""}, "meeting attend": {"next google x --dry-run --json", ""}, "meeting decide": {"next x --dry-run --json", ""},
	"meeting close": {"next --dry-run --json", ""}, "meeting correct": {"2015-04-22 --reason x --decision 1 --dry-run --json", "x"}, "meeting minutes": {"2015-04-22", ""},
	"meeting export": {"next --format json", ""},
	"meeting open":   {"next --dry-run --json", ""}, "meeting remove": {"next --dry-run --json", ""}, "meeting point": {"next 1 --dry-run --json", ""}, "meeting pause": {"next --dry-run --json", ""},
	"meeting cadence": {"--json", ""}, "meeting freeze": {"next --dry-run --json", ""}, "meeting schema": {"--what pack", ""}, "action board": {"--by theme --json", ""},
	"case list": {"--json", ""}, "case show": {"D-2015-0001 --json", ""}, "case new": {"x --dry-run --json", ""}, "case add": {"D-2015-0001 REF --dry-run --json", ""},
	"case remove": {"D-2015-0001 REF --dry-run --json", ""}, "attachment list": {"REF --json", ""}, "attachment get": {"REF 1", ""},
	"contact list": {"--json", ""}, "contact show": {"google/1 --json", ""}, "contact add": {"--name x --phone 0199001000 --dry-run --json", ""},
	"contact update": {"google/1 --notes x --dry-run --json", ""}, "contact remove": {"google/1 --dry-run", ""},
	"commitment list": {"--all --json", ""}, "commitment show": {"E-2015-001 --json", ""}, "commitment add": {"x --owner google --dry-run --json", ""},
	"commitment update": {"E-2015-001 --evidence x --dry-run --json", ""}, "article list": {"--all --json", ""}, "article show": {"1 --json", ""},
	"article add": {"x --dry-run --json", "x"}, "article update": {"1 --title x --dry-run --json", ""}, "article endorse": {"1 --dry-run --json", ""}, "article reserve": {"1 x --dry-run --json", ""},
	"training list": {"--all --json", ""}, "training show": {"F-2015-001 --json", ""}, "training add": {"x --service PHAROS --date 2015-05-06 --dry-run --json", ""},
	"training update": {"F-2015-001 --trained 3 --dry-run --json", ""}, "training needs": {"--json", ""},
	"sheet list": {"--all --json", ""}, "sheet show": {"FP-1 --json", ""}, "sheet add": {"x --dry-run --json", "x"}, "sheet update": {"FP-1 --title x --dry-run --json", "x"},
	"clock list": {"--all --json", ""}, "clock show": {"withdrawal --json", ""}, "clock add": {"x --duration 24h --starts sent --source x --dry-run --json", ""},
	"clock update": {"withdrawal --duration 12h --dry-run --json", ""}, "clock use": {"withdrawal --purpose answer --kind notice --dry-run --json", ""},
	"regime list": {"--all --json", ""}, "regime show": {"lcen_6_1 --json", ""}, "regime add": {"x --name x --english x --dry-run --json", ""}, "regime update": {"lcen_6_1 --text x --dry-run --json", ""},
	"retention list": {"--all --json", ""}, "retention show": {"request --json", ""}, "retention update": {"request --days 30 --dry-run --json", ""},
	"alert list": {"--all --limit 500 --json", ""}, "alert acknowledge": {"REF --dry-run", ""},
	"crisis list": {"--json", ""}, "crisis show": {"--json", ""}, "crisis start": {"--reason x --dry-run --json", ""}, "crisis end": {"--dry-run --json", ""}, "stats": {"--json", ""},
	"organisation list": {"--json", ""}, "organisation show": {"google --json", ""}, "organisation add": {"x --name x --prefix XXX --kind operator --dry-run --json", ""},
	"organisation update": {"google --name x --dry-run --json", ""}, "organisation disable": {"google --dry-run", ""},
	"member list": {"--json", ""}, "member show": {"google --json", ""}, "member add": {"x --organisation google --role correspondent --name x --dry-run --json", ""},
	"member update": {"google --name x --dry-run --json", ""}, "member disable": {"google --dry-run", ""},
	"key list": {"--json", ""}, "key show": {"SHA256:x --json", ""}, "key add": {"google --dry-run --json", "ssh-ed25519 x"}, "key revoke": {"SHA256:x --dry-run", ""}, "key update": {"SHA256:x --label x --dry-run --json", ""},
	"invitation list": {"--all --json", ""}, "invitation show": {"I-2015-001 --json", ""}, "invitation revoke": {"I-2015-001 --dry-run", ""},
	"invitation add": {"--organisation google --role correspondent --expires 72h --dry-run --json", ""},
	"log show":       {"--limit 500 --json", ""}, "log head": {"", ""}, "log verify": {"--json", ""}, "undo": {"--dry-run", ""}, "redo": {"--dry-run", ""},
	"template list": {"--json", ""}, "template show": {"x --json", ""}, "template add": {"x --dry-run --json", "x"}, "template update": {"x --purpose reply --dry-run --json", ""},
	"template remove": {"x --dry-run", ""},
	"view list":       {"--json", ""}, "view save": {"x --query mine --dry-run --json", ""}, "view update": {"x --slot 7 --dry-run --json", ""}, "view remove": {"x --dry-run", ""},
	"settings show": {"--json", ""}, "settings set": {"theme light --dry-run --json", ""}, "settings mail": {"a@b.example --dry-run --json", ""}, "settings quiet": {"20h-8h --dry-run --json", ""}, "settings digest": {"8h --dry-run --json", ""}, "whoami": {"--json", ""}, "help": {"", ""}, "version": {"", ""}, "completion": {"bash", ""}, "man": {"", ""},
}

// TestEachVerbIsTypedByTheTestsOfSight fails when a verb is added that the tests
// of who meets what do not type.
func TestEachVerbIsTypedByTheTestsOfSight(t *testing.T) {
	for verb := range lang.English.Command.Verbs {
		if _, typed := everyVerb[verb]; !typed {
			t.Errorf("%q has no row in everyVerb", verb)
		}
	}
	for verb := range everyVerb {
		if _, there := lang.English.Command.Verbs[verb]; !there {
			t.Errorf("%q is no verb", verb)
		}
	}
}

// ofRequests are the verbs that are typed with a request.
func ofRequests() []string {
	var out []string
	for verb, line := range everyVerb {
		if strings.Contains(line.line, "REF") {
			out = append(out, verb)
		}
	}
	slices.Sort(out)
	return out
}

// typeVerb types a verb and returns the answer and the exit code.
func typeVerb(t *testing.T, desk *store.Desk, verb, ref string) (string, int) {
	t.Helper()
	line := everyVerb[verb]
	words := slices.Concat(strings.Fields(verb), strings.Fields(strings.ReplaceAll(line.line, "REF", ref)))
	var answer strings.Builder
	code := runCommand(t.Context(), desk, lang.English, door{}, words, strings.NewReader(line.in), &answer, &answer)
	return answer.String(), code
}

// ownAnswers types each verb, those on requests with some of the member's own.
func ownAnswers(t *testing.T, desk *store.Desk, own []string) string {
	t.Helper()
	var out strings.Builder
	for _, verb := range slices.Sorted(maps.Keys(everyVerb)) {
		refs := []string{""}
		if slices.Contains(ofRequests(), verb) {
			refs = own[:min(len(own), 2)]
		}
		for _, ref := range refs {
			answer, code := typeVerb(t, desk, verb, ref)
			if code == 2 {
				t.Errorf("%s %s: %s", verb, ref, answer) // it would have shown nothing
			}
			out.WriteString(answer)
		}
	}
	return out.String()
}

// foreignAnswers types each verb on requests that are not the member's. It must
// answer as for one that does not exist.
func foreignAnswers(t *testing.T, desk *store.Desk, refs []string) string {
	t.Helper()
	const nowhere = "ZZZ-2015-9999"
	var out strings.Builder
	for _, verb := range ofRequests() {
		missing, none := typeVerb(t, desk, verb, nowhere)
		for _, ref := range refs {
			answer, code := typeVerb(t, desk, verb, ref)
			answer = strings.ReplaceAll(answer, ref, nowhere) // it repeats what was asked
			if code != none || answer != missing {
				t.Errorf("%s %s: exit %d, of what is nowhere %d:\n%s%s", verb, ref, code, none, answer, missing)
			}
			if code == 0 {
				t.Errorf("%s %s is done", verb, ref)
			}
			out.WriteString(answer)
		}
	}
	return out.String()
}
