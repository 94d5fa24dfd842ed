package store_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

func TestAGroupIsFoundedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		if is, err := db.Founded(t.Context()); err != nil || is {
			t.Fatalf("a new register is founded: %v %v", is, err)
		}
		storetest.Group(t, db)
		if is, err := db.Founded(t.Context()); err != nil || !is || db.Group().Name != "Groupe de contact permanent" {
			t.Fatalf("founded %v %v, group %+v", is, err, db.Group())
		}
		err := db.Found(t.Context(), schema.Group{Name: "Autre", Zone: "UTC"}, schema.Organisation{Code: "other", Prefix: "OTH", Name: "Other"},
			schema.NewMember{Login: "other", Name: "Other"}, "")
		if why(t, err) != schema.WhyExists || !errors.Is(err, schema.ErrInvalid) {
			t.Errorf("founded twice: %v", err)
		}
		if db.Group().Name != "Groupe de contact permanent" {
			t.Error("the refused founding changed the group")
		}
		if _, err := db.As(t.Context(), "other"); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("the refused founding left a member: %v", err)
		}
	})
}

func TestDesksKnowTheirMember(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		_, err := g.as(t, "admin").AddMember(t.Context(), schema.NewMember{Org: "google", Login: "abroad", Name: "Ailleurs", Role: schema.RoleCorrespondent,
			Zone: "America/New_York", Lang: schema.English})
		must(t, err)
		for _, c := range []struct {
			login, org string
			role       schema.Role
			service    string
			lang       schema.Lang
			zone       string
		}{
			{"pharos", "ministry", schema.RoleRequester, "PHAROS", "", "Europe/Paris"},
			{"abroad", "google", schema.RoleCorrespondent, "", schema.English, "America/New_York"},
			{"google", "google", schema.RoleCorrespondent, "", "", "Europe/Paris"},
		} {
			d, err := g.db.As(t.Context(), c.login)
			must(t, err)
			who := d.Who()
			if who.Login != c.login || who.OrgCode != c.org || who.Role != c.role || who.Service != c.service || who.Lang != c.lang || who.Zone != c.zone {
				t.Errorf("%s is %+v", c.login, who)
			}
		}
		for _, login := range []string{"", "nobody", "GOOGLE", "' OR 1=1 --"} {
			if _, err := g.db.As(t.Context(), login); !errors.Is(err, schema.ErrNotFound) {
				t.Errorf("%q has a desk: %v", login, err)
			}
		}
	})
}

func TestOnlyAdministratorsManage(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		before := g.heads(t)
		for _, login := range []string{"chair", "secretariat", "pharos", "validator", "google", "observer", "overseer"} {
			d := g.as(t, login)
			_, org := d.AddOrganisation(t.Context(), schema.Organisation{Code: "new", Prefix: "NEW", Name: "New", Kind: schema.OrgOperator})
			_, member := d.AddMember(t.Context(), schema.NewMember{Org: "google", Login: "new", Name: "New", Role: schema.RoleCorrespondent})
			_, key := d.AddKey(t.Context(), login, keyLine(t, "stolen"), "", time.Time{})
			for what, err := range map[string]error{"organisation": org, "member": member, "key": key,
				"disable organisation": d.DisableOrganisation(t.Context(), "google", true),
				"disable member":       d.DisableMember(t.Context(), "facebook", true),
				"revoke":               d.RevokeKey(t.Context(), "SHA256:x")} {
				if !errors.Is(err, schema.ErrForbidden) || why(t, err) != schema.WhyRole {
					t.Errorf("%s, %s: %v", login, what, err)
				}
			}
		}
		g.unlogged(t, before)
	})
}

