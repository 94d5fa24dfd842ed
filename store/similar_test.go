package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// answersOf is all that a member gets out of the register about some requests
// and beside them, as text.
func (g group) answersOf(login string, known ...schema.Request) string {
	g.t.Helper()
	d, ctx := g.Desks[login], g.t.Context()
	var b strings.Builder
	b.WriteString(g.everything(d, nil))
	put := func(v any, err error) {
		body, wrong := json.Marshal(v)
		g.must(wrong)
		b.Write(body)
		if err != nil {
			b.WriteString(err.Error())
		}
	}
	for _, r := range known {
		put(d.Request(ctx, r.Ref))
		put(d.Thread(ctx, r.ID))
	}
	put(d.Case(ctx, "D-2015-0001"))
	put(d.Cases(ctx, schema.List{}))
	put(d.CountCases(ctx, schema.Query{}, true))
	put(d.CountRequests(ctx, schema.Query{Terms: []schema.Term{{Field: schema.QueryCase, Values: []string{"D-"}}}}, true))
	put(d.CountRequests(ctx, schema.Query{Terms: []schema.Term{{Field: schema.QueryAdvice, Values: []string{"open"}}}}, true))
	put(d.Contacts(ctx))
	put(d.OnCall(ctx, "facebook", g.clock.Now()))
	put(d.Head(ctx))
	return b.String()
}

// TestAnOperatorsEveryAnswerIsTheSame puts everything beside a request that its
// addressee is not to know, and compares all that the addressee can get.
func TestAnOperatorsEveryAnswerIsTheSame(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		r, other := g.bring(aDraft(schema.KindWithdrawal, "google"), schema.StateAnswered), g.sent(schema.KindWithdrawal, "facebook")
		g.clock.Advance(time.Minute) // the figures of reactions know the answer from now on
		before := g.answersOf("google", r, other)
		g.clock.Advance(time.Minute)
		k, err := g.Desks["pharos"].NewCase(ctx, "Deux copies")
		g.must(err)
		for _, q := range []schema.Request{r, other} {
			_, err = g.Desks["pharos"].FileRequest(ctx, q.ID, 0, k.Ref)
			g.must(err)
		}
		_, err = g.Desks["overseer"].Recommend(ctx, r.ID, 0, "Reportage de presse", true)
		g.must(err)
		_, err = g.Desks["validator"].AnswerRecommendation(ctx, r.ID, 0, false, "Non")
		g.must(err)
		_, err = g.Desks["pharos"].SetExternalRef(ctx, r.ID, 0, "PH-1")
		g.must(err)
		_, err = g.Desks["facebook"].AddContact(ctx, schema.Contact{Function: "Nuit", Phone: "+33 1 99 00 12 34"})
		g.must(err)
		_, err = g.Desks["pharos"].UnfileRequest(ctx, other.ID, 0, k.Ref)
		g.must(err)
		if after := g.answersOf("google", r, other); after != before {
			g.t.Errorf("google learns of what is not theirs:\n%s\n%s", before, after)
		}
		if seen := g.at("pharos", r.ID); seen.Case != k.Ref || seen.ExternalRef != "PH-1" || seen.Recommended != schema.RecommendationDeclined {
			g.t.Errorf("pharos sees %+v", seen)
		}
	})
}

func TestACaseShowsEachMemberTheirRequestsAlone(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		open := aDraft(schema.KindWithdrawal, "google")
		open.Contents = []schema.Content{{URL: "https://video.example/watch/abcdef"}, {URL: "https://video.example/refused"}, {URL: "https://video.example/unanswered"}}
		secret := aDraft(schema.KindIdentification, "facebook")
		mirror := aDraft(schema.KindWithdrawal, "facebook")
		mirror.Contents = []schema.Content{{URL: "https://reseau.example/watch/abcdef"}, {URL: "http://www.video.example/watch/abcdef"}}
		a, b, m := g.deliver(open), g.deliver(secret), g.deliver(mirror)
		k, err := g.Desks["pharos"].NewCase(ctx, "Une vidéo")
		g.must(err)
		for _, q := range []schema.Request{a, b} {
			_, err := g.Desks["pharos"].FileRequest(ctx, q.ID, 0, k.Ref)
			g.must(err)
		}
		for login, want := range map[string]int{"pharos": 2, "validator": 2, "chair": 2, "secretariat": 1, "pharos2": 2} {
			got, err := g.Desks[login].Case(ctx, strings.ToLower(k.Ref))
			g.must(err)
			if got.RequestCount != want || len(got.Requests) != want || len(got.Operators) != want {
				t.Errorf("%s: %d requests, %d shown, %d operators, want %d", login, got.RequestCount, len(got.Requests), len(got.Operators), want)
			}
		}
		got, err := g.Desks["pharos"].Case(ctx, k.Ref)
		g.must(err)
		var mirrors []schema.Match
		for _, s := range got.Mirrors {
			if s.Ref != m.Ref {
				t.Errorf("a mirror in %s", s.Ref)
			}
			mirrors = append(mirrors, s.Match)
		}
		if !slices.Contains(mirrors, schema.MatchURL) || !slices.Contains(mirrors, schema.MatchPath) {
			t.Errorf("mirrors %v", mirrors)
		}
		_, err = g.Desks["google"].Reply(ctx, a.ID, 0, schema.ReplyDraft{Text: "Satire", Outcomes: []schema.ReplyOutcome{
			{N: 1, Outcome: schema.OutcomeRemovedTerms}, {N: 2, Outcome: schema.OutcomeRefused}}})
		g.must(err)
		got, err = g.Desks["pharos"].Case(ctx, k.Ref)
		g.must(err)
		want := []schema.CaseOperator{{Addressee: "facebook", Requests: 1, Contents: 2, Live: 2, Waiting: 2}, {Addressee: "google", Requests: 1, Contents: 3, Live: 2, Waiting: 1}}
		if !slices.Equal(got.Operators, want) {
			t.Errorf("operators %+v, want %+v", got.Operators, want)
		}
		for _, login := range []string{"google", "overseer", "observer", "admin"} {
			_, there := g.Desks[login].Case(ctx, k.Ref)
			_, nowhere := g.Desks[login].Case(ctx, "D-2015-0099")
			if there == nil || there.Error() != nowhere.Error() || !errors.Is(there, schema.ErrForbidden) {
				t.Errorf("%s: %v, but %v", login, there, nowhere)
			}
		}
	})
}

