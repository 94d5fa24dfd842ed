package command_test

import (
	"strings"
	"testing"

	"contactgroup/schema"
)

func TestTheGroupCanBeReadByCommands(t *testing.T) {
	for _, tc := range []struct {
		line string
		want []string // in the output
	}{
		{"reply list --view 4", []string{"GOO-2015-0001  1    2015-05-05T12:00:00Z"}},
		{"reply show GOO-2015-0001 --json", []string{`"items": []`}},
		{"action show A-2015-001", []string{"late", "2015-05-04", "[internal] vu"}},
		{"action show A-2015-001 --json=ref,overdue,due", []string{`"overdue": true`, `"due": "2015-05-04"`}},
		{"meeting show next", []string{"2015-05-06", "1.  Engagements  afa"}},
		{"meeting show next --json=agenda", []string{`"rapporteur": "afa"`}},
		{"organisation list --csv --columns code,kind", []string{"google,operator\r\n"}},
		{"member show GOOGLE", []string{"correspondent"}},
		{"member list --jsonl", []string{`"login":"google"`}},
		{"key list", []string{"SHA256:abc   google"}},
		{"key show SHA256:abc --json=added_at,revoked_at", []string{`"added_at": "2015-05-05T12:00:00Z"`, `"revoked_at": null`}},
		{"help organisation", []string{"organisme", "  disable "}},
	} {
		code, out, messages := run(t, newDesk(google), tc.line, "-")
		for _, want := range tc.want {
			if code != 0 || !strings.Contains(strings.ToLower(out), strings.ToLower(want)) {
				t.Errorf("%s (%d %s) has no %q:\n%s", tc.line, code, messages, want, out)
			}
		}
	}
}

func TestTheGroupIsAdministeredByCommands(t *testing.T) {
	for line, want := range map[string]string{
		"member add DUTY --organisation Google --role correspondant --name 'Astreinte Google' --service S": "add duty|google|correspondent|Astreinte Google|S",
		"organisation disable google":                                                    "disable google",
		"organisation disable google afa":                                                "disable google,disable afa",
		"key revoke SHA256:abc":                                                          "revoke SHA256:abc",
		"clé révoquer SHA256:abc --dry-run":                                              "revoke SHA256:abc (dry)",
		"member add duty --organisation google --role tsar --name Ivan":                  "",
		"organisation add ovh --name OVH --prefix OVH --kind operator --function bakery": "",
	} {
		d := newDesk(admin)
		code, _, messages := run(t, d, line, "-")
		if got := strings.Join(d.wrote, ","); got != want || (code == 0) != (want != "") {
			t.Errorf("%s wrote %q, want %q (%d %s)", line, got, want, code, messages)
		}
		for _, role := range schema.Roles {
			d := newDesk(schema.Actor{Role: role, OrgKind: schema.OrgAuthority})
			if code, _, _ := run(t, d, line, "-"); role != schema.RoleAdministrator && (code != 4 || len(d.wrote) > 0) {
				t.Errorf("%s as %s = %d, wrote %q", line, role, code, d.wrote)
			}
		}
	}
}

func TestRolesMayDoWhatTheTransitionsSay(t *testing.T) {
	for _, v := range schema.RequestVerbs() {
		if v == schema.VerbReply || v == schema.VerbTakeBack {
			continue
		}
		for _, role := range schema.Roles {
			allowed := false
			for _, tr := range schema.Transitions {
				for _, r := range tr.Roles {
					allowed = allowed || tr.Verb == v && r == role
				}
			}
			code, _, _ := run(t, newDesk(schema.Actor{Role: role}), "request "+string(v), "-")
			if want := map[bool]int{true: 2, false: 4}[allowed]; code != want { // no reference: a bad argument for whom the verb is for
				t.Errorf("request %s as %s = %d, want %d", v, role, code, want)
			}
		}
	}
}
