package store_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// varied gives n records that filters can tell apart, the same ones for the same n.
func varied(n int, now time.Time) iter.Seq[store.Record] {
	return func(yield func(store.Record) bool) {
		g := rand.New(rand.NewPCG(1, uint64(n)))
		pick := func(of ...string) string { return of[g.IntN(len(of))] }
		for i := range n {
			sent := now.Add(-time.Duration(g.IntN(100*24)) * time.Hour).Add(-time.Duration(g.IntN(60)) * time.Minute)
			q := schema.Request{Kind: schema.Kinds[g.IntN(len(schema.Kinds))], Regime: schema.Regimes[g.IntN(len(schema.Regimes))],
				Subject: pick("Vidéo de propagande", "Vidéothèque, 100 %", "Compte étrange_x", "宣传视频", "دعاية") + " " + pick("copie", "reprise", ""),
				Reasons: pick("Apologie du crime", "Provocation", "Le compte, de nouveau", "Suite de GOO-2015-0001"), Service: pick(storetest.Pharos, storetest.Validation), Author: "pharos",
				LegalBasis: "Art. 421-2-5", Addressee: pick("google", "google", "facebook", "afa"), Label: schema.Labels[g.IntN(5)], TLP: schema.TLPs[g.IntN(len(schema.TLPs))],
				ExternalRef: pick("PH-7", "PH-77", ""), Case: pick("D-2015-0003", ""), Created: sent, Sent: sent, Updated: sent.Add(time.Duration(g.IntN(50)) * time.Hour),
				State: schema.States[g.IntN(len(schema.States))], AssigneeLogin: pick("", "google", "pharos")}
			if q.State == schema.StateDuplicate {
				q.State = schema.StateClosed
			}
			var out store.Record
			for c := range 1 + g.IntN(2) {
				q.Contents = append(q.Contents, schema.Content{URL: fmt.Sprintf("https://%s/%s?n=%d", pick("www.video.example", "compte.example"), pick("a", "Propagande"), i%40+c),
					Hash: strings.Repeat(pick("ab", "cd"), 32), Outcome: schema.Outcomes[g.IntN(len(schema.Outcomes))]})
			}
			switch {
			case q.State.BeforeSending():
				q.Sent = time.Time{}
			case q.State == schema.StateAnswered || q.State == schema.StateClosed:
				out.Replies = []schema.Reply{{By: q.Addressee, State: schema.ReplyStates[1+g.IntN(len(schema.ReplyStates)-1)], Text: pick("", "Motif : copie déjà retirée"), Sent: q.Updated}}
			}
			out.Request = q
			if !yield(out) {
				return
			}
		}
	}
}

// someTerms are filters of every field, to be joined by chance.
var someTerms = []string{"video", "vidéo", "propagande", `"vidéo de propagande"`, "propa", "copie", "déjà", "100%", "%", "étrange_x", "视频", "دعا", "0001", "goo-2015", "b-2015", "goo-", "GOO-2015-000", "goo-2015-1", "-goo-2015-00", `"goo-2015-0001"`, "fbk-2015", "zzz-2015", "pagande",
	"compte.example", "-copie", "-video", "le", `"le compte"`, "zzz", "421-2", "status:open", "status:closed,answered", "status:sent", "-status:open", "kind:withdrawal,notice", "org:google", "-org:afa",
	"label:P1,P2", "due:overdue", "due:none", "due:<2d", "due:>1d", "mine", "-mine", "by:none", "by:pharos", "ref:goo", "ref:GOO-2015-000", "ref:b", "ext:ph-7", "service:pharos", "regime:terms", "tlp:red",
	"url:video.example", "url:hxxps://video[.]example/a?n=3", "url:propa", "hash:" + strings.Repeat("ab", 32), "outcome:refused,not_found", "reply:sent", "reply:disputed", "case:d-2015", "sent:<30d", "sent:>60d", "sent:2015-04",
	"sent:2015-03-29", "updated:<1w", "updated:>2015-04", "meeting:x"}

// eyewitness is what a filter lets pass, read out of the requests themselves.
type eyewitness struct {
	who     schema.Actor
	now     time.Time
	replies map[schema.ID][]schema.Reply
	series  []string // of the references that the reader meets
}

func (a eyewitness) passes(q schema.Query, r schema.Request) bool {
	for _, t := range q.Terms {
		if a.blind(t.Field) || a.term(t, r) == t.Not {
			return false
		}
	}
	return true
}

// blind reports whether the reader cannot look at what a term names.
func (a eyewitness) blind(f schema.QueryField) bool {
	switch f {
	case schema.QueryMeeting:
		return true
	case schema.QueryCase:
		return !a.who.Authority()
	case schema.QueryMine, schema.QueryBy, schema.QueryExt:
		return a.who.Role == schema.RoleOverseer
	}
	return false
}

