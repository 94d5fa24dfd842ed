package store_test

import (
	"errors"
	"slices"
	"testing"

	"contactgroup/schema"
)

func TestAStaleRevisionOfAContactIsToldWhoChangedWhat(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		google, secretariat := g.Desks["google"], g.Desks["secretariat"]
		was, err := google.AddContact(ctx, schema.Contact{Function: "Jour", Phone: "+33 1 99 00 12 34"})
		g.must(err)
		now := was
		for _, phone := range []string{"+33 1 99 00 12 35", "+33 1 99 00 12 36"} {
			now.Phone = phone
			now, err = secretariat.UpdateContact(ctx, was.Ref, 0, now)
			g.must(err)
		}
		_, err = google.UpdateContact(ctx, was.Ref, was.Rev, was)
		if got, want := verbsSince(t, err), []schema.Verb{schema.VerbUpdate, schema.VerbUpdate}; !slices.Equal(got, want) {
			t.Errorf("from the first: %v, want %v", got, want)
		}
		err = google.RemoveContact(ctx, was.Ref, was.Rev+1)
		if got, want := verbsSince(t, err), []schema.Verb{schema.VerbUpdate}; !slices.Equal(got, want) {
			t.Errorf("from the second: %v, want %v", got, want)
		}
		var f *schema.Fault
		if errors.As(err, &f); f.By == "" || !slices.Contains(f.Since[0].Changes, schema.Change{Field: schema.FieldPhone, From: "+33 1 99 00 12 35", To: now.Phone}) {
			t.Errorf("by %q: %+v", f.By, f.Since[0].Changes)
		}
	})
}

func TestAStaleRevisionOfATemplateIsToldWhatChangedSince(t *testing.T) {
	each(t, func(g group) {
		t, ctx, google := g.t, g.t.Context(), g.Desks["google"]
		was, err := google.AddTemplate(ctx, schema.Template{Name: "Retrait", Lang: schema.French, Text: "Retiré."})
		g.must(err)
		now := was
		now.Text, now.Rev = "Retirés.", 0
		if now, err = google.UpdateTemplate(ctx, now); err != nil {
			t.Fatal(err)
		}
		_, err = google.UpdateTemplate(ctx, was)
		if got, want := verbsSince(t, err), []schema.Verb{schema.VerbUpdate}; !slices.Equal(got, want) {
			t.Errorf("updating: %v, want %v", got, want)
		}
		err = google.RemoveTemplate(ctx, was.ID, was.Rev)
		if got, want := verbsSince(t, err), []schema.Verb{schema.VerbUpdate}; !slices.Equal(got, want) {
			t.Errorf("removing: %v, want %v", got, want)
		}
		g.must(google.RemoveTemplate(ctx, was.ID, now.Rev))
	})
}
