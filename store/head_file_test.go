package store_test

import (
	"testing"

	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

func FuzzHeadFile(f *testing.F) {
	f.Add("")
	f.Add("contactgroup+fbffb4e5+ASs0M5cZVP+VOCO+az0KkwVZli3gi9sVqQGSo8ob3sGD\n\ncontactgroup log ministry\n2\nZqxU++XkIxIn4JVQVlI6M6uErDp60pumQ+EPHog4onw=\n2026-11-22T06:47:00Z\n\n— contactgroup +/+05TSXBhA6BsP58qrE05hbTB2cpQR6+WDkN0nYwWXRFCdB1oCZkmVKtpi4VQh+560Gi/Vt1F2Kp2ckUZIieRpXNg0=\n")
	f.Add("— x y\n— x y\n\n\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		heads, err := store.ParseHeadFile(text)
		if err != nil && refusal(t, err).Why != schema.WhyHeadFile {
			t.Errorf("%v", err)
		}
		for _, h := range heads {
			if h.Audience == "" || h.Size < 1 || h.Root == "" {
				t.Errorf("%+v", h)
			}
		}
	})
}

// TestEveryHeadKeptHoldsWhateverIsDoneAfterIt does anything in any order, seals
// at any moment, and verifies with all heads ever given.
func TestEveryHeadKeptHoldsWhateverIsDoneAfterIt(t *testing.T) {
	clock := storetest.NewClock()
	db := storetest.New(t, clock)
	g := group{t, db, clock, storetest.Group(t, db)}
	q := g.sent(schema.KindWithdrawal, "google")
	kept := map[string]string{}
	verbs := []schema.Step{{Verb: schema.VerbNote, Reason: "x"}, {Verb: schema.VerbNote, Reason: "y", Internal: true}, {Verb: schema.VerbClaim}, {Verb: schema.VerbRelease}}
	logins := []string{"pharos", "google", "validator"}
	rapid.Check(t, func(t *rapid.T) {
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			login := rapid.SampledFrom(logins).Draw(t, "login")
			switch rapid.IntRange(0, 4).Draw(t, "what") {
			case 0:
				g.must(g.db.Seal(g.t.Context()))
			case 1:
				heads, err := g.Desks[login].Heads(g.t.Context())
				g.must(err)
				if len(heads.Items) > 0 {
					kept[login] += heads.File() + "\n"
				}
			case 2:
				_, _ = g.Desks[login].Undo(g.t.Context()) // or there is nothing to undo
			default:
				_, _ = g.Desks[login].Act(g.t.Context(), q.ID, 0, rapid.SampledFrom(verbs).Draw(t, "verb")) // or its state forbids it
			}
		}
		login := rapid.SampledFrom(logins).Draw(t, "verifier")
		reports, err := g.Desks[login].Verify(g.t.Context(), kept[login], nil)
		g.must(err)
		for _, r := range reports {
			if !r.Whole() {
				t.Fatalf("%s: %+v", login, r)
			}
		}
	})
}
