package store_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// mixed gives records of every label, with and without deadlines, many of them alike.
func mixed(n int, now time.Time) func(func(store.Record) bool) {
	return func(yield func(store.Record) bool) {
		i := 0
		for r := range manyRecords(n, now) {
			q := &r.Request
			switch i % 4 {
			case 0:
				q.Kind, q.Regime = schema.KindReferral, schema.RegimeTerms // no deadline
			case 1:
				q.Created, q.Sent, q.Updated = now.Add(-time.Hour), now.Add(-time.Hour), now.Add(-time.Hour) // all at once
			case 2:
				q.State, q.Sent = schema.StateDraft, time.Time{}
			}
			i++
			if !yield(r) {
				return
			}
		}
	}
}

func refs(requests []schema.Request) []string {
	out := make([]string, len(requests))
	for i, q := range requests {
		out[i] = q.Ref
	}
	return out
}

// walk reads a whole list page by page, forwards or backwards.
func walk(t interface{ Fatal(...any) }, d *store.Desk, g group, l schema.List, backwards bool) []string {
	var out []string
	if backwards {
		l.Before = schema.BeforeEnd
	}
	for range 1000 {
		page, err := d.Requests(g.t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		if backwards {
			out = append(refs(page.Items), out...)
			l.Before = page.Prev
		} else {
			out = append(out, refs(page.Items)...)
			l.After = page.Next
		}
		if l.After == "" && l.Before == "" {
			return out
		}
	}
	t.Fatal("the pages have no end")
	return nil
}

func TestTheContentsOfManyRequestsAreThoseOfEach(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		bare := aDraft(schema.KindReferral, "google")
		bare.Contents = nil
		d := aDraft(schema.KindReferral, "facebook")
		d.Contents = d.Contents[1:]
		mine, theirs, empty := g.sent(schema.KindReferral, "google"), g.deliver(d), g.draft(bare)
		secret := g.sent(schema.KindIdentification, "google")
		ids := append(make([]schema.ID, 1000), mine.ID, theirs.ID, empty.ID, secret.ID) // more than a chunk
		for login, want := range map[string]map[schema.ID]int{
			"pharos":   {mine.ID: 2, theirs.ID: 1, empty.ID: 0, secret.ID: 2},
			"google":   {mine.ID: 2, secret.ID: 2},
			"facebook": {theirs.ID: 1},
			"observer": {},
			"admin":    {},
		} {
			contents, err := g.Desks[login].ContentsOf(t.Context(), ids)
			g.must(err)
			got := map[schema.ID]int{}
			for id, of := range contents {
				got[id] = len(of)
			}
			if !maps.Equal(got, want) {
				t.Errorf("%s reads %v, want %v", login, got, want)
			}
		}
		whole, err := g.Desks["google"].Request(t.Context(), mine.Ref)
		g.must(err)
		contents, err := g.Desks["google"].ContentsOf(t.Context(), []schema.ID{mine.ID})
		g.must(err)
		if diff := cmp.Diff(whole.Contents, contents[mine.ID]); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAPageHoldsAHundredUnlessAskedForOthersAndNeverMoreThan500(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), manyRecords(501, g.clock.Now())))
		for asked, want := range map[int]int{-1: 100, 0: 100, 101: 101, 500: 500, 501: 500, 1 << 30: 500} {
			page, err := g.Desks["chair"].Requests(t.Context(), schema.List{Limit: asked})
			if g.must(err); len(page.Items) != want || page.Next == "" {
				t.Errorf("asked for %d, it holds %d, and then %q", asked, len(page.Items), page.Next)
			}
		}
	})
}