func TestANamedCaseIsKnownByItsRequests(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		d := aDraft(schema.KindIdentification, "google")
		d.Case = "Affaire Nord"
		g.draft(d)
		if _, err := g.Desks["secretariat"].Case(ctx, "AFFAIRE NORD"); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("the secretariat knows a confidential case: %v", err)
		}
		if k, err := g.Desks["pharos"].Case(ctx, "affaire nord"); err != nil || k.RequestCount != 1 {
			t.Errorf("%+v, %v", k, err)
		}
		d.Case = "D-2015-0042"
		_, err := g.Desks["pharos"].NewRequest(ctx, d)
		if f := refusal(t, err); f.Why != schema.WhyUnknown || f.Field != "case" {
			t.Errorf("an unknown number: %+v", f)
		}
	})
}

func TestCasesAreFilteredByReferenceAndWords(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		for _, title := range []string{"Affaire Nord", "Affaire Sud"} {
			_, err := g.Desks["pharos"].NewCase(t.Context(), title)
			g.must(err)
		}
		for filter, want := range map[string]string{
			"": "D-2015-0002 D-2015-0001", "nord": "D-2015-0001", "-nord": "D-2015-0002", "affaire": "D-2015-0002 D-2015-0001",
			"case:d-2015-0002": "D-2015-0002", "-case:D-2015-0002": "D-2015-0001", "case:D-2015-0003": "", "ref:d-2015-0001": "D-2015-0001",
			"label:P1": "", "-label:P1": "",
		} {
			q, err := schema.ParseQuery(filter)
			g.must(err)
			page, err := g.Desks["chair"].Cases(t.Context(), schema.List{Query: q})
			g.must(err)
			var refs []string
			for _, k := range page.Items {
				refs = append(refs, k.Ref)
			}
			n, err := g.Desks["chair"].CountCases(t.Context(), q, false)
			if got := strings.Join(refs, " "); err != nil || got != want || n.N != len(refs) {
				t.Errorf("%q lets pass %q and counts %d, want %q: %v", filter, got, n.N, want, err)
			}
		}
	})
}

func TestOfManyMirrorsACaseTellsOfSome(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		d := aDraft(schema.KindReferral, "google")
		d.Contents = []schema.Content{{URL: "https://video.example/watch/abcdef"}}
		original := g.draft(d)
		d.Contents = nil
		for n := range schema.MaxMirrors + 1 {
			d.Contents = append(d.Contents, schema.Content{URL: fmt.Sprintf("https://m%d.example/watch/abcdef", n)})
		}
		g.draft(d)
		k, err := g.Desks["pharos"].NewCase(ctx, "Affaire Nord")
		g.must(err)
		_, err = g.Desks["pharos"].FileRequest(ctx, original.ID, 0, k.Ref)
		g.must(err)
		if k, err := g.Desks["pharos"].Case(ctx, k.Ref); err != nil || len(k.Mirrors) != schema.MaxMirrors {
			t.Errorf("it tells of %d, %v", len(k.Mirrors), err)
		}
	})
}

