package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// addedBy are rows that registers of a version, and of all later ones, held
// beside those of the first.
var addedBy = []struct {
	version    int64
	statements []string
}{
	{12, []string{
		`INSERT INTO case_file (ref, title, opened_at, named) VALUES ('D-2015-0001', 'Une affaire', 1430809200000, 1)`,
		`UPDATE request_side SET case_ref = 'D-2015-0001', external_ref = 'PH-7' WHERE request_id = 2 AND org_id = 1`,
		`INSERT INTO contact (org_id, ref, function, phone, zone, rank) VALUES (3, 'facebook/1', 'Astreinte', '+33 1 00 00 00 00', 'Europe/Paris', 1)`,
		`INSERT INTO saved_view (member_id, org_id, name, name_key, noun, query, version, updated_at) VALUES (2, 1, 'Les miennes', 'les miennes', 'request', 'mine', 1, 1430809200000)`,
	}},
	{20, []string{
		`INSERT INTO invitation (ref, code_hash, org_id, role, name, author_id, added_at, expires_at)
			VALUES ('I-2015-001', 'aa', 2, 'correspondent', 'Astreinte 2', 1, 1430809200000, 1430895600000)`,
		`UPDATE request SET label_expires_at = 1430895600000, label_before = 'P3', label = 'P1' WHERE id = 2`,
	}},
	{26, []string{
		`INSERT INTO template (org_id, name, name_key, language, verb, text, updated_at) VALUES (3, 'Retrait', 'retrait', 'fr', 'reply', 'Retiré.', 1430809200000)`,
	}},
}

// eachOlderVersion runs test on registers of each of those versions, on both engines.
func eachOlderVersion(t *testing.T, test func(g group, version int64)) {
	t.Helper()
	var statements []string
	for _, v := range addedBy {
		statements = append(statements, v.statements...)
		added := slices.Clip(statements)
		t.Run(fmt.Sprintf("%05d", v.version), func(t *testing.T) {
			storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
				storetest.Version(t, url, v.version, added...)
				clock.Advance(10 * time.Minute) // what was done is of less than an hour ago
				g := group{t, storetest.Open(t, url, clock), clock, storetest.Desks{}}
				for _, login := range []string{"admin", "pharos", "google", "facebook"} {
					var err error
					g.Desks[login], err = g.db.As(t.Context(), login)
					g.must(err)
				}
				test(g, v.version)
			})
		})
	}
}

func TestARegisterOfAnOlderVersionKeepsWhatItHeld(t *testing.T) {
	eachOlderVersion(t, func(g group, version int64) {
		t := g.t
		for login, threads := range threadsOfVersion1 {
			page, err := g.Desks[login].Requests(t.Context(), schema.List{All: true})
			g.must(err)
			if len(page.Items) != len(threads) {
				t.Errorf("%s sees %v", login, refs(page.Items))
			}
		}
		for _, text := range []string{"propagande", "ext:PH-7", "case:D-2015-0001", "ref:FBK-2015-0001"} {
			query, err := schema.ParseQuery(text)
			g.must(err)
			page, err := g.Desks["pharos"].Requests(t.Context(), schema.List{Query: query, All: true})
			g.must(err)
			if len(page.Items) == 0 {
				t.Errorf("%s finds nothing", text)
			}
		}
		contacts, err := g.Desks["pharos"].Contacts(t.Context())
		g.must(err)
		views, err := g.Desks["pharos"].Views(t.Context())
		g.must(err)
		if len(contacts) != 1 || len(views) != 1 || views[0].Name != "Les miennes" {
			t.Errorf("contacts %+v, views %+v", contacts, views)
		}
		q, err := g.Desks["facebook"].Request(t.Context(), "FBK-2015-0001")
		g.must(err)
		if label := map[bool]schema.Label{false: schema.P3, true: schema.P1}[version >= 20]; q.Label != label {
			t.Errorf("labelled %s, not %s", q.Label, label)
		}
		if q := g.sent(schema.KindReferral, "google"); q.Ref != "GOO-2015-0003" {
			t.Errorf("the next reference is %s", q.Ref)
		}
	})
}

// wholeAsVersion1 reports whether a log is as that register has it: of one entry
// the contents are gone, by no erasure that the log could tell of.
func wholeAsVersion1(r schema.LogReport) bool {
	if r.Audience != "google/requests" {
		return r.Whole()
	}
	return len(r.Damage) == 1 && r.Damage[0] == schema.Damage{Kind: schema.DamageBlanked, From: 3, To: 3}
}

func TestLogsOfAnOlderVersionAreSealedAndHold(t *testing.T) {
	eachOlderVersion(t, func(g group, _ int64) {
		g.must(g.db.Seal(g.t.Context()))
		reports, err := g.db.Verify(g.t.Context(), "", nil)
		g.must(err)
		entries := schema.Seq(0)
		for _, r := range reports {
			entries += r.Sealed
			if !wholeAsVersion1(r) {
				g.t.Errorf("%+v", r)
			}
		}
		if entries != 39 {
			g.t.Errorf("%d entries", entries)
		}
	})
}

// TestWhatWasDoneInAnOlderVersionIsTakenBack: its undo holds every field of the
// request as that version knew them, in place of those that changed.
func TestWhatWasDoneInAnOlderVersionIsTakenBack(t *testing.T) {
	eachOlderVersion(t, func(g group, version int64) {
		t := g.t
		is := func(what string, state schema.State, assignee string) {
			t.Helper()
			q, err := g.Desks["facebook"].Request(t.Context(), "FBK-2015-0001")
			g.must(err)
			if q.State != state || q.AssigneeLogin != assignee || q.Subject != "Vidéo de propagande" || len(q.Contents) != 2 {
				t.Errorf("%s: %+v", what, q)
			}
		}
		is("as it was", schema.StateInProgress, "facebook")
		undone, err := g.Desks["facebook"].Undo(t.Context())
		g.must(err)
		if undone.Verb != schema.VerbClaim || len(undone.Refs) != 1 || undone.Refs[0] != "FBK-2015-0001" {
			t.Errorf("undone: %+v", undone)
		}
		is("undone", schema.StateSent, "")
		_, err = g.Desks["facebook"].Redo(t.Context())
		g.must(err)
		is("redone", schema.StateInProgress, "facebook")
		if _, err := g.Desks["google"].Undo(t.Context()); !errors.Is(err, schema.ErrState) || why(t, err) != schema.WhyBuiltOn {
			t.Errorf("what a reply was built on: %v", err)
		}
	})
}
