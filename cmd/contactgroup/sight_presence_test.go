package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// TestPresenceShowsOnScreensToWhoMayKnow lets every member of the demonstration
// look at their desk while each side reads and writes about requests.
func TestPresenceShowsOnScreensToWhoMayKnow(t *testing.T) {
	clock := &demogroup.Clock{}
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "register.db"), store.Options{Now: clock.Now})
	must(t, err)
	defer db.Close()
	must(t, demogroup.Seed(t.Context(), db, clock, 0, map[string]string{}, nil))
	desk := func(login string) *store.Desk {
		d, err := db.As(t.Context(), login)
		must(t, err)
		return d
	}
	validator := desk("validator")
	all := everyDemoRequest(t, validator)
	doings := lang.French.Presence.Doing
	verb := func(d schema.Doing) string { return lang.Fill(doings[d], "who", "") }
	for _, by := range []string{"pharos", "validator", "google", "facebook", "overseer", "admin"} {
		for _, doing := range schema.Doings {
			actor := desk(by)
			ctx, leave := context.WithCancel(t.Context())
			var seats []string
			for _, r := range all { // a session for each request in sight
				if schema.MaySee(actor.Who(), r) && !r.State.Terminal() {
					seat, _ := actor.Appear(ctx)
					must(t, actor.Attend(ctx, seat, r.ID, doing))
					seats = append(seats, seat)
				}
			}
			for _, login := range demogroup.Logins {
				reader := desk(login)
				may := func(d schema.Doing) bool {
					return slices.ContainsFunc(all, func(r schema.Request) bool {
						_, ok := schema.SeesPresence(reader.Who(), actor.Who(), r, d)
						return ok && !r.State.Terminal()
					})
				}
				d := uitest.Open(t, reader, ui.Options{Words: lang.French, Width: 140, Height: 250}, nil)
				d.Settle()
				for _, shown := range schema.Doings {
					if got, want := strings.Contains(d.Screen(), verb(shown)), shown == doing && may(doing); got != want {
						t.Errorf("%s, while %s is %s: shown as %s %v, want %v", login, by, doing, shown, got, want)
					}
				}
			}
			for _, seat := range seats {
				must(t, actor.Attend(ctx, seat, 0, ""))
			}
			leave()
		}
	}
}
