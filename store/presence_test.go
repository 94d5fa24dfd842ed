package store_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// session is one terminal of a member.
type session struct {
	desk *store.Desk
	seat string
	wake <-chan struct{}
	end  context.CancelFunc
}

func appear(t *testing.T, d *store.Desk) session {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	t.Cleanup(end)
	seat, wake := d.Appear(ctx)
	return session{d, seat, wake, end}
}

func (s session) at(t *testing.T, id schema.ID, doing schema.Doing) {
	t.Helper()
	if err := s.desk.Attend(t.Context(), s.seat, id, doing); err != nil {
		t.Fatal(err)
	}
}

// seen is who the desk's member is told is present, as "Name doing".
func seen(t *testing.T, d *store.Desk) []string {
	t.Helper()
	all, err := d.Present(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range all {
		out = append(out, p.Name+" "+string(p.Doing))
	}
	return out
}

// quiet fails when a wake waits.
func (s session) quiet(t *testing.T, what string) {
	t.Helper()
	select {
	case <-s.wake:
		t.Error("woken by ", what)
	default:
	}
}

func (s session) woken(t *testing.T, what string) {
	t.Helper()
	select {
	case <-s.wake:
	default:
		t.Error("not woken by ", what)
	}
}

func TestPresenceIsToldToWhoMayKnowAndToNobodyElse(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		sent, draft, secret := g.sent(schema.KindWithdrawal, "google"), g.bring(aDraft(schema.KindReferral, "google"), schema.StateDraft), g.sent(schema.KindIdentification, "google")
		everybody := append(slices.Clone(oneOfEach), "google2", "pharos2", "afa")
		for _, tc := range []struct {
			what  string
			by    string
			id    schema.ID
			doing schema.Doing
			told  map[string]string
		}{
			{"the ministry looks", "pharos", sent.ID, schema.DoingLooking,
				map[string]string{"pharos2": storetest.Pharos, "chair": storetest.Pharos, "secretariat": storetest.Pharos, "validator": storetest.Pharos}},
			{"the ministry writes", "pharos", sent.ID, schema.DoingReplying,
				map[string]string{"pharos2": storetest.Pharos, "chair": storetest.Pharos, "secretariat": storetest.Pharos, "validator": storetest.Pharos, "google": "", "google2": ""}},
			{"the operator replies", "google", sent.ID, schema.DoingReplying,
				map[string]string{"google2": "Astreinte Google", "pharos": "Google", "pharos2": "Google", "chair": "Google", "secretariat": "Google", "validator": "Google"}},
			{"a draft is edited", "pharos", draft.ID, schema.DoingEditing,
				map[string]string{"pharos2": storetest.Pharos, "chair": storetest.Pharos, "secretariat": storetest.Pharos, "validator": storetest.Pharos}},
			{"a confidential one is answered", "google", secret.ID, schema.DoingReplying,
				map[string]string{"google2": "Astreinte Google", "pharos": "Google", "pharos2": "Google", "chair": "Google", "validator": "Google"}},
			{"the overseer looks", "overseer", sent.ID, schema.DoingLooking, nil},
		} {
			watching := map[string]session{}
			for _, login := range everybody {
				watching[login] = appear(t, g.Desks[login])
			}
			by := appear(t, g.Desks[tc.by])
			by.at(t, tc.id, tc.doing)
			for _, login := range everybody {
				name, told := tc.told[login]
				var want []string
				if told {
					want = []string{name + " " + string(tc.doing)}
					watching[login].woken(t, tc.what+" ("+login+")")
				} else {
					watching[login].quiet(t, tc.what+" ("+login+")")
				}
				if got := seen(t, g.Desks[login]); !slices.Equal(got, want) {
					t.Errorf("%s: %s sees %q, want %q", tc.what, login, got, want)
				}
			}
			by.at(t, 0, "")
			for _, login := range everybody {
				if got := seen(t, g.Desks[login]); len(got) > 0 {
					t.Errorf("%s, and leaves: %s still sees %q", tc.what, login, got)
				}
				watching[login].end()
			}
		}
	})
}

