package store_test

import (
	"errors"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// admits opens a desk and returns the member's login, or why not.
func (g group) admits(c schema.Credential) (string, error) {
	g.t.Helper()
	d, err := g.db.Admit(g.t.Context(), c)
	if err != nil {
		return "", err
	}
	return d.Who().Login, nil
}

func TestAnAuthorityNamesTheMembersOfItsOrganisation(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		authority := freshKey(t)
		_, err := admin.UpdateOrganisation(t.Context(), "google", schema.OrganisationUpdate{AddAuthorities: []string{authority}})
		must(t, err)
		cert := credentialOf(t, freshKey(t))
		cert.Authority, cert.Serial, cert.KeyID = credentialOf(t, authority).Fingerprint, 42, "me@desk"
		for name, c := range map[string]struct {
			principals []string
			authority  string
			trusted    bool
			login      string
			why        schema.Reason
		}{
			"its member":                   {[]string{"google"}, cert.Authority, false, "google", ""},
			"among strangers":              {[]string{"root", "google"}, cert.Authority, false, "google", ""},
			"another organisation's":       {[]string{"facebook"}, cert.Authority, false, "", schema.WhyPrincipal},
			"nobody's":                     {[]string{"root"}, cert.Authority, false, "", schema.WhyPrincipal},
			"nobody at all":                {nil, cert.Authority, false, "", schema.WhyPrincipal},
			"two members":                  {[]string{"google", "google2"}, cert.Authority, false, "", schema.WhyPrincipal},
			"by an unknown authority":      {[]string{"google"}, "SHA256:unknown", false, "", schema.WhyNoAuthority},
			"by an authority for all":      {[]string{"facebook"}, "SHA256:ours", true, "facebook", ""},
			"two, by an authority for all": {[]string{"facebook", "google"}, "SHA256:ours", true, "", schema.WhyPrincipal},
		} {
			try := cert
			try.Principals, try.Authority, try.Trusted = c.principals, c.authority, c.trusted
			login, err := g.admits(try)
			var f *schema.Fault
			if login != c.login || (c.why == "") != (err == nil) || c.why != "" && (!errors.As(err, &f) || f.Why != c.why || !errors.Is(err, schema.ErrNotFound)) {
				t.Errorf("%s: %q %v", name, login, err)
			}
		}
		cert.Principals = []string{"google"}
		_, err = admin.UpdateOrganisation(t.Context(), "google", schema.OrganisationUpdate{DropAuthorities: []string{cert.Authority}})
		must(t, err)
		if got := <-g.db.Endings(); got != (schema.Ended{Credential: cert.Authority}) || !got.Ends(1, cert) {
			t.Errorf("told to end %+v", got)
		}
		if _, err := g.admits(cert); why(t, err) != schema.WhyNoAuthority {
			t.Errorf("an authority removed: %v", err)
		}
	})
}

func TestACertificateIsRevokedByItsNames(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		cert := credentialOf(t, freshKey(t))
		cert.Authority, cert.Trusted, cert.Serial, cert.KeyID, cert.Principals = "SHA256:ours", true, 42, "me@desk", []string{"google"}
		for _, name := range cert.Names()[1:] {
			desk, err := g.db.Admit(t.Context(), cert)
			must(t, err)
			must(t, admin.RevokeKey(t.Context(), name))
			if got := <-g.db.Endings(); !got.Ends(desk.Who().Member, cert) || got.Ends(desk.Who().Member, schema.Credential{Fingerprint: cert.Fingerprint}) {
				t.Errorf("%s: told to end %+v", name, got)
			}
			if _, err := desk.Organisations(t.Context()); why(t, err) != schema.WhyRevoked {
				t.Errorf("%s: the desk goes on: %v", name, err)
			}
			if _, err := g.admits(cert); why(t, err) != schema.WhyRevoked {
				t.Errorf("%s: admitted again: %v", name, err)
			}
			if err := admin.RevokeKey(t.Context(), name); !errors.Is(err, schema.ErrNotFound) {
				t.Errorf("%s: revoked twice: %v", name, err)
			}
			cert.Serial, cert.KeyID = 43, "me@desk" // of another one, with the same key ID
		}
		keys, err := admin.Keys(t.Context())
		must(t, err)
		if n := len(keys); n < 2 || keys[n-1].Fingerprint != "id:me@desk@SHA256:ours" || keys[n-1].Revoked.IsZero() {
			t.Errorf("listed: %+v", keys)
		}
		if own, err := g.as(t, "google").Keys(t.Context()); err != nil || len(own) != 0 {
			t.Errorf("a member reads %+v %v", own, err)
		}
	})
}