func (a eyewitness) term(t schema.Term, r schema.Request) bool {
	if t.Field == schema.QueryMine {
		return r.Assignee == a.who.Member
	}
	return slices.ContainsFunc(t.Values, func(v string) bool { return a.value(t, v, r) })
}

func (a eyewitness) value(t schema.Term, v string, r schema.Request) bool {
	ofContents := func(is func(schema.Content) bool) bool { return slices.ContainsFunc(r.Contents, is) }
	switch t.Field {
	case schema.QueryText:
		texts := []string{r.Ref, r.Subject, r.Reasons, r.Service, r.LegalBasis}
		for _, p := range a.replies[r.ID] {
			texts = append(texts, p.Text)
		}
		if s := schema.SeriesOf(v); !t.Exact && slices.Contains(a.series, s) {
			return strings.HasPrefix(r.Ref, strings.ToUpper(v))
		}
		in := func(s string) bool { return holdsPhrase(s, schema.PhraseOf(v, t.Exact)) }
		return slices.ContainsFunc(texts, in) || ofContents(func(c schema.Content) bool { return in(c.URL) })
	case schema.QueryStatus:
		return string(r.State) == v || v == "open" && !r.State.Terminal()
	case schema.QueryDue:
		return a.due(t, v, r)
	case schema.QueryBy:
		return r.AssigneeLogin == v || v == "none" && r.Assignee == 0
	case schema.QueryRef:
		return strings.HasPrefix(r.Ref, strings.ToUpper(v))
	case schema.QueryExt:
		return strings.HasPrefix(asciiLower.Replace(r.ExternalRef), asciiLower.Replace(v))
	case schema.QueryURL:
		return ofContents(func(c schema.Content) bool {
			return holdsPhrase(c.URL, schema.PhraseOf(schema.Refang(v), false)) || schema.NormalURL(c.URL) == schema.NormalURL(schema.Refang(v))
		})
	case schema.QueryHash:
		return ofContents(func(c schema.Content) bool { return c.Hash == v })
	case schema.QueryOutcome:
		return ofContents(func(c schema.Content) bool { return string(c.Outcome) == v })
	case schema.QuerySent, schema.QueryUpdated:
		at := map[schema.QueryField]time.Time{schema.QuerySent: r.Sent, schema.QueryUpdated: r.Updated}[t.Field]
		from, to, _ := t.PastBounds(v, a.now, a.who.Location())
		return !at.IsZero() && !at.Before(from) && (to.IsZero() || at.Before(to))
	}
	is := map[schema.QueryField]string{schema.QueryKind: string(r.Kind), schema.QueryOrg: r.Addressee, schema.QueryLabel: string(r.Label), schema.QueryRegime: string(r.Regime),
		schema.QueryTLP: string(r.TLP), schema.QueryReply: string(r.LastReply), schema.QueryService: schema.Fold(r.Service), schema.QueryCase: r.Case}[t.Field]
	if t.Field == schema.QueryCase {
		return strings.HasPrefix(is, strings.ToUpper(v))
	}
	return is == v
}

// asciiLower folds as the engines do: external references are numbers, mostly.
var asciiLower = func() *strings.Replacer {
	var pairs []string
	for c := 'A'; c <= 'Z'; c++ {
		pairs = append(pairs, string(c), string(c+'a'-'A'))
	}
	return strings.NewReplacer(pairs...)
}()

// holdsPhrase reports whether a text holds a phrase.
func holdsPhrase(text string, p schema.SearchPhrase) bool {
	return strings.Contains(schema.SearchText(text), p.Text)
}

func (a eyewitness) due(t schema.Term, v string, r schema.Request) bool {
	bound, _ := schema.DueBound(v, a.now, a.who.Location())
	switch {
	case v == "overdue":
		return r.Overdue(a.now)
	case v == "none" || r.Due.IsZero():
		return v == "none" && r.Due.IsZero()
	case t.After:
		return r.Due.After(bound)
	}
	return r.Due.Before(bound)
}

// order is the list's, by the keys that its reader sees.
func order(s schema.Sort) func(a, b schema.Request) int {
	due := func(r schema.Request) int64 {
		if r.Due.IsZero() {
			return 1 << 60
		}
		return r.Due.UnixMilli()
	}
	return func(a, b schema.Request) int {
		byDue, byRef := cmp.Compare(due(a), due(b)), strings.Compare(a.Ref, b.Ref)
		c := map[schema.SortField]int{
			schema.SortDue: cmp.Or(byDue, byRef), schema.SortLabel: cmp.Or(strings.Compare(string(a.Label), string(b.Label)), byDue, byRef), schema.SortRef: byRef,
			schema.SortUpdated: cmp.Or(a.Updated.Compare(b.Updated), byRef), schema.SortOwner: cmp.Or(strings.Compare(a.Addressee, b.Addressee), byDue, byRef),
		}[s.Field]
		if s.Desc {
			return -c
		}
		return c
	}
}

