package store_test

import (
	"errors"
	"strings"
	"testing"

	"contactgroup/schema"
)

func TestViewsAreTheirMembersAndSharedWithTheirOrganisationAlone(t *testing.T) {
	each(t, func(g group) {
		ctx := t.Context()
		save := func(login string, v schema.View) error {
			v.Noun = schema.NounRequest
			_, err := g.Desks[login].SaveView(ctx, v)
			return err
		}
		before := g.heads(t)
		g.must(save("google", schema.View{Name: "Urgences", Query: "label:P0,P1", Slot: 6, Sort: schema.Sort{Field: schema.SortLabel, Desc: true}, Columns: []string{"ref", "due_at"}}))
		if after := g.heads(t); after["google"] != before["google"] {
			t.Error("the log tells of a view that is not shared")
		}
		g.must(save("google", schema.View{Name: "Équipe", Query: "mine", Shared: true}))
		if after := g.heads(t); after["google"] != before["google"]+1 || after["facebook"] != before["facebook"] || after["ministry"] != before["ministry"] {
			t.Errorf("of a shared view the logs tell %v, before %v", after, before)
		}
		seen := func(login string) string {
			views, err := g.Desks[login].Views(ctx)
			g.must(err)
			var names []string
			for _, v := range views {
				names = append(names, v.Name)
			}
			return strings.Join(names, " ")
		}
		for login, want := range map[string]string{"google": "Équipe Urgences", "google2": "Équipe", "facebook": "", "pharos": "", "admin": ""} {
			if got := seen(login); got != want {
				t.Errorf("%s sees %q, want %q", login, got, want)
			}
		}
		for name, tc := range map[string]struct {
			login string
			v     schema.View
			want  schema.Reason
		}{
			"a colleague's shared name":        {"google2", schema.View{Name: "equipe", Shared: true}, schema.WhyExists},
			"the same name for oneself":        {"google2", schema.View{Name: "equipe"}, ""},
			"a name that everybody has":        {"google", schema.View{Name: "Miennes"}, schema.WhyExists},
			"a slot twice":                     {"google", schema.View{Name: "Autre", Slot: 6}, schema.WhyExists},
			"a tab's number as slot":           {"google", schema.View{Name: "Autre", Slot: 5}, schema.WhyUnknown},
			"a filter that cannot be read":     {"google", schema.View{Name: "Autre", Query: "status:nothing"}, schema.WhyQuery},
			"no name":                          {"google", schema.View{Name: " "}, schema.WhyEmpty},
			"a revision that is not the one":   {"google", schema.View{Name: "URGENCES", Rev: 7}, schema.WhyChanged},
			"one's own of that name, replaced": {"google", schema.View{Name: "URGENCES", Rev: 1, Slot: 6, Query: "due:<2h"}, ""},
		} {
			if got := why(t, save(tc.login, tc.v)); got != tc.want {
				t.Errorf("%s: %q, want %q", name, got, tc.want)
			}
		}
		if err := g.Desks["google2"].RemoveView(ctx, "urgences"); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("a colleague's view is removed: %v", err)
		}
		g.must(g.Desks["google"].RemoveView(ctx, "équipe"))
		if got := seen("google"); got != "URGENCES" {
			t.Errorf("left are %q", got)
		}
	})
}

func TestSettingsAreKeptWithWhatOthersHadSet(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["google"]
		g.must(g.db.Exec(ctx, `UPDATE member SET settings = '{"later":{"a":1},"theme":"light","glyphs":"runes"}' WHERE login = 'google'`))
		for key, value := range map[string]string{"zone": "America/New_York", "language": "EN", "bell": "on", "accessible": "on", "mouse": "off"} {
			_, err := d.SetSetting(ctx, key, value)
			g.must(err)
		}
		s, err := d.Settings(ctx)
		g.must(err)
		if s.Lang != schema.English || s.Zone != "America/New_York" || s.Theme != "light" || !s.Bell || !s.Accessible || s.Mouse || s.Glyphs != "" {
			t.Errorf("got %+v", s)
		}
		var stored string
		g.must(g.db.Get(ctx, &stored, `SELECT settings FROM member WHERE login = 'google'`))
		if !strings.Contains(stored, `"later":{"a":1}`) || !strings.Contains(stored, `"glyphs":"runes"`) {
			t.Errorf("what a newer program set is lost: %s", stored)
		}
		again, err := g.db.As(ctx, "google")
		g.must(err)
		if again.Who().Lang != schema.English || again.Who().Zone != "America/New_York" {
			t.Errorf("the desk opens as %q in %q", again.Who().Lang, again.Who().Zone)
		}
		for key, value := range map[string]string{"zone": "Mars/Olympus", "theme": "pink", "colour": "red", "bell": ""} {
			if _, err := d.SetSetting(ctx, key, value); why(t, err) != schema.WhyUnknown {
				t.Errorf("%s = %q: %v", key, value, err)
			}
		}
	})
}

