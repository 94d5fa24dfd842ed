package store_test

import (
	"errors"
	"slices"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
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

// TestAnUndoGivesNothingToWhoHasLeft takes back, and does again, what took
// something out of the hands of a member who has left since.
func TestAnUndoGivesNothingToWhoHasLeft(t *testing.T) {
	each(t, func(g group) {
		ctx := t.Context()
		q, other := g.sent(schema.KindReferral, "google"), g.sent(schema.KindReferral, "google")
		g.act("google2", q.ID, schema.Step{Verb: schema.VerbClaim})
		held := func() schema.Action {
			return g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche contact", Owner: "google", Member: "google2"})
		}
		passed, done, settled := held(), held(), held()
		proof := schema.ActionStep{Verb: schema.VerbDone, Text: "Fait."}
		g.actOn(t, "google2", settled.ID, proof)
		g.act("google", q.ID, schema.Step{Verb: schema.VerbAssign, To: "google"})
		g.actOn(t, "google", passed.ID, schema.ActionStep{Verb: schema.VerbAssign, Member: "google"})
		g.actOn(t, "google", done.ID, proof)
		elsewhere := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche contact", Owner: "facebook", Member: "facebook"})
		g.actOn(t, "secretariat", elsewhere.ID, schema.ActionStep{Verb: schema.VerbAssign, Owner: "afa"})
		g.act("pharos", other.ID, schema.Step{Verb: schema.VerbAssign, To: "pharos2"})
		_, err := g.Desks["pharos"].Undo(ctx)
		g.must(err)
		for _, login := range []string{"google2", "pharos2"} {
			g.must(g.Desks["admin"].DisableMember(ctx, login, true))
		}
		g.must(g.Desks["admin"].DisableOrganisation(ctx, "facebook", true))
		if _, err := g.Desks["secretariat"].Undo(ctx); err != nil {
			t.Error(err)
		}
		if got, err := g.Desks["google"].Action(ctx, elsewhere.Ref); err != nil || got.Owner != "facebook" || got.Member != "" {
			t.Errorf("the item is %s's again, of %q, %v", got.Owner, got.Member, err)
		}
		for range 3 {
			_, err := g.Desks["google"].Undo(ctx)
			g.must(err)
		}
		_, err = g.Desks["pharos"].Redo(ctx)
		g.must(err)
		for login, id := range map[string]schema.ID{"google": q.ID, "pharos": other.ID} {
			if got := g.at(login, id); got.Assignee != 0 || got.AssigneeLogin != "" {
				t.Errorf("%s is claimed by %s, who has left", got.Ref, got.AssigneeLogin)
			}
		}
		g.actOn(t, "secretariat", settled.ID, schema.ActionStep{Verb: schema.VerbReopen, Text: "À refaire."})
		for what, x := range map[string]schema.Action{"given to another": passed, "done": done, "reopened": settled} {
			got, err := g.Desks["google"].Action(ctx, x.Ref)
			g.must(err)
			if got.Owner != "google" || got.Member != "" || got.State.Terminal() {
				t.Errorf("the item that was %s is %s, of %q", what, got.State, got.Member)
			}
		}
	})
}

func TestAClaimOfWhoLeavesIsInTheQueueThoughItWasSnoozed(t *testing.T) {
	each(t, func(g group) {
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("google", q.ID, schema.Step{Verb: schema.VerbSnooze, Until: g.clock.Now().Add(day)})
		g.must(g.Desks["admin"].DisableMember(t.Context(), "google", true))
		page, err := g.Desks["google2"].Requests(t.Context(), schema.List{})
		g.must(err)
		if len(page.Items) != 1 || page.Items[0].ID != q.ID {
			t.Errorf("a colleague's queue holds %+v", page.Items)
		}
	})
}

func TestAHeldReplyOfWhoLeavesGoesOutAllTheSame(t *testing.T) {
	each(t, func(g group) {
		q := g.held()
		g.must(g.Desks["admin"].DisableMember(t.Context(), "google", true))
		g.clock.Advance(schema.HoldTime)
		g.must(store.SendDue(g.db, t.Context()))
		if got := g.at("pharos", q.ID); got.State != schema.StateAnswered || got.LastReply != schema.ReplySent {
			t.Errorf("the request is %s, its reply %q", got.State, got.LastReply)
		}
	})
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
