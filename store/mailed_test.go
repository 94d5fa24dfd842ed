package store_test

import (
	"strings"
	"testing"

	"contactgroup/schema"
)

// Administrators alone set up to which marking papers are mailed, and alone
// know it; it is none unless they say so.
func TestWhatAnOrganisationHasMailed(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		amber, strict, none := schema.TLPAmber, schema.TLPAmberStrict, schema.TLP("")
		if _, err := admin.UpdateOrganisation(t.Context(), "google", schema.OrganisationUpdate{Mailed: &strict}); why(t, err) != schema.WhyUnknown {
			t.Errorf("amber+strict: %v", err)
		}
		for _, login := range []string{"chair", "secretariat", "google", "overseer"} {
			if _, err := g.as(t, login).UpdateOrganisation(t.Context(), "google", schema.OrganisationUpdate{Mailed: &amber}); err == nil {
				t.Errorf("%s sets what is mailed", login)
			}
		}
		for _, ceiling := range []*schema.TLP{&amber, &none} {
			if o, err := admin.UpdateOrganisation(t.Context(), "google", schema.OrganisationUpdate{Mailed: ceiling}); err != nil || o.Mailed != *ceiling {
				t.Errorf("set to %q: %q %v", *ceiling, o.Mailed, err)
			}
			for login, want := range map[string]schema.TLP{"admin": *ceiling, "google": "", "facebook": "", "chair": ""} {
				all, err := g.as(t, login).Organisations(t.Context())
				for _, o := range all {
					if err != nil || o.Code == "google" && o.Mailed != want || o.Code != "google" && o.Mailed != "" {
						t.Errorf("%s reads %q of %s, %v", login, o.Mailed, o.Code, err)
					}
				}
			}
		}
	})
}

// A member's address is theirs to set and an administrator's; what does not fit is refused.
func TestAnAdministratorPutsAnAddressRight(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		admin := g.as(t, "admin")
		for _, address := range []string{"astreinte@google.example", "none"} {
			if _, err := admin.UpdateMember(t.Context(), "google", schema.MemberUpdate{Mail: &address}); err != nil {
				t.Fatal(err)
			}
			set, err := g.as(t, "google").Settings(t.Context())
			if want := strings.TrimSuffix(address, "none"); err != nil || set.Mail != want {
				t.Errorf("%q: %q %v", address, set.Mail, err)
			}
		}
		wrong, right := "no address", "a@google.example"
		if _, err := admin.UpdateMember(t.Context(), "google", schema.MemberUpdate{Mail: &wrong}); why(t, err) != schema.WhyAddress {
			t.Errorf("%q: %v", wrong, err)
		}
		if _, err := g.as(t, "chair").UpdateMember(t.Context(), "google", schema.MemberUpdate{Mail: &right}); err == nil {
			t.Error("the chair sets an address")
		}
	})
}