func TestPagesTogetherAreTheWholeListBothWays(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), mixed(130/thinned+20, g.clock.Now())))
		rapid.Check(t, func(r *rapid.T) {
			login := rapid.SampledFrom([]string{"chair", "google", "overseer"}).Draw(r, "login")
			l := schema.List{
				Sort:  schema.Sort{Field: rapid.SampledFrom(schema.SortFields).Draw(r, "sort"), Desc: rapid.Bool().Draw(r, "desc")},
				All:   rapid.Bool().Draw(r, "all"),
				Limit: 500,
			}
			d := g.Desks[login]
			whole := walk(r, d, g, l, false)
			l.Limit = rapid.IntRange(3+len(whole)/8, 60).Draw(r, "limit") // a few pages
			if got := walk(r, d, g, l, false); !slices.Equal(got, whole) {
				r.Fatalf("forwards by %d: %v, want %v", l.Limit, got, whole)
			}
			if got := walk(r, d, g, l, true); !slices.Equal(got, whole) {
				r.Fatalf("backwards by %d: %v, want %v", l.Limit, got, whole)
			}
			if n, err := d.CountRequests(g.t.Context(), schema.Query{}, l.All); err != nil || n.N != len(whole) {
				r.Fatalf("counted %d (%v), listed %d", n.N, err, len(whole))
			}
		})
	})
}

func TestSortsOrderAsTheySay(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), mixed(60, g.clock.Now())))
		far := time.Unix(1<<40, 0)
		key := map[schema.SortField]func(schema.Request) string{
			schema.SortDue: func(q schema.Request) string {
				if q.Due.IsZero() {
					q.Due = far
				}
				return fmt.Sprintf("%020d", q.Due.Unix())
			},
			schema.SortLabel:   func(q schema.Request) string { return string(q.Label) },
			schema.SortRef:     func(q schema.Request) string { return q.Ref },
			schema.SortUpdated: func(q schema.Request) string { return q.Updated.Format(time.RFC3339Nano) },
			schema.SortOwner:   func(q schema.Request) string { return q.Addressee },
		}
		for _, field := range schema.SortFields {
			page, err := g.Desks["chair"].Requests(t.Context(), schema.List{Sort: schema.Sort{Field: field}, Limit: 500})
			g.must(err)
			if !slices.IsSortedFunc(page.Items, func(a, b schema.Request) int { return strings.Compare(key[field](a), key[field](b)) }) {
				t.Errorf("by %s: %v", field, refs(page.Items))
			}
		}
	})
}

func TestACursorOfAnotherListIsRefused(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), manyRecords(20, g.clock.Now())))
		page, err := g.Desks["google"].Requests(t.Context(), schema.List{Limit: 3})
		g.must(err)
		for _, l := range []schema.List{{After: page.Next, Sort: schema.Sort{Field: schema.SortRef}}, {After: "nonsense"}, {Before: page.Next + "x"},
			{After: handmade(`["a","GOO-2015-00000001"]`)}, {After: handmade(`[1,2]`)}, {After: handmade(`[1.5,"GOO"]`)}, {After: handmade(`[1]`)}} {
			_, err := g.Desks["google"].Requests(t.Context(), l)
			if refusal(t, err).Why != schema.WhyCursor {
				t.Errorf("%+v: %v", l, err)
			}
		}
	})
}

// handmade is a cursor of the queue that nobody was given.
func handmade(key string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(`{"o":"r.due_key,r.ref_key","k":` + key + `}`))
}

// TestWhatNoTextHoldsFindsNothing asks for what PostgreSQL takes for no text.
func TestWhatNoTextHoldsFindsNothing(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q := g.sent(schema.KindReferral, "google")
		for _, ref := range []string{q.Ref + "\x00", "\xff", "\x00"} {
			if _, err := g.Desks["google"].Request(ctx, ref); refusal(t, err).Why != schema.WhyHidden {
				t.Errorf("%q: %v", ref, err)
			}
			if _, err := g.Desks["chair"].Meeting(ctx, ref); refusal(t, err).Why != schema.WhyHidden {
				t.Errorf("a meeting %q: %v", ref, err)
			}
		}
		page, err := g.Desks["google"].Requests(ctx, schema.List{After: handmade(`[1,"\u0000"]`)})
		g.must(err)
		if len(page.Items) != 1 {
			t.Errorf("%d behind a NUL", len(page.Items))
		}
	})
}

