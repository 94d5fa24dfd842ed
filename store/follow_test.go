package store_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
)

// followed reads on from a cursor to the end, at most limit entries at a time.
// Every line's own cursor is kept beside it.
func (g group) followed(login string, from schema.Cursor, limit int) (events []schema.Event, places []schema.Cursor) {
	g.t.Helper()
	for at := from; ; {
		got, next, err := g.Desks[login].Follow(g.t.Context(), at, limit)
		g.must(err)
		if maps.Equal(at, next) {
			if len(got) > 0 {
				g.t.Fatalf("%s: %d entries at the end", login, len(got))
			}
			return events, places
		}
		place := maps.Clone(at)
		for _, e := range got {
			if place == nil {
				place = schema.Cursor{}
			}
			place[e.Audience] = e.Seq
			events, places = append(events, e), append(places, maps.Clone(place))
		}
		at = next
	}
}

func changesOf(events []schema.Event) (out []string) {
	for _, e := range events {
		out = append(out, e.Audience+" "+string(e.Verb)+" "+e.Ref)
	}
	slices.Sort(out)
	return out
}

func TestWhoFollowsGetsEachChangeOnceWhereverTheyBegin(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		for _, kind := range []schema.Kind{schema.KindWithdrawal, schema.KindIdentification} {
			q := g.sent(kind, "google")
			g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
			g.clock.Advance(time.Minute)
		}
		for _, login := range oneOfEach {
			all, places := g.followed(login, nil, 500)
			if got, want := len(all), len(whole(g, login, 500)); got != want {
				t.Errorf("%s follows %d changes, the logs tell %d", login, got, want)
			}
			if pages, _ := g.followed(login, nil, 2); !slices.Equal(changesOf(pages), changesOf(all)) {
				t.Errorf("%s: page by page %v, at once %v", login, changesOf(pages), changesOf(all))
			}
			for i, place := range places {
				again, ok := schema.ParseCursor(place.String())
				if rest, _ := g.followed(login, again, 3); !ok || !slices.Equal(changesOf(rest), changesOf(all[i+1:])) {
					t.Errorf("%s from line %d: %v, want %v", login, i, changesOf(rest), changesOf(all[i+1:]))
				}
			}
		}
	})
}

func TestFollowingBeginsAtAMomentAndGivesNoOthersLogs(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.sent(schema.KindWithdrawal, "google")
		at := g.clock.Advance(time.Hour)
		second := g.sent(schema.KindWithdrawal, "google")
		place, err := g.Desks["google"].Place(t.Context(), at)
		g.must(err)
		events, _ := g.followed("google", place, 500)
		if len(events) == 0 {
			t.Fatal("nothing follows")
		}
		for _, e := range events {
			if e.Subject != second.ID {
				t.Errorf("%s %s was before", e.Verb, e.Ref)
			}
		}
		foreign, _ := g.followed("facebook", schema.Cursor{"google": 0, "google/requests": 0, "ministry/requests": 0}, 500)
		for _, e := range foreign {
			if e.Audience != "facebook" && e.Audience != "facebook/requests" {
				t.Errorf("facebook was given %s", e.Audience)
			}
		}
	})
}

func TestAFilterMatchesTheVisibleOnly(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		mine, theirs := g.sent(schema.KindWithdrawal, "google"), g.sent(schema.KindWithdrawal, "facebook")
		ids := []schema.ID{mine.ID, theirs.ID}
		for filter, want := range map[string][]schema.ID{"": {mine.ID}, "kind:withdrawal": {mine.ID}, "kind:notice": nil, "org:facebook": nil} {
			q, err := schema.ParseQuery(filter)
			g.must(err)
			found, err := g.Desks["google"].MatchingRequests(t.Context(), q, ids)
			g.must(err)
			if !slices.Equal(slices.Sorted(maps.Keys(found)), want) {
				t.Errorf("%q matches %v, want %v", filter, found, want)
			}
		}
		a, err := g.Desks["secretariat"].AddAction(t.Context(), schema.ActionDraft{Text: "Fiche", Owner: "google", Due: schema.Date{Year: 2015, Month: 6, Day: 1}})
		g.must(err)
		q, err := schema.ParseQuery("org:google")
		g.must(err)
		found, err := g.Desks["google"].MatchingActions(t.Context(), q, []schema.ID{a.ID})
		g.must(err)
		if !found[a.ID] {
			t.Error("the action item does not match")
		}
	})
}