func TestOrganisationsThatCannotBeAdded(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		before := g.heads(t)
		op := schema.Organisation{Code: "new", Prefix: "NEW", Name: "New", Kind: schema.OrgOperator}
		for name, c := range map[string]struct {
			change func(*schema.Organisation)
			want   schema.Reason
		}{
			"a code that is taken":    {func(o *schema.Organisation) { o.Code = "google" }, schema.WhyExists},
			"a prefix that is taken":  {func(o *schema.Organisation) { o.Prefix = "GOO" }, schema.WhyExists},
			"a second authority":      {func(o *schema.Organisation) { o.Kind = schema.OrgAuthority }, schema.WhyExists},
			"a code with capitals":    {func(o *schema.Organisation) { o.Code = "New" }, schema.WhyUnknown},
			"a code with a slash":     {func(o *schema.Organisation) { o.Code = "a/requests" }, schema.WhyUnknown},
			"the prefix of drafts":    {func(o *schema.Organisation) { o.Prefix = "B" }, schema.WhyUnknown},
			"no name":                 {func(o *schema.Organisation) { o.Name = " " }, schema.WhyEmpty},
			"an escape in the name":   {func(o *schema.Organisation) { o.Name = "a\x1b[2J" }, schema.WhyControl},
			"an unknown zone":         {func(o *schema.Organisation) { o.Zone = "Mars/Olympus" }, schema.WhyUnknown},
			"an unknown kind":         {func(o *schema.Organisation) { o.Kind = "club" }, schema.WhyUnknown},
			"services of an operator": {func(o *schema.Organisation) { o.Services = []string{"PHAROS"} }, schema.WhyUnknown},
			"an unknown function":     {func(o *schema.Organisation) { o.Functions = []schema.Function{"bank"} }, schema.WhyUnknown},
		} {
			o := op
			c.change(&o)
			if _, err := admin.AddOrganisation(t.Context(), o); why(t, err) != c.want {
				t.Errorf("%s: %v", name, err)
			}
		}
		g.unlogged(t, before)
		if orgs, err := admin.Organisations(t.Context()); err != nil || len(orgs) != 10 {
			t.Errorf("%d organisations, %v", len(orgs), err)
		}
	})
}

func TestMembersThatCannotBeAdded(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		must(t, admin.DisableOrganisation(t.Context(), "facebook", true))
		before := g.heads(t)
		member := schema.NewMember{Org: "google", Login: "new", Name: "New", Role: schema.RoleCorrespondent}
		for name, c := range map[string]struct {
			change func(*schema.NewMember)
			want   schema.Reason
		}{
			"a login that is taken":         {func(m *schema.NewMember) { m.Login = "chair" }, schema.WhyExists},
			"the word for nobody":           {func(m *schema.NewMember) { m.Login = "none" }, schema.WhyExists},
			"capitals in a login":           {func(m *schema.NewMember) { m.Login = "New" }, schema.WhyUnknown},
			"a login too long":              {func(m *schema.NewMember) { m.Login = strings.Repeat("a", 33) }, schema.WhyUnknown},
			"no name":                       {func(m *schema.NewMember) { m.Name = "" }, schema.WhyEmpty},
			"an unknown organisation":       {func(m *schema.NewMember) { m.Org = "nowhere" }, schema.WhyUnknown},
			"a disabled organisation":       {func(m *schema.NewMember) { m.Org = "facebook" }, schema.WhyDisabled},
			"a chair of an operator":        {func(m *schema.NewMember) { m.Role = schema.RoleChair }, schema.WhyUnknown},
			"no role":                       {func(m *schema.NewMember) { m.Role = "" }, schema.WhyUnknown},
			"a service of an operator":      {func(m *schema.NewMember) { m.Service = "PHAROS" }, schema.WhyUnknown},
			"a requester without a service": {func(m *schema.NewMember) { m.Org, m.Role = "ministry", schema.RoleRequester }, schema.WhyEmpty},
		} {
			m := member
			c.change(&m)
			if _, err := admin.AddMember(t.Context(), m); why(t, err) != c.want {
				t.Errorf("%s: %v", name, err)
			}
		}
		g.unlogged(t, before)
		if all, err := admin.Members(t.Context()); err != nil || len(all) != 15 {
			t.Errorf("%d members, %v", len(all), err)
		}
	})
}

