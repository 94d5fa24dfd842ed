package store_test

import (
	"testing"
	"time"

	"contactgroup/schema"
)

func TestWhatIsRemovedLeavesItsPlaceInTheLogsToNobody(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		secretariat, google := g.Desks["secretariat"], g.Desks["google"]
		for name, makes := range map[string]func() schema.ID{
			"meeting": func() schema.ID {
				m, err := secretariat.NewMeeting(ctx, schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Point", Starts: g.clock.Now().Add(48 * time.Hour)})
				g.must(err)
				_, err = secretariat.Meet(ctx, m.ID, 0, schema.MeetingStep{Verb: schema.VerbRemove})
				g.must(err)
				return m.ID
			},
			"contact": func() schema.ID {
				c, err := google.AddContact(ctx, schema.Contact{Org: "google", Function: "Astreinte", Phone: "+33 1 00 00 00 00", Zone: "Europe/Paris", Rank: 1})
				g.must(err)
				g.must(google.RemoveContact(ctx, c.Ref, 0))
				return c.ID
			},
			"template": func() schema.ID {
				x, err := google.AddTemplate(ctx, schema.Template{Name: "retrait", Lang: schema.French, Text: "Retirée."})
				g.must(err)
				g.must(google.RemoveTemplate(ctx, x.ID, 0))
				return x.ID
			},
		} {
			if first, second := makes(), makes(); first == second {
				t.Errorf("a %s has the ID of one that was removed", name)
			}
		}
	})
}
