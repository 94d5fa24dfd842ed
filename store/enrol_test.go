package store_test

import (
	"crypto/ed25519"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
)

// freshKey is the line of a key that nobody has yet.
func freshKey(t *testing.T) string {
	t.Helper()
	public, _, err := ed25519.GenerateKey(nil)
	must(t, err)
	key, err := ssh.NewPublicKey(public)
	must(t, err)
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))
}

// credentialOf is what a client proves that holds the key of a line.
func credentialOf(t *testing.T, line string) schema.Credential {
	t.Helper()
	key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(line))
	must(t, err)
	return schema.Credential{Fingerprint: ssh.FingerprintSHA256(key), Kind: key.Type(), From: "192.0.2.7"}
}

// invited makes an invitation to google, as n says, and returns it.
func (g group) invited(n schema.NewInvitation) schema.Invitation {
	g.t.Helper()
	if n.Org == "" {
		n.Org, n.Role = "google", schema.RoleCorrespondent
	}
	if n.Name == "" {
		n.Name = "Astreinte"
	}
	if n.Expires.IsZero() {
		n.Expires = g.clock.Now().Add(72 * time.Hour)
	}
	i, err := g.as(g.t, "admin").AddInvitation(g.t.Context(), n)
	g.must(err)
	return i
}

// enrol answers an invitation with a key.
func (g group) enrol(code, line string) (schema.Actor, error) {
	signs, _ := schema.ReadCode(code)
	return g.db.Enrol(g.t.Context(), signs, schema.Newcomer{KeyLine: line, From: "192.0.2.7"})
}

func TestAnInvitationSeatsOneMember(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		line := freshKey(t)
		i := g.invited(schema.NewInvitation{Lang: schema.English})
		who, err := g.enrol(strings.ToLower(i.Code), line)
		must(t, err)
		if who.Login != "google-2" || who.OrgCode != "google" || who.Role != schema.RoleCorrespondent || who.Name != "Astreinte" || who.Lang != schema.English {
			t.Errorf("enrolled as %+v", who)
		}
		desk, err := g.db.Admit(t.Context(), credentialOf(t, line))
		must(t, err)
		if desk.Who().Member != who.Member || !desk.LastVisit().At.IsZero() {
			t.Errorf("the key opens the desk of %+v, last here %+v", desk.Who(), desk.LastVisit())
		}
		all, err := g.as(t, "admin").Invitations(t.Context())
		if err != nil || len(all) != 1 || all[0].Member != "google-2" || all[0].State(g.clock.Now()) != schema.InvitationAnswered || all[0].Code != "" {
			t.Errorf("the invitation is %+v %v", all, err)
		}
		if _, err := g.enrol(i.Code, freshKey(t)); why(t, err) != schema.WhyCode {
			t.Errorf("a code used twice: %v", err)
		}
		g.toldOfEnrolment(i.Ref)
	})
}

// toldOfEnrolment checks that administrators read of it, and nobody else.
func (g group) toldOfEnrolment(ref string) {
	g.t.Helper()
	for _, login := range oneOfEach {
		page, err := g.as(g.t, login).Log(g.t.Context(), schema.LogList{Limit: 500})
		g.must(err)
		verbs := ""
		for _, e := range page.Items {
			if e.Ref == ref {
				verbs = string(e.Verb) + " " + verbs
			}
		}
		if want := map[bool]string{true: "add enrol "}[login == "admin"]; verbs != want {
			g.t.Errorf("%s reads of the invitation: %q, want %q", login, verbs, want)
		}
	}
}