func TestATextBegunIsItsMembersAloneAndGoesWhenItIsUsed(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["google"]
		q := g.sent(schema.KindWithdrawal, "google")
		before := g.heads(t)
		u, err := d.KeepUnsent(ctx, schema.Unsent{Verb: schema.VerbReply, Noun: schema.NounRequest, Subject: q.ID, Body: "{\"text\":\"brouillon secret\"}"})
		g.must(err)
		if u.Rev != 1 || u.Ref != q.Ref {
			t.Errorf("kept as %+v", u)
		}
		for login, want := range map[string]int{"google": 1, "google2": 0, "facebook": 0, "pharos": 0} {
			if got, err := g.Desks[login].UnsentOf(ctx, schema.VerbReply, schema.NounRequest, q.ID, ""); err != nil || got.Rev != want || want > 0 && got != u {
				t.Errorf("%s takes up %+v, %v", login, got, err)
			}
		}
		other := u // of another terminal
		u.Body = "plus long"
		u, err = d.KeepUnsent(ctx, u)
		g.must(err)
		f := refusal(t, func() error { _, err := d.KeepUnsent(ctx, other); return err }())
		if f.Why != schema.WhyChanged || f.Rev != 2 {
			t.Errorf("the other terminal hears %+v", f)
		}
		other.Rev = f.Rev
		other, err = d.KeepUnsent(ctx, other) // and writes all the same
		g.must(err)
		if after := g.heads(t); after["google/requests"] != before["google/requests"] {
			t.Error("the log tells of a text that was not sent")
		}
		if _, err := g.Desks["facebook"].KeepUnsent(ctx, schema.Unsent{Verb: schema.VerbReply, Noun: schema.NounRequest, Subject: q.ID}); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("on what is hidden: %v", err)
		}
		for _, wrong := range []schema.Unsent{
			{Verb: schema.VerbClaim, Noun: schema.NounRequest, Subject: q.ID}, {Verb: schema.VerbNew, Noun: schema.NounRequest, Subject: q.ID},
			{Verb: schema.VerbNote, Noun: schema.NounRequest}, {Verb: schema.VerbNote, Noun: schema.NounRequest, Subject: q.ID, Body: strings.Repeat("x", schema.UnsentSize+1)},
		} {
			if _, err := d.KeepUnsent(ctx, wrong); !errors.Is(err, schema.ErrInvalid) {
				t.Errorf("%s of %d: %v", wrong.Verb, wrong.Subject, err)
			}
		}
		for login, want := range map[string]int{"google": 1, "google2": 0, "pharos": 0} {
			if all, err := g.Desks[login].Unsent(ctx); err != nil || len(all) != want {
				t.Errorf("%s finds %d texts, %v", login, len(all), err)
			}
		}
		g.reply("google", q)
		if got, err := d.UnsentOf(ctx, schema.VerbReply, schema.NounRequest, q.ID, ""); err != nil || got != (schema.Unsent{}) {
			t.Errorf("after the reply %+v is taken up, %v", got, err)
		}
		if all, err := d.Unsent(ctx); err != nil || len(all) != 0 {
			t.Errorf("after the reply there is %+v, %v", all, err)
		}
		if _, err = d.KeepUnsent(ctx, other); why(t, err) != schema.WhyChanged {
			t.Errorf("the other terminal brings back what was used: %v", err)
		}
		begun := schema.Unsent{Verb: schema.VerbNew, Noun: schema.NounRequest, Body: "x"}
		_, err = g.Desks["pharos"].KeepUnsent(ctx, begun)
		g.must(err)
		_, err = g.Desks["pharos"].NewRequest(schema.Uses(ctx, begun), aDraft(schema.KindReferral, "google"))
		g.must(err)
		if all, err := g.Desks["pharos"].Unsent(ctx); err != nil || len(all) != 0 {
			t.Errorf("after the new request there is %+v, %v", all, err)
		}
	})
}
