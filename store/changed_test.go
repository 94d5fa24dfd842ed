package store_test

import (
	"maps"
	"testing"
	"time"

	"contactgroup/schema"
)

// changedNouns are those of which lists are asked what changed.
var changedNouns = []schema.Noun{schema.NounOrganisation, schema.NounMember, schema.NounKey, schema.NounInvitation, schema.NounContact, schema.NounCrisis, schema.NounMeeting,
	schema.NounTemplate, schema.NounRequest}

func TestWhatChangedSinceAMomentIsWhatTheReadersLogTells(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		times := []time.Time{g.clock.Advance(time.Hour)}
		g.contact("google", schema.Contact{Function: "Astreinte", Phone: "+33 1 23 45 67 89"})
		times = append(times, g.clock.Advance(time.Hour))
		_, err := g.as(t, "admin").AddMember(t.Context(), schema.NewMember{Org: "facebook", Login: "new", Role: schema.RoleCorrespondent, Name: "Relève"})
		g.must(err)
		times = append(times, g.clock.Advance(time.Hour))
		_, err = g.Desks["chair"].StartCrisis(t.Context(), "Attentat.", "")
		g.must(err)
		times = append(times, g.clock.Advance(time.Hour))
		g.act("google", g.sent(schema.KindWithdrawal, "google").ID, schema.Step{Verb: schema.VerbClaim})
		told := map[schema.Noun]bool{}
		for _, login := range oneOfEach {
			for _, at := range times {
				for _, n := range changedNouns {
					want := map[schema.ID]bool{}
					for _, e := range whole(g, login, 500) {
						if e.Noun == n && !e.At.Before(at) {
							want[e.Subject], told[n] = true, true
						}
					}
					got, err := g.Desks[login].Changed(t.Context(), n, at)
					g.must(err)
					if !maps.Equal(got, want) {
						t.Errorf("%s, %s since %s: %v, the log tells %v", login, n, at, got, want)
					}
				}
			}
		}
		for _, n := range []schema.Noun{schema.NounContact, schema.NounMember, schema.NounCrisis, schema.NounRequest} {
			if !told[n] {
				t.Errorf("nobody was told of a %s: nothing was tried", n)
			}
		}
		for n, first := range map[schema.Noun]time.Time{schema.NounContact: times[0], schema.NounRequest: times[3]} {
			if got, err := g.Desks["facebook"].Changed(t.Context(), n, first); err != nil || len(got) > 0 {
				t.Errorf("facebook is told of what google did to a %s: %v, %v", n, got, err)
			}
		}
	})
}
