package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"contactgroup/schema"
)

func TestLinksShowOnlyToThoseWhoMaySeeTheRequest(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		m := plenary(paris(4, 29, 9), schema.MeetingHeld)
		m.Decisions = []schema.Decision{{Text: "Adopté."}}
		g.hold("chair", m)
		r := g.sent(schema.KindReferral, "google")
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Suite", Owner: "google", Links: []string{strings.ToLower(r.Ref), "2015-04-29#1", r.Ref}})
		for login, want := range map[string][]string{
			"secretariat": {"2015-04-29#1", r.Ref}, "google2": {"2015-04-29#1", r.Ref},
			"facebook": {"2015-04-29#1"}, "observer": {"2015-04-29#1"}, "admin": {"2015-04-29#1"},
		} {
			got, err := g.as(t, login).Action(t.Context(), x.Ref)
			must(t, err)
			if diff := cmp.Diff(want, got.Links); diff != "" {
				t.Errorf("%s sees %s", login, diff)
			}
			reg, err := g.as(t, login).Register(t.Context(), "next", schema.Date{})
			must(t, err)
			if diff := cmp.Diff(want, reg.Actions[0].Links); diff != "" {
				t.Errorf("the register of %s holds %s", login, diff)
			}
		}
		if _, err := g.as(t, "facebook").AddAction(t.Context(), schema.ActionDraft{Text: "Suite", Internal: true, Links: []string{r.Ref}}); why(t, err) != schema.WhyUnknown {
			t.Errorf("another operator linked it: %v", err)
		}
	})
}

func TestTheRegisterOfADayNeverChanges(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		first := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google", Due: may(20)})
		g.action(t, "secretariat", schema.ActionDraft{Text: "Liste", Owner: "facebook"})
		done := g.action(t, "secretariat", schema.ActionDraft{Text: "Faite", Owner: "justice"})
		g.actOn(t, "secretariat", done.ID, schema.ActionStep{Verb: schema.VerbDone, Text: "Oui."})
		g.action(t, "google", schema.ActionDraft{Text: "Interne", Internal: true})
		g.action(t, "secretariat", schema.ActionDraft{Text: "Bientôt", Owner: "google", Due: may(7)})
		want, err := g.as(t, "google").Register(t.Context(), "next", schema.Date{})
		must(t, err)
		if want.AsOf != may(5) || want.Meeting.Ref != "2015-05-06" || want.Owners["google"] != "Google" || want.Zone != "Europe/Paris" || short(want.Actions) != "A2 A4 A1" {
			t.Errorf("register %s: %+v", short(want.Actions), want)
		}
		g.clock.Advance(15*time.Hour - time.Second) // the day's last second
		late := g.action(t, "secretariat", schema.ActionDraft{Text: "Tard", Owner: "ministry"})
		want.Actions = append(want.Actions, late)
		g.clock.Advance(time.Second)
		g.actOn(t, "google", first.ID, schema.ActionStep{Verb: schema.VerbDone, Text: "Transmise."})
		g.actOn(t, "secretariat", done.ID, schema.ActionStep{Verb: schema.VerbReopen})
		g.action(t, "secretariat", schema.ActionDraft{Text: "Nouvelle", Owner: "google"})
		got, err := g.as(t, "google2").Register(t.Context(), "2015-05-06", may(5))
		must(t, err)
		for i := range want.Actions {
			want.Actions[i].Correctable = false // a document does not ask
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the register of 5 May has changed: %s", diff)
		}
		today, err := g.as(t, "google2").Register(t.Context(), "next", schema.Date{})
		if err != nil || today.AsOf != may(6) || short(today.Actions) != "A2 A4 A6 A3 A5" {
			t.Errorf("the register of 6 May: %s %v", short(today.Actions), err)
		}
	})
}
