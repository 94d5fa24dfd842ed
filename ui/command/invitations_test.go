package command_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

func (d *cannedDesk) LastVisit() schema.Visit { return schema.Visit{} }

func (d *cannedDesk) UpdateKey(ctx context.Context, fingerprint string, u schema.KeyUpdate) (schema.Key, error) {
	d.note(ctx, schema.VerbUpdate, fingerprint)
	return schema.Key{Fingerprint: fingerprint, Login: "google"}, nil
}

func (d *cannedDesk) Invitations(context.Context) ([]schema.Invitation, error) {
	return []schema.Invitation{{Ref: "I-2015-002", OrgCode: "google", Role: schema.RoleCorrespondent, Expires: noon.Add(time.Hour)},
		{Ref: "I-2015-001", OrgCode: "google", Role: schema.RoleCorrespondent, Expires: noon.Add(-time.Hour)}}, nil
}

func (d *cannedDesk) AddInvitation(ctx context.Context, n schema.NewInvitation) (schema.Invitation, error) {
	d.note(ctx, schema.VerbAdd, strings.Join([]string{n.Org, string(n.Role), n.Name, n.Login, n.Expires.Sub(noon).String()}, "|"))
	i := schema.Invitation{Ref: "I-2015-003", OrgCode: n.Org, Role: n.Role, Name: n.Name, Expires: n.Expires}
	if schema.OnceOf(ctx) == "" && !schema.IsDryRun(ctx) {
		i.Code = "AAAA-BBBB"
	}
	return i, nil
}

func (d *cannedDesk) RevokeInvitation(ctx context.Context, ref string) error {
	d.note(ctx, schema.VerbRevoke, ref)
	return nil
}

func TestMembersAreInvitedByCommands(t *testing.T) {
	for line, want := range map[string]string{
		"invitation add --organisation Google --role correspondant --expires 72h --language en --name Duty --login Duty": "add google|correspondent|Duty|duty|72h0m0s",
		"invitation add --organisation google --role correspondent --expires 3d --dry-run":                               "add google|correspondent|correspondent (google)||72h0m0s (dry)",
		"invitation revoke i-2015-002":                                               "revoke I-2015-002",
		"invitation revoke I-2015-002 I-2015-003":                                    "revoke I-2015-002,revoke I-2015-003",
		"clé actualiser SHA256:abc --label poste --expires 2016-01-01":               "update SHA256:abc",
		"invitation add --organisation google --role correspondent --expires jamais": "",
		"invitation add --organisation google --role correspondent":                  "",
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

func TestAnInvitationIsALineToSend(t *testing.T) {
	const add = "invitation add --organisation google --role correspondent --expires 72h"
	code, out, messages := run(t, newDesk(admin), add, "-")
	if code != 0 || out != "ssh join@HOST AAAA-BBBB\n" || !strings.Contains(messages, "I-2015-003") {
		t.Errorf("exit %d, %q, %q", code, out, messages)
	}
	code, out, messages = run(t, newDesk(admin), add+" --idempotency-key k", "-")
	if code != 0 || strings.Contains(out, "join") || !strings.Contains(messages, "only once") {
		t.Errorf("the code of a command made before: exit %d, %q, %q", code, out, messages)
	}
	if _, out, _ := run(t, newDesk(admin), add+" --json", "-"); !strings.Contains(out, `"code": "AAAA-BBBB"`) {
		t.Errorf("JSON without its code: %s", out)
	}
	if _, out, _ := run(t, newDesk(admin), "invitation list --json", "-"); strings.Contains(out, "I-2015-001") || strings.Contains(out, `"code"`) {
		t.Errorf("the open ones alone are listed, without codes: %s", out)
	}
	if _, out, _ := run(t, newDesk(admin), "invitation list --all", "-"); !strings.Contains(out, "I-2015-001") || !strings.Contains(out, "expired") {
		t.Errorf("all are listed: %s", out)
	}
}
