package store_test

import (
	"errors"
	"slices"
	"testing"

	"contactgroup/schema"
)

// verbsSince are the verbs that a refusal for staleness tells, oldest first.
func verbsSince(t *testing.T, err error) []schema.Verb {
	t.Helper()
	var f *schema.Fault
	if !errors.As(err, &f) || f.Why != schema.WhyChanged {
		t.Fatalf("not refused as changed: %v", err)
	}
	var out []schema.Verb
	for _, e := range f.Since {
		out = append(out, e.Verb)
	}
	return out
}

func TestAStaleRevisionOfARegisterIsToldWhatChangedSince(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		chair, secretariat := g.Desks["chair"], g.Desks["secretariat"]
		c, err := chair.AddCommitment(ctx, schema.CommitmentDraft{Org: "google", Text: "Un point de contact joignable."})
		g.must(err)
		for _, d := range []schema.CommitmentDraft{{Theme: "contact"}, {Evidence: "Le numéro."}} {
			_, err = secretariat.UpdateCommitment(ctx, c.ID, 0, d)
			g.must(err)
		}
		_, err = chair.UpdateCommitment(ctx, c.ID, c.Rev, schema.CommitmentDraft{Theme: "autre"})
		if got, want := verbsSince(t, err), []schema.Verb{schema.VerbUpdate, schema.VerbUpdate}; !slices.Equal(got, want) {
			t.Errorf("from the first: %v, want %v", got, want)
		}
		_, err = chair.UpdateCommitment(ctx, c.ID, c.Rev+1, schema.CommitmentDraft{Theme: "autre"})
		if got, want := verbsSince(t, err), []schema.Verb{schema.VerbUpdate}; !slices.Equal(got, want) {
			t.Errorf("from the second: %v, want %v", got, want)
		}
		m, err := chair.NewMeeting(ctx, schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Plénière", Starts: g.clock.Now().AddDate(0, 0, 9), Place: "Paris"})
		g.must(err)
		for _, place := range []string{"Salle 1", "Salle 2"} {
			_, err = secretariat.Meet(ctx, m.ID, 0, schema.MeetingStep{Verb: schema.VerbEdit, Plan: schema.MeetingPlan{Place: place}})
			g.must(err)
		}
		_, err = chair.Meet(ctx, m.ID, m.Rev+1, schema.MeetingStep{Verb: schema.VerbEdit, Plan: schema.MeetingPlan{Place: "Salle 3"}})
		if got, want := verbsSince(t, err), []schema.Verb{schema.VerbEdit}; !slices.Equal(got, want) {
			t.Errorf("of a meeting: %v, want %v", got, want)
		}
	})
}
