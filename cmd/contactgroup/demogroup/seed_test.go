package demogroup

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// seeded is the demonstration with size requests in all, at Start.
func seeded(t *testing.T, size int) *store.DB {
	t.Helper()
	clock := &Clock{}
	db, err := store.Open(t.Context(), storetest.SQLite(t), store.Options{Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	var told int
	err = Seed(t.Context(), db, clock, size, nil, func(done, total int) {
		if done < told || done > total {
			t.Errorf("progress went from %d to %d of %d", told, done, total)
		}
		told = done
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := max(size, 0); size > 0 && told != want {
		t.Errorf("progress ended at %d of %d", told, want)
	}
	if now := clock.Now(); !now.Equal(Start) {
		t.Errorf("the clock stands at %s", now)
	}
	return db
}

func desk(t *testing.T, db *store.DB, login string) *store.Desk {
	t.Helper()
	d, err := db.As(t.Context(), login)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// everything is all requests that a member may know of.
func everything(t *testing.T, d *store.Desk) []schema.Request {
	t.Helper()
	var all []schema.Request
	for l := (schema.List{All: true, Limit: 500}); ; {
		page, err := d.Requests(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Items...)
		if l.After = page.Next; l.After == "" {
			return all
		}
	}
}

func TestEveryScriptedMomentIsBeforeStart(t *testing.T) {
	for _, st := range script() {
		at := moment(st.written)
		for _, p := range st.life {
			at = at.Add(time.Duration(p.after) * time.Minute)
		}
		if at.After(Start) {
			t.Errorf("%s, %s: the last step is at %s", st.written, st.subject, at.In(schema.Paris))
		}
	}
}

func TestTheDemonstration(t *testing.T) {
	db := seeded(t, 0)
	t.Run("shows every situation", func(t *testing.T) { showsEverySituation(t, db) })
	t.Run("has its meetings and actions", func(t *testing.T) { hasItsMeetings(t, db) })
	t.Run("has a blocking to be looked at again", func(t *testing.T) { hasItsRecheck(t, db) })
}

// hasItsRecheck holds the queue of what is to be looked at again within a week:
// the blocking of February, for those who look; its lifting is asked for once.
func hasItsRecheck(t *testing.T, db *store.DB) {
	week := schema.List{All: true, Query: schema.Query{Terms: []schema.Term{{Field: schema.QueryReverify, Before: true, Values: []string{"7d"}}}}}
	for login, want := range map[string]int{"pharos": 1, "overseer": 1, "isp": 0, "google": 0} {
		page, err := desk(t, db, login).Requests(t.Context(), week)
		if err != nil || len(page.Items) != want {
			t.Errorf("%s is to look at %d measures again, %v", login, len(page.Items), err)
			continue
		}
		for _, r := range page.Items {
			if due := time.Date(2015, time.May, 6, 18, 0, 0, 0, schema.Paris); r.Kind != schema.KindBlocking || r.Addressee != "isp" || !r.Reverify.Equal(due) {
				t.Errorf("%s: %s %s of %s, at %s", login, r.Ref, r.Kind, r.Addressee, r.Reverify)
			}
		}
	}
}

func showsEverySituation(t *testing.T, db *store.DB) {
	all := everything(t, desk(t, db, "chair"))
	if len(all) != requestsOf(script()) || len(all) != 61 {
		t.Errorf("%d requests of %d", len(all), requestsOf(script()))
	}
	seen := map[string]bool{}
	for _, r := range all {
		seen["state "+string(r.State)], seen["kind "+string(r.Kind)], seen["label "+string(r.Label)] = true, true, true
		seen["tlp "+string(r.TLP)], seen["reply "+string(r.LastReply)], seen["to "+r.Addressee] = true, true, true
		seen["clock "+situation(r)] = true
		if r.Snoozed.After(Start) {
			seen["snoozed"] = true
		}
	}
	var want []string
	for _, s := range schema.States {
		want = append(want, "state "+string(s))
	}
	for _, k := range schema.Kinds {
		want = append(want, "kind "+string(k))
	}
	for _, l := range schema.Labels {
		want = append(want, "label "+string(l))
	}
	for _, l := range schema.TLPs {
		want = append(want, "tlp "+string(l))
	}
	for _, c := range []string{"overdue", "minutes", "today", "tomorrow", "suspended", "none", "run out"} {
		want = append(want, "clock "+c)
	}
	want = append(want, "reply sent", "reply accepted", "reply disputed", "to google", "to afa", "to isp", "to ", "snoozed")
	for _, w := range want {
		if !seen[w] {
			t.Errorf("no request shows: %s", w)
		}
	}
}

// situation names what the clock of a request says at Start.
func situation(r schema.Request) string {
	left := r.Due.Sub(Start)
	switch {
	case r.State.Terminal() || r.State == schema.StateAnswered:
		return "run out"
	case r.Overdue(Start):
		return "overdue"
	case !r.ClockStop.IsZero():
		return "suspended"
	case r.Due.IsZero():
		return "none"
	case left < time.Hour:
		return "minutes"
	case schema.DateOf(r.Due, schema.Paris) == schema.DateOf(Start, schema.Paris):
		return "today"
	}
	return "tomorrow"
}

func TestContentsLeadNowhere(t *testing.T) {
	var all []schema.Content
	for _, st := range script() {
		all = append(all, st.draft().Contents...)
	}
	for r := range records(1000) {
		all = append(all, r.Request.Contents...)
	}
	for _, c := range all {
		host, _, _ := strings.Cut(strings.TrimPrefix(c.URL, "https://"), "/")
		if clean, err := schema.CleanURL(c.URL); err != nil || clean != c.URL || !strings.HasSuffix(host, ".example") {
			t.Errorf("%s: %v", c.URL, err)
		}
	}
}

func hasItsMeetings(t *testing.T, db *store.DB) {
	d := desk(t, db, "afa")
	next, err := d.Meeting(t.Context(), "next")
	if err != nil || next.Ref != nextMeeting || next.State != schema.MeetingConvened || len(next.Agenda) == 0 {
		t.Errorf("next meeting %+v, %v", next, err)
	}
	first, err := d.Meeting(t.Context(), foundingMeeting)
	if err != nil || first.State != schema.MeetingClosed || len(first.Decisions) != 3 {
		t.Errorf("first meeting %+v, %v", first, err)
	}
	page, err := d.Actions(t.Context(), schema.List{All: true})
	if err != nil || len(page.Items) != 15 {
		t.Errorf("%d shared actions, %v", len(page.Items), err)
	}
	count := map[string]int{}
	for _, x := range page.Items {
		count[string(x.State)]++
		if x.Carried > 0 {
			count["carried"]++
		}
		if x.Overdue(schema.DateOf(Start, schema.Paris)) {
			count["overdue"]++
		}
	}
	for what, n := range map[string]int{"done": 2, "blocked": 1, "carried": 11, "overdue": 2} {
		if count[what] != n {
			t.Errorf("%d actions %s, want %d", count[what], what, n)
		}
	}
}

func TestTheSameSizeGivesTheSameRegister(t *testing.T) {
	one, other := seeded(t, 90), seeded(t, 90)
	for _, login := range []string{"chair", "google", "isp", "overseer"} {
		a, b := everything(t, desk(t, one, login)), everything(t, desk(t, other, login))
		if !slices.EqualFunc(a, b, func(x, y schema.Request) bool { return fmt.Sprint(x) == fmt.Sprint(y) }) {
			t.Errorf("%s sees two registers", login)
		}
		if login == "chair" && len(a) != 90 {
			t.Errorf("%d requests in all", len(a))
		}
	}
}

func TestASmallSizeTakesTheFirstOfTheScript(t *testing.T) {
	if n := len(everything(t, desk(t, seeded(t, 7), "chair"))); n != 7 {
		t.Errorf("%d requests", n)
	}
}

func TestMoreRequestsAreSpreadAsInTheGroupsWork(t *testing.T) {
	open, kinds, months, last := 0, map[schema.Kind]int{}, map[string]int{}, time.Time{}
	const n = 5000
	for r := range records(n) {
		q := r.Request
		kinds[q.Kind]++
		months[q.Created.Format("2006-01")]++
		if !q.State.Terminal() {
			open++
		}
		for _, at := range []time.Time{q.Created, q.Sent, q.Received, q.Answered, q.Closed, q.Updated} {
			if at.After(Start) {
				t.Fatalf("something happens after the start: %+v", q)
			}
		}
		if q.Updated.After(last) {
			last = q.Updated
		}
		if len(q.Contents) < 1 || len(q.Contents) > 3 {
			t.Fatalf("%d contents", len(q.Contents))
		}
	}
	if open < n*17/100 || open > n*23/100 || len(kinds) != len(schema.Kinds) || len(months) < 6 {
		t.Errorf("%d open, %d kinds, %d months", open, len(kinds), len(months))
	}
}

func BenchmarkSeed(b *testing.B) {
	for b.Loop() {
		clock := &Clock{}
		db, err := store.Open(b.Context(), storetest.SQLite(b), store.Options{Now: clock.Now})
		if err != nil {
			b.Fatal(err)
		}
		if err := Seed(b.Context(), db, clock, 0, nil, nil); err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
