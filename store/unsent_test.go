package store_test

import (
	"errors"
	"testing"

	"contactgroup/schema"
)

func TestATextBegunOfAMeetingOrAnActionGoesWhenItIsUsed(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["secretariat"]
		g.plan()
		m := g.hold("secretariat", plenary(paris(6, 3, 14), schema.MeetingHeld))
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "ministry", Due: may(20)})
		meet := func(s schema.MeetingStep) func() error {
			return func() error { _, err := d.Meet(ctx, m.ID, 0, s); return err }
		}
		actOn := func(s schema.ActionStep) func() error {
			return func() error { _, err := d.ActOn(ctx, x.ID, 0, s); return err }
		}
		for _, tc := range []struct {
			verb schema.Verb
			noun schema.Noun
			id   schema.ID
			use  func() error
		}{
			{schema.VerbAgenda, schema.NounMeeting, m.ID, meet(schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Divers"}})},
			{schema.VerbDecide, schema.NounMeeting, m.ID, meet(schema.MeetingStep{Verb: schema.VerbDecide, Text: "Une lettre."})},
			{schema.VerbNew, schema.NounMeeting, 0, func() error {
				_, err := d.NewMeeting(ctx, schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Juillet", Starts: paris(7, 3, 14)})
				return err
			}},
			{schema.VerbNew, schema.NounAction, 0, func() error {
				_, err := d.AddAction(ctx, schema.ActionDraft{Text: "Autre", Owner: "ministry", Due: may(21)})
				return err
			}},
			{schema.VerbNote, schema.NounAction, x.ID, actOn(schema.ActionStep{Verb: schema.VerbNote, Text: "Presque."})},
			{schema.VerbEdit, schema.NounAction, x.ID, actOn(schema.ActionStep{Verb: schema.VerbEdit, Text: "Fiche contact"})},
			{schema.VerbBlock, schema.NounAction, x.ID, actOn(schema.ActionStep{Verb: schema.VerbBlock, Text: "attend"})},
			{schema.VerbDone, schema.NounAction, x.ID, actOn(schema.ActionStep{Verb: schema.VerbDone, Text: "faite"})},
		} {
			_, err := d.KeepUnsent(ctx, schema.Unsent{Verb: tc.verb, Noun: tc.noun, Subject: tc.id, Body: "{}"})
			g.must(err)
			if all, err := d.Unsent(ctx); err != nil || len(all) != 1 || (all[0].Ref == "") != (tc.id == 0) {
				t.Errorf("%s %s: begun %+v, %v", tc.verb, tc.noun, all, err)
			}
			g.must(tc.use())
			if u, err := d.UnsentOf(ctx, tc.verb, tc.noun, tc.id); err != nil || u.Rev != 0 {
				t.Errorf("%s %s: %+v stays, %v", tc.verb, tc.noun, u, err)
			}
		}
	})
}

func TestNoTextIsBegunOfAMeetingThatIsHidden(t *testing.T) {
	each(t, func(g group) {
		m, err := g.Desks["secretariat"].NewMeeting(t.Context(), schema.MeetingPlan{Format: schema.MeetingRestricted, Title: "À deux", Starts: paris(6, 3, 14), Invited: []string{"google"}})
		g.must(err)
		for login, want := range map[string]error{"google": nil, "facebook": schema.ErrNotFound} {
			_, err := g.Desks[login].KeepUnsent(t.Context(), schema.Unsent{Verb: schema.VerbDecide, Noun: schema.NounMeeting, Subject: m.ID, Body: "{}"})
			if !errors.Is(err, want) || want == nil && err != nil {
				t.Errorf("%s: %v", login, err)
			}
		}
	})
}