func TestFiltersFind(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		now := g.clock.Now()
		a := g.sent(schema.KindWithdrawal, "google") // due in 24 h
		b := g.deliver(schema.RequestDraft{Kind: schema.KindReferral, Regime: schema.RegimeTerms, Subject: "100% Étrange_x", Addressee: "google",
			Case: "Affaire-3", ExternalRef: "PH-77", Label: schema.P1, TLP: schema.TLPRed, Contents: []schema.Content{{URL: "https://AUTRE.example/Q"}}})
		c := g.sent(schema.KindBlocking, "facebook")
		g.reply("facebook", c)
		g.act("pharos", a.ID, schema.Step{Verb: schema.VerbClaim})
		g.clock.Advance(time.Minute)
		for _, test := range []struct {
			login, query string
			want         []schema.Request
		}{
			{"pharos", "kind:withdrawal", []schema.Request{a}},
			{"pharos", "-kind:withdrawal", []schema.Request{b, c}},
			{"pharos", "org:google", []schema.Request{a, b}},
			{"google", "org:facebook", nil},
			{"pharos", "label:P1", []schema.Request{b}},
			{"pharos", "due:<25h", []schema.Request{a}},
			{"pharos", "due:>25h", nil},
			{"pharos", "due:none", []schema.Request{b, c}},
			{"pharos", "due:tomorrow", []schema.Request{a}},
			{"pharos", "due:" + now.Add(day).Format(time.DateOnly), []schema.Request{a}},
			{"pharos", "due:overdue", nil},
			{"pharos", "mine", []schema.Request{a}},
			{"google", "mine", nil},
			{"pharos", "by:pharos", []schema.Request{a}},
			{"google", "by:pharos", nil},
			{"google", "by:none", []schema.Request{a, b}},
			{"pharos", "ref:goo-2015", []schema.Request{a, b}},
			{"pharos", "ext:ph-7", []schema.Request{b}},
			{"google", "ext:ph-7", nil},
			{"pharos", "service:pharos", []schema.Request{a, b, c}},
			{"pharos", "service:chancellerie", nil},
			{"pharos", "regime:terms", []schema.Request{b}},
			{"pharos", "tlp:red", []schema.Request{b}},
			{"google", "url:autre.example/q", []schema.Request{b}},
			{"pharos", "outcome:removed_terms", []schema.Request{c}},
			{"pharos", "reply:sent", []schema.Request{c}},
			{"pharos", "case:affaire-3", []schema.Request{b}},
			{"google", "case:affaire-3", nil},
			{"google", "-case:affaire-3", nil},
			{"pharos", "status:answered", []schema.Request{c}},
			{"google", "etrange", []schema.Request{b}},
			{"google", "100%", []schema.Request{b}},
			{"google", "%", []schema.Request{b}},
			{"google", "etrange_x", []schema.Request{b}},
			{"google", "b-2015", nil},
			{"google", "meeting:x", nil},
		} {
			q, err := schema.ParseQuery(test.query)
			g.must(err)
			page, err := g.Desks[test.login].Requests(t.Context(), schema.List{Query: q, Sort: schema.Sort{Field: schema.SortRef}})
			g.must(err)
			got, want := refs(page.Items), refs(test.want)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s: %v, want %v", test.login, test.query, got, want)
			}
		}
	})
}

func TestWhatIsSnoozedLeavesThePlainListAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbSnooze, Until: g.clock.Now().Add(time.Hour)})
		count := func(login, query string, all bool) int {
			parsed, err := schema.ParseQuery(query)
			g.must(err)
			n, err := g.Desks[login].CountRequests(t.Context(), parsed, all)
			g.must(err)
			return n.N
		}
		if count("google", "", false) != 0 || count("google", "kind:withdrawal", false) != 1 || count("google", "", true) != 1 || count("pharos", "", false) != 1 {
			t.Error("snoozed is hidden from google's plain list, and from that alone")
		}
		g.clock.Advance(2 * time.Hour)
		if count("google", "", false) != 1 {
			t.Error("it comes back at its time")
		}
	})
}

func TestCountsAreExactToTheirLimit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		desks := storetest.Group(t, db)
		for _, want := range []schema.Count{{N: schema.CountLimit}, {N: schema.CountLimit, More: true}} {
			if err := db.Load(t.Context(), manyRecords(1+998*flagOf(!want.More), clock.Now())); err != nil {
				t.Fatal(err)
			}
			if got, err := desks["chair"].CountRequests(t.Context(), schema.Query{}, false); got != want || err != nil {
				t.Errorf("%+v %v, want %+v", got, err, want)
			}
		}
	})
}

func flagOf(b bool) int {
	if b {
		return 1
	}
	return 0
}