func TestAKeyOpensItsMembersDeskUntilRevoked(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		k, err := admin.AddKey(t.Context(), "google", keyLine(t, "laptop"), "", time.Time{})
		must(t, err)
		if k.Label != "laptop" || !strings.HasPrefix(k.Fingerprint, "SHA256:") || strings.Contains(k.Line, "laptop") {
			t.Errorf("key %+v", k)
		}
		desk, err := g.db.Admit(t.Context(), schema.Credential{Fingerprint: k.Fingerprint, Kind: "ssh-ed25519", From: "192.0.2.7"})
		must(t, err)
		if desk.Who().Login != "google" {
			t.Errorf("the key opens the desk of %s", desk.Who().Login)
		}
		desk.Entered()
		g.db.WriteVisits(t.Context())
		keys, err := desk.Keys(t.Context())
		if err != nil || len(keys) != 1 || !keys[0].LastUsed.Equal(g.clock.Now()) || keys[0].LastFrom != "192.0.2.7" {
			t.Errorf("own keys %+v %v", keys, err)
		}
		for _, login := range []string{"google", "facebook"} {
			if _, err := admin.AddKey(t.Context(), login, keyLine(t, "laptop"), "", time.Time{}); why(t, err) != schema.WhyExists {
				t.Errorf("the same key for %s: %v", login, err)
			}
		}
		must(t, admin.RevokeKey(t.Context(), k.Fingerprint))
		if got := <-g.db.Endings(); got != (schema.Ended{Member: k.Member, Credential: k.Fingerprint}) {
			t.Errorf("told to end %+v", got)
		}
		if _, err := desk.Organisations(t.Context()); why(t, err) != schema.WhyRevoked {
			t.Errorf("the open desk still works: %v", err)
		}
		if _, err := g.db.Admit(t.Context(), schema.Credential{Fingerprint: k.Fingerprint, Kind: "ssh-ed25519", From: "192.0.2.7"}); !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("the revoked key still opens: %v", err)
		}
		if err := admin.RevokeKey(t.Context(), k.Fingerprint); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("revoked twice: %v", err)
		}
		if _, err := admin.AddKey(t.Context(), "facebook", keyLine(t, "laptop"), "", time.Time{}); why(t, err) != schema.WhyExists {
			t.Errorf("a revoked key changed hands: %v", err)
		}
		_, err = admin.AddKey(t.Context(), "google", keyLine(t, "laptop"), "again", time.Time{})
		must(t, err)
		_, err = g.db.Admit(t.Context(), schema.Credential{Fingerprint: k.Fingerprint, Kind: "ssh-ed25519", From: "192.0.2.7"})
		must(t, err)
		if _, err := g.db.Admit(t.Context(), schema.Credential{Fingerprint: "SHA256:unknown", Kind: "ssh-ed25519"}); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("an unknown key opens: %v", err)
		}
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		only, err := admin.AddKey(t.Context(), "admin", keyLine(t, "admin"), "", time.Time{})
		must(t, err)
		before := g.heads(t)
		refused := func(what string, err error) {
			t.Helper()
			if !errors.Is(err, schema.ErrState) || why(t, err) != schema.WhyLast {
				t.Errorf("%s: %v", what, err)
			}
		}
		refused("the only administrator", admin.DisableMember(t.Context(), "admin", true))
		refused("the authority", admin.DisableOrganisation(t.Context(), "ministry", true))
		refused("the only key", admin.RevokeKey(t.Context(), only.Fingerprint))
		g.unlogged(t, before)
		_, err = admin.AddMember(t.Context(), schema.NewMember{Org: "ministry", Login: "second", Name: "Second", Role: schema.RoleAdministrator})
		must(t, err)
		refused("the only administrator with a key", admin.DisableMember(t.Context(), "admin", true))
		_, err = admin.AddKey(t.Context(), "second", keyLine(t, "second"), "", time.Time{})
		must(t, err)
		must(t, admin.RevokeKey(t.Context(), only.Fingerprint))
		must(t, admin.DisableMember(t.Context(), "admin", true))
		if _, err := g.db.As(t.Context(), "admin"); !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("the first administrator still enters: %v", err)
		}
	})
}

