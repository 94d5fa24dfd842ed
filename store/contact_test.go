package store_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

func TestContactsAnswerInOrderOfCall(t *testing.T) {
	each(t, func(g group) {
		t, ctx, google := g.t, g.t.Context(), g.Desks["google"]
		day, err := google.AddContact(ctx, schema.Contact{Function: "Jour", Phone: "+33 1 99 00 12 34", Hours: "lun-ven 9h-18h", Zone: "Europe/Paris"})
		g.must(err)
		night, err := google.AddContact(ctx, schema.Contact{Function: "Nuit", Mail: "nuit@google.example", Hours: "18:00-09:00", Zone: "Europe/Paris"})
		g.must(err)
		always, err := g.Desks["secretariat"].AddContact(ctx, schema.Contact{Org: "google", Function: "Siège", Phone: "+353 1 990 0020", Rank: 1})
		g.must(err)
		at := func(text string) []string {
			moment, err := time.ParseInLocation("2006-01-02 15:04", text, schema.Paris)
			g.must(err)
			found, err := g.Desks["chair"].OnCall(ctx, "google", moment)
			g.must(err)
			var refs []string
			for _, k := range found {
				refs = append(refs, k.Ref)
			}
			return refs
		}
		if got := at("2015-05-05 10:00"); !slices.Equal(got, []string{always.Ref, day.Ref}) {
			t.Errorf("on a Tuesday at ten: %v", got)
		}
		if got := at("2015-05-09 03:00"); !slices.Equal(got, []string{always.Ref, night.Ref}) {
			t.Errorf("in the night: %v", got)
		}
		if _, err := google.UpdateContact(ctx, night.Ref, night.Rev+7, night); !errors.Is(err, schema.ErrStale) {
			t.Errorf("stale: %v", err)
		}
		night.Rank = 1
		if night, err = google.UpdateContact(ctx, night.Ref, 0, night); err != nil || at("2015-05-09 03:00")[0] != night.Ref {
			t.Errorf("%v, %v", err, at("2015-05-09 03:00"))
		}
		_, there := g.Desks["facebook"].UpdateContact(ctx, day.Ref, 0, day)
		_, nowhere := g.Desks["facebook"].UpdateContact(ctx, "google/9", 0, day)
		if strings.ReplaceAll(there.Error(), day.Ref, "google/9") != nowhere.Error() {
			t.Errorf("%v, but %v", there, nowhere)
		}
		if _, err := g.Desks["pharos"].AddContact(ctx, schema.Contact{Function: "x", Phone: "12345"}); !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("a requester keeps contacts: %v", err)
		}
		for label, want := range map[schema.Label]int{schema.P0: 3, schema.P1: 3, schema.P2: 0} {
			d := aDraft(schema.KindReferral, "google")
			d.Label = label
			r := g.deliver(d)
			for _, login := range []string{"google", "pharos"} {
				q, err := g.Desks[login].Request(ctx, r.Ref)
				g.must(err)
				if len(q.Contacts) != want {
					t.Errorf("%s sees %d contacts on a %s", login, len(q.Contacts), label)
				}
			}
		}
		g.must(google.RemoveContact(ctx, day.Ref, 0))
		if got := at("2015-05-05 10:00"); !slices.Equal(got, []string{always.Ref}) {
			t.Errorf("after removal: %v", got)
		}
	})
}
