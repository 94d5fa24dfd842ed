package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"contactgroup/schema"
)

func TestATextBegunOfAMeetingOrAnActionGoesWhenItIsUsed(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["secretariat"]
		g.plan()
		m := g.hold("secretariat", plenary(paris(6, 3, 14), schema.MeetingHeld))
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "ministry", Due: may(20)})
		meet := func(s schema.MeetingStep) func(context.Context) error {
			return func(ctx context.Context) error { _, err := d.Meet(ctx, m.ID, 0, s); return err }
		}
		actOn := func(s schema.ActionStep) func(context.Context) error {
			return func(ctx context.Context) error { _, err := d.ActOn(ctx, x.ID, 0, s); return err }
		}
		for _, tc := range []struct {
			verb schema.Verb
			noun schema.Noun
			id   schema.ID
			use  func(context.Context) error
		}{
			{schema.VerbAgenda, schema.NounMeeting, m.ID, meet(schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Divers"}})},
			{schema.VerbDecide, schema.NounMeeting, m.ID, meet(schema.MeetingStep{Verb: schema.VerbDecide, Text: "Une lettre."})},
			{schema.VerbNew, schema.NounMeeting, 0, func(ctx context.Context) error {
				_, err := d.NewMeeting(ctx, schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Juillet", Starts: paris(7, 3, 14)})
				return err
			}},
			{schema.VerbNew, schema.NounAction, 0, func(ctx context.Context) error {
				_, err := d.AddAction(ctx, schema.ActionDraft{Text: "Autre", Owner: "ministry", Due: may(21)})
				return err
			}},
			{schema.VerbNote, schema.NounAction, x.ID, actOn(schema.ActionStep{Verb: schema.VerbNote, Text: "Presque."})},
			{schema.VerbEdit, schema.NounAction, x.ID, actOn(schema.ActionStep{Verb: schema.VerbEdit, Text: "Fiche contact"})},
			{schema.VerbBlock, schema.NounAction, x.ID, actOn(schema.ActionStep{Verb: schema.VerbBlock, Text: "attend"})},
			{schema.VerbDone, schema.NounAction, x.ID, actOn(schema.ActionStep{Verb: schema.VerbDone, Text: "faite"})},
		} {
			begun := schema.Unsent{Verb: tc.verb, Noun: tc.noun, Subject: tc.id, Part: "one", Body: "[]"}
			_, err := d.KeepUnsent(ctx, begun)
			g.must(err)
			if all, err := d.Unsent(ctx); err != nil || len(all) != 1 || (all[0].Ref == "") != (tc.id == 0) {
				t.Errorf("%s %s: begun %+v, %v", tc.verb, tc.noun, all, err)
			}
			g.must(tc.use(schema.Uses(ctx, begun)))
			if u, err := d.UnsentOf(ctx, tc.verb, tc.noun, tc.id, "one"); err != nil || u.Rev != 0 {
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

func TestWhatIsDoneLeavesTheTextsThatItWasNotBegunIn(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["google"]
		q := g.sent(schema.KindWithdrawal, "google")
		part := func(v schema.Verb, name string) schema.Unsent {
			return schema.Unsent{Verb: v, Noun: schema.NounRequest, Subject: q.ID, Part: name, Body: `["presque"]`}
		}
		inside, across := part(schema.VerbNote, "internal"), part(schema.VerbNote, "exchange")
		keep := func(all ...schema.Unsent) {
			for _, u := range all {
				_, err := d.KeepUnsent(ctx, u)
				g.must(err)
			}
		}
		left := func(when string, want ...string) {
			t.Helper()
			all, err := d.Unsent(ctx)
			g.must(err)
			var got []string
			for _, u := range all {
				got = append(got, u.Part)
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s there is %q, not %q", when, got, want)
			}
		}
		note := func(ctx context.Context, verb schema.Verb) error {
			_, err := d.Act(ctx, q.ID, 0, schema.Step{Verb: verb, Reason: "Vu.", Internal: true})
			return err
		}
		keep(inside, across, part(schema.VerbReply, "first"), part(schema.VerbReply, "second"))
		g.must(note(ctx, schema.VerbNote))
		left("after a note that was begun in neither", "exchange", "first", "internal", "second")
		g.must(note(schema.DryRun(schema.Uses(ctx, inside)), schema.VerbNote))
		left("after a rehearsal", "exchange", "first", "internal", "second")
		if note(schema.Uses(ctx, inside), schema.VerbApprove) == nil {
			t.Error("the operator approves")
		}
		left("after a refusal", "exchange", "first", "internal", "second")
		g.must(note(schema.Uses(ctx, inside), schema.VerbNote))
		left("after the internal note", "exchange", "first", "second")
		g.reply("google", q)
		left("after a reply, which there is no use for beginning any more,", "exchange")
	})
}

func TestATextIsBegunOfWhatARegisterHoldsAsFarAsItMayBeKnown(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["secretariat"]
		article, err := d.AddArticle(ctx, schema.ArticleDraft{Title: "Délais", Text: "Sans attendre."})
		g.must(err)
		sheet, err := d.AddSheet(ctx, schema.SheetDraft{Title: "À nous", Text: "…", Internal: true})
		g.must(err)
		made, err := d.AddCommitment(ctx, schema.CommitmentDraft{Org: "google", Text: "Répondre vite."})
		g.must(err)
		training, err := d.AddTraining(ctx, schema.TrainingDraft{Service: "SDLC", Topic: "Réquisitions", Date: may(19)})
		g.must(err)
		for _, u := range []schema.Unsent{
			{Verb: schema.VerbUpdate, Noun: schema.NounTraining, Subject: training.ID, Ref: training.Ref},
			{Verb: schema.VerbUpdate, Noun: schema.NounArticle, Subject: article.ID, Ref: article.Ref},
			{Verb: schema.VerbUpdate, Noun: schema.NounSheet, Subject: sheet.ID, Ref: sheet.Ref},
			{Verb: schema.VerbUpdate, Noun: schema.NounCommitment, Subject: made.ID, Ref: made.Ref},
			{Verb: schema.VerbNew, Noun: schema.NounTraining},
		} {
			got, err := d.KeepUnsent(ctx, u)
			if err != nil || got.Ref != u.Ref || got.Rev != 1 {
				t.Errorf("%s: kept %+v, %v", u.Noun, got, err)
			}
			_, err = g.Desks["google"].KeepUnsent(ctx, u)
			if hidden := u.Noun == schema.NounSheet; hidden != errors.Is(err, schema.ErrNotFound) {
				t.Errorf("%s, for an operator: %v", u.Noun, err)
			}
		}
	})
}

func TestTheTextOfAReplyStaysUntilItGoesOut(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["google"]
		q := g.sent(schema.KindWithdrawal, "google")
		_, err := d.KeepUnsent(ctx, schema.Unsent{Verb: schema.VerbReply, Noun: schema.NounRequest, Subject: q.ID, Part: "first", Body: `["retiré"]`})
		g.must(err)
		begun := func() int {
			all, err := d.Unsent(ctx)
			g.must(err)
			return len(all)
		}
		reply := removed(q)
		reply.Hold = true
		hold := func() {
			_, err := d.Reply(ctx, q.ID, 0, reply)
			g.must(err)
		}
		hold()
		_, err = d.Undo(ctx)
		if g.must(err); begun() != 1 {
			t.Error("what was taken back cannot be corrected on another terminal")
		}
		hold()
		g.clock.Advance(schema.HoldTime)
		run(t, g.db, d, func() bool { return begun() == 0 })
	})
}
