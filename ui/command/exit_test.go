package command_test

import (
	"strings"
	"testing"

	"contactgroup/schema"
)

// ends are commands and how they end, in the order in which exit codes are decided.
var ends = []struct {
	who   schema.Actor
	line  string
	stdin string
	want  int
	say   string // somewhere in the messages
}{
	{pharos, "request list", "-", 0, ""},
	{google, "request claim GOO-2015-0001", "-", 0, "GOO-2015-0001"},
	{google, "REQUEST Claim goo-2015-0001", "-", 0, ""},

	{pharos, "weather", "-", 2, "request, reply, action"},
	{pharos, "", "-", 2, "request, reply, action"},
	{pharos, "request", "-", 2, "list, show, new"},
	{pharos, "request frobnicate", "-", 2, "frobnicate"},
	{pharos, "request list --since lately", "-", 7, "lately"},
	{pharos, "request list -x", "-", 2, "-x"},
	{pharos, "request show 'GOO", "-", 2, "Unclosed"},
	{pharos, "help weather", "-", 2, "weather"},

	{google, "request send", "-", 4, "role"},
	{pharos, "request send", "-", 2, "missing"},
	{google, "request send --bogus", "-", 2, "--bogus"},
	{google, "request label GOO-2015-0001 P9 --reason", "-", 4, "role"},
	{pharos, "request label GOO-2015-0001 P1 --reason", "-", 2, "--reason"},
	{google, "request new", "-", 4, "role"},
	{google, "request import", "-", 4, "role"},
	{pharos, "reply add", "-", 4, "role"},
	{google, "reply accept NOWHERE", "-", 4, "role"},
	{google, "action add", "-", 4, "role"},
	{admin, "action done A-2015-001", "-", 4, "role"},
	{pharos, "organisation add", "-", 4, "role"},
	{google, "member disable google", "-", 4, "role"},
	{google, "key revoke SHA256:abc", "-", 4, "role"},

	{google, "request claim", "-", 2, "missing"},
	{pharos, "request list extra", "-", 2, "extra"},
	{pharos, "request list --limit none", "-", 2, "--limit"},
	{pharos, "request list --limit 0", "-", 2, "--limit"},
	{pharos, "request list --sort colour", "-", 2, "--sort"},
	{pharos, "request list --view replies", "-", 2, "--view"},
	{pharos, "request list --json --csv", "-", 2, "--json, --csv"},
	{pharos, "request list --json=ref,colour", "-", 2, "colour"},
	{pharos, "request list --columns colour", "-", 2, "colour"},
	{pharos, "request list --all=perhaps", "-", 2, "--all"},
	{pharos, "request list --tz Mars/Olympus", "-", 2, "--tz"},
	{pharos, "request list --lang de", "-", 2, "--lang"},
	{pharos, "request list --lang EN --color NEVER", "-", 0, ""},
	{pharos, "request list --view a-traiter", "-", 0, ""},
	{pharos, "request list --limit ''", "-", 2, "--limit needs a value"},
	{secretary, "action add 'Fiche contact' --owner afa", "-", 2, "--due is required"},
	{secretary, "action add 'Fiche contact' --due 2015-06-01", "-", 2, "--owner is required"},
	{pharos, "request withdraw GOO-2015-0001", "-", 2, "--reason is required"},
	{pharos, "request withdraw NOWHERE-1", "-", 2, "--reason is required"},
	{pharos, "request withdraw NOWHERE-1 --reason ''", "-", 3, "NOWHERE-1"},
	{pharos, "request withdraw GOO-2015-0003 --reason ''", "-", 7, "reason is needed"},
	{pharos, "request amend GOO-2015-0003 --url zut --reason x", "-", 7, "zut"},
	{google, "reply add GOO-2015-0003 --outcome refused", "", 7, "reason is needed"},
	{pharos, "request new", "[]", 7, "give an object"},
	{pharos, "request new", "{\"kind\":", 7, "(position 8)"},
	{pharos, "request withdraw GOO-2015-0001 --reason deux mots", "-", 2, "mots"},
	{pharos, "request note - ", "text", 2, "Standard input"},
	{google, "request claim GOO-2015-0001 GOO-2015-0002 --if-rev 3", "-", 2, "--if-rev"},
	{google, "reply add GOO-2015-0001", "-", 2, "--outcome"},
	{google, "reply add GOO-2015-0001 --content 1 --outcome-of 2=not_found", "-", 2, "--outcome"},
	{pharos, "meeting export next --format docx", "-", 2, "fr.csv"},
	{pharos, "meeting export next --what brief", "-", 2, "actions"},
	{pharos, "completion tcsh", "-", 2, "tcsh"},

	{google, "request show NOWHERE", "-", 3, "NOWHERE"},
	{google, "request claim FBK-2015-0001", "-", 3, "FBK-2015-0001"},
	{pharos, "request label GOO-2015-9999 P9 --reason x", "-", 3, "not found"},
	{pharos, "meeting export 2001-01-01", "-", 3, "not found"},
	{pharos, "organisation show nowhere", "-", 3, "not found"},
	{admin, "member disable nobody", "-", 3, "not found"},
	{admin, "request show GOO-2015-0001", "-", 3, "not found"},

	{pharos, "request label GOO-2015-0003 P9 --reason x", "-", 7, "P9"},
	{pharos, "request list --query status:purple", "-", 7, "purple"},
	{pharos, "request snooze GOO-2015-0001 never", "-", 7, "never"},
	{pharos, "request note GOO-2015-0001", " \n", 7, "text"},
	{pharos, "request new", "not json", 7, "JSON"},
	{pharos, "request new", `{"colour":"red"}`, 7, "colour"},
	{pharos, "request new", `{"kind":"purple"}`, 7, "purple"},
	{pharos, "request new", `{"contents":[{"uri":"x"}]}`, 7, "contents.uri"},
	{pharos, "request new", strings.Repeat(" ", 1<<20) + "{}", 7, "1 MiB"},
	{google, "reply add GOO-2015-0001 --outcome vanished", "", 7, "vanished"},
	{google, "reply add GOO-2015-0001 --outcome removed_law --content 7", "", 7, "7"},
	{secretary, "action add 'no owner 20/05'", "-", 7, "owning"},
	{secretary, "action due A-2015-001 someday", "-", 7, "someday"},

	{google, "request claim GOO-2015-0003", "-", 5, "reopen"},
	{google, "request claim GOO-2015-0001 --if-rev 2", "-", 5, "changed meanwhile"},
	{validator, "request send B-2015-0002", "-", 5, "approved"},

	{google, "request claim GOO-2015-0001 GOO-2015-9999", "-", 6, "GOO-2015-9999: not found"},
	{google, "request claim GOO-2015-0003 GOO-2015-9999", "-", 6, "2 of 2"},
	{google, "request claim GOO-2015-8888 FBK-2015-0001", "-", 3, "2 of 2"},
}

func TestExitCodesInTheOrderTheyAreDecided(t *testing.T) {
	for _, tc := range ends {
		d := newDesk(tc.who)
		code, out, messages := run(t, d, tc.line, tc.stdin)
		if code != tc.want {
			t.Errorf("%s: %q = %d, want %d (%s)", tc.who.Login, tc.line, code, tc.want, strings.TrimSpace(messages))
		}
		if !strings.Contains(messages, tc.say) {
			t.Errorf("%s: %q says %q, want %q in it", tc.who.Login, tc.line, messages, tc.say)
		}
		if code != 0 && code != 6 && (out != "" || len(d.wrote) > 0) {
			t.Errorf("%s: %q failed, yet wrote %q and did %q", tc.who.Login, tc.line, out, d.wrote)
		}
	}
}
