package main

import (
	"log/slog"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

func TestALoginRemindsOfWhatTheOwnOrganisationOwes(t *testing.T) {
	s := newDemoServer(t, 0, sshd.Limits{}, slog.New(slog.DiscardHandler))
	chair, err := s.db.As(t.Context(), "chair")
	must(t, err)
	google, err := s.db.As(t.Context(), "google")
	must(t, err)
	facebook, err := s.db.As(t.Context(), "facebook")
	must(t, err)
	add := func(owner string, days int) schema.Action {
		today := schema.DateOf(chair.Now(), chair.Who().Location())
		a, err := chair.AddAction(t.Context(), schema.ActionDraft{Text: "Nommer un contact.", Owner: owner, Due: today.AddDays(days)})
		must(t, err)
		return a
	}
	reminded := func(words *lang.Words, late, soon string) {
		t.Helper()
		text := greeting(t.Context(), google, words)
		owed, last, both := strings.Cut(text, " · ")
		if !both {
			owed, last = "", text
		}
		want := strings.Trim(late+", "+soon, ", ")
		if want != "" {
			want += " (ga)"
		}
		if owed != want || last == "" {
			t.Errorf("%q, want %q and the last login", text, want)
		}
	}
	for _, a := range pendingOf(t, google) {
		keeper := chair
		if a.Internal {
			keeper = google
		}
		_, err := keeper.ActOn(t.Context(), a.ID, 0, schema.ActionStep{Verb: schema.VerbDrop, Text: "Sans objet."})
		must(t, err)
	}
	before := greeting(t.Context(), facebook, lang.English)
	reminded(lang.French, "", "")
	add("google", 7)
	add("google", 30)
	reminded(lang.French, "", "1 action à échéance sous 7 jours")
	soon := add("google", 1)
	reminded(lang.English, "", "2 actions due within 7 days")
	_, err = chair.ActOn(t.Context(), soon.ID, 0, schema.ActionStep{Verb: schema.VerbDone, Text: "Fait."})
	must(t, err)
	reminded(lang.English, "", "1 action due within 7 days")
	if after := greeting(t.Context(), facebook, lang.English); after != before {
		t.Errorf("facebook is reminded of google's: %q, before %q", after, before)
	}
}

// pendingOf are the action items that the member's organisation owes.
func pendingOf(t *testing.T, desk *store.Desk) (owed []schema.Action) {
	t.Helper()
	page, err := desk.Actions(t.Context(), schema.List{Limit: 500})
	must(t, err)
	for _, a := range page.Items {
		if a.Owner == desk.Who().OrgCode {
			owed = append(owed, a)
		}
	}
	return owed
}
