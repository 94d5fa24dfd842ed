package store_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

func TestADeliveryIsTriedUntilItArrivesAndKeepsItsToken(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		g.three()
		g.deliver(urgent(schema.P1))
		first := g.taken(schema.ChannelMail)
		if len(first) != 1 || first[0].Attempts != 1 {
			g.t.Fatalf("taken is %+v", first)
		}
		if again := g.taken(schema.ChannelMail); len(again) != 0 {
			g.t.Errorf("taken twice: %+v", again)
		}
		g.clock.Advance(2 * time.Minute) // who took it has died
		second := g.taken(schema.ChannelMail)
		if len(second) != 1 || second[0].Token != first[0].Token || second[0].Attempts != 2 {
			g.t.Fatalf("after its lease: %+v", second)
		}
		g.must(g.db.Delivered(ctx, first[0])) // or was only slow: it is another's now
		g.must(g.db.Postponed(ctx, second[0], g.clock.Now().Add(2*time.Minute), "450 later", false))
		if again := g.taken(schema.ChannelMail); len(again) != 0 {
			g.t.Errorf("before its time: %+v", again)
		}
		g.clock.Advance(2 * time.Minute)
		third := g.taken(schema.ChannelMail)
		if len(third) != 1 || third[0].Token != first[0].Token {
			g.t.Fatalf("postponed: %+v", third)
		}
		g.must(g.db.Delivered(ctx, third[0]))
		g.clock.Advance(24 * time.Hour)
		for _, d := range g.taken(schema.ChannelMail) {
			if d.Token == first[0].Token {
				g.t.Error("what was delivered is taken again")
			}
		}
	})
}

func TestWhoRefusesForGoodIsFollowedAtOnceAndToldOnceUntilReached(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		g.contact("google", schema.Contact{Mail: "gone@google.example"})
		g.contact("google", schema.Contact{Mail: "there@google.example"})
		refused := func() {
			g.t.Helper()
			g.deliver(urgent(schema.P1))
			d := g.taken(schema.ChannelMail)
			if len(d) != 1 || d[0].To != "gone@google.example" {
				g.t.Fatalf("taken is %+v", d)
			}
			g.must(g.db.Refused(ctx, d[0], "550 no such user\x1b[2J"))
			g.wantCalled("the next, at once", "there@google.example")
		}
		refused()
		refused()
		told := func(times int) {
			g.t.Helper()
			for login, want := range map[string]int{"admin": times, "google": times, "facebook": 0, "pharos": 0} {
				events, _, err := g.Desks[login].Changes(ctx, nil, 500)
				g.must(err)
				n := 0
				for _, e := range events {
					if e.Verb == schema.VerbFail {
						n++
						if e.Ref != "google/1" || !strings.Contains(e.Text, "550 no such user") {
							g.t.Errorf("%s reads %+v", login, e)
						}
					}
				}
				if n != want {
					g.t.Errorf("%s is told %d times, want %d", login, n, want)
				}
			}
		}
		told(1)
		g.clock.Advance(time.Minute)
		g.deliver(urgent(schema.P1))
		g.wantCalled("one that arrives", "gone@google.example")
		g.clock.Advance(time.Minute)
		refused()
		told(2)
	})
}

func TestAServerThatIsDownIsToldOnceToAdministratorsAlone(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		g.three()
		g.deliver(urgent(schema.P0))
		for range 3 {
			for _, d := range g.taken(schema.ChannelMail) {
				g.must(g.db.Postponed(ctx, d, g.clock.Now().Add(time.Minute), "10.0.0.5: refused", true))
			}
			g.clock.Advance(time.Minute)
		}
		for login, want := range map[string]int{"admin": 1, "google": 0} {
			events, _, err := g.Desks[login].Changes(ctx, nil, 500)
			g.must(err)
			if n := len(slices.DeleteFunc(events, func(e schema.Event) bool { return e.Verb != schema.VerbFail })); n != want {
				g.t.Errorf("%s is told %d times", login, n)
			}
		}
		for login, told := range map[string]bool{"secretariat": true, "admin": true, "google": false} {
			alerts, err := g.Desks[login].Alerts(ctx, false, 0)
			g.must(err)
			if len(alerts) != 2 || !alerts[0].Server || (alerts[0].Problem != "") != told || (alerts[0].Ref == "") != (login == "admin") {
				g.t.Errorf("%s reads %+v", login, alerts)
			}
		}
	})
}

func TestOfTwoNodesOneCallsAContact(t *testing.T) {
	clock := storetest.NewClock()
	url := storetest.Postgres(t)
	nodes := []*store.DB{storetest.Open(t, url, clock), storetest.Open(t, url, clock)}
	g := group{t, nodes[0], clock, storetest.Group(t, nodes[0])}
	g.three()
	for range 4 {
		g.deliver(urgent(schema.P0))
	}
	var work sync.WaitGroup
	taken := make([][]schema.Delivery, len(nodes))
	for i, db := range nodes {
		work.Go(func() { taken[i] = group{t: t, db: db}.taken(schema.ChannelMail) })
	}
	work.Wait()
	seen := map[string]int{}
	for _, d := range slices.Concat(taken...) {
		seen[d.Ref+d.To]++
	}
	if len(seen) != 8 || len(slices.Concat(taken...)) != 8 {
		t.Errorf("called are %v", seen)
	}
	clock.Advance(2 * time.Minute) // the first node has died with what it took
	again := group{t: t, db: nodes[1]}.taken(schema.ChannelMail)
	if len(again) != 8 {
		t.Errorf("the other takes over %d", len(again))
	}
}

func TestWhatWasBeingSentWhenTheServerDiedIsSentOnceItIsBack(t *testing.T) {
	clock := storetest.NewClock()
	url := storetest.SQLite(t)
	first, err := store.Open(t.Context(), url, store.Options{Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	g := group{t, first, clock, storetest.Group(t, first)}
	g.three()
	g.deliver(urgent(schema.P1))
	before := g.taken(schema.ChannelMail)
	g.must(first.Close())
	after := group{t: t, db: storetest.Open(t, url, clock)}.taken(schema.ChannelMail)
	if len(before) != 1 || len(after) != 1 || before[0].Token != after[0].Token {
		t.Errorf("taken is %+v, then %+v", before, after)
	}
}