func TestWritingTellsWhatIsSimilar(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		hash := strings.Repeat("ab", 32)
		d := aDraft(schema.KindWithdrawal, "google")
		d.Contents = []schema.Content{{URL: "https://video.example/watch?v=1", Hash: hash}}
		first := g.deliver(d)
		d.Addressee = "facebook"
		d.Contents[0].URL = "http://m.video.example/watch?v=1&utm_source=x"
		elsewhere := g.draft(d)
		if len(elsewhere.Similar) != 1 || elsewhere.Similar[0].Ref != first.Ref || elsewhere.Similar[0].Same || elsewhere.Similar[0].Match != schema.MatchURL || elsewhere.Case != "" {
			t.Errorf("%+v", elsewhere)
		}
		d.Addressee, d.Case = "microsoft", "auto"
		if _, known := g.Desks["microsoft"]; !known {
			d.Addressee = "facebook"
		}
		d.Contents[0].URL = "https://copie.example/1"
		auto := g.draft(d)
		if auto.Case != "D-2015-0001" || auto.Similar[0].Match != schema.MatchHash || g.at("pharos", first.ID).Case != auto.Case {
			t.Errorf("%+v; the first is in %q", auto, g.at("pharos", first.ID).Case)
		}
	})
}

// A register has millions of contents: none may be read to see that it is no copy.
func TestWhatIsSimilarIsFoundByAnIndex(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), years(600, g.clock.Now())))
		g.must(g.db.Exec(t.Context(), "ANALYZE"))
		plans, err := store.SimilarPlans(t.Context(), g.Desks["pharos"], schema.Content{URL: "https://video.example/watch/1", Hash: strings.Repeat("ab", 32)})
		g.must(err)
		if len(plans) != 5 {
			t.Errorf("%d questions", len(plans))
		}
		for _, plan := range plans {
			text := strings.Join(plan, "\n")
			if strings.Contains(text, "SCAN c") || strings.Contains(text, "Seq Scan on content") {
				t.Error(text)
			}
		}
	})
}

// What spreads is reported thousands of times: some of them tell enough.
func TestOfManyCopiesTheOldestAreTold(t *testing.T) {
	each(t, func(g group) {
		d := aDraft(schema.KindWithdrawal, "google")
		hash := strings.Repeat("cd", 32)
		var refs []string
		for i := range schema.MaxSimilar + 2 {
			d.Contents = []schema.Content{{URL: "https://video.example/copy/" + strconv.Itoa(i), Hash: hash}, {URL: "https://video.example/same", Hash: hash}}
			refs = append(refs, g.draft(d).Ref)
		}
		d.Contents = []schema.Content{{URL: "https://video.example/same", Hash: hash}}
		told := map[schema.Match][]string{}
		for _, s := range g.draft(d).Similar {
			told[s.Match] = append(told[s.Match], s.Ref)
		}
		for _, match := range []schema.Match{schema.MatchURL, schema.MatchHash} {
			if want := refs[:schema.MaxSimilar]; !slices.Equal(told[match], want) {
				g.t.Errorf("by %s: %v, want %v", match, told[match], want)
			}
		}
	})
}

func TestAnOriginalNamesItsDuplicatesToWhoMayKnowOfThem(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		original, sent, draft := g.sent(schema.KindReferral, "google"), g.sent(schema.KindReferral, "google"), g.draft(aDraft(schema.KindReferral, "google"))
		for _, q := range []schema.Request{sent, draft} {
			g.act("pharos", q.ID, schema.Step{Verb: schema.VerbDuplicate, To: original.Ref})
		}
		for login, want := range map[string][]string{"pharos": {draft.Ref, sent.Ref}, "google": {sent.Ref}} {
			got, err := g.Desks[login].Request(t.Context(), original.Ref)
			g.must(err)
			if !slices.Equal(got.Duplicates, want) {
				t.Errorf("%s is told of %v, not %v", login, got.Duplicates, want)
			}
		}
	})
}

// TestOneAddressIsOneContentHoweverItIsWritten writes an address in another
// spelling beside itself, and adds it once more after the sending.
func TestOneAddressIsOneContentHoweverItIsWritten(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		d := aDraft(schema.KindReferral, "google")
		d.Contents = []schema.Content{{URL: "https://www.video.example/v?id=1&utm_source=x"}, {URL: "HTTP://video.example.:80/v/?id=1#t=3"},
			{URL: "https://video.example/#!v1"}, {URL: "https://video.example/#!v2"}}
		q := g.deliver(d)
		if q.ContentCount != 3 {
			t.Errorf("%d contents", q.ContentCount)
		}
		again := schema.Step{Verb: schema.VerbAmend, Contents: []schema.Content{{URL: "hxxps://m.video[.]example/v?id=1"}}}
		if _, err := g.Desks["pharos"].Act(ctx, q.ID, 0, again); refusal(t, err).Why != schema.WhyExists {
			t.Errorf("added again: %v", err)
		}
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbWithdraw, Reason: "erreur"})
		d.Addressee = "facebook"
		if written := g.draft(d); len(written.Similar) != 0 {
			t.Errorf("what is settled is told as similar: %+v", written.Similar)
		}
	})
}