func TestPresenceEndsWithTheSessionAndByItself(t *testing.T) {
	each(t, func(g group) {
		t, reader := g.t, g.Desks["google2"]
		q := g.sent(schema.KindWithdrawal, "google")
		two := []session{appear(t, g.Desks["google"]), appear(t, g.Desks["google"])}
		watching := appear(t, reader)
		two[0].at(t, q.ID, schema.DoingLooking)
		two[1].at(t, q.ID, schema.DoingReplying)
		watching.woken(t, "two terminals")
		two[1].at(t, q.ID, schema.DoingReplying)
		watching.quiet(t, "what goes on")
		if got := seen(t, reader); !slices.Equal(got, []string{"Astreinte Google replying"}) {
			t.Errorf("two terminals of one member: %q", got)
		}
		two[1].end()
		until(t, watching.wake, "the end of a session", func() bool { return slices.Equal(seen(t, reader), []string{"Astreinte Google looking"}) })
		two[1].at(t, q.ID, schema.DoingReplying) // too late: that session is over
		if got := seen(t, reader); !slices.Equal(got, []string{"Astreinte Google looking"}) {
			t.Errorf("a session came back: %q", got)
		}
		g.clock.Advance(schema.PresenceLapse - time.Second)
		two[0].at(t, q.ID, schema.DoingLooking)
		g.clock.Advance(schema.PresenceLapse - time.Second)
		if got := seen(t, reader); len(got) != 1 {
			t.Errorf("renewed a moment ago: %q", got)
		}
		g.clock.Advance(time.Second)
		if got := seen(t, reader); len(got) > 0 {
			t.Errorf("not touched for %s: %q", schema.PresenceLapse, got)
		}
	})
}

func TestWhoMayNotSeeARequestIsNotPresentAtIt(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q := g.sent(schema.KindWithdrawal, "google")
		rival, nobody := appear(t, g.Desks["facebook"]), schema.ID(987654)
		hidden, missing := rival.desk.Attend(ctx, rival.seat, q.ID, schema.DoingReplying), rival.desk.Attend(ctx, rival.seat, nobody, schema.DoingReplying)
		if !errors.Is(hidden, schema.ErrNotFound) || hidden.Error() != missing.Error() {
			t.Errorf("hidden: %v; missing: %v", hidden, missing)
		}
		if err := rival.desk.Attend(ctx, rival.seat, q.ID, "spying"); !errors.Is(err, schema.ErrInvalid) {
			t.Errorf("an unknown doing: %v", err)
		}
		g.must(g.Desks["admin"].DisableMember(ctx, "facebook", true))
		if _, err := rival.desk.Present(ctx); !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("who is no longer admitted: %v", err)
		}
		before, err := g.Desks["chair"].Head(ctx)
		g.must(err)
		at := appear(t, g.Desks["google"])
		at.at(t, q.ID, schema.DoingReplying)
		after, err := g.Desks["chair"].Head(ctx)
		g.must(err)
		for log, seq := range after {
			if before[log] != seq {
				t.Errorf("presence is in the log %s", log)
			}
		}
	})
}

func TestPresenceTravelsBetweenNodesAndDoesNotOutliveOne(t *testing.T) {
	g, url := walled(t)
	q, secret := g.sent(schema.KindWithdrawal, "google"), g.sent(schema.KindWithdrawal, "facebook")
	other := storetest.Open(t, url, g.clock)
	serveNode(t, other)
	ctx, crash := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- g.db.Run(ctx) }()
	reader, rival := seat(t, other, "pharos"), seat(t, other, "facebook")
	watching := appear(t, reader)
	writing := appear(t, g.Desks["google"])
	told := func(want ...string) func() bool {
		return func() bool {
			writing.at(t, q.ID, schema.DoingReplying) // until the other node listens
			return slices.Equal(seen(t, reader), want)
		}
	}
	until(t, watching.wake, "the other node's member", func() bool {
		if told("Google replying")() {
			return true
		}
		select {
		case <-watching.wake:
		case <-time.After(20 * time.Millisecond): // its LISTEN may come after the first word
		}
		return told("Google replying")()
	})
	if got := seen(t, rival); len(got) > 0 {
		t.Errorf("a rival on the other node sees %q", got)
	}
	// A word that claims what its member cannot see leads nowhere.
	g.must(g.db.Exec(t.Context(), `SELECT pg_notify('contactgroup', 'at elsewhere forged `+itoa(g.Desks["google"].Who().Member)+` `+itoa(secret.ID)+` replying')`))
	g.must(g.db.Exec(t.Context(), `SELECT pg_notify('contactgroup', 'at elsewhere broken x')`))
	writing.at(t, q.ID, schema.DoingEditing)
	until(t, watching.wake, "what it does now", func() bool { return slices.Equal(seen(t, reader), []string{"Google editing"}) })
	for _, d := range []*store.Desk{reader, rival} {
		if got := seen(t, d); slices.Contains(got, "Google replying") {
			t.Errorf("a forged word is believed: %q", got)
		}
	}
	crash() // nobody tells the other node
	if err := <-ended; err != nil {
		t.Error(err)
	}
	writing.end()
	g.clock.Advance(schema.PresenceLapse)
	if got := seen(t, reader); len(got) > 0 {
		t.Errorf("what a crashed node told lives on: %q", got)
	}
}

func itoa(id schema.ID) string { return strconv.FormatInt(int64(id), 10) }