func TestADisabledMembersClaimsGoBackToTheQueue(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		pharos, google, admin := g.as(t, "pharos"), g.as(t, "google"), g.as(t, "admin")
		r := g.sent(schema.KindReferral, "google")
		_, err := google.Act(t.Context(), r.ID, 0, schema.Step{Verb: schema.VerbClaim})
		must(t, err)
		_, err = pharos.Act(t.Context(), r.ID, 0, schema.Step{Verb: schema.VerbClaim})
		must(t, err)
		before, held := g.heads(t), g.at("pharos", r.ID)
		must(t, admin.DisableMember(t.Context(), "google", true))
		if got := <-g.db.Endings(); got != (schema.Ended{Member: google.Who().Member}) {
			t.Errorf("told to end %+v", got)
		}
		if got := g.at("google2", r.ID); got.Assignee != 0 {
			t.Errorf("still claimed by %s", got.AssigneeLogin)
		}
		if got := g.at("pharos", r.ID); got.AssigneeLogin != "pharos" || got.Rev != held.Rev || !got.Updated.Equal(held.Updated) {
			t.Errorf("the other side was touched: %+v", got)
		}
		after := g.heads(t)
		for _, key := range slices.Sorted(maps.Keys(after)) {
			want := map[string]schema.Seq{"google/requests": 1, "ministry/administration": 1}[key]
			if after[key] != before[key]+want {
				t.Errorf("log %s went from %d to %d", key, before[key], after[key])
			}
		}
		if _, err := google.Organisations(t.Context()); why(t, err) != schema.WhyRevoked {
			t.Errorf("the open desk still works: %v", err)
		}
		must(t, admin.DisableMember(t.Context(), "google", false))
		if _, err := google.Organisations(t.Context()); err != nil {
			t.Errorf("admitted again: %v", err)
		}
	})
}

func TestADisabledOrganisationIsShutOut(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin, google, facebook := g.as(t, "admin"), g.as(t, "google"), g.as(t, "facebook")
		must(t, admin.DisableOrganisation(t.Context(), "google", true))
		must(t, admin.DisableOrganisation(t.Context(), "google", true)) // nothing happens
		if _, err := google.Organisations(t.Context()); why(t, err) != schema.WhyRevoked {
			t.Errorf("the open desk still works: %v", err)
		}
		if _, err := g.db.As(t.Context(), "google2"); !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("a new desk: %v", err)
		}
		ended := []schema.ID{(<-g.db.Endings()).Member, (<-g.db.Endings()).Member}
		if !slices.Contains(ended, google.Who().Member) || len(g.db.Endings()) != 0 {
			t.Errorf("told to end %v and %d more", ended, len(g.db.Endings()))
		}
		orgs, err := facebook.Organisations(t.Context())
		must(t, err)
		i := slices.IndexFunc(orgs, func(o schema.Organisation) bool { return o.Code == "google" })
		if !orgs[i].Disabled {
			t.Error("the group is not shown that google left")
		}
		if err := admin.DisableOrganisation(t.Context(), "nowhere", true); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("an unknown one: %v", err)
		}
	})
}

func TestMembersAndKeysAreShownByRole(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		for login, want := range map[string]int{"admin": 15, "chair": 6, "google": 2, "observer": 1} {
			all, err := g.as(t, login).Members(t.Context())
			if err != nil || len(all) != want {
				t.Errorf("%s is shown %d members, %v", login, len(all), err)
			}
		}
		_, err := g.as(t, "admin").AddKey(t.Context(), "google", keyLine(t, "laptop"), "", time.Time{})
		must(t, err)
		for login, want := range map[string]int{"admin": 1, "google": 1, "google2": 0, "chair": 0} {
			all, err := g.as(t, login).Keys(t.Context())
			if err != nil || len(all) != want {
				t.Errorf("%s is shown %d keys, %v", login, len(all), err)
			}
		}
	})
}
