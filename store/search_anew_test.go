package store_test

import (
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// TestAnOlderRegistersWordsAndKeysAreMadeAnew opens a register whose program cut
// words and wrote keys of addresses by another rule.
func TestAnOlderRegistersWordsAndKeysAreMadeAnew(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		db, err := store.Open(t.Context(), url, store.Options{Now: clock.Now})
		must(t, err)
		g := group{t, db, clock, storetest.Group(t, db)}
		d := aDraft(schema.KindWithdrawal, "google")
		d.Subject = "Localiser l’auteur de الدولــة"
		d.Contents = []schema.Content{{URL: "https://video.example/v/%65t%c3%a9"}, {URL: "https://video.example/plain"}, {URL: "https://files.example/#!file!key"}}
		q := g.deliver(d)
		for _, statement := range []string{
			`UPDATE search_state SET version = version - 1`,
			`UPDATE request_text SET body = ' localiser l ’ auteur de الدولــة '`,
			`UPDATE content SET url_key = 'video.example/v/%65t%c3%a9', path_key = '/v/%65t%c3%a9' WHERE n = 1`,
			`UPDATE content SET url_key = 'files.example' WHERE n = 3`,
		} {
			must(t, db.Exec(t.Context(), statement))
		}
		must(t, db.Close())
		db = storetest.Open(t, url, clock)
		g = group{t, db, clock, desksOf(t, db)}
		for _, filter := range []string{`"l'auteur"`, "l’auteur", "الدولة", "url:files.example/#!file!key"} {
			if got := g.found("chair", filter, true); got != q.Ref {
				t.Errorf("%s finds %q, want %s", filter, got, q.Ref)
			}
		}
		var keys []string
		must(t, db.All(t.Context(), &keys, `SELECT url_key || ' ' || path_key FROM content ORDER BY n`))
		if len(keys) != 3 || keys[0] != "video.example/v/et%C3%A9 /v/et%C3%A9" || keys[1] != "video.example/plain " || keys[2] != "files.example#!file!key " {
			t.Errorf("keys %q", keys)
		}
	})
}