func TestAKeyEndsAtItsTime(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		line := freshKey(t)
		end := g.clock.Now().Add(time.Hour)
		k, err := admin.AddKey(t.Context(), "google", line, "poste", end)
		must(t, err)
		desk, err := g.db.Admit(t.Context(), credentialOf(t, line))
		if err != nil || !desk.Until().Equal(end) || !k.Expires.Equal(end) {
			t.Fatalf("until %v, key %+v, %v", desk, k, err)
		}
		g.clock.Advance(time.Hour)
		if _, err := g.admits(credentialOf(t, line)); why(t, err) != schema.WhyKeyExpired || !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("after its end: %v", err)
		}
		if _, err := admin.UpdateKey(t.Context(), k.Fingerprint, schema.KeyUpdate{Expires: &end}); why(t, err) != schema.WhyPast {
			t.Errorf("an end in the past: %v", err)
		}
		never, label := time.Time{}, "portable"
		k, err = admin.UpdateKey(t.Context(), k.Fingerprint, schema.KeyUpdate{Expires: &never, Label: &label})
		if err != nil || !k.Expires.IsZero() || k.Label != label {
			t.Errorf("updated to %+v %v", k, err)
		}
		if login, err := g.admits(credentialOf(t, line)); login != "google" {
			t.Errorf("without an end: %q %v", login, err)
		}
		if _, err := admin.UpdateKey(t.Context(), "SHA256:unknown", schema.KeyUpdate{Label: &label}); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("an unknown key: %v", err)
		}
	})
}

func TestAPolicyHoldsForKeysThereWereAndAtEachLogin(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		line := freshKey(t)
		k, err := admin.AddKey(t.Context(), "google", line, "", time.Time{})
		must(t, err)
		security, nonsense := schema.KeysSecurity, schema.KeyPolicy("strong")
		if _, err := admin.UpdateOrganisation(t.Context(), "google", schema.OrganisationUpdate{KeyPolicy: &nonsense}); why(t, err) != schema.WhyUnknown {
			t.Errorf("an unknown policy: %v", err)
		}
		o, err := admin.UpdateOrganisation(t.Context(), "google", schema.OrganisationUpdate{KeyPolicy: &security})
		if err != nil || o.KeyPolicy != security {
			t.Errorf("set to %q %v", o.KeyPolicy, err)
		}
		if got := <-g.db.Endings(); got != (schema.Ended{Member: k.Member, Credential: k.Fingerprint}) {
			t.Errorf("told to end %+v", got)
		}
		if _, err := g.admits(credentialOf(t, line)); why(t, err) != schema.WhyWeakKey || !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("a key below the policy: %v", err)
		}
		if _, err := admin.AddKey(t.Context(), "google", freshKey(t), "", time.Time{}); why(t, err) != schema.WhyWeakKey || !errors.Is(err, schema.ErrInvalid) {
			t.Errorf("another one added: %v", err)
		}
		for login, want := range map[string]schema.KeyPolicy{"admin": security, "google": "", "facebook": "", "chair": ""} {
			all, err := g.as(t, login).Organisations(t.Context())
			must(t, err)
			for _, o := range all {
				if o.Code == "google" && o.KeyPolicy != want {
					t.Errorf("%s reads the policy %q", login, o.KeyPolicy)
				}
			}
		}
	})
}

func TestTheAdministratorsCannotShutThemselvesOutByAPolicy(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		_, err := admin.AddKey(t.Context(), "admin", freshKey(t), "", time.Time{})
		must(t, err)
		security := schema.KeysSecurity
		if _, err := admin.UpdateOrganisation(t.Context(), "ministry", schema.OrganisationUpdate{KeyPolicy: &security}); why(t, err) != schema.WhyLast {
			t.Errorf("no administrator has a security key: %v", err)
		}
	})
}

func TestALoginTellsOfTheOneBefore(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		line := freshKey(t)
		_, err := admin.AddKey(t.Context(), "google", line, "", time.Time{})
		must(t, err)
		enter := func(from string) *store.Desk {
			c := credentialOf(t, line)
			c.From = from
			d, err := g.db.Admit(t.Context(), c)
			must(t, err)
			d.Entered()
			again, err := g.db.Admit(t.Context(), c)
			must(t, err)
			if v := again.LastVisit(); v.From != from {
				t.Errorf("a login of just now is told as %+v", v)
			}
			g.db.WriteVisits(t.Context())
			return d
		}
		if v := enter("192.0.2.7").LastVisit(); !v.At.IsZero() || v.From != "" {
			t.Errorf("the first login tells of %+v", v)
		}
		first := g.clock.Now()
		g.clock.Advance(time.Hour)
		if v := enter("2001:db8::7").LastVisit(); !v.At.Equal(first) || v.From != "192.0.2.7" {
			t.Errorf("the second tells of %+v", v)
		}
		second := g.clock.Now()
		g.clock.Advance(time.Second)
		enter("2001:db8::7") // within the minute, from there again: not told anew
		cert := credentialOf(t, freshKey(t))
		cert.Authority, cert.Trusted, cert.Principals = "SHA256:ours", true, []string{"google"}
		d, err := g.db.Admit(t.Context(), cert)
		must(t, err)
		if v := d.LastVisit(); !v.At.Equal(second) || v.From != "2001:db8::7" {
			t.Errorf("by certificate, told of %+v", v)
		}
		if keys, err := d.Keys(t.Context()); err != nil || len(keys) != 1 || !keys[0].LastUsed.Equal(second) || keys[0].LastFrom != "2001:db8::7" {
			t.Errorf("the key was used %+v %v", keys, err)
		}
	})
}