func TestEveryCodeThatOpensNothingAnswersTheSame(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		used, revoked, expired, shut := g.invited(schema.NewInvitation{}), g.invited(schema.NewInvitation{}),
			g.invited(schema.NewInvitation{Expires: g.clock.Now().Add(time.Hour)}),
			g.invited(schema.NewInvitation{Org: "facebook", Role: schema.RoleCorrespondent})
		_, err := g.enrol(used.Code, freshKey(t))
		must(t, err)
		must(t, admin.RevokeInvitation(t.Context(), revoked.Ref))
		must(t, admin.DisableOrganisation(t.Context(), "facebook", true))
		g.clock.Advance(time.Hour)
		members := g.memberCount()
		_, guessed := g.enrol("0000-0000-0000-0000-0000-0000-0000", freshKey(t))
		for name, code := range map[string]string{"used": used.Code, "revoked": revoked.Code, "expired": expired.Code, "of a disabled organisation": shut.Code, "no code": ""} {
			_, err := g.enrol(code, freshKey(t))
			if !errors.Is(err, schema.ErrNotFound) || why(t, err) != schema.WhyCode || err.Error() != guessed.Error() {
				t.Errorf("%s: %v, guessed: %v", name, err, guessed)
			}
		}
		if n := g.memberCount(); n != members {
			t.Errorf("%d members were made", n-members)
		}
	})
}

func (g group) memberCount() int {
	g.t.Helper()
	all, err := g.as(g.t, "admin").Members(g.t.Context())
	g.must(err)
	return len(all)
}

func TestACodeUsedTwiceAtTheSameMomentSeatsOne(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		i := g.invited(schema.NewInvitation{})
		before := g.memberCount()
		const comers = 8
		errs := make(chan error, comers)
		var start, done sync.WaitGroup
		start.Add(1)
		for range comers {
			line := freshKey(t)
			done.Go(func() {
				start.Wait()
				_, err := g.enrol(i.Code, line)
				errs <- err
			})
		}
		start.Done()
		done.Wait()
		seated := 0
		for range comers {
			if err := <-errs; err == nil {
				seated++
			} else if why(t, err) != schema.WhyCode {
				t.Errorf("who came late is answered %v", err)
			}
		}
		if seated != 1 || g.memberCount() != before+1 {
			t.Errorf("%d enrolled, %d members more", seated, g.memberCount()-before)
		}
	})
}

func TestAKeyThatWillNotDoLeavesTheInvitationOpen(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		_, err := admin.AddKey(t.Context(), "google", keyLine(t, "laptop"), "", time.Time{})
		must(t, err)
		i := g.invited(schema.NewInvitation{Login: "night"})
		if _, err := g.enrol(i.Code, keyLine(t, "laptop")); why(t, err) != schema.WhyExists {
			t.Errorf("a member's key: %v", err)
		}
		security := schema.KeysSecurity
		_, err = admin.UpdateOrganisation(t.Context(), "google", schema.OrganisationUpdate{KeyPolicy: &security})
		must(t, err)
		if _, err := g.enrol(i.Code, freshKey(t)); why(t, err) != schema.WhyWeakKey {
			t.Errorf("a key below the policy: %v", err)
		}
		anything := schema.KeysAny
		_, err = admin.UpdateOrganisation(t.Context(), "google", schema.OrganisationUpdate{KeyPolicy: &anything})
		must(t, err)
		who, err := g.enrol(i.Code, freshKey(t))
		if err != nil || who.Login != "night" {
			t.Errorf("at last: %+v %v", who, err)
		}
	})
}

