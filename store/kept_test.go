package store_test

import (
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

func TestCountsFollowEachChangeAndEachMinute(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		desks := storetest.Group(t, db)
		count := func(login, query string) int {
			t.Helper()
			q, err := schema.ParseQuery(query)
			if err != nil {
				t.Fatal(err)
			}
			n, err := desks[login].CountRequests(t.Context(), q, false)
			if err != nil {
				t.Fatal(err)
			}
			return n.N
		}
		want := func(login, query string, n int) {
			t.Helper()
			for range 2 { // counted, and as kept
				if got := count(login, query); got != n {
					t.Errorf("%s counts %d of %q, want %d", login, got, query, n)
				}
			}
		}
		want("pharos", "", 0)
		r, err := desks["pharos"].NewRequest(t.Context(), schema.RequestDraft{Kind: schema.KindReferral, Regime: schema.RegimeTerms,
			Subject: "Page", Addressee: "google", Contents: []schema.Content{{URL: "https://page.example/1", Type: "page"}}})
		if err != nil {
			t.Fatal(err)
		}
		want("pharos", "", 1)
		want("google", "", 0)
		if _, err := desks["pharos"].Act(t.Context(), r.ID, 0, schema.Step{Verb: schema.VerbSend}); err != nil {
			t.Fatal(err)
		}
		want("google", "", 1)
		want("facebook", "", 0)
		want("google", "mine", 0)
		if _, err := desks["google"].Act(t.Context(), r.ID, 0, schema.Step{Verb: schema.VerbClaim}); err != nil {
			t.Fatal(err)
		}
		want("google", "mine", 1)
		want("google2", "mine", 0)
		due := clock.Now().Add(30 * time.Minute)
		if _, err := desks["pharos"].Act(t.Context(), r.ID, 0, schema.Step{Verb: schema.VerbDue, Until: due}); err != nil {
			t.Fatal(err)
		}
		want("google", "due:overdue", 0)
		clock.Advance(31 * time.Minute)
		want("google", "due:overdue", 1)
	})
}

func TestWhatNobodyMayKnowOfWakesNobody(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, _ *storetest.Clock) {
		desks := storetest.Group(t, db)
		line := "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJY5lWBpGuHgz+RbGoIdCTVVpOwFFQyVWTwEoCWbJFXo"
		key, err := desks["admin"].AddKey(t.Context(), "google", line, "", time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		woken := desks["google"].Watch(t.Context())
		desk, err := db.Admit(t.Context(), schema.Credential{Fingerprint: key.Fingerprint, Kind: "ssh-ed25519", From: "192.0.2.7"})
		if err != nil {
			t.Fatal(err)
		}
		desk.Entered()
		db.WriteVisits(t.Context())
		select {
		case <-woken:
			t.Error("a login woke another desk")
		default:
		}
	})
}