func idsOf(requests []schema.Request) []schema.ID {
	out := make([]schema.ID, len(requests))
	for i, q := range requests {
		out[i] = q.ID
	}
	return out
}

// readWhole is all that the member may know of, whole.
func (g group) readWhole(login string) ([]schema.Request, eyewitness) {
	d := g.Desks[login]
	a := eyewitness{d.Who(), g.clock.Now(), map[schema.ID][]schema.Reply{}, []string{"B", "GOO", "FBK", "AFA"}}
	if login == "google" {
		a.series = []string{"GOO"}
	}
	var out []schema.Request
	for _, ref := range walk(g.t, d, g, schema.List{All: true, Sort: schema.Sort{Field: schema.SortRef}, Limit: 500}, false) {
		r, err := d.Request(g.t.Context(), ref)
		g.must(err)
		a.replies[r.ID], err = d.RepliesOf(g.t.Context(), r.ID)
		g.must(err)
		out = append(out, r)
	}
	return out, a
}

func TestAnyFilterFindsWhatItSaysInTheOrderAsked(t *testing.T) {
	each(t, func(g group) {
		g.must(g.db.Load(g.t.Context(), varied(100/thinned+40, g.clock.Now())))
		all := map[string][]schema.Request{}
		witness := map[string]eyewitness{}
		logins := []string{"chair", "pharos", "google", "overseer", "observer"}
		for _, login := range logins {
			all[login], witness[login] = g.readWhole(login)
		}
		rapid.Check(g.t, func(r *rapid.T) {
			g.db.SmallWindows(rapid.IntRange(7, 40).Draw(r, "window"))
			login := rapid.SampledFrom(logins).Draw(r, "login")
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(someTerms), 1, 3).Draw(r, "terms"), " ")
			q, err := schema.ParseQuery(text)
			if err != nil {
				r.Fatal(err)
			}
			l := schema.List{Query: q, All: rapid.Bool().Draw(r, "all"),
				Sort: schema.Sort{Field: rapid.SampledFrom(schema.SortFields).Draw(r, "sort"), Desc: rapid.Bool().Draw(r, "desc")}}
			var want []schema.Request
			for _, request := range all[login] {
				if witness[login].passes(q, request) && (l.All || q.Names(schema.QueryStatus) || !request.State.Terminal()) {
					want = append(want, request)
				}
			}
			slices.SortFunc(want, order(l.Sort))
			l.Limit = rapid.IntRange(3+len(want)/8, 40).Draw(r, "limit") // a few pages
			d := g.Desks[login]
			if got := walk(r, d, g, l, rapid.Bool().Draw(r, "backwards")); !slices.Equal(got, refs(want)) {
				r.Fatalf("%s, %s %+v: %v, want %v", login, text, l.Sort, got, refs(want))
			}
			if n, err := d.CountRequests(g.t.Context(), q, l.All); err != nil || n.N != len(want) {
				r.Fatalf("%s, %s: counted %d (%v), want %d", login, text, n.N, err, len(want))
			}
			most := rapid.IntRange(1, len(want)+2).Draw(r, "most")
			first := schema.Sort{Field: schema.SortDue}
			if q.Archive(l.All) {
				first = schema.Sort{Field: schema.SortUpdated, Desc: true}
			}
			slices.SortFunc(want, order(first))
			ids, err := d.RequestIDs(g.t.Context(), q, l.All, most)
			if !slices.Equal(ids, idsOf(want[:min(most, len(want))])) || err != nil {
				r.Fatalf("%s, %s: the first %d are %v (%v)", login, text, most, ids, err)
			}
		})
	})
}

func TestALongReadingTellsHowFarItIsAndCanBeCancelled(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		desks := storetest.Group(t, db)
		db.SmallWindows(10)
		if err := db.Load(t.Context(), manyRecords(60, clock.Now())); err != nil {
			t.Fatal(err)
		}
		q, err := schema.ParseQuery("outcome:refused")
		if err != nil {
			t.Fatal(err)
		}
		for _, login := range []string{"chair", "google"} {
			for _, sort := range []schema.SortField{schema.SortUpdated, schema.SortDue} {
				var told []int
				ctx := schema.WithProgress(t.Context(), func(done, total int) { told = append(told, 100*done/total) })
				l := schema.List{Query: q, All: true, Sort: schema.Sort{Field: sort}, Limit: 5}
				if _, err := desks[login].Requests(ctx, l); err != nil || !slices.IsSorted(told) || len(told) < 2 || told[0] > 40 {
					t.Errorf("%s by %s was told %v, %v", login, sort, told, err)
				}
				ctx, stop := context.WithCancel(t.Context())
				calls := 0
				l.Limit++
				_, err = desks[login].Requests(schema.WithProgress(ctx, func(int, int) { calls++; stop() }), l)
				if !errors.Is(err, context.Canceled) || calls != 1 {
					t.Errorf("%s by %s, cancelled: %v after %d windows", login, sort, err, calls)
				}
			}
		}
	})
}