func TestWhatAnInvitationSaysIsCheckedWhenItIsMade(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		good := schema.NewInvitation{Org: "google", Role: schema.RoleCorrespondent, Name: "Astreinte", Expires: g.clock.Now().Add(time.Hour)}
		g.invited(schema.NewInvitation{Login: "promised"})
		for name, c := range map[string]struct {
			change func(*schema.NewInvitation)
			field  string
		}{
			"unknown organisation":  {func(n *schema.NewInvitation) { n.Org = "nobody" }, "organisation"},
			"a role of others":      {func(n *schema.NewInvitation) { n.Role = schema.RoleChair }, "role"},
			"no role":               {func(n *schema.NewInvitation) { n.Role = "" }, "role"},
			"a service of others":   {func(n *schema.NewInvitation) { n.Service = "PHAROS" }, "service"},
			"a login of somebody's": {func(n *schema.NewInvitation) { n.Login = "google" }, "login"},
			"a login promised":      {func(n *schema.NewInvitation) { n.Login = "promised" }, "login"},
			"the user name join":    {func(n *schema.NewInvitation) { n.Login = "join" }, "login"},
			"no name":               {func(n *schema.NewInvitation) { n.Name = " " }, "name"},
			"in the past":           {func(n *schema.NewInvitation) { n.Expires = g.clock.Now() }, "expires"},
			"for ever":              {func(n *schema.NewInvitation) { n.Expires = g.clock.Now().Add(91 * 24 * time.Hour) }, "expires"},
		} {
			n := good
			c.change(&n)
			_, err := g.as(t, "admin").AddInvitation(t.Context(), n)
			var f *schema.Fault
			if !errors.As(err, &f) || !errors.Is(err, schema.ErrInvalid) || f.Field != c.field {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestInvitationsAreTheAdministratorsAffair(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		i := g.invited(schema.NewInvitation{})
		for _, login := range oneOfEach {
			if login == "admin" {
				continue
			}
			d := g.as(t, login)
			_, listed := d.Invitations(t.Context())
			_, added := d.AddInvitation(t.Context(), schema.NewInvitation{Org: "google", Role: schema.RoleCorrespondent, Name: "x", Expires: g.clock.Now().Add(time.Hour)})
			for what, err := range map[string]error{"list": listed, "add": added, "revoke": d.RevokeInvitation(t.Context(), i.Ref)} {
				if !errors.Is(err, schema.ErrForbidden) {
					t.Errorf("%s, %s: %v", login, what, err)
				}
			}
		}
		admin := g.as(t, "admin")
		for want, refs := range map[error][]string{schema.ErrNotFound: {"I-2015-999"}, nil: {i.Ref}} {
			for _, ref := range refs {
				if err := admin.RevokeInvitation(t.Context(), ref); !errors.Is(err, want) {
					t.Errorf("revoke %s: %v", ref, err)
				}
			}
		}
		if err := admin.RevokeInvitation(t.Context(), i.Ref); !errors.Is(err, schema.ErrState) {
			t.Errorf("revoked twice: %v", err)
		}
	})
}

func TestAnAdministratorWhoLeavesTakesTheirCodesAlong(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		_, err := admin.AddMember(t.Context(), schema.NewMember{Org: "ministry", Login: "second", Name: "Second", Role: schema.RoleAdministrator})
		must(t, err)
		second, err := g.db.As(t.Context(), "second")
		must(t, err)
		i, err := second.AddInvitation(t.Context(), schema.NewInvitation{Org: "ministry", Role: schema.RoleAdministrator, Name: "Mine", Expires: g.clock.Now().Add(time.Hour)})
		must(t, err)
		must(t, admin.DisableMember(t.Context(), "second", true))
		must(t, admin.DisableMember(t.Context(), "second", false))
		if _, err := g.enrol(i.Code, freshKey(t)); why(t, err) != schema.WhyCode {
			t.Errorf("the code of who was shut out opens: %v", err)
		}
	})
}

func TestACodeIsShownOnceAndNeverKept(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		n := schema.NewInvitation{Org: "google", Role: schema.RoleCorrespondent, Name: "x", Expires: g.clock.Now().Add(time.Hour)}
		once := schema.Once(t.Context(), "k")
		first, err := admin.AddInvitation(once, n)
		must(t, err)
		again, err := admin.AddInvitation(once, n)
		must(t, err)
		dry, err := admin.AddInvitation(schema.DryRun(t.Context()), n)
		must(t, err)
		if first.Code == "" || again.Code != "" || again.Ref != first.Ref || dry.Code != "" {
			t.Errorf("codes %q, %q, %q", first.Code, again.Code, dry.Code)
		}
		signs, _ := schema.ReadCode(first.Code)
		var hashes, results []string
		g.must(g.db.All(t.Context(), &hashes, `SELECT code_hash FROM invitation`))
		g.must(g.db.All(t.Context(), &results, `SELECT result FROM once`))
		if kept := strings.Join(append(hashes, results...), " "); len(hashes) != 1 || strings.Contains(kept, signs) || strings.Contains(kept, first.Code) {
			t.Errorf("kept: %s", kept)
		}
	})
}
