package store_test

import (
	"errors"
	"strings"
	"testing"

	"contactgroup/schema"
)

func TestTemplatesAreTheirOrganisationsAloneInEachLanguage(t *testing.T) {
	each(t, func(g group) {
		ctx, google := t.Context(), g.Desks["google"]
		before := g.heads(t)
		x, err := google.AddTemplate(ctx, schema.Template{Name: "Retiré", Lang: schema.French, Text: "{n} contenus de {ref} retirés."})
		g.must(err)
		if after := g.heads(t); after["google"] != before["google"]+1 || after["facebook"] != before["facebook"] || after["ministry"] != before["ministry"] {
			t.Errorf("of a template the logs tell %v, before %v", after, before)
		}
		_, err = google.AddTemplate(ctx, schema.Template{Name: "retire", Lang: schema.English, Text: "Removed."})
		g.must(err)
		_, err = g.Desks["facebook"].AddTemplate(ctx, schema.Template{Name: "Retiré", Lang: schema.French, Text: "Autre maison."})
		g.must(err)
		for login, want := range map[string]string{"google": "retire/en Retiré/fr", "google2": "retire/en Retiré/fr", "facebook": "Retiré/fr", "pharos": "", "overseer": ""} {
			all, err := g.Desks[login].Templates(ctx)
			g.must(err)
			var names []string
			for _, x := range all {
				names = append(names, x.Ref())
			}
			if got := strings.Join(names, " "); got != want {
				t.Errorf("%s reads %q, want %q", login, got, want)
			}
		}
		for name, tc := range map[string]struct {
			change func(schema.Template) (schema.Template, error)
			want   schema.Reason
		}{
			"a name taken":     {func(x schema.Template) (schema.Template, error) { x.ID = 0; return google.AddTemplate(ctx, x) }, schema.WhyExists},
			"another's name":   {func(x schema.Template) (schema.Template, error) { x.Lang = "en"; return google.UpdateTemplate(ctx, x) }, schema.WhyExists},
			"another revision": {func(x schema.Template) (schema.Template, error) { x.Rev = 7; return google.UpdateTemplate(ctx, x) }, schema.WhyChanged},
			"a placeholder that is none": {func(x schema.Template) (schema.Template, error) {
				x.Text = "{agent}"
				return google.UpdateTemplate(ctx, x)
			}, schema.WhyUnknown},
		} {
			if _, err := tc.change(x); why(t, err) != tc.want {
				t.Errorf("%s: %v, want %q", name, err, tc.want)
			}
		}
		x.Text = "Fait."
		now, err := google.UpdateTemplate(ctx, x)
		if err != nil || now.Rev != x.Rev+1 || now.Verb != schema.VerbReply {
			t.Errorf("updated to %+v, %v", now, err)
		}
		if err := google.RemoveTemplate(ctx, x.ID, x.Rev); !errors.Is(err, schema.ErrStale) {
			t.Errorf("removed at a revision that is past: %v", err)
		}
		g.must(g.Desks["google2"].RemoveTemplate(ctx, x.ID, 0))
		if err := google.RemoveTemplate(ctx, x.ID, 0); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("removed twice: %v", err)
		}
	})
}
