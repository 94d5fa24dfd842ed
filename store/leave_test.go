package store_test

import (
	"errors"
	"slices"
	"testing"

	"contactgroup/schema"
)

// holding gives google a claim and an action item of theirs.
func (g group) holding() (schema.Request, schema.Action) {
	g.t.Helper()
	q := g.sent(schema.KindWithdrawal, "google")
	g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
	x, err := g.Desks["chair"].AddAction(g.t.Context(), schema.ActionDraft{Text: "Fiche contact", Owner: "google", Member: "google"})
	g.must(err)
	return q, x
}

func TestWhatADisabledMemberHeldGoesBack(t *testing.T) {
	for name, disable := range map[string]func(g group, disabled bool) error{
		"member": func(g group, off bool) error { return g.Desks["admin"].DisableMember(g.t.Context(), "google", off) },
		"organisation": func(g group, off bool) error {
			return g.Desks["admin"].DisableOrganisation(g.t.Context(), "google", off)
		},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(g group) {
				q, x := g.holding()
				g.must(disable(g, true))
				g.must(disable(g, false))
				if got := g.at("google", q.ID); got.Assignee != 0 {
					t.Error("the claim is still theirs, or was given back to them")
				}
				got, err := g.Desks["google"].Action(t.Context(), x.Ref)
				g.must(err)
				if got.Owner != "google" || got.Member != "" || got.Rev != x.Rev+1 {
					t.Errorf("the action item is of %q, %q, rev %d", got.Owner, got.Member, got.Rev)
				}
				thread, err := g.Desks["google2"].Thread(t.Context(), q.ID)
				g.must(err)
				if last := thread[len(thread)-1]; last.Verb != schema.VerbRelease || last.Actor != "Ministère de l'intérieur" {
					t.Errorf("their own log ends with %s by %s", last.Verb, last.Actor)
				}
				thread, err = g.Desks["pharos"].Thread(t.Context(), q.ID)
				g.must(err)
				if last := thread[len(thread)-1]; last.Verb == schema.VerbRelease {
					t.Error("the authority learns of the release")
				}
				events, err := g.Desks["facebook"].ActionThread(t.Context(), x.ID)
				g.must(err)
				if last := events[len(events)-1]; last.Verb != schema.VerbAssign {
					t.Errorf("the action item's history ends with %s", last.Verb)
				}
			})
		})
	}
}

func TestAServiceIsAddedToTheAuthorityAndGoesWhenNobodyIsOfIt(t *testing.T) {
	each(t, func(g group) {
		admin, ctx := g.Desks["admin"], t.Context()
		name, zone := "Ministère", "Indian/Reunion"
		o, err := admin.UpdateOrganisation(ctx, "ministry", schema.OrganisationUpdate{Name: &name, Zone: &zone, AddServices: []string{"OCLCTIC"}})
		g.must(err)
		if o.Name != name || o.Zone != zone || !slices.Contains(o.Services, "OCLCTIC") || !slices.Contains(o.Services, "PHAROS") {
			t.Errorf("got %+v", o)
		}
		_, err = admin.AddMember(ctx, schema.NewMember{Login: "oclctic", Org: "ministry", Service: "OCLCTIC", Name: "Agent", Role: schema.RoleRequester})
		g.must(err)
		for service, want := range map[string]schema.Reason{"OCLCTIC": schema.WhyInUse, "PHAROS": schema.WhyInUse, "NONE": schema.WhyUnknown} {
			_, err := admin.UpdateOrganisation(ctx, "ministry", schema.OrganisationUpdate{DropServices: []string{service}})
			if got := why(t, err); got != want {
				t.Errorf("dropping %s: %q, want %q", service, got, want)
			}
		}
		_, err = admin.UpdateOrganisation(ctx, "google", schema.OrganisationUpdate{AddServices: []string{"Legal"}})
		if got := why(t, err); got != schema.WhyUnknown {
			t.Errorf("an operator has services: %q", got)
		}
		_, err = admin.UpdateOrganisation(ctx, "nobody", schema.OrganisationUpdate{})
		if !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("an unknown organisation: %v", err)
		}
		for _, login := range []string{"chair", "google", "observer"} {
			if _, err := g.Desks[login].UpdateOrganisation(ctx, "google", schema.OrganisationUpdate{Name: &name}); why(t, err) != schema.WhyRole {
				t.Errorf("%s changes an organisation: %v", login, err)
			}
			if _, err := g.Desks[login].UpdateMember(ctx, "google", schema.MemberUpdate{Name: &name}); why(t, err) != schema.WhyRole {
				t.Errorf("%s changes a member: %v", login, err)
			}
		}
	})
}

func TestAnotherRoleIsAnotherSeat(t *testing.T) {
	each(t, func(g group) {
		admin, ctx := g.Desks["admin"], t.Context()
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("pharos2", q.ID, schema.Step{Verb: schema.VerbClaim})
		before := g.Desks["pharos2"]
		name := "Agent 2"
		_, err := admin.UpdateMember(ctx, "pharos2", schema.MemberUpdate{Name: &name})
		g.must(err)
		if got := g.at("pharos2", q.ID); got.Assignee == 0 {
			t.Error("another name lost the claim")
		}
		role, service := schema.RoleSecretariat, "Secrétariat"
		m, err := admin.UpdateMember(ctx, "pharos2", schema.MemberUpdate{Role: &role, Service: &service})
		g.must(err)
		if m.Role != role || m.Service != service || m.Name != name {
			t.Errorf("got %+v", m)
		}
		if _, err := before.Request(ctx, q.Ref); why(t, err) != schema.WhyRevoked {
			t.Errorf("the old seat is still open: %v", err)
		}
		if got := g.at("chair", q.ID); got.Assignee != 0 {
			t.Error("the claim went along to another role")
		}
		operator := schema.RoleCorrespondent
		if _, err := admin.UpdateMember(ctx, "chair", schema.MemberUpdate{Role: &operator}); why(t, err) != schema.WhyUnknown {
			t.Errorf("a role that does not fit: %v", err)
		}
		chair := schema.RoleChair
		if _, err := admin.UpdateMember(ctx, "admin", schema.MemberUpdate{Role: &chair}); why(t, err) != schema.WhyLast {
			t.Errorf("the last administrator went: %v", err)
		}
	})
}
