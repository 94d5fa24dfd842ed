package store_test

import (
	"errors"
	"testing"

	"contactgroup/schema"
)

func TestASharedActionSaysNothingOfTheRequestItIsLinkedTo(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.hold("secretariat", plenary(paris(5, 6, 14), schema.MeetingConvened))
		q := g.sent(schema.KindReferral, "google")
		linked := []string{q.Ref}
		_, err := g.as(t, "pharos").SetExternalRef(t.Context(), q.ID, 0, "PH-2015-1")
		must(t, err)
		unaddressed := aDraft(schema.KindReferral, "")
		unaddressed.Subject = "Un forum"
		open := g.draft(unaddressed)
		added := func(d schema.ActionDraft) error { return failing(g.as(t, "secretariat").AddAction(t.Context(), d)) }
		add := func(text, owner string) error {
			return added(schema.ActionDraft{Text: text, Owner: owner, Links: linked})
		}
		plain := g.action(t, "secretariat", schema.ActionDraft{Text: "Google : fiche contact", Owner: "google", Links: linked})
		told := g.action(t, "secretariat", schema.ActionDraft{Text: "La " + q.Subject, Owner: "google"})
		before := g.heads(t)
		for name, err := range map[string]error{
			"its reference":                  add("Suites de "+q.Ref, "google"),
			"its subject":                    add("La "+q.Subject, "google"),
			"an address":                     add("Voir "+schema.Defang(q.Contents[0].URL), "google"),
			"a site":                         add("Voir video.example", "google"),
			"the ministry's number":          add("Suites de PH-2015-1", "google"),
			"its theme":                      added(schema.ActionDraft{Text: "Fiche", Theme: q.Subject, Owner: "google", Links: linked}),
			"its point":                      added(schema.ActionDraft{Text: "Fiche", Point: q.Subject, Owner: "google", Links: linked}),
			"one addressed to nobody yet":    added(schema.ActionDraft{Text: "Un forum", Owner: "ministry", Links: []string{open.Ref}}),
			"its addressee, where not owner": add("Relancer Google", "afa"),
			"a note by its owner":            failing(g.as(t, "google").ActOn(t.Context(), plain.ID, 0, schema.ActionStep{Verb: schema.VerbNote, Text: "Voir " + q.Ref})),
			"the evidence":                   failing(g.as(t, "google").ActOn(t.Context(), plain.ID, 0, schema.ActionStep{Verb: schema.VerbDone, Text: q.Ref + " : retirée"})),
			"other words":                    failing(g.as(t, "secretariat").ActOn(t.Context(), plain.ID, 0, schema.ActionStep{Verb: schema.VerbEdit, Text: q.Subject})),
			"a link of what tells of it":     failing(g.as(t, "secretariat").ActOn(t.Context(), told.ID, 0, schema.ActionStep{Verb: schema.VerbLink, Link: q.Ref})),
		} {
			var f *schema.Fault
			if !errors.As(err, &f) || f.Why != schema.WhyNotNeutral {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := g.heads(t); after["facebook"] != before["facebook"] || after["google"] != before["google"] {
			t.Error("what was refused is told")
		}
		// Nobody learns of what is linked by being refused.
		rivals := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "facebook", Links: linked})
		g.actOn(t, "facebook", rivals.ID, schema.ActionStep{Verb: schema.VerbNote, Text: q.Subject + " " + q.Ref})
		// Both sides may say between them what both know.
		two := g.hold("secretariat", schema.Meeting{Format: schema.MeetingRestricted, Title: "À deux", Starts: paris(5, 7, 9), State: schema.MeetingConvened, Circle: []string{"google"}})
		if err := added(schema.ActionDraft{Text: "Suites de " + q.Ref, Owner: "google", Meeting: two.Ref, Links: linked}); err != nil {
			t.Error(err)
		}
		// Its own organisation alone reads an internal one.
		if _, err := g.as(t, "google").AddAction(t.Context(), schema.ActionDraft{Text: "Suites de " + q.Ref, Owner: "google", Internal: true, Links: linked}); err != nil {
			t.Error(err)
		}
	})
}

func failing(_ schema.Action, err error) error { return err }
